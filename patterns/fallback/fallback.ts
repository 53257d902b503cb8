/**
 * A fallback asks the next source when the best one cannot answer, and says of each answer where it came from and how old it is: keep one per
 * question, for the life of the process. Do not use it where a wrong answer is worse than none, to hide a refusal or a bug, or with sources that
 * depend on the same thing, which fail together. Its one port is a clock, monotonic and in milliseconds, with timers: the process's own by default.
 */
export interface FallbackOptions<In, Out> {
  /** In the order in which they are asked, each at most once a call. The first is the primary. From 1 to 100, with different names. */
  levels: readonly Level<In, Out>[];
  /** For all levels together, in ms: none is asked later, and the one that is being asked is given up. @default none */
  deadlineMs?: number;
  /** Leaves a primary that keeps failing alone, and comes back only on evidence. @default none: every call asks it first */
  hysteresis?: {
    /** So many failures in a row put the primary last: it is asked where no other level answers, and by trial calls. @default 5 */ leaveAfter?: number;
    /** Then one call in so many ms is a trial, which asks the primary first. @default 1_000 */ trialEveryMs?: number;
    /** So many calls in a row that it answers make it the first again. @default 3 */ returnAfter?: number;
  };
  /** The calls store something: only levels that `stores` are asked. A slow one may have stored it, too: know a write again by a key. @default false */
  writes?: boolean;
  /** Called for every level that a call goes past. What a callback throws surfaces as an uncaught error and harms nothing. @default none */
  onFallback?: (passed: PassedLevel) => void;
  /** Called when a change is complete. @default none */ onStateChange?: (change: StateChange) => void;
  /** @default performance.now and the process's timers */ clock?: Clock;
}
export interface Level<In, Out> {
  name: string;
  /** Answers, or throws. What was kept for a while is returned as `new Aged(value, ageMs)`. */
  run: (request: In, context: LevelContext) => Given<Out> | PromiseLike<Given<Out>>;
  /**
   * Which outcomes send the call on to the next level; any other is the call's own, unchanged (a 403, a bad request). It is not asked of a
   * timeout or an answer that is too old: they always go on. @default every error but a TypeError: most are bugs, though fetch throws one, too
   */
  isEligible?: (outcome: Outcome) => boolean;
  /** How long it may take, in ms. @default none */ timeoutMs?: number;
  /** How many calls may ask it at once; beyond them it is passed over. A call counts until its work has ended, in time or not. @default none */
  limit?: number;
  /** How old, in ms, its answers may be. With it, one without an age is too old; without it, one with an age above 0. @default none */
  maxAgeMs?: number;
  /** Whether what it has acknowledged survives a crash of this process. @default false */ stores?: boolean;
  /** How good its answers are, in your own word. @default 'full' for the primary, 'reduced' for any other */ quality?: string;
}
/** `source` names the level that gave it; whatever is not the primary's is degraded; `ageMs` is 0 where it was made for this call. */
export type Answer<Out> = { readonly value: Out; readonly source: string; readonly quality: string; readonly degraded: boolean; readonly ageMs: number };
/** A level that a call went past. Where it was asked there is its outcome; `failed` means that this was eligible. */
export type PassedLevel = { readonly level: string; readonly outcome: Outcome | undefined } &
  { readonly reason: 'failed' | 'timed-out' | 'too-old' | 'full' | 'stores-nothing' | 'no-time' };
