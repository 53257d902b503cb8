/**
 * Command handling for CQRS: a command is decided on the state that the events of its stream fold to, and what it decides is appended
 * only if nobody else has appended there meanwhile; else it is decided again on what is true now. Do not use it where one model serves
 * reads and writes well enough, nor for rules that span several streams: only one stream is checked.
 * Its ports are an event store (read, and append with an expected version), a clock in milliseconds with timers, and chance.
 */
export interface CommandHandlerOptions<S, C, E> {
  store: EventStore<E>;
  decider: Decider<S, C, E>;
  /** How often a command is decided at most, the first time included. @default 4 */
  maxAttempts?: number;
  /** The longest wait after the first conflict, in ms. Each further one is 1.5 times as long, and chance takes up to half of it. @default 100 */
  retryDelayMs?: number;
  /** Called for each conflict that is decided again, before the wait. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onConflict?: (conflict: Conflict) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
  /** From 0 to below 1. @default Math.random */
  random?: () => number;
}
/** The rules of one kind of stream. All three are pure: a command that meets a conflict is decided more than once. */
export interface Decider<S, C, E> {
  initial(): S;
  /** What happens: one event, several, or none. What it throws refuses the command. */
  decide(state: S, command: C): E | readonly E[];
  evolve(state: S, event: E): S;
}
/** A version counts the events of a stream: 0 is a stream without any. */
export type ExpectedVersion = number | 'any' | 'no-stream' | 'exists';
export interface Recorded<E> {
  readonly event: E;
  /** Its place in its stream, from 1. */
  readonly version: number;
  /** Its place in the log of all streams. Later events have higher ones. */
  readonly position: number;
  readonly commandId?: string;
}
export type Awaitable<T> = T | PromiseLike<T>;
/** A store may answer at once or later. A conflict is an error of code `VERSION_CONFLICT`. */
export interface EventStore<E> {
  read(stream: string): Awaitable<readonly Recorded<E>[]>;
  /** All of the events or none, with the id of their command. */
  append(stream: string, events: readonly E[], expected: ExpectedVersion, commandId?: string): Awaitable<{ readonly version: number; readonly position: number }>;
}
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
export interface Conflict {
  readonly stream: string;
  /** The attempt that met it, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
  /** The error of the store. */
  readonly error: unknown;
}
export interface CommandOptions {
  /** Names the command. One that is sent again is not carried out again: its id stands beside its events in the stream. @default none */
  commandId?: string;
  /** What the caller has seen of the stream. A number or `no-stream` is not decided again when it proves wrong. @default any */
  expected?: ExpectedVersion;
  /** Ends the reading and the waiting. An append that is under way is not undone. */
  signal?: AbortSignal;
}
export interface Handled<S, E> {
  /** After the events of the command. */
  readonly state: S;
  readonly version: number;
  /** The token for what was decided: a view that has come to this position knows of it. */
  readonly position: number;
  readonly events: readonly E[];
  readonly attempts: number;
  /** The command had been carried out before; these are the events of that time. */
  readonly isDuplicate: boolean;
}

export class CommandHandler<S, C, E> {
  private readonly store: EventStore<E>;
  private readonly decider: Decider<S, C, E>;
  private readonly maxAttempts: number;
  private readonly retryDelayMs: number;
  private readonly onConflict: (conflict: Conflict) => void;
  private readonly clock: Clock;
  private readonly random: () => number;
  constructor({ store, decider, maxAttempts = 4, retryDelayMs = 100, onConflict, clock = systemClock, random = systemRandom }: CommandHandlerOptions<S, C, E>) {
    this.store = store;
    this.decider = decider;
    this.maxAttempts = whole('maxAttempts', maxAttempts, 1, 100);
    this.retryDelayMs = inRange('retryDelayMs', retryDelayMs, 0, 60_000);
    this.onConflict = guarded((conflict) => onConflict?.(conflict));
    this.clock = clock;
    this.random = random;
  }

