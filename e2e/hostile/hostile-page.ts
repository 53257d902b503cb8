import type { Page } from '@playwright/test';
import type { RunResult } from '../../simulation/run.ts';
import type { Instrument } from '../instrument.ts';
import type { HostileEdit } from './edited-with.ts';

/** What came of a program, as the page took it. */
export interface Seen {
  /** The run that the sandbox handed over, or undefined where the page says why there is none. */
  readonly run: Pick<RunResult, 'status' | 'events' | 'hash' | 'stop'> | undefined;
  /** What the page says of it. */
  readonly words: string;
  /** The longest time between two frames of the page, in ms: until the answer came, and with what the page then did with it. */
  readonly gapMs: number;
  readonly gapAfterMs: number;
  readonly tookMs: number;
}

interface HostileWatch {
  /** Asks for a run of these edits, and resolves when the page has its outcome and has painted it. */
  press(edits: Readonly<Record<string, string>>): Promise<Seen>;
  /** What reached the page other than through the sandbox's own port. */
  readonly strays: string[];
}

declare global {
  interface Window {
    hostileWatch: HostileWatch;
  }
}

/** Stands in the page beside the playground: measures its frames, hears what comes through the sandbox's port, and presses. */
export function watchPage(): void {
  if (window !== top) return;
  let answered: { readonly run: Seen['run']; readonly at: number } | undefined;
  const start = Reflect.get(MessagePort.prototype, 'start') as () => void;
  MessagePort.prototype.start = function startAndHear(this: MessagePort) {
    this.addEventListener('message', ({ data, timeStamp }: MessageEvent<{ type?: string; json?: string }>) => {
      if (data.type !== 'result' || typeof data.json !== 'string') return;
      try {
        const { status, events, hash, stop, edits } = JSON.parse(data.json) as RunResult;
        if (Object.keys(edits).length > 0) answered ??= { run: { status, events, hash, stop }, at: timeStamp };
      } catch {
        // What is no run is the page's to tell.
      }
    });
    start.call(this);
  };
  const strays: string[] = [];
  addEventListener('message', ({ data }: MessageEvent<{ nonce?: unknown } | null>) => {
    if (data?.nonce === undefined) strays.push(JSON.stringify(data));
  });
  new BroadcastChannel('breakable').addEventListener('message', ({ data }) => strays.push(JSON.stringify(data)));

  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const alerts = () => [...document.querySelectorAll('#playground [role="alert"]')].map(({ textContent }) => textContent ?? '');
  window.hostileWatch = {
    strays,
    async press(edits) {
      answered = undefined;
      const startedAt = await frame();
      let [last, gapMs, gapAfterMs] = [startedAt, 0, 0];
      let settledAt = Infinity;
      document.dispatchEvent(new CustomEvent('breakable:press', { detail: [{ type: 'code.run', edits }] }));
      for (let calm = 0; calm < 10; ) {
        await frame();
        const now = performance.now();
        const isOver = answered !== undefined || alerts().some((text) => text.startsWith('No run.'));
        if (isOver && settledAt === Infinity) settledAt = Math.min(answered?.at ?? now, now);
        if (last < settledAt) gapMs = Math.max(gapMs, Math.min(now, settledAt) - last);
        gapAfterMs = Math.max(gapAfterMs, now - last);
        last = now;
        if (isOver) calm += 1;
        if (now - startedAt > 30_000) break;
      }
      return { run: answered?.run, words: alerts().join('\n'), gapMs, gapAfterMs, tookMs: settledAt - startedAt };
    },
  };
}

/** Runs an edit through the page's own compiler and sandbox. */
export const runHostile = (page: Page, { edits }: HostileEdit): Promise<Seen> => page.evaluate((given) => window.hostileWatch.press(given), edits);

/** Puts the code back as it is; its hash says whether the run after a hostile one is what it always was. */
export const putBack = async (page: Page, instrument: Instrument): Promise<string> => {
  const run = await instrument.runAfter(() =>
    page.evaluate(() => document.dispatchEvent(new CustomEvent('breakable:press', { detail: [{ type: 'code.run', edits: {} }] }))));
  return run.hash;
};
