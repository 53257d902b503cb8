import { expect, type Locator, type Page } from '@playwright/test';
import type { RunResult } from '../simulation/run.ts';

/** What a test needs to know of a run that the page was given. */
export interface SeenRun extends Pick<RunResult, 'experiment' | 'seed' | 'hash' | 'status' | 'mutant' | 'control' | 'endedAt'> {
  /** The names of the files that the reader's own stood in place of. */
  readonly edited: readonly string[];
  /** How many requests and messages each node sent of its own accord. */
  readonly sentBy: Readonly<Record<string, number>>;
}

/** The instrument of a pattern's page, found by role and name. */
export interface Instrument {
  readonly region: Locator;
  readonly transport: Locator;
  /** Where the playhead stands, in virtual microseconds. It follows a press with the next frame, so it is polled. */
  readonly playhead: () => Promise<number>;
  /** The latest run that the sandbox has handed to the page and that the instrument shows, once it waits for no other. Others are computed beside it. */
  readonly latestRun: () => Promise<SeenRun | undefined>;
  /** Presses something, and waits for the run that it asks for. */
  readonly runAfter: (press: () => Promise<unknown>) => Promise<SeenRun>;
  /** Opens one of the panel's tabs; on a phone it raises the sheet. */
  readonly openTab: (name: string) => Promise<void>;
}

declare global {
  interface Window {
    seenRuns: SeenRun[];
  }
}

/** Listens at the port between page and sandbox, beside the page. */
function noteRuns(): void {
  window.seenRuns = [];
  /** Longer than any run that a test asks for, in characters: reading it here would hold up the page. */
  const longMax = 10_000_000;
  const start = Reflect.get(MessagePort.prototype, 'start') as () => void;
  MessagePort.prototype.start = function startAndListen(this: MessagePort) {
    this.addEventListener('message', ({ data }: MessageEvent<{ type?: string; json?: string }>) => {
      if (data.type !== 'result' || data.json === undefined || data.json.length > longMax) return;
      const { experiment, seed, hash, status, mutant, control, endedAt, edits, rows } = JSON.parse(data.json) as RunResult;
      const sentBy: Record<string, number> = {};
      for (const { kind, node, data: row } of rows) {
        if (kind === 'request.started' || (kind === 'message.sent' && row['kind'] === 'message')) sentBy[node] = (sentBy[node] ?? 0) + 1;
      }
      window.seenRuns.push({ experiment, seed, hash, status, mutant, control, endedAt, edited: Object.keys(edits), sentBy });
    });
    start.call(this);
  };
}

/** Opens a pattern's page and waits until its instrument is live: the first press is kept until it stands. */
export async function openInstrument(page: Page, slug: string): Promise<Instrument> {
  await page.addInitScript(noteRuns);
  await page.goto(`/patterns/${slug}/`);
  const instrument = instrumentOf(page);
  await instrument.runAfter(() => instrument.transport.getByRole('button', { name: 'Step', exact: true }).click());
  return instrument;
}

/** Opens a page whose address says what to run, and waits until the instrument has run that of its own accord. */
export async function openLink(page: Page, slug: string, fragment: string): Promise<Instrument> {
  await page.addInitScript(noteRuns);
  await page.goto(`/patterns/${slug}/#${fragment}`);
  const instrument = instrumentOf(page);
  await expect(instrument.region.getByRole('slider', { name: 'Playhead' })).toBeEnabled();
  await expect.poll(() => page.evaluate(() => window.seenRuns.length)).toBeGreaterThan(0);
  await expect(instrument.region.locator('[aria-busy="true"]')).toHaveCount(0);
  return instrument;
}

/** The run that the instrument shows, waiting for nothing more, if it is among those that came after so many. */
function runOnShow(from: number): SeenRun | undefined {
  if (document.querySelector('#playground [aria-busy="true"]') !== null) return undefined;
  const shown = document.querySelector('[data-run]')?.getAttribute('data-run');
  return window.seenRuns.slice(from).findLast(({ hash }) => hash === shown);
}

/** As long as anything is waited for. ms */
const runMsMax = 60_000;

function instrumentOf(page: Page): Instrument {
  const region = page.getByRole('region', { name: /, running$/ });
  const transport = region.getByRole('toolbar', { name: 'Transport' });
  const shownRun = (from: number) => page.evaluate(runOnShow, from);
  const countRuns = () => page.evaluate(() => window.seenRuns.length);
  const instrument: Instrument = {
    region,
    transport,
    playhead: async () => Number(await region.getByRole('slider', { name: 'Playhead' }).inputValue()),
    latestRun: () => shownRun(0),
    runAfter: async (press) => {
      const before = await countRuns();
      await press();
      const ran = await page.waitForFunction(runOnShow, before, { timeout: runMsMax });
      return (await ran.jsonValue())!;
    },
    openTab: async (name) => {
      const tab = region.getByRole('tab', { name });
      if ((await tab.getAttribute('aria-selected')) !== 'true' || (await region.getByRole('region', { name: 'Panel' }).getAttribute('data-open')) === null) await tab.click();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
    },
  };
  return instrument;
}