  /**
   * Carries out a command on one stream.
   * @throws what `decide` throws, the store's conflict when it is given up, the store's other errors, or the signal's reason
   */
  async handle(stream: string, command: C, { commandId, expected = 'any', signal }: CommandOptions = {}): Promise<Handled<S, E>> {
    checkCommand(stream, commandId, expected);
    for (let attempt = 1, longestMs = this.retryDelayMs; ; attempt += 1, longestMs *= growth) {
      let recorded = await this.read(stream, signal);
      let before = lastOfCommand(recorded, commandId);
      try {
        if (before === undefined && !isMet(expected, recorded.at(-1)?.version ?? 0)) {
          await this.store.append(stream, [], expected); // which says so, with both versions; where it does not, there is news
          recorded = await this.read(stream, signal);
          before = lastOfCommand(recorded, commandId);
        }
        if (before !== undefined) return this.answerAgain(recorded, before, commandId, attempt);
        return await this.decideOn(recorded, stream, command, expected, commandId, attempt);
      } catch (error) {
        if (!isConflict(error) || isPinned(expected) || attempt >= this.maxAttempts) throw error;
        const delayMs = longestMs * (1 - this.random() / 2);
        this.onConflict({ stream, attempt, delayMs, error });
        await sleep(this.clock, delayMs, signal);
      }
    }
  }

  private async read(stream: string, signal: AbortSignal | undefined): Promise<readonly Recorded<E>[]> {
    throwIfAborted(signal);
    const recorded = await this.store.read(stream);
    throwIfAborted(signal);
    return recorded;
  }

  /** The version that was read is the one that is expected, so what was decided on is what the events follow. */
  private async decideOn(recorded: readonly Recorded<E>[], stream: string, command: C, expected: ExpectedVersion, commandId: string | undefined, attempt: number): Promise<Handled<S, E>> {
    const last = recorded.at(-1);
    const version = last?.version ?? 0;
    const follows = isMet(expected, version) ? version : expected;
    let state = this.fold(recorded);
    const decided = this.decider.decide(state, command);
    const events = Array.isArray(decided) ? (decided as readonly E[]) : [decided as E];
    if (events.length === 0) return { state, version, position: last?.position ?? 0, events, attempts: attempt, isDuplicate: false };
    const appended = await this.store.append(stream, events, follows, commandId);
    for (const event of events) state = this.decider.evolve(state, event);
    return { state, ...appended, events, attempts: attempt, isDuplicate: false };
  }

  /** As it was answered the first time: what came later in the stream is left out. */
  private answerAgain(recorded: readonly Recorded<E>[], index: number, commandId: string | undefined, attempts: number): Handled<S, E> {
    const until = recorded.slice(0, index + 1);
    const { version, position } = until[index]!;
    const events = until.filter((one) => one.commandId === commandId).map(({ event }) => event);
    return { state: this.fold(until), version, position, events, attempts, isDuplicate: true };
  }

  private fold(recorded: readonly Recorded<E>[]): S {
    let state = this.decider.initial();
    for (const { event } of recorded) state = this.decider.evolve(state, event);
    return state;
  }
}

/** By how much each wait is longer than the one before it. */
const growth = 1.5;
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const systemRandom = (): number => Math.random();

/** Where in the stream the last event of a command stands. The stream itself is the memory: there is no set of ids that grows. */
function lastOfCommand<E>(recorded: readonly Recorded<E>[], commandId: string | undefined): number | undefined {
  if (commandId === undefined) return undefined;
  for (let index = recorded.length - 1; index >= 0; index -= 1) if (recorded[index]!.commandId === commandId) return index;
  return undefined;
}
const isConflict = (error: unknown): boolean => typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 'VERSION_CONFLICT';
/** Said by the caller, who has to look again before deciding anew would be what was meant. */
const isPinned = (expected: ExpectedVersion): boolean => typeof expected === 'number' || expected === 'no-stream';
function isMet(expected: ExpectedVersion, version: number): boolean {
  if (typeof expected === 'number') return expected === version;
  return expected === 'any' || (expected === 'exists') === version > 0;
}
function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal !== undefined && signal.aborted) throw signal.reason;
}
/** Leaves neither a timer nor a listener behind. */
function sleep(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    const abort = (): void => {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
  });
}
const guarded = <In extends unknown[]>(callback: (...given: In) => void) => (...given: In): void => {
  try {
    callback(...given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
};
function checkCommand(stream: string, commandId: string | undefined, expected: ExpectedVersion): void {
  if (typeof stream !== 'string' || stream === '') throw new TypeError(`stream must be a text that is not empty, got ${JSON.stringify(stream)}.`);
  if (commandId === '') throw new TypeError('commandId must be a text that is not empty, got "".');
  if (typeof expected === 'number') whole('expected', expected, 0, Number.MAX_SAFE_INTEGER);
  else if (!['any', 'no-stream', 'exists'].includes(expected)) throw new RangeError(`expected must be a version, any, no-stream or exists, got ${String(expected)}.`);
}
function inRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} must be from ${min} to ${max}, got ${String(value)}.`);
}
function whole(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}, got ${String(value)}.`);
}
