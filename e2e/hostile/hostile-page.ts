import type { RunResult } from '../../simulation/run.ts';

/** What came of a run that was asked for, as the page took it. */
export interface Seen {
  /** The run that the sandbox handed over, or undefined where the page says why there is none. */
  readonly run: Pick<RunResult, 'status' | 'events' | 'hash' | 'stop'> | undefined;
  /** What the page says of it, or that no word came. */
  readonly words: string;
  /** The longest time between two frames of the page, in ms, until the answer came. */
  readonly gapMs: number;
}

/** Which run is waited for. */
export interface Wanted {
  readonly experiment: string;
  readonly isEdited: boolean;
}

export interface HostileWatch {
  /** Forgets what came before, and measures from now on. */
  begin(wanted: Wanted): void;
  /** Resolves when the run that was begun has come, or the page says why not, and that is painted. */
  outcome(): Promise<Seen>;
  /** Presses in place of the reader, and waits for what comes of it. */
  ask(presses: readonly object[], wanted: Wanted): Promise<Seen>;
  /** What reached the page other than through the sandbox's own port. */
  readonly strays: readonly string[];
}

declare global {
  interface Window {
    hostileWatch: HostileWatch;
  }
}

/** Stands in the page beside the playground: measures its frames, hears what comes through the sandbox's port, and presses. It refers to nothing outside of itself. */
export function watchPage(): void {
  if (window !== top || Object.hasOwn(window, 'hostileWatch')) return;
  let wanted: Wanted = { experiment: '', isEdited: false };
  let answer: { readonly run: NonNullable<Seen['run']>; readonly at: number } | undefined;
  let begunAt = 0;

  /** Longer than any run that a test asks for, in characters: reading it here would hold up the page. */
  const longMax = 10_000_000;
  const hear = ({ data, timeStamp }: MessageEvent<{ type?: string; json?: string }>) => {
    if (data.type !== 'result' || typeof data.json !== 'string' || data.json.length > longMax) return;
    try {
      const { status, events, hash, stop, edits, experiment, control } = JSON.parse(data.json) as RunResult;
      const isWanted = experiment === wanted.experiment && !control && Object.keys(edits).length > 0 === wanted.isEdited;
      if (isWanted) answer ??= { run: { status, events, hash, stop }, at: timeStamp };
    } catch {
      // What is no run is the page's to tell.
    }
  };
  const start = Reflect.get(MessagePort.prototype, 'start') as () => void;
  MessagePort.prototype.start = function startAndHear(this: MessagePort) {
    this.addEventListener('message', hear);
    start.call(this);
  };

  const strays: string[] = [];
  addEventListener('message', ({ data }: MessageEvent<{ nonce?: unknown } | null>) => {
    if (typeof data !== 'object' || data?.nonce === undefined) strays.push(JSON.stringify(data) ?? 'undefined');
  });
  new BroadcastChannel('breakable').addEventListener('message', ({ data }) => strays.push(JSON.stringify(data)));

  /** What the page says now and did not say before. What came of the run before stays until the next one has come. */
  const said = () => [...document.querySelectorAll('#playground [role="alert"]')].filter((alert) => !saidBefore.has(alert)).map(({ textContent }) => textContent ?? '');
  const saidBefore = new WeakSet<Element>();
  /** A run that hung is run once more to find its line; until then the page says so. */
  const isTold = () => said().some((text) => text.startsWith('No run.') && !text.includes('is being looked for'));
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const waitMsMax = 60_000;

  const begin = (given: Wanted) => {
    wanted = given;
    answer = undefined;
    begunAt = performance.now();
    for (const alert of document.querySelectorAll('[role="alert"]')) saidBefore.add(alert);
  };
  const outcome = async (): Promise<Seen> => {
    let [last, gapMs, settledAt] = [performance.now(), 0, Infinity];
    for (let calm = 0; calm < 4 && last - begunAt < waitMsMax; ) {
      await frame();
      const now = performance.now();
      const isOver = answer !== undefined || isTold();
      if (isOver) settledAt = Math.min(settledAt, answer?.at ?? now, now);
      if (last < settledAt) gapMs = Math.max(gapMs, Math.min(now, settledAt) - last);
      if (isOver) calm += 1;
      last = now;
    }
    return { run: answer?.run, words: settledAt === Infinity ? 'No word came.' : said().join('\n'), gapMs };
  };
  window.hostileWatch = {
    strays, begin, outcome,
    async ask(presses, given) {
      begin(given);
      document.dispatchEvent(new CustomEvent('breakable:press', { detail: presses }));
      return outcome();
    },
  };
}
