/**
 * A circuit breaker stops calling a dependency that keeps failing or answers too slowly, and after a wait lets a few trial calls
 * decide whether to trust it again: keep one per dependency and operation, for the life of the process. Do not use it in place of
 * a timeout (a call counts only once it ends), for local calls, over several shards at once, or to limit load (a bulkhead does).
 * Its one port is a clock, monotonic and in milliseconds, with timers: the process's own unless you pass another.
 */
export interface CircuitBreakerOptions {
  /** When it opens. @default { kind: 'time', windowMs: 10_000, failureRatio: 0.5, minimumCalls: 20 }, which was Hystrix's */
  trip?: TripRule;
  /** Opens it also when this share of the same calls, failed or not, took longer than `overMs` ms. @default none; ratio: 1 */
  slow?: { overMs: number; ratio?: number };
  /** How long it stays open, in ms, or a function of how many trials have failed in a row and of the last error. @default 5_000 */
  openForMs?: number | ((failedTrials: number, cause: unknown) => number);
  halfOpen?: {
    /** How many trial calls decide. They count from their admission, so no more are ever on their way. @default 1 */
    calls?: number;
    /** The share of failed trial calls at which it opens again. @default 1 / calls: the first failure */
    failureRatio?: number;
    /** What other callers get meanwhile: a rejection, or to wait for a permit or the decision. @default 'reject' */
    surplus?: 'reject' | 'wait';
    /** A trial call that takes longer, in ms, has failed; more than the call's own timeout. @default 10_000 */
    maxWaitMs?: number;
  };
  /** Which outcomes are failures. @default every error */
  isFailure?: (outcome: Outcome) => boolean;
  /** Which are neither success nor failure (a declined card, a 404). An abort by the caller never counts. @default none */
  ignore?: (outcome: Outcome) => boolean;
  /** Called when a change is complete. What a callback throws surfaces as an uncaught error and harms nothing. @default none */
  onStateChange?: (change: StateChange) => void;
  /** @default performance.now and the process's timers */ clock?: Clock;
}
/** Failures in a row, or a share (0.001 to 1) that opens it when it is reached. @default minimumCalls: calls, or 20 in a time window */
export type TripRule =
  | { kind: 'consecutive'; failures: number }
  | { kind: 'count'; calls: number; failureRatio: number; minimumCalls?: number }
  | { kind: 'time'; windowMs: number; failureRatio: number; minimumCalls?: number };