export type FallbackState = 'primary' | 'degraded' | 'returning';
export type Reason = 'left' | 'trial-passed' | 'trial-failed' | 'returned';
export type StateChange = { readonly from: FallbackState; readonly to: FallbackState; readonly reason: Reason };
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** What a level is given: the signal aborts with the caller's or at the timeout, `attempt` counts the levels asked, `passed` says what was wrong with others. */
export type LevelContext = { readonly signal: AbortSignal; readonly attempt: number; readonly passed: readonly PassedLevel[] };
/** An answer that was kept for `ageMs` ms. An age below 0 is no age: clocks that disagree prove nothing. */
export class Aged<Out> {
  readonly value: Out;
  readonly ageMs: number;
  constructor(value: Out, ageMs: number) {
    this.value = value;
    this.ageMs = inRange('ageMs', ageMs, 0, Infinity);
  }
}
/** No level answered. `passed` says why, in the order of the call; `cause` is the error of the first that failed. */
export class FallbackExhaustedError extends Error {
  override readonly name = 'FallbackExhaustedError';
  readonly code = 'FALLBACK_EXHAUSTED';
  readonly passed: readonly PassedLevel[];
  constructor(passed: readonly PassedLevel[]) {
    const [cause] = passed.flatMap(({ outcome }) => (outcome?.ok === false ? [outcome.error] : []));
    super(`No level answered: ${passed.map(({ level, reason }) => `${level} ${reason}`).join(', ')}.`, { cause });
    this.passed = passed;
  }
}
/** The reason with which the signal of a level aborts when its time is over. */
export class LevelTimeoutError extends Error {
  override readonly name = 'LevelTimeoutError';
  readonly code = 'LEVEL_TIMEOUT';
  readonly level: string;
  readonly timeoutMs: number;
  constructor(level: string, timeoutMs: number) {
    super(`The level ${level} did not answer within ${Math.ceil(timeoutMs)} ms.`);
    this.level = level;
    this.timeoutMs = timeoutMs;
  }
}
type Given<Out> = Out | Aged<Out>;

export class Fallback<In, Out> {
  private mode: FallbackState = 'primary';
  private generation = 0; // counts leavings and returns; what a call says of the primary counts only in the generation it began in
  private streak = 0; // outcomes of the primary, in a row, that speak for a change
  private nextTrialAt = 0;
  private exhausted = 0;
  private readonly rules: ReturnType<typeof checked<In, Out>>;
  constructor(options: FallbackOptions<In, Out>) {
    this.rules = checked(options);
  }

  /** Asks one level after the other until one answers. @throws FallbackExhaustedError, the signal's reason, or an error that is not eligible */
  async execute(request: In, signal?: AbortSignal): Promise<Answer<Out>> {
    if (isAborted(signal)) throw signal.reason;
    const { clock, deadlineMs } = this.rules;
    const deadline = deadlineMs < Infinity ? clock.now() + deadlineMs : undefined;
    const turn = this.mode === 'primary' || this.takesTrial() ? 0 : 1;
    const call: Call = { signal, deadline, generation: this.generation, firstTurn: turn, turn, context: undefined, passed: none };
    for (;;) {
      const level = this.next(call);
      try {
        const answer = this.judgeAnswer(await this.ask(level, request, call), level, call);
        if (answer !== undefined) return answer;
      } catch (error) {
        this.judgeError(error, level, call);
      }
    }
  }

  get state(): FallbackState {
    return this.mode;
  }

  /** How many calls no level answered; of each level how many it did, how many went past it and, if it has a limit or a timeout, how many are there now. */
  metrics() {
    const tally = ({ name, answered, passedOver, taken }: CheckedLevel<In, Out>) => ({ name, answered, passedOver, taken });
    return { state: this.mode, exhausted: this.exhausted, levels: this.rules.levels.map(tally) };
  }

  /** The next level that can be asked. While the primary is left alone its turn comes last. */
  private next(call: Call): CheckedLevel<In, Out> {
    const { levels, clock, writes } = this.rules;
    while (call.turn < call.firstTurn + levels.length) {
      const level = levels[call.turn % levels.length]!;
      call.turn += 1;
      const isOver = call.deadline !== undefined && clock.now() >= call.deadline;
      const obstacle = isOver ? 'no-time' : writes && !level.stores ? 'stores-nothing' : level.taken >= level.limit ? 'full' : undefined;
      if (obstacle === undefined) return level;
      this.goPast(level, obstacle, undefined, call);
    }
    this.exhausted += 1;
    throw new FallbackExhaustedError(call.passed);
  }

