import type { CDPSession, Page } from '@playwright/test';
import { spreadOf, type Spread } from '../race.ts';

const roundMs = 4000;
const rounds = 5;

/** Animation frames per second of a page over some seconds. */
const framesOf = (page: Page) =>
  page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        let frames = 0;
        let startedAt: number | undefined;
        const count = (now: number) => {
          startedAt ??= now;
          if (now - startedAt >= ms) resolve((frames * 1000) / (now - startedAt));
          else {
            frames += 1;
            requestAnimationFrame(count);
          }
        };
        requestAnimationFrame(count);
      }),
    roundMs,
  );

const throttle = async (page: Page, rate: number): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return session;
};

/**
 * The share of a blank page's frames that a page keeps, the two measured in turns in the same browser.
 * @param prepare called before each turn of the page: it plays from the same moment each time.
 * @param rate how many times slower the processor is made for both.
 */
export async function framesKept(page: Page, blank: Page, prepare: () => Promise<void>, rate: number): Promise<Spread> {
  const sessions = [await throttle(page, rate), await throttle(blank, rate)];
  const shares: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await blank.bringToFront();
    const most = await framesOf(blank);
    await page.bringToFront();
    await prepare();
    shares.push((100 * (await framesOf(page))) / most);
  }
  for (const session of sessions) {
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await session.detach();
  }
  return spreadOf(shares);
}
