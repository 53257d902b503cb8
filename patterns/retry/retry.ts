/**
 * A retry makes a call again when it failed for a reason that passes: a few times, after waits that grow and differ from caller to caller,
 * within a deadline, and out of a budget that all calls of one client share. Do not use it for an answer that will not change (a 400, a declined
 * card), at more than one layer of a system, or for an effect that its receiver cannot tell apart by a key. Its ports are a monotonic clock in
 * milliseconds with timers, and chance: the process's own unless you pass others.
 */
export interface RetryOptions {
  /** How many attempts a call may make, the first included; Infinity for no limit. @default 3 */
  maxAttempts?: number;
  /** The wait before each retry. @default backoff.exponential({ initialMs: 100, maxMs: 10_000, jitter: 'full' }) */
  backoff?: Backoff;
  /** The deadline of the whole call, in ms: nothing begins at it or later, an attempt that is out then has timed out, and where a wait would reach it the call ends at once. @default Infinity */
  maxElapsedMs?: number;
  /** How long one attempt may take, in ms. Its signal aborts then with a TimeoutError, and what it comes to later is dropped. @default Infinity */
  attemptTimeoutMs?: number;
  /** Which outcomes pass: some errors, or an answer such as "not yet". @default every error but a TypeError: most are bugs, though fetch throws one, too */
  isRetryable?: (outcome: Outcome, attempt: number) => boolean;
  /**
   * The ms that an outcome asks to wait (Retry-After, a gRPC pushback): all of them pass, and then the backoff, so that those who were told
   * the same do not come back together. Null, a negative number or more than `maxDelayMs` end the call. @default the error's own `retryAfterMs`; without one, an open circuit (code CIRCUIT_OPEN) ends the call
   */
  delayFrom?: (outcome: Outcome) => number | null | undefined;
  /** The longest wait that an outcome may ask for, in ms. @default 60_000 */
  maxDelayMs?: number;
  /** False where running the task twice does harm: then it is retried only if it has sent `context.idempotencyKey`. @default true */
  idempotent?: boolean;
  /** A RetryBudget, or another rule: one for all calls of a client to one dependency. @default none: every call may use all its attempts */
  budget?: Pick<RetryBudget, 'deposit' | 'tryWithdraw'>;
  /** Called before each wait. What a callback throws surfaces as an uncaught error and harms nothing. @default none */
  onRetry?: (retry: Retrying) => void;
  /** Called when the last outcome is handed on though it was no success. @default none */
  onGiveUp?: (end: GivingUp) => void;
  /** @default performance.now and the process's timers */ clock?: Clock;
  /** In [0, 1). @default Math.random */ random?: () => number;
}
/** Why there is no other attempt: none was left, the outcome does not pass, it has no key, it was told to stop, no time, no budget. */
export type Reason = 'attempts' | 'not-retryable' | 'no-key' | 'pushback' | 'deadline' | 'budget';
export type Retrying = { readonly attempt: number; readonly delayMs: number; readonly outcome: Outcome };
export type GivingUp = { readonly attempt: number; readonly reason: Reason; readonly outcome: Outcome };
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** What a task is given: a signal for this attempt, its number from 1, and a key that all attempts of one call have in common. */
export type CallContext = { readonly signal: AbortSignal; readonly attempt: number; readonly idempotencyKey: string };
/** The ms before a retry, counted from 1. `memory` is the call's own: a number that a strategy may keep from one retry to the next. */
export type Backoff = (retry: number, random: () => number, memory: { value: number }) => number;
export type Jitter = (typeof jitters)[number];
/** The attempt took longer than it may. Of the task's own errors none is wrapped: the last one is handed on as it came. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'TIMEOUT';
  readonly timeoutMs: number;
  constructor(timeoutMs: number) {
    super(`The attempt took longer than ${Math.round(timeoutMs)} ms.`);
    this.timeoutMs = timeoutMs;
  }
}

export class Retry {
  private readonly rules: Rules;
  constructor(options: RetryOptions = {}) {
    this.rules = checked(options);
  }

  /**
   * Runs `task` until it succeeds or there is no point; hands on its last value or error. @throws the signal's reason once it is aborted: at once in a
   * wait and in an attempt whose time is limited. Another attempt is the task's own to end: its error is replaced by the reason, its value is handed on.
   */
  async execute<T>(task: (context: CallContext) => T | PromiseLike<T>, signal?: AbortSignal): Promise<T> {
    const { rules } = this;
    if (isAborted(signal)) throw signal.reason;
    rules.budget?.deposit();
    const deadline = rules.maxElapsedMs < Infinity ? rules.clock.now() + rules.maxElapsedMs : Infinity;
    const call: Call = { rules, given: signal, deadline, key: undefined, memory: { value: 0 } };
    for (let number = 1; ; number += 1) {
      const attempt = new Attempt(number, call);
      let outcome: Outcome;
      try {
        const value = await (rules.isTimed ? this.timed(task, attempt) : task(attempt));
        if (rules.takesEveryValue) return value;
        outcome = { ok: true, value };
        if (!rules.isRetryable(outcome, number)) return value;
      } catch (error) {
        outcome = { ok: false, error };
      }
      if (isAborted(signal)) throw signal.reason;
      const next = this.next(outcome, attempt);
      if (typeof next === 'number') {
        rules.onRetry({ attempt: number, delayMs: next, outcome });
        await sleep(rules.clock, next, signal);
        if (isAborted(signal)) throw signal.reason; // between the end of the wait and this line
        if (deadline === Infinity || rules.clock.now() < deadline) continue; // a timer may be late
      }
      rules.onGiveUp({ attempt: number, reason: typeof next === 'number' ? 'deadline' : next, outcome });
      if (outcome.ok) return outcome.value as T;
      throw outcome.error;
    }
  }

  /** How many ms to wait for the next attempt, or why there is none. The budget is asked last, so that nothing is drawn in vain. */
  private next(outcome: Outcome, { attempt, call }: Attempt): number | Reason {
    const { rules } = this;
    if (!outcome.ok && !rules.isRetryable(outcome, attempt)) return 'not-retryable';
    if (attempt >= rules.maxAttempts) return 'attempts';
    if (!rules.idempotent && call.key === undefined) return 'no-key';
    const askedMs = rules.delayFrom(outcome);
    if (askedMs < 0 || askedMs > rules.maxDelayMs) return 'pushback';
    const delayMs = askedMs + rules.backoff(attempt, rules.random, call.memory);
    if (call.deadline < Infinity && rules.clock.now() + delayMs >= call.deadline) return 'deadline';
    if (rules.budget?.tryWithdraw() === false) return 'budget';
    return delayMs;
  }

  /** Runs an attempt until its time is over or the caller aborts. A task that comes to its end in that very moment is late. */
  private timed<T>(task: (context: CallContext) => T | PromiseLike<T>, attempt: Attempt): Promise<T> {
    const { clock, attemptTimeoutMs } = this.rules;
    const { given, deadline } = attempt.call;
    const timeoutMs = Math.min(attemptTimeoutMs, deadline - clock.now(), longestMs);
    return new Promise((resolve, reject) => {
      const end = () => (clock.clearTimeout(timer), given?.removeEventListener('abort', leave));
      const cut = (reason: unknown) => (end(), reject(reason as Error), attempt.abort(reason));
      const leave = () => cut(given?.reason);
      const timer = clock.setTimeout(() => cut(new TimeoutError(timeoutMs)), timeoutMs);
      given?.addEventListener('abort', leave);
      const running = (async () => task(attempt))();
      running.then((value) => (end(), resolve(value)), (error: unknown) => (end(), reject(error as Error)));
    });
  }
}
type Rules = ReturnType<typeof checked>;
type Call = { readonly rules: Rules; readonly given: AbortSignal | undefined; readonly deadline: number; key: string | undefined; readonly memory: { value: number } };
class Attempt implements CallContext {
  readonly attempt: number;
  readonly call: Call;
  private controller: AbortController | undefined;
  constructor(attempt: number, call: Call) {
    this.attempt = attempt;
    this.call = call;
  }
  get idempotencyKey(): string {
    return (this.call.key ??= newKey(this.call.rules.random));
  }
  /** The caller's own where an attempt may take any time. Otherwise one that aborts with the attempt, made when it is asked for. */
  get signal(): AbortSignal {
    const { given, rules } = this.call;
    if (given !== undefined && !rules.isTimed) return given;
    return (this.controller ??= new AbortController()).signal;
  }
  abort(reason: unknown): void {
    (this.controller ??= new AbortController()).abort(reason);
  }
}
export interface RetryBudgetOptions {
  /** The share of calls that may be retried: each call pays in so much, each retry draws 1. @default 0.2 */
  ratio?: number;
  /**
   * So many retries a second of `ttlMs` are added to that share, so that a quiet client can retry at all. A fresh budget gives all of them at once
   * (100 by default); then there are none until what was drawn is forgotten, which a share that was drawn before can delay. @default 10
   */
  minPerSecond?: number;
  /** How long what was paid in or drawn counts, in ms, in ten steps. @default 10_000 */
  ttlMs?: number;
  /** @default performance.now */ clock?: Pick<Clock, 'now'>;
}
/** Retries of one client to one dependency, bounded by its calls: while few fail it hardly matters, when all fail it keeps the load near to theirs. */
export class RetryBudget {
  private readonly ratio: number;
  private readonly reserve: number;
  private readonly cellMs: number;
  private readonly clock: Pick<Clock, 'now'>;
  private readonly cells = new Int32Array(20); // calls and retries of each tenth
  private newest = 0;
  private calls = 0;
  private retries = 0;
  constructor({ ratio = 0.2, minPerSecond = 10, ttlMs = 10_000, clock = systemClock }: RetryBudgetOptions = {}) {
    this.ratio = inRange('ratio', ratio, 0, 1_000);
    this.cellMs = inRange('ttlMs', ttlMs, 1, longestMs) / 10;
    this.reserve = (inRange('minPerSecond', minPerSecond, 0, 1_000_000) * ttlMs) / 1_000;
    this.clock = clock;
  }
  /** A call begins. Retry does this for each of its own. */
  deposit(): void {
    this.slide();
    this.calls += 1;
    this.cells[(this.newest % 10) * 2]! += 1;
  }
  /** Whether one more retry is allowed; if so, it counts. */
  tryWithdraw(): boolean {
    if (this.balance < 1) return false;
    this.retries += 1;
    this.cells[(this.newest % 10) * 2 + 1]! += 1;
    return true;
  }
  /** How many retries are allowed now. */
  get balance(): number {
    this.slide();
    return Math.round((this.reserve + this.ratio * this.calls - this.retries) * 1e6) / 1e6; // 0.29 * 100 is not quite 29
  }
  private slide(): void {
    const newest = Math.floor(this.clock.now() / this.cellMs);
    for (let cell = Math.max(this.newest, newest - 10) + 1; cell <= newest; cell += 1) {
      const at = (cell % 10) * 2;
      this.calls -= this.cells[at]!;
      this.retries -= this.cells[at + 1]!;
      this.cells[at] = this.cells[at + 1] = 0;
    }
    this.newest = Math.max(this.newest, newest);
  }
}
const jitters = ['none', 'full', 'equal', 'decorrelated', 'decorrelated-v2'] as const;
/** In ms, but for `factor`. @default factor: 2, or 3 with decorrelated; maxMs: 30_000; jitter: 'full' */
export type ExponentialOptions = { initialMs: number; factor?: number; maxMs?: number; jitter?: Jitter };
/** Strategies for the wait. `initialMs`, `factor` and `maxMs` give the height of each step, which is capped first; then comes chance.
 * The two decorrelated ones are capped afterwards, as at their sources, so near the cap many waits are equal. */
