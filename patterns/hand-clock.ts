/** A clock for tests that moves only by hand: it satisfies the clock port of every pattern. */
export class HandClock {
  /** How often it was read. */
  reads = 0;
  private ms: number;
  private timers: { readonly at: number; readonly run: () => void }[] = [];

  /** @param startMs what it says at first. Not 0, so that code which takes 0 for "never" is found out. */
  constructor(startMs = 1_000) {
    this.ms = startMs;
  }

  readonly now = (): number => {
    this.reads += 1;
    return this.ms;
  };

  readonly setTimeout = (run: () => void, ms: number): unknown => {
    const timer = { at: this.ms + Math.max(0, ms), run };
    this.timers.push(timer);
    return timer;
  };

  readonly clearTimeout = (handle: unknown): void => {
    this.timers = this.timers.filter((timer) => timer !== handle);
  };

  /** How many timers are set. */
  get waiting(): number {
    return this.timers.length;
  }

  /** Moves on by `ms` milliseconds. Timers run on the way, each at its own time, and so does all that they and what went before set free. */
  async advance(ms: number): Promise<void> {
    const until = this.ms + ms;
    await this.settle();
    for (let due = this.firstUntil(until); due !== undefined; due = this.firstUntil(until)) {
      this.ms = Math.max(this.ms, due.at);
      this.clearTimeout(due);
      due.run();
      await this.settle();
    }
    this.ms = until;
    await this.settle();
  }

  /** Lets every promise job run that can, and no time pass. */
  settle(): Promise<void> {
    return new Promise((resolve) => void setImmediate(resolve));
  }

  /** The timer that is due first; of two for the same time, the one that was set first. */
  private firstUntil(until: number) {
    let first: (typeof this.timers)[number] | undefined;
    for (const timer of this.timers) if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer;
    return first;
  }
}

/**
 * Runs `act`, lets every promise job run, and returns what surfaced as uncaught meanwhile. Others who listen for it hear
 * none of that, for a test runner takes what it hears for a failure; they are put back whatever happens.
 */
export async function surfaced(act: () => unknown): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  const note = (error: unknown) => void errors.push(error);
  // Raw, such that one that listens once is put back as one that does.
  const others = process.rawListeners('uncaughtException') as NodeJS.UncaughtExceptionListener[];
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', note);
  try {
    await act();
    await new Promise((resolve) => void setImmediate(resolve));
  } finally {
    process.removeListener('uncaughtException', note);
    for (const other of others) process.on('uncaughtException', other);
  }
  return errors;
}

/** Counts from now on how many listen to a signal. */
export function listenersTo(signal: AbortSignal): () => number {
  let listening = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  Object.assign(signal, {
    addEventListener: (...given: Parameters<typeof add>) => {
      listening += 1;
      add(...given);
    },
    removeEventListener: (...given: Parameters<typeof remove>) => {
      listening -= 1;
      remove(...given);
    },
  });
  return () => listening;
}