  /** Waits until the level has answered, its time is over or the caller aborts. Its place is free when its work has ended, wanted or not. */
  private ask(level: CheckedLevel<In, Out>, request: In, call: Call): Given<Out> | PromiseLike<Given<Out>> {
    const { signal, deadline, passed } = call;
    const context = (call.context = new Context(1 + (call.context?.attempt ?? 0), passed));
    if (!level.isBounded && signal === undefined) return level.run(request, context);
    const { clock } = this.rules;
    const limitMs = Math.min(level.timeoutMs, deadline === undefined ? Infinity : deadline - clock.now());
    return new Promise((resolve, reject) => {
      const giveUp = (reason: unknown) => {
        stop();
        context.end(reason);
        reject(reason as Error);
      };
      const abort = () => giveUp(signal?.reason);
      const timer = limitMs < Infinity ? clock.setTimeout(() => giveUp(new LevelTimeoutError(level.name, limitMs)), limitMs) : undefined;
      const stop = () => {
        if (timer !== undefined) clock.clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      const free = () => {
        stop();
        level.taken -= 1;
      };
      signal?.addEventListener('abort', abort);
      level.taken += 1;
      const work = new Promise<Given<Out>>((answer) => answer(level.run(request, context)));
      work.then(free, free);
      work.then(resolve, reject);
    });
  }

  /** The answer of the call, or undefined where it goes on. */
  private judgeAnswer(given: Given<Out>, level: CheckedLevel<In, Out>, call: Call): Answer<Out> | undefined {
    if (isAborted(call.signal)) throw call.signal.reason;
    const isAged = typeof given === 'object' && given instanceof Aged; // asking what is no object is slow
    const value = isAged ? given.value : given;
    const ageMs = isAged ? given.ageMs : level.saysAge ? Infinity : 0;
    const reason = ageMs > level.maxAgeMs ? 'too-old' : level.isEligible?.({ ok: true, value }) === true ? 'failed' : undefined;
    if (level.isWatched) this.learn(call.generation, reason === undefined);
    if (reason !== undefined) return this.goPast(level, reason, { ok: true, value }, call);
    level.answered += 1;
    return { value, source: level.name, quality: level.quality, degraded: !level.isPrimary, ageMs };
  }

  /** Goes on, or throws what is the call's own: the caller's abort, or an error that is not eligible, as it is. */
  private judgeError(error: unknown, level: CheckedLevel<In, Out>, call: Call): void {
    if (isAborted(call.signal)) throw call.signal.reason;
    const { over, attempt } = call.context!;
    const isLate = over !== undefined;
    const isCutShort = isLate && attempt > 1 && (error as LevelTimeoutError).timeoutMs < level.timeoutMs; // by what others took: no evidence
    if (!isLate && !(level.isEligible ?? isNoBug)({ ok: false, error })) throw error;
    if (level.isWatched && !isCutShort) this.learn(call.generation, false);
    this.goPast(level, isLate ? 'timed-out' : 'failed', { ok: false, error }, call);
  }

  /** While the primary is left alone, one call in so many ms tries it first. It counts from its start, so one that hangs holds up no other. */
  private takesTrial(): boolean {
    const now = this.rules.clock.now();
    if (now < this.nextTrialAt) return false;
    this.nextTrialAt = now + this.rules.trialEveryMs;
    return true;
  }

  /** What the primary did in a call that began in this generation. */
  private learn(generation: number, isGood: boolean): void {
    const { leaveAfter, returnAfter, trialEveryMs, clock } = this.rules;
    const isFirst = this.mode === 'primary';
    if (generation !== this.generation) return;
    this.streak = isGood === isFirst ? 0 : this.streak + 1;
    if (this.streak >= (isFirst ? leaveAfter : returnAfter)) {
      this.generation += 1;
      this.streak = 0;
      this.nextTrialAt = clock.now() + trialEveryMs;
      this.move(isFirst ? 'degraded' : 'primary', isFirst ? 'left' : 'returned');
    } else if (isGood && this.mode === 'degraded') this.move('returning', 'trial-passed');
    else if (!isGood && this.mode === 'returning') this.move('degraded', 'trial-failed');
  }

  private move(to: FallbackState, reason: Reason): void {
    const from = this.mode;
    this.mode = to;
    this.rules.notifyOfState?.({ from, to, reason });
  }

  private goPast(level: CheckedLevel<In, Out>, reason: PassedLevel['reason'], outcome: Outcome | undefined, call: Call): undefined {
    const passed: PassedLevel = { level: level.name, reason, outcome };
    level.passedOver += 1;
    call.passed = [...call.passed, passed];
    this.rules.notify?.(passed);
    if (isAborted(call.signal)) throw call.signal.reason; // by a rule or a callback, which must end the call before another level is asked
  }
}
type CheckedLevel<In, Out> = ReturnType<typeof checkedLevel<In, Out>>;
type Call = { readonly signal: AbortSignal | undefined; readonly deadline: number | undefined; readonly generation: number; readonly firstTurn: number }
  & { turn: number; context: Context | undefined; passed: readonly PassedLevel[] };
class Context implements LevelContext {
  readonly attempt: number;
  readonly passed: readonly PassedLevel[];
  over: { readonly reason: unknown } | undefined = undefined;
  private controller: AbortController | undefined = undefined;
  constructor(attempt: number, passed: readonly PassedLevel[]) {
    this.attempt = attempt;
    this.passed = passed;
  }
  /** Made when it is first asked for, as most levels never do. */
  get signal(): AbortSignal {
    const controller = (this.controller ??= new AbortController());
    if (this.over !== undefined) controller.abort(this.over.reason);
    return controller.signal;
  }
  end(reason: unknown): void {
    this.over = { reason };
    this.controller?.abort(reason);
  }
}
const none: readonly PassedLevel[] = [];
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const isAborted = (signal: AbortSignal | undefined): signal is AbortSignal & { aborted: true } => signal !== undefined && signal.aborted;
const isNoBug = (outcome: Outcome) => !outcome.ok && !(outcome.error instanceof TypeError);
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
const whole = (name: string, value: number | undefined, otherwise: number) => (value === undefined ? otherwise : inRange(name, value, 1, 100_000, true));
const lengthMs = (name: string, value: number | undefined, otherwise: number) => (value === undefined ? otherwise : inRange(name, value, 1, longestMs));

/** A level, judged at the door, and what is counted of it. */
function checkedLevel<In, Out>(level: Level<In, Out>, index: number, hasDeadline: boolean, hasHysteresis: boolean) {
  const { name, run, isEligible, timeoutMs, limit, maxAgeMs, stores = false, quality = index === 0 ? 'full' : 'reduced' } = level;
  const at = `levels[${index}]`;
  return {
    name, run, stores, quality, isPrimary: index === 0, isWatched: index === 0 && hasHysteresis, isEligible: isEligible && guarded(isEligible, false),
    timeoutMs: lengthMs(`${at}.timeoutMs`, timeoutMs, Infinity), limit: whole(`${at}.limit`, limit, Infinity),
    isBounded: hasDeadline || timeoutMs !== undefined || limit !== undefined, taken: 0, answered: 0, passedOver: 0,
    saysAge: maxAgeMs !== undefined, maxAgeMs: inRange(`${at}.maxAgeMs`, maxAgeMs ?? 0, 0, Infinity),
  };
}
/** The options, judged at the door. */
function checked<In, Out>({ levels, deadlineMs, hysteresis, writes = false, onFallback, onStateChange, clock = systemClock }: FallbackOptions<In, Out>) {
  inRange('levels.length', levels.length, 1, 100);
  const twin = levels.find(({ name }, index) => name === '' || levels.findIndex((one) => one.name === name) !== index);
  if (twin !== undefined) throw new RangeError(`levels must each have a name of its own, got '${twin.name}' ${twin.name === '' ? 'for one' : 'for two'}.`);
  if (writes && !levels.some(({ stores }) => stores)) throw new RangeError('writes needs a level that stores, got none.');
  return {
    clock, writes, deadlineMs: lengthMs('deadlineMs', deadlineMs, Infinity),
    levels: levels.map((level, index) => checkedLevel(level, index, deadlineMs !== undefined, hysteresis !== undefined)),
    leaveAfter: whole('hysteresis.leaveAfter', hysteresis?.leaveAfter, 5), returnAfter: whole('hysteresis.returnAfter', hysteresis?.returnAfter, 3),
    trialEveryMs: lengthMs('hysteresis.trialEveryMs', hysteresis?.trialEveryMs, 1_000),
    notify: onFallback && guarded(onFallback, undefined), notifyOfState: onStateChange && guarded(onStateChange, undefined),
  };
}
