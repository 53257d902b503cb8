/**
 * A projector keeps one view of the events: it applies each of them once, in order, and commits the view together with the position that it
 * has come to. Queries wait for a position, or are told that the view is behind. Do not put business rules here (what may happen is decided
 * before it is recorded), nor expect the newest state of it without a position to wait for.
 * Its ports are where the view is kept, the log (to rebuild from), what is to be done for an event besides, and a clock in milliseconds.
 */
export interface ProjectorOptions<E, V> {
  projection: Projection<E, V>;
  /** @default in memory: a new process begins with the first event */
  views?: ViewStore<E, V>;
  /** Read by `rebuild` alone. @default none */
  log?: Log<E>;
  /** How many events `rebuild` reads at a time. @default 100 */
  batch?: number;
  /** Done for each new event that the projection handles, before the view that counts it is committed: a crash between the two does it again, so pass the position on as its key. Not done on a rebuild. @default none */
  effect?: (recorded: Recorded<E>) => Awaitable<void>;
  /** Called after each change of state. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onChange?: (change: Change) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export interface Projection<E, V> {
  readonly name: string;
  /** The types of event that it is given. All others only move the position. */
  readonly handles: readonly string[];
  initial(): V;
  /** Pure: the view after an event, or undefined for one that changes nothing. It must not change the one that it is given, which is being read. */
  apply(view: V, recorded: Recorded<E>): V | undefined;
}
export type Awaitable<T> = T | PromiseLike<T>;
export type Recorded<E> = { readonly event: E; readonly position: number };
export interface Saved<V> {
  readonly view: V;
  /** The view is what all events up to here make of it, and no others. */
  readonly position: number;
}
export interface ViewStore<E, V> {
  load(): Awaitable<Saved<V> | undefined>;
  /** In one commit, or not at all. It must settle, so give it a time-out of its own: all that comes later waits for it. `applied` are the events that make the difference, for a store of rows; undefined where all is new. */
  save(saved: Saved<V>, applied: readonly Recorded<E>[] | undefined): Awaitable<void>;
}
export type Log<E> = { readAll(afterPosition: number, max: number): Awaitable<readonly Recorded<E>[]> };
/** What a relay delivers: the events that follow a position, and where the log ended then. */
export type Delivery<E> = { readonly after: number; readonly events: readonly Recorded<E>[]; readonly head: number };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** `behind` is also what is not known to be fresh. */
export type State = 'starting' | 'behind' | 'fresh' | 'rebuilding';
export type Change = { readonly event: 'loaded' | 'caught-up' | 'fell-behind' | 'rebuild' | 'switched' | 'rebuild-failed'; readonly state: State };
/** The view had not come to the position in time. */
export class StaleViewError extends Error {
  override readonly name = 'StaleViewError';
  readonly code = 'VIEW_STALE';
  readonly wanted: number;
  readonly position: number;
  readonly waitedMs: number;
  constructor(view: string, wanted: number, position: number, waitedMs: number) {
    super(`${view} is at position ${position} and was wanted at ${wanted} (waited ${Math.round(waitedMs)} ms).`);
    this.wanted = wanted;
    this.position = position;
    this.waitedMs = waitedMs;
  }
}
export class ProjectorStoppedError extends Error {
  override readonly name = 'ProjectorStoppedError';
  readonly code = 'PROJECTOR_STOPPED';
}

export class Projector<E extends { readonly type: string }, V> {
  private readonly projection: Projection<E, V>;
  private readonly views: ViewStore<E, V>;
  private readonly log: Log<E> | undefined;
  private readonly batch: number;
  private readonly effect: ((recorded: Recorded<E>) => Awaitable<void>) | undefined;
  private readonly onChange: (change: Change) => void;
  private readonly clock: Clock;
  private readonly handled: ReadonlySet<string>;
  /** What is committed, and all that is shown. */
  private saved: Saved<V>;
  private shadow: Saved<V> | undefined;
  private knownHead = 0;
  private freshAt = -Infinity;
  private condition: State = 'starting';
  private loading: Promise<void> | undefined;
  private turns: Promise<unknown> = Promise.resolve();
  private isStopped = false;
  private readonly waiting = new Set<Waiting>();
  constructor({ projection, views = memoryViews(), log, batch = 100, effect, onChange, clock = systemClock }: ProjectorOptions<E, V>) {
    this.projection = projection;
    this.views = views;
    this.log = log;
    this.batch = inRange('batch', batch, 1, 100_000, true);
    this.effect = effect;
    this.onChange = guarded((change) => onChange?.(change));
    this.clock = clock;
    this.handled = new Set(projection.handles);
    this.saved = { view: projection.initial(), position: 0 };
  }

