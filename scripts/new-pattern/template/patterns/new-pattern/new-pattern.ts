/**
 * Lets at most so many calls through in any span of time, and turns the rest away at once: keep one for each thing that must not be flooded.
 * Do not use it where a call may wait (a queue lets it), nor to limit how many calls are out at one time (a bulkhead does).
 * Its one port is a clock, monotonic and in milliseconds: the process's own unless you pass another.
 */
export interface NewPatternOptions {
  /** How many calls are let through in any span of `windowMs`. @default 10 */
  limit?: number;
  /** How long that span is, in ms. @default 1_000 */
  windowMs?: number;
  /** Called when a change is complete. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onStateChange?: (change: StateChange) => void;
  /** @default performance.now */
  clock?: Clock;
}
export type WindowState = 'empty' | 'filling' | 'full';
export type Reason = 'first-let-in' | 'last-let-in' | 'room-again' | 'window-empty';
export type StateChange = { readonly from: WindowState; readonly to: WindowState; readonly reason: Reason };
export type Clock = { now(): number };
/** What a task is given. The signal is its caller's, or else one that never aborts. */
export type CallContext = { readonly signal: AbortSignal; readonly attempt: number };

/** The call was not made: the window is full, and has room again after `retryAfterMs` ms. */
export class TooManyCallsError extends Error {
  override readonly name = 'TooManyCallsError';
  readonly code = 'TOO_MANY_CALLS';
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super(`Too many calls: there is room again in ${Math.ceil(retryAfterMs)} ms.`);
    this.retryAfterMs = retryAfterMs;
  }
}

export class NewPattern {
  private state: WindowState = 'empty';
  /** When the calls of the window were let through, oldest first. */
  private readonly letInAt: number[] = [];
  private readonly rules: ReturnType<typeof checked>;
  constructor(options: NewPatternOptions = {}) {
    this.rules = checked(options);
  }

  /** Runs `task` and hands on what it returns or throws. @throws TooManyCallsError, or the signal's reason, without running it */
  async execute<T>(task: (context: CallContext) => T | PromiseLike<T>, signal: AbortSignal = new AbortController().signal): Promise<T> {
    if (signal.aborted) throw signal.reason;
    this.admit();
    return await task({ signal, attempt: 1 });
  }

  /** The calls of the window, and how full they make it. */
  metrics(): { readonly state: WindowState; readonly calls: number } {
    this.slide(this.rules.clock.now());
    return { state: this.state, calls: this.letInAt.length };
  }

  private admit(): void {
    const { clock, limit, windowMs } = this.rules;
    const now = clock.now();
    this.slide(now);
    if (this.letInAt.length >= limit) throw new TooManyCallsError(this.letInAt[0]! + windowMs - now);
    this.letInAt.push(now);
    this.move();
  }

  /** Forgets the calls that the window has left behind. */
  private slide(now: number): void {
    const { windowMs } = this.rules;
    while (this.letInAt.length > 0 && this.letInAt[0]! + windowMs <= now) this.letInAt.shift();
    this.move();
  }

  private move(): void {
    const from = this.state;
    const calls = this.letInAt.length;
    const to = calls === 0 ? 'empty' : calls < this.rules.limit ? 'filling' : 'full';
    this.state = to;
    const reason = to === 'full' ? 'last-let-in' : to === 'empty' ? 'window-empty' : from === 'empty' ? 'first-let-in' : 'room-again';
    if (from !== to) this.rules.notify({ from, to, reason });
  }
}

const systemClock: Clock = { now: performance.now.bind(performance) };
/** The options, judged at the door. */
function checked({ limit = 10, windowMs = 1_000, onStateChange, clock = systemClock }: NewPatternOptions) {
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100_000)) throw new RangeError(`limit must be a whole number from 1 to 100000, got ${String(limit)}.`);
  if (!(windowMs >= 1 && windowMs <= 2 ** 31 - 1)) throw new RangeError(`windowMs must be from 1 to 2147483647, got ${String(windowMs)}.`);
  const notify = (change: StateChange): void => {
    try {
      onStateChange?.(change);
    } catch (error) {
      queueMicrotask(() => { throw error; });
    }
  };
  return { limit, windowMs, clock, notify };
}
