import type { CDPSession } from '@playwright/test';
import type { LoadedPage } from './loaded-page.ts';

/** The page's live memory in MB, after the garbage is collected. */
export async function liveMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

/** Plays for so many seconds of the wall's time, from the start again whenever the run ends. */
export async function playFor({ page, press }: LoadedPage, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const isPlaying = await page.getByRole('toolbar', { name: 'Transport' }).getByRole('button', { name: 'Pause' }).isVisible();
    if (!isPlaying) await press({ type: 'play.toggled' });
    await page.waitForTimeout(1000);
  }
  if (await page.getByRole('toolbar', { name: 'Transport' }).getByRole('button', { name: 'Pause' }).isVisible()) await press({ type: 'play.toggled' });
}