export const backoff = {
  constant: (ms: number): Backoff => backoff.sequence([ms]),
  /** The last one goes on for ever. */
  sequence(ms: readonly number[]): Backoff {
    if (ms.length === 0) throw new RangeError('A sequence needs at least one wait, got none.');
    for (const one of ms) inRange('a wait', one, 0, longestMs);
    return (retry) => ms[Math.min(retry, ms.length) - 1]!;
  },
  /**
   * `none`: the step. `full`: anything below it. `equal`: half of it, and anything below the other half. `decorrelated` (AWS): from `initialMs` to
   * `factor` times the last wait. `decorrelated-v2` (Polly, cockatiel): another formula by that name, a smooth curve whose middle is the step.
   */
  exponential({ initialMs, factor, maxMs = 30_000, jitter = 'full' }: ExponentialOptions): Backoff {
    if (!jitters.includes(jitter)) throw new RangeError(`jitter must be one of ${jitters.join(', ')}; got ${String(jitter)}.`);
    inRange('initialMs', initialMs, 1, longestMs);
    inRange('maxMs', maxMs, initialMs, longestMs);
    const growth = inRange('factor', factor ?? (jitter === 'decorrelated' ? 3 : 2), 1, 100);
    return (retry, random, memory) => {
      const stepMs = Math.min(maxMs, initialMs * growth ** (retry - 1));
      if (jitter === 'none') return stepMs;
      if (jitter === 'full') return random() * stepMs;
      if (jitter === 'equal') return stepMs / 2 + (random() * stepMs) / 2;
      const before = memory.value;
      if (jitter === 'decorrelated') return (memory.value = Math.min(maxMs, initialMs + random() * ((before || initialMs) * growth - initialMs)));
      const at = retry - 1 + random();
      memory.value = growth ** at * Math.tanh(Math.sqrt(4 * at));
      return memory.value < Infinity ? Math.min(maxMs, Math.max(0, ((memory.value - before) / 1.4) * initialMs)) : maxMs; // not Infinity less Infinity
    };
  },
};
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const systemRandom = Math.random;
const isAborted = (signal: AbortSignal | undefined): signal is AbortSignal & { aborted: true } => signal !== undefined && signal.aborted;
const newKey = (random: () => number): string => Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0')).join('');
const retryAfterOf = (outcome: Outcome): number | null | undefined => {
  const { code, retryAfterMs } = Object(outcome.ok ? undefined : outcome.error) as { code?: unknown; retryAfterMs?: unknown };
  if (typeof retryAfterMs === 'number' && !Number.isNaN(retryAfterMs)) return retryAfterMs;
  return code === 'CIRCUIT_OPEN' ? null : undefined;
};
/** Waits, unless there is nothing to wait for. An abort ends it at once. */
function sleep(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> | undefined {
  if (isAborted(signal)) throw signal.reason;
  if (ms === 0) return undefined;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      if (isAborted(signal)) reject(signal.reason as Error);
      else resolve();
    };
    const timer = clock.setTimeout(end, Math.min(ms, longestMs));
    signal?.addEventListener('abort', end);
  });
}
const guarded = <In extends unknown[], Out>(callback: (...given: In) => Out, otherwise: Out) => (...given: In): Out => {
  try {
    return callback(...given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
    return otherwise;
  }
};
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (typeof value === 'number' && value >= min && value <= max && (!isWhole || Math.floor(value) === value)) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
/** The options, judged at the door. */
function checked({ maxAttempts = 3, isRetryable, delayFrom = retryAfterOf, idempotent = true, budget, onRetry, onGiveUp, ...others }: RetryOptions) {
  const { maxElapsedMs = Infinity, attemptTimeoutMs = Infinity, maxDelayMs = 60_000, clock = systemClock, random = systemRandom } = others;
  const wait = others.backoff ?? backoff.exponential({ initialMs: 100, maxMs: 10_000 });
  const asked = (outcome: Outcome): number => {
    const ms = delayFrom(outcome);
    return ms === null ? -1 : inRange('delayFrom', ms ?? 0, -Infinity, Infinity);
  };
  return {
    clock, random, idempotent, budget, takesEveryValue: isRetryable === undefined, isTimed: maxElapsedMs < Infinity || attemptTimeoutMs < Infinity,
    maxAttempts: inRange('maxAttempts', maxAttempts, 1, Infinity, true),
    maxElapsedMs: inRange('maxElapsedMs', maxElapsedMs, 1, Infinity), attemptTimeoutMs: inRange('attemptTimeoutMs', attemptTimeoutMs, 1, Infinity),
    maxDelayMs: inRange('maxDelayMs', maxDelayMs, 0, longestMs),
    isRetryable: guarded(isRetryable ?? ((outcome: Outcome) => !outcome.ok && !(outcome.error instanceof TypeError)), false),
    delayFrom: guarded(asked, 0),
    backoff: guarded((...given: Parameters<Backoff>) => inRange('backoff', wait(...given), 0, longestMs), 1_000),
    onRetry: guarded((retry: Retrying) => onRetry?.(retry), undefined), onGiveUp: guarded((end: GivingUp) => onGiveUp?.(end), undefined),
  };
}