  /** Loads the view. Deliveries and queries see to it themselves. */
  start(): Promise<void> {
    this.loading ??= this.load();
    return this.loading;
  }

  /**
   * Takes events, one delivery after the other, and resolves with the position of the view, from which on it wants more. Events that it knows
   * change nothing; those that do not follow on what it has are not taken. @throws what the projection, the effect or the store of views throws; then nothing was taken
   */
  deliver(delivery: Delivery<E>): Promise<number> {
    return this.inTurn(async () => {
      this.note(delivery.head);
      if (delivery.after <= this.saved.position) await this.take(delivery.events);
      this.note(delivery.head);
      return this.saved.position;
    });
  }

  /**
   * The view, once it has come to a position. @param timeoutMs how long to wait for that, in ms
   * @throws StaleViewError when the time is over, ProjectorStoppedError, or the signal's reason
   */
  async waitFor(position: number, timeoutMs = 1_000, signal?: AbortSignal): Promise<Saved<V>> {
    inRange('position', position, 0, Number.MAX_SAFE_INTEGER);
    inRange('timeoutMs', timeoutMs, 0, longestMs);
    this.refuseWhenStopped();
    if (signal !== undefined && signal.aborted) throw signal.reason;
    if (this.condition === 'starting' || this.saved.position < position) await this.comeTo(position, timeoutMs, signal);
    return this.saved;
  }

  /** Makes the view anew from the first event, beside the one that is read, and replaces that in one commit. New events are taken meanwhile. */
  async rebuild(): Promise<void> {
    const { log } = this;
    if (log === undefined) throw new TypeError('rebuild needs a log to read: pass one in the options.');
    await this.start();
    this.refuseWhenStopped();
    if (this.shadow !== undefined) throw new Error(`${this.projection.name} is being rebuilt already.`);
    this.shadow = { view: this.projection.initial(), position: 0 };
    this.change('rebuild', 'rebuilding');
    let end: Change['event'] = 'rebuild-failed';
    try {
      while ((await this.fillShadow(log)) === this.batch);
      await this.inTurn(async () => {
        while (this.shadow!.position < this.saved.position) {
          if ((await this.fillShadow(log)) === 0) throw new Error(`The log ends at ${this.shadow!.position}, and ${this.projection.name} is at ${this.saved.position}.`);
        }
        await this.commit(this.shadow!, undefined); // not behind what was shown: no query goes back in time
      });
      end = 'switched';
    } finally {
      this.shadow = undefined;
      this.change(end, 'behind'); // until the next delivery says how far the log goes
    }
  }

  /** Ends every wait, and takes nothing more. What is being committed is committed. */
  stop(): void {
    this.isStopped = true;
    for (const one of this.waiting) one.fail(new ProjectorStoppedError(`${this.projection.name} was stopped.`));
  }

  /** What is committed now. */
  get view(): V {
    return this.saved.view;
  }
  get position(): number {
    return this.saved.position;
  }
  /** How many events are known to be in the log and are not in the view. */
  get lag(): number {
    return Math.max(0, this.knownHead - this.saved.position);
  }

  /** `staleMs` is the time since the view was last known to hold all there was: it grows when nothing is heard, too, and is Infinity before it was ever known. */
  metrics() {
    const { position, lag } = this;
    return { state: this.condition, position, lag, head: this.knownHead, staleMs: this.clock.now() - this.freshAt, waiting: this.waiting.size, rebuiltTo: this.shadow?.position };
  }

