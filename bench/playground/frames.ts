import type { CDPSession, Page } from '@playwright/test';
import { spreadOf, type Spread } from '../race.ts';
import type {} from './in-page.ts';

const roundMs = 4000;
const rounds = 5;

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
    const most = await blank.evaluate((ms) => window.bench.framesPerSecond(ms), roundMs);
    await page.bringToFront();
    await prepare();
    shares.push((100 * (await page.evaluate((ms) => window.bench.framesPerSecond(ms), roundMs))) / most);
  }
  for (const session of sessions) {
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await session.detach();
  }
  return spreadOf(shares);
}