export type CircuitState = 'closed' | 'open' | 'half-open' | 'isolated';
export type Reason = 'tripped' | 'wait-over' | 'trial-failed' | 'trial-hung' | 'trials-passed' | 'isolated' | 'released' | 'reset' | 'restored';
export type StateChange = { readonly from: CircuitState; readonly to: CircuitState; readonly reason: Reason };
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** What a task is given. The signal is its caller's, or else one that never aborts. */
export type CallContext = { readonly signal: AbortSignal; readonly attempt: number };
/** The right to make one call, for code that is not call-shaped. Say how it ended, or release it; only the first word counts. */
export type Permit = { success(): void; failure(cause?: unknown): void; release(): void };
/** Plain JSON. Half-open is saved as open with no wait left. The window is not saved, nor isolation, which its holder keeps. */
export type CircuitSnapshot = { readonly state: 'closed' | 'open'; readonly retryAfterMs: number; readonly failedTrials: number };
/** The call was not made. `cause` opened the circuit. Only while open is it known how many ms there are until the next trial call. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  readonly code = 'CIRCUIT_OPEN';
  readonly state: CircuitState;
  readonly retryAfterMs: number | undefined;
  constructor(state: CircuitState, retryAfterMs: number | undefined, cause: unknown) {
    super(`The circuit is ${state}${retryAfterMs === undefined ? '' : `, trial calls in ${Math.ceil(retryAfterMs)} ms`}.`, { cause });
    this.state = state;
    this.retryAfterMs = retryAfterMs;
  }
}

export class CircuitBreaker {
  private mode: CircuitState = 'closed';
  private generation = 0; // counts changes of state; a call belongs to the one that it was admitted in
  private openUntil = 0;
  private failedTrials = 0;
  private callsOut = 0; // of this generation
  private readonly holds = new Set<symbol>();
  private rejected = 0;
  private cause: unknown = undefined;
  private readonly waiting: (() => void)[] = [];
  private readonly rules: ReturnType<typeof checked>;
  constructor(options: CircuitBreakerOptions = {}) {
    this.rules = checked(options);
  }

  /** Runs `task` and hands on what it returns or throws. @throws CircuitOpenError, or the signal's reason, without running it */
  async execute<T>(task: (context: CallContext) => T | PromiseLike<T>, signal?: AbortSignal): Promise<T> {
    let call: Call | undefined;
    while (call === undefined) {
      if (isAborted(signal)) throw signal.reason;
      call = this.admit();
      if (call === undefined) await this.turn(signal);
    }
    let value: T;
    try {
      value = await task(new Context(signal));
    } catch (error) {
      this.settle(call, isAborted(signal) ? 'ignored' : this.rules.judge({ ok: false, error }), error);
      throw error;
    }
    this.settle(call, this.rules.judge({ ok: true, value }), value);
    return value;
  }

  tryAcquire(): Permit | CircuitOpenError {
    const call = this.admit();
    if (call === undefined) return this.refusal();
    const end = this.settle.bind(this, call);
    return { success: () => end('success'), failure: (cause) => end('failure', cause), release: () => end('ignored') };
  }

  /** Half-open from the moment that the wait is over, though no timer runs: the change itself is made by the next call. */
  get state(): CircuitState {
    return this.mode === 'open' && this.rules.clock.now() >= this.openUntil ? 'half-open' : this.mode;
  }

  /** Rejects every call until the returned function, and that of every other hold, has been called; then the circuit is closed. */
  isolate(): () => void {
    const hold = Symbol('hold');
    if (this.holds.add(hold).size === 1) this.move('isolated', 'isolated');
    return () => {
      if (this.holds.delete(hold) && this.holds.size === 0) this.move('closed', 'released');
    };
  }

  /** Closes the circuit and forgets what was counted. An isolated circuit stays isolated. */
  reset(): void {
    if (this.holds.size === 0) this.move('closed', 'reset');
  }

  /** Counts the calls of the window, or of the trial while half-open, and every rejection so far. Only while open is there `retryAfterMs`. */
  metrics() {
    const { state, callsOut, rejected, rules } = this;
    rules.window.slide(rules.clock.now(), 0);
    const { calls, failures, slow } = this.mode === 'half-open' ? rules.trials : rules.window;
    const retryAfterMs = state === 'open' ? Math.max(0, this.openUntil - rules.clock.now()) : undefined;
    return { state, calls, failures, slow, ratio: calls === 0 ? 0 : failures / calls, callsOut, rejected, retryAfterMs };
  }

  /** Says how long there is still to wait, not until when: a monotonic clock does not outlive its process. */
  snapshot(): CircuitSnapshot {
    const { state, retryAfterMs = 0 } = this.metrics();
    return { state: state === 'open' || state === 'half-open' ? 'open' : 'closed', retryAfterMs, failedTrials: this.failedTrials };
  }

  /** Takes up a snapshot that was made `elapsedMs` ms ago by a clock that outlived the process (Date.now): its deadline stands. */
  restore({ state, retryAfterMs, failedTrials }: CircuitSnapshot, elapsedMs = 0): void {
    if (state !== 'closed' && state !== 'open') throw new RangeError(`snapshot.state must be closed or open, got ${String(state)}.`);
    const leftMs = inRange('snapshot.retryAfterMs', retryAfterMs, 0, longestMs) - inRange('elapsedMs', elapsedMs, 0, Infinity);
    this.failedTrials = inRange('snapshot.failedTrials', failedTrials, 0, Infinity);
    this.openUntil = this.rules.clock.now() + leftMs;
    if (this.holds.size === 0) this.move(state, 'restored');
  }

  private admit(): Call | undefined {
    const { clock, slowMs, trials, maxWaitMs } = this.rules;
    if (this.mode === 'open' && clock.now() >= this.openUntil) this.move('half-open', 'wait-over');
    const isTrial = this.mode === 'half-open';
    if (isTrial ? this.callsOut + trials.calls >= trials.size : this.mode !== 'closed') return undefined;
    const call: Call = { generation: this.generation, startedAt: slowMs < Infinity ? clock.now() : 0, deadline: undefined };
    this.callsOut += 1;
    if (isTrial) call.deadline = clock.setTimeout(() => this.settle(call, 'hung'), maxWaitMs);
    return call;
  }

  /** Callers beyond the trial's are rejected, or wait until a permit comes back or the trial is decided, and then ask again. */
  private async turn(signal: AbortSignal | undefined): Promise<void> {
    if (this.mode !== 'half-open' || this.rules.surplus !== 'wait') throw this.refusal();
    let wake = (): void => undefined;
    const woken = new Promise<void>((resolve) => (wake = resolve));
    signal?.addEventListener('abort', wake);
    this.waiting.push(wake);
    await woken;
    signal?.removeEventListener('abort', wake);
  }

  /** Counts how a call ended: once, and only in the generation that it was admitted in. */
  private settle(call: Call, verdict: Verdict, cause?: unknown): void {
    const { rules } = this;
    if (call.deadline !== undefined) rules.clock.clearTimeout(call.deadline);
    if (call.generation !== this.generation) return;
    call.generation = -1;
    this.callsOut -= 1;
    if (verdict === 'ignored') return this.waiting.splice(0).forEach((wake) => wake());
    const now = rules.readsClock ? rules.clock.now() : 0;
    const isTrial = this.mode === 'half-open';
    const isSlow = now - call.startedAt > rules.slowMs;
    const isBad = isSlow || verdict !== 'success'; // a call that went well never opens it
    const tally = isTrial ? rules.trials : rules.window;
    tally.add(verdict !== 'success', isSlow, now);
    const calls = isTrial ? tally.size : tally.calls; // to divide by: 0.07 * 100 exceeds 7
    const failureRatio = isTrial ? rules.trialFailureRatio : rules.failureRatio;
    const isReached = isBad && (tally.failures / calls >= failureRatio || tally.slow / calls >= rules.slowRatio);
    if (isReached && (isTrial || calls >= rules.minimumCalls)) {
      this.failedTrials = isTrial ? this.failedTrials + 1 : 0;
      this.cause = cause;
      this.openUntil = rules.clock.now() + rules.openFor(this.failedTrials, cause);
      this.move('open', !isTrial ? 'tripped' : verdict === 'hung' ? 'trial-hung' : 'trial-failed');
    } else if (isTrial && tally.calls === tally.size) this.move('closed', 'trials-passed');
  }

  private move(to: CircuitState, reason: Reason): void {
    const from = this.mode;
    this.mode = to;
    this.generation += 1;
    this.callsOut = 0;
    this.rules.trials.clear();
    if (to === 'closed') this.rules.window.clear();
    this.waiting.splice(0).forEach((wake) => wake());
    if (from !== to) this.rules.notify({ from, to, reason });
  }

  private refusal(): CircuitOpenError {
    this.rejected += 1;
    return new CircuitOpenError(this.mode, this.mode === 'open' ? Math.max(0, this.openUntil - this.rules.clock.now()) : undefined, this.cause);
  }
}
type Verdict = 'success' | 'failure' | 'hung' | 'ignored';
type Call = { generation: number; readonly startedAt: number; deadline: unknown };
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
/** A ring of cells: a call each or, where `cellMs` is more than 0, a slice of time each. What it leaves behind is forgotten. */
class SlidingWindow {
  calls = 0;
  failures = 0;
  slow = 0;
  readonly size: number;
  private readonly cellMs: number;
  private readonly cells: Uint32Array; // calls, failures and slow calls of each
  private newest = 0;
  constructor(size: number, cellMs: number) {
    this.size = size;
    this.cellMs = cellMs;
    this.cells = new Uint32Array(size * 3);
  }
  add(isFailure: boolean, isSlow: boolean, now: number): void {
    this.slide(now, 1);
    const at = (this.newest % this.size) * 3;
    this.calls += 1;
    this.cells[at]! += 1;
    if (!isFailure && !isSlow) return;
    this.failures += Number(isFailure);
    this.cells[at + 1]! += Number(isFailure);
    this.slow += Number(isSlow);
    this.cells[at + 2]! += Number(isSlow);
  }
  slide(now: number, calls: number): void {
    const newest = this.cellMs > 0 ? Math.floor(now / this.cellMs) : this.newest + calls;
    for (let cell = Math.max(this.newest, newest - this.size) + 1; cell <= newest; cell += 1) {
      const at = (cell % this.size) * 3;
      this.calls -= this.cells[at]!;
      this.failures -= this.cells[at + 1]!;
      this.slow -= this.cells[at + 2]!;
      this.cells[at] = this.cells[at + 1] = this.cells[at + 2] = 0;
    }
    this.newest = Math.max(this.newest, newest);
  }
  clear(): void {
    this.calls = this.failures = this.slow = 0;
    this.cells.fill(0);
  }
}
const hystrix: TripRule = { kind: 'time', windowMs: 10_000, failureRatio: 0.5, minimumCalls: 20 };
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const isAborted = (signal: AbortSignal | undefined): signal is AbortSignal & { aborted: true } => signal !== undefined && signal.aborted;
const guarded = <In extends unknown[], Out>(callback: (...given: In) => Out, otherwise: Out) => (...given: In): Out => {
  try {
    return callback(...given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
    return otherwise;
  }
};
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
const whole = (name: string, value: number, max = 100_000) => inRange(name, value, 1, max, true);
/** The options, judged at the door. Failures in a row are a window of as many calls, all of them failed. */
function checked({ trip = hystrix, slow, openForMs = 5_000, halfOpen, isFailure, ignore, onStateChange, clock = systemClock }: CircuitBreakerOptions) {
  const { calls = 1, failureRatio = 1 / calls, surplus = 'reject', maxWaitMs = 10_000 } = halfOpen ?? {};
  const size = trip.kind === 'time' ? 10 : trip.kind === 'count' ? whole('trip.calls', trip.calls) : whole('trip.failures', trip.failures);
  const cellMs = trip.kind === 'time' ? inRange('trip.windowMs', trip.windowMs, 1, longestMs) / size : 0;
  const leastCalls = trip.kind === 'consecutive' ? size : (trip.minimumCalls ?? (trip.kind === 'count' ? size : 20));
  const judge = (outcome: Outcome): Verdict =>
    ignore?.(outcome) === true ? 'ignored' : (isFailure?.(outcome) ?? !outcome.ok) ? 'failure' : 'success';
  const openFor = (failedTrials: number, cause: unknown) =>
    inRange('openForMs', typeof openForMs === 'function' ? openForMs(failedTrials, cause) : openForMs, 1, longestMs);
  if (typeof openForMs !== 'function') openFor(0, undefined);
  return {
    clock, surplus, judge: guarded(judge, 'ignored'), openFor: guarded(openFor, 5_000),
    notify: guarded((change: StateChange) => onStateChange?.(change), undefined),
    window: new SlidingWindow(size, cellMs),
    failureRatio: trip.kind === 'consecutive' ? 1 : inRange('trip.failureRatio', trip.failureRatio, 0.001, 1),
    minimumCalls: whole('trip.minimumCalls', leastCalls, cellMs > 0 ? undefined : size),
    slowMs: slow === undefined ? Infinity : inRange('slow.overMs', slow.overMs, 0, longestMs),
    slowRatio: inRange('slow.ratio', slow?.ratio ?? 1, 0.001, 1), readsClock: slow !== undefined || cellMs > 0,
    trials: new SlidingWindow(whole('halfOpen.calls', calls), 0), trialFailureRatio: inRange('halfOpen.failureRatio', failureRatio, 0, 1),
    maxWaitMs: inRange('halfOpen.maxWaitMs', maxWaitMs, 1, longestMs),
  };
}