  private async load(): Promise<void> {
    try {
      this.saved = (await this.views.load()) ?? this.saved;
    } catch (error) {
      this.loading = undefined; // the next who needs it tries again
      for (const one of this.waiting) one.fail(error);
      throw error;
    }
    if (this.condition === 'starting') this.change('loaded', 'behind');
    this.answerWaiting();
  }

  private async take(events: readonly Recorded<E>[]): Promise<void> {
    let { view, position } = this.saved;
    const applied: Recorded<E>[] = [];
    for (const recorded of events) {
      if (recorded.position <= position) continue; // delivered before
      position = recorded.position;
      if (!this.handled.has(recorded.event.type)) continue;
      view = this.projection.apply(view, recorded) ?? view;
      applied.push(recorded);
    }
    if (position === this.saved.position) return;
    if (this.effect !== undefined) for (const recorded of applied) await this.effect(recorded);
    await this.commit({ view, position }, applied);
  }

  /** The view and its position in one commit; what is committed is shown, and nothing else. */
  private async commit(next: Saved<V>, applied: readonly Recorded<E>[] | undefined): Promise<void> {
    try {
      await this.views.save(next, applied);
    } catch (error) {
      this.loading = undefined; // nobody knows whether it was committed: what is there decides
      throw error;
    }
    this.saved = next;
    this.answerWaiting();
  }

  private answerWaiting(): void {
    for (const one of this.waiting) if (one.position <= this.saved.position) one.succeed();
  }

  /** Takes nothing that the view has not: that is to come as new, with its effect. Resolves with how many events were taken. */
  private async fillShadow(log: Log<E>): Promise<number> {
    this.refuseWhenStopped();
    let { view, position } = this.shadow!;
    const events = (await log.readAll(position, this.batch)).filter((recorded) => recorded.position <= this.saved.position);
    for (const recorded of events) {
      position = recorded.position;
      if (this.handled.has(recorded.event.type)) view = this.projection.apply(view, recorded) ?? view;
    }
    this.shadow = { view, position };
    return events.length;
  }

  private note(head: number): void {
    this.knownHead = Math.max(this.knownHead, head);
    if (this.lag === 0 && head === this.knownHead) this.freshAt = this.clock.now();
    if (this.condition === 'behind' && this.lag === 0) this.change('caught-up', 'fresh');
    else if (this.condition === 'fresh' && this.lag > 0) this.change('fell-behind', 'behind');
  }

  /** One after the other: a delivery that comes twice meets the position that the first of the two has committed. */
  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.turns.then(async () => {
      this.refuseWhenStopped();
      await this.start();
      this.refuseWhenStopped();
      return run();
    });
    this.turns = turn.catch(() => undefined);
    return turn;
  }

  private comeTo(position: number, timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    const since = this.clock.now();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.clock.clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        this.waiting.delete(one);
      };
      const one: Waiting = { position, succeed: () => (leave(), resolve()), fail: (reason) => (leave(), reject(reason)) };
      const abort = (): void => one.fail(signal?.reason);
      const timer = this.clock.setTimeout(() => one.fail(new StaleViewError(this.projection.name, position, this.saved.position, this.clock.now() - since)), timeoutMs);
      signal?.addEventListener('abort', abort);
      this.waiting.add(one);
      this.start().catch(() => undefined); // who waits is told by it
    });
  }

  private refuseWhenStopped(): void {
    if (this.isStopped) throw new ProjectorStoppedError(`${this.projection.name} was stopped.`);
  }

  private change(event: Change['event'], state: State): void {
    this.condition = state;
    this.onChange({ event, state });
  }
}
type Waiting = { readonly position: number; readonly succeed: () => void; readonly fail: (reason: unknown) => void };
const memoryViews = <E, V>(): ViewStore<E, V> => {
  let kept: Saved<V> | undefined;
  return { load: () => kept, save: (saved) => void (kept = saved) };
};
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const guarded = <In extends unknown[]>(callback: (...given: In) => void) => (...given: In): void => {
  try {
    callback(...given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
};
function inRange(name: string, value: number, min: number, max: number, mustBeWhole = false): number {
  if (value >= min && value <= max && (!mustBeWhole || Number.isInteger(value))) return value;
  throw new RangeError(`${name} must be ${mustBeWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
