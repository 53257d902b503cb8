/**
 * A bulkhead lets only so many calls of one dependency run at once and so many wait, so that one which hangs cannot take what the others
 * need: keep one per dependency or tenant, for the life of the process, and let their limits add up to no more than there is. Do not use
 * it without a timeout on each call (a slot comes back only once its call has ended), nor to limit calls a second (a rate limiter does).
 * Its one port is a clock, monotonic and in milliseconds, with timers: the process's own unless you pass another.
 */
export interface BulkheadOptions {
  /** How many calls may run at once. `limit` of the bulkhead changes it later. */
  limit: number;
  /** How many more may wait for a slot, first come, first served. @default 0: a call that finds no slot is rejected at once */
  queue?: number;
  /** The longest that a call may wait for a slot, in ms. @default none: until its deadline, or until its caller aborts it */
  maxWaitMs?: number;
  /** Called at every rejection, when it is counted. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onReject?: (error: BulkheadFullError) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
/** Why a call was not made: no slot and no place to wait for one, waited too long, its deadline came, or the queue was emptied by hand. */
export type Rejection = 'full' | 'wait-over' | 'expired' | 'drained';
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** What a task is given. The signal is its caller's, or else one that never aborts. */
export type CallContext = { readonly signal: AbortSignal; readonly attempt: number };
/** The call was not made: in `waitedMs` ms no slot became free for it. Limit and queue are those of that moment. */
export class BulkheadFullError extends Error {
  override readonly name = 'BulkheadFullError';
  readonly code = 'BULKHEAD_FULL';
  readonly reason: Rejection;
  readonly limit: number;
  readonly queue: number;
  readonly waitedMs: number;
  constructor(reason: Rejection, limit: number, queue: number, waitedMs: number, cause?: unknown, sentence = sentences[reason]) {
    super(`${sentence} (limit ${limit}, queue ${queue}, waited ${Math.round(waitedMs)} ms).`, { cause });
    this.reason = reason;
    this.limit = limit;
    this.queue = queue;
    this.waitedMs = waitedMs;
  }
}

export class Bulkhead {
  private slots: number;
  private running = 0;
  private readonly line = new Line();
  private soonest = Infinity; // none that waits has a `latest` before it
  private readonly rejected: Record<Rejection, number> = { full: 0, 'wait-over': 0, expired: 0, drained: 0 };
  private readonly queue: number;
  private readonly maxWaitMs: number;
  private readonly onReject: (error: BulkheadFullError) => void;
  private readonly clock: Clock;
  constructor({ limit, queue = 0, maxWaitMs = Infinity, onReject, clock = systemClock }: BulkheadOptions) {
    this.slots = whole('limit', limit, 1);
    this.queue = whole('queue', queue, 0);
    this.maxWaitMs = maxWaitMs === Infinity ? maxWaitMs : inRange('maxWaitMs', maxWaitMs, 1, longestMs);
    this.onReject = guarded((error) => onReject?.(error));
    this.clock = clock;
  }

  /**
   * Runs `task` as soon as it has a slot, and hands on what it returns or throws. The slot is held until the task has ended: neither an
   * abort nor a timeout of the caller's frees it while the work goes on.
   * @param signal aborts the wait for a slot; once the task runs, it is the task that must heed it
   * @param deadline the time by the clock, in ms, from which on the task is not started any more. @default none
   * @throws BulkheadFullError, or the signal's reason, without running the task
   */
  async execute<T>(task: (context: CallContext) => T | PromiseLike<T>, signal?: AbortSignal, deadline?: number): Promise<T> {
    if (isAborted(signal)) throw signal.reason;
    if (deadline !== undefined && this.clock.now() >= inRange('deadline', deadline, -Infinity, Infinity)) throw this.rejection('expired');
    if (!this.takeSlot()) await this.turn(signal, deadline ?? Infinity);
    try {
      if (isAborted(signal)) throw signal.reason; // after the slot was handed over, and before this line ran
      return await task(new Context(signal));
    } finally {
      this.release();
    }
  }

  /** A slot for code that is not call-shaped: call what is returned when the work is over. It never waits; undefined says that none is free. */
  tryAcquire(): (() => void) | undefined {
    if (!this.takeSlot()) return void this.rejection('full', 0, undefined, 'No slot is free');
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false; // first, since a release may call what calls this
      this.release();
    };
  }

  /** How many calls may run at once. Raised, it starts waiting calls at once; lowered, it lets the running ones end and starts none before. */
  get limit(): number {
    return this.slots;
  }
  set limit(limit: number) {
    this.slots = whole('limit', limit, 1);
    this.handOver();
  }
  get active(): number {
    return this.running;
  }
  get queued(): number {
    return this.line.length;
  }

  /** Rejects every call that waits, before a shutdown for one. Those that run are not touched, and later calls are taken as ever. */
  drain(cause?: unknown): void {
    for (const call of this.line.calls()) this.turnAway(call, 'drained', cause);
  }

  /** Calls now, and every rejection so far by its reason. After `limit` was lowered, more calls may be active than it says. */
  metrics() {
    return { limit: this.slots, active: this.running, queue: this.queue, queued: this.line.length, rejected: { ...this.rejected } };
  }

  /** While calls wait there is no slot to take: what became free has gone to them. */
  private takeSlot(): boolean {
    if (this.running >= this.slots || this.line.first !== undefined) return false;
    this.running += 1;
    return true;
  }

  private release(): void {
    this.running -= 1;
    if (this.line.first !== undefined) this.handOver();
  }

