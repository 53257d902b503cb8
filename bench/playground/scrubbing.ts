import type { Page } from '@playwright/test';
import { spreadOf, type Spread } from '../race.ts';

const moves = 120;

declare global {
  interface Window {
    scrubFrames: number[];
  }
}

/**
 * Frames from a move of the pointer to the paint that shows the playhead there, while the timeline is dragged from end to end.
 * A frame is the browser's own, measured beside it.
 */
export async function framesToView(page: Page): Promise<Spread> {
  await page.evaluate(noteViews);
  const axis = await page.getByRole('slider', { name: 'Playhead' }).boundingBox();
  if (axis === null) throw new Error('The timeline has no playhead to drag.');
  const y = axis.y + 150;
  await page.mouse.move(axis.x + 10, y);
  await page.mouse.down();
  for (let move = 1; move <= moves; move += 1) await page.mouse.move(axis.x + 10 + ((axis.width - 20) * move) / moves, y + (move % 2));
  await page.mouse.up();
  const frames = await page.evaluate(() => window.scrubFrames);
  if (frames.length < moves / 4) throw new Error(`Only ${frames.length} of ${moves} moves of the pointer reached the view.`);
  return spreadOf(frames);
}

/** For each move: the frames until the playhead's slider has another value and a frame with it has been painted. */
async function noteViews(): Promise<void> {
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const painted = () =>
    new Promise<number>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  const startedAt = await frame();
  for (let count = 1; count < 30; count += 1) await frame();
  const frameMs = ((await frame()) - startedAt) / 30;
  const slider = document.querySelector<HTMLInputElement>('#playground .timeline-slider');
  window.scrubFrames = [];
  let shown = slider?.value;
  let waitsSince: number | undefined;
  addEventListener('pointermove', ({ timeStamp, buttons }) => {
    if (buttons === 0 || waitsSince !== undefined) return;
    waitsSince = timeStamp;
    void look();
  }, { capture: true });
  async function look(): Promise<void> {
    while (slider?.value === shown) await frame();
    shown = slider?.value;
    const at = await painted();
    window.scrubFrames.push((at - waitsSince!) / frameMs);
    waitsSince = undefined;
  }
}
