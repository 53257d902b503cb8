import type { Page } from '@playwright/test';
import { spreadOf, type Spread } from '../race.ts';
import type {} from './in-page.ts';

const moves = 120;

/**
 * Frames from a move of the pointer to the paint that shows the playhead there, while the timeline is dragged from end to end.
 * A frame is the browser's own, measured beside it.
 */
export async function framesToView(page: Page): Promise<Spread> {
  await page.evaluate(() => window.bench.watchScrubbing());
  const rows = page.locator('#playground .timeline-body');
  await rows.scrollIntoViewIfNeeded();
  const [axis, { y: top }] = [await page.getByRole('slider', { name: 'Playhead' }).boundingBox(), (await rows.boundingBox()) ?? { y: 0 }];
  if (axis === null) throw new Error('The timeline has no playhead to drag.');
  const y = top + 8;
  await page.mouse.move(axis.x + 10, y);
  await page.mouse.down();
  for (let move = 1; move <= moves; move += 1) await page.mouse.move(axis.x + 10 + ((axis.width - 20) * move) / moves, y + (move % 2));
  await page.mouse.up();
  const frames = await page.evaluate(() => window.bench.framesToView);
  if (frames.length < moves / 4) throw new Error(`Only ${frames.length} of ${moves} moves of the pointer reached the view.`);
  return spreadOf(frames);
}