  /** Gives free slots to those who have waited longest: here and now, not in a later job, so that no newcomer comes in between. */
  private handOver(): void {
    for (let call = this.line.first; call !== undefined && this.running < this.slots; call = this.line.first) {
      if (call.latest !== Infinity && this.clock.now() >= call.latest) this.turnAway(call, call.endsAs); // its timer is late
      else {
        this.leave(call);
        this.running += 1;
        call.start();
      }
    }
  }

  /** Waits in the queue. When this resolves, the call holds a slot. */
  private turn(signal: AbortSignal | undefined, deadline: number): Promise<void> {
    if (this.line.length >= this.queue) this.turnAwayLate();
    if (this.line.length >= this.queue) throw this.rejection('full');
    const { clock } = this;
    const call = new WaitingCall(clock.now(), this.maxWaitMs, deadline);
    const leftMs = call.latest - call.since;
    if (leftMs <= longestMs) call.timer = clock.setTimeout(() => this.turnAway(call, call.endsAs), leftMs);
    if (signal !== undefined) {
      const abort = (): void => {
        if (this.leave(call)) call.fail(signal.reason);
      };
      signal.addEventListener('abort', abort);
      call.unlisten = () => signal.removeEventListener('abort', abort);
    }
    this.soonest = Math.min(this.soonest, call.latest);
    this.line.join(call);
    return call.slot;
  }

  /** Turns away all whose time is over though their timers are late, wherever in the line they are. It is searched only when there may be one. */
  private turnAwayLate(): void {
    if (this.soonest === Infinity || this.clock.now() < this.soonest) return;
    this.soonest = Infinity;
    for (const call of this.line.calls()) {
      if (this.clock.now() >= call.latest) this.turnAway(call, call.endsAs);
      else this.soonest = Math.min(this.soonest, call.latest);
    }
  }

  private turnAway(call: WaitingCall, reason: Rejection, cause?: unknown): void {
    if (this.leave(call)) call.fail(this.rejection(reason, this.clock.now() - call.since, cause));
  }

  /** Whatever ends a wait ends it here, once: no timer and no listener stays behind. */
  private leave(call: WaitingCall): boolean {
    if (!this.line.leave(call)) return false;
    if (call.timer !== undefined) this.clock.clearTimeout(call.timer);
    call.unlisten?.();
    return true;
  }

  private rejection(reason: Rejection, waitedMs = 0, cause?: unknown, sentence?: string): BulkheadFullError {
    const error = new BulkheadFullError(reason, this.slots, this.queue, waitedMs, cause, sentence);
    this.rejected[reason] += 1;
    this.onReject(error);
    return error;
  }
}
class Context implements CallContext {
  readonly attempt = 1;
  private given: AbortSignal | undefined;
  constructor(given: AbortSignal | undefined) {
    this.given = given;
  }
  get signal(): AbortSignal {
    return (this.given ??= new AbortController().signal);
  }
}
class WaitingCall {
  readonly since: number;
  /** When it must have a slot at the latest, and what became of it if it has none. */
  readonly latest: number;
  readonly endsAs: Rejection;
  start!: () => void;
  fail!: (reason: unknown) => void;
  readonly slot = new Promise<void>((resolve, reject) => {
    this.start = resolve;
    this.fail = reject;
  });
  timer: unknown = undefined;
  unlisten: (() => void) | undefined = undefined;
  isInLine = false;
  ahead: WaitingCall | undefined = undefined;
  behind: WaitingCall | undefined = undefined;
  constructor(since: number, maxWaitMs: number, deadline: number) {
    this.since = since;
    this.latest = Math.min(since + maxWaitMs, deadline);
    this.endsAs = this.latest < deadline ? 'wait-over' : 'expired';
  }
}
/** A linked list, so that a call which gives up leaves from the middle as fast as one whose turn has come. */
class Line {
  length = 0;
  first: WaitingCall | undefined;
  private last: WaitingCall | undefined;
  join(call: WaitingCall): void {
    call.ahead = this.last;
    if (this.last === undefined) this.first = call;
    else this.last.behind = call;
    this.last = call;
    call.isInLine = true;
    this.length += 1;
  }
  leave(call: WaitingCall): boolean {
    if (!call.isInLine) return false;
    if (call.ahead === undefined) this.first = call.behind;
    else call.ahead.behind = call.behind;
    if (call.behind === undefined) this.last = call.ahead;
    else call.behind.ahead = call.ahead;
    call.ahead = call.behind = undefined;
    call.isInLine = false;
    this.length -= 1;
    return true;
  }
  calls(): readonly WaitingCall[] {
    const calls: WaitingCall[] = [];
    for (let call = this.first; call !== undefined; call = call.behind) calls.push(call);
    return calls;
  }
}
const sentences: Readonly<Record<Rejection, string>> = {
  full: 'Every slot is taken and the queue is full',
  'wait-over': 'No slot became free in time',
  expired: 'The deadline came before a slot was free',
  drained: 'The queue was drained',
};
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const isAborted = (signal: AbortSignal | undefined): signal is AbortSignal & { aborted: true } => signal !== undefined && signal.aborted;
const guarded = <In extends unknown[]>(callback: (...given: In) => void) => (...given: In): void => {
  try {
    callback(...given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
};
function inRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} must be from ${min} to ${max}, got ${String(value)}.`);
}
function whole(name: string, value: number, min: number): number {
  if (Number.isInteger(value) && value >= min && value <= 1_000_000) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to 1000000, got ${String(value)}.`);
}
