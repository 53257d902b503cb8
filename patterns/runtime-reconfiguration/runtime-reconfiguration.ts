/**
 * A runtime configuration takes up new settings while its process works: each operation keeps the version that it began with, all components follow or
 * none does, and what cannot change in a running process waits for the next start. Do not use it where a restart costs nothing, nor for flags and data,
 * which change on their own. Its one port is a clock with timers; whoever learns of a change (from a file, a store, a person) calls `update`.
 */
export interface RuntimeConfigOptions<T extends object> {
  /** What the process starts with, as version 1: plain data. */
  initial: T;
  /** How each setting may change: `hot` in place, `drain` beside the old one, which ends with its operations. One that is not named needs a restart: nobody has thought of it. */
  kinds: { readonly [Key in keyof T]?: Kind };
  /** Throws where the settings make no sense, each alone or together. Asked before anything is prepared. @default none does */
  validate?: (next: T) => void;
  /** The number that the source of changes gives to `initial`. @default 0 */
  revision?: number;
  /** How long the first change of a burst waits for others to go with it, in ms. Those that come while one is prepared go together anyhow. @default 0 */
  coalesceMs?: number;
  /** How long one component may prepare, in ms. @default 10_000 */
  prepareTimeoutMs?: number;
  /** How long operations of an older version may go on, in ms; then what they use is retired under them. @default 600_000, as in Envoy */
  drainMs?: number;
  /** How many older versions may still be in use when a `drain` setting changes; while there are more, the change waits. @default 1 */
  drainingMax?: number;
  /** How many versions can be looked at, and gone back to. @default 50 */
  historySize?: number;
  /** Told of all that becomes of a change, when it is complete. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onEvent?: (event: ConfigEvent) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export type Kind = 'hot' | 'drain' | 'restart';
/** It never changes. `revision` is the highest number of the source that was known when it became active. */
export type Snapshot<T> = { readonly version: number; readonly revision: number; readonly value: T };
/** What follows some of the settings: a connection, a pool, a logger. A part is what it makes for a version. */
export interface Component<T, Part = unknown> {
  readonly name: string;
  /** The settings that it follows. @default all */
  readonly keys?: readonly (keyof T)[];
  /** Makes the part for the next version, beside the one in use, or throws to refuse it. Must not wait for an `update`. The signal says that it is not wanted any more. */
  prepare(next: T, current: T, signal: AbortSignal): Part | PromiseLike<Part>;
  /** For what is changed in place. All commit in one go, and must not fail: what may fail belongs in `prepare`. @default nothing */
  commit?(part: Part, next: T): void;
  /** The change is off: lets go of a part that was prepared, and undoes the commit if there was one. @default nothing */
  rollback?(part: Part, current: T): void;
  /** No operation uses the part any more, or they had `drainMs` for it. @default nothing */
  retire?(part: Part): void;
}
/** The version that an operation began with: its value and its parts belong together. */
export type Pin<T> = Snapshot<T> & { part<Part>(component: Component<T, Part>): Part; release(): void };
/** `revision` is the number that its source gives to the change: one that is not above all that were taken is refused as stale. With `expectedVersion` it is refused unless that one is active. `by` is for the history. */
export type UpdateOptions = { readonly revision?: number; readonly expectedVersion?: number; readonly by?: string };
export type Applied<T> = { readonly version: number; readonly changed: readonly (keyof T)[] };
export type Refusal = 'invalid' | 'stale' | 'conflict' | 'restart' | 'component' | 'forgotten';
export type Change<T> = Snapshot<T> & { readonly at: number; readonly by: string; readonly keys: readonly (keyof T)[] };
export type ChangeState = 'waiting' | 'preparing' | 'active' | 'draining' | 'over';
/** `joined`: a later one of its burst was applied, with it. The state is that of the change after the event. */
export type ConfigEvent = { readonly kind: 'offered' | 'preparing' | 'applied' | 'joined' | 'unchanged' | 'refused' | 'superseded' | 'freed'; readonly change: number; readonly state: ChangeState; readonly keys: readonly PropertyKey[]; readonly error: unknown };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** The change was not made, and all is as it was. `component` is the one that refused it, or ''. */
export class ChangeRefusedError extends Error {
  override readonly name = 'ChangeRefusedError';
  readonly code = 'CHANGE_REFUSED';
  readonly reason: Refusal;
  readonly keys: readonly PropertyKey[];
  readonly component: string;
  constructor(reason: Refusal, message: string, keys: readonly PropertyKey[] = [], component = '', cause?: unknown) {
    super(message, { cause });
    [this.reason, this.keys, this.component] = [reason, keys, component];
  }
}
export class RuntimeConfig<T extends object> {
  private active: Live<T>;
  private waiting: Request<T>[] = [];
  private readonly batch: Request<T>[] = []; // what is under way together
  private isBusy = false;
  private offered = 0;
  private onFreed = (): void => undefined;
  private readonly draining = new Set<Live<T>>();
  private readonly components = new Set<Component<T>>();
  private readonly log: Change<T>[] = [];
  private readonly rules: ReturnType<typeof checked<T>>;
  constructor(options: RuntimeConfigOptions<T>) {
    this.rules = checked(options);
    const value = frozen(options.initial);
    this.rules.validate(value);
    this.active = alive({ version: 1, revision: this.rules.revision, value }, [], 0);
    this.remember('', keysOf(value));
  }

  /** The active version. What takes several steps reads it once, or better holds a pin. */
  current(): Snapshot<T> { return this.active.snapshot; }
  /** The versions that there have been, oldest first, by whom, and what each changed. */
  history(): readonly Change<T>[] { return [...this.log]; }

  /** Holds the active version for one operation: until it is released its parts are not retired. */
  pin(): Pin<T> {
    const of = this.active;
    let isHeld = true;
    of.pins += 1;
    const release = (): void => {
      of.pins -= Number(isHeld);
      if (isHeld && of.pins === 0) this.free(of);
      isHeld = false;
    };
    return { ...of.snapshot, part: (component) => of.parts.get(component) as never, release };
  }
  /** Runs an operation with what is active now, from its beginning to its end. @throws what it throws, or the signal's reason without running it */
  async execute<Result>(operation: (pin: Pin<T>) => Result | PromiseLike<Result>, signal?: AbortSignal): Promise<Result> {
    if (signal?.aborted === true) throw signal.reason;
    const pin = this.pin();
    try { return await operation(pin); } finally { pin.release(); }
  }
  /** From now on the component follows each change; `first` is its part for the active version. Returns what detaches it: its part is retired with the last version that has it. */
  attach<Part>(component: Component<T, Part>, first: Part): () => void {
    this.components.add(component);
    this.active.parts.set(component, first);
    return () => void this.components.delete(component);
  }
  /** Makes a change: some settings, or a function of all. Resolves when a version with it is active. @throws ChangeRefusedError */
  update(change: Partial<T> | ((value: T) => T), options: UpdateOptions = {}): Promise<Applied<T>> {
    return new Promise((applied, failed) => {
      const request: Request<T> = { ...options, number: (this.offered += 1), change, applied, failed };
      this.waiting.push(request);
      this.tell('offered', request.number, 'waiting');
      void this.work();
    });
  }
  /** Goes back to what a version said, as a change like any other, with a version of its own. */
  async revert(toVersion: number, options: UpdateOptions = {}): Promise<Applied<T>> {
    const to = this.log.find(({ version }) => version === toVersion);
    if (to === undefined) throw new ChangeRefusedError('forgotten', `The history has no version ${toVersion}.`);
    return this.update(() => to.value, options);
  }
  /** One turn after the other: what comes meanwhile waits, and goes together. */
  private async work(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    while (this.waiting.length > 0) {
      await this.rules.pause();
      await this.turn();
    }
    this.isBusy = false;
  }
  private async turn(): Promise<void> {
    const { active, batch, rules } = this;
    const { value, revision } = this.taken();
    if (batch.length === 0) return;
    const keys = differing(active.snapshot.value, value);
    if (keys.length === 0) return this.finish('unchanged', keys, revision);
    if (this.draining.size >= rules.drainingMax && keys.some((key) => rules.kinds[key] === 'drain')) return this.untilFreed();
    const { number } = batch.at(-1)!;
    const made = new Map<Component<T>, unknown>();
    const stopping = new AbortController();
    let at = '';
    this.tell('preparing', number, 'preparing', keys);
    try {
      for (const component of this.components) {
        if (component.keys?.some((key) => keys.includes(key)) === false) continue;
        at = component.name;
        made.set(component, await this.prepared(component, value, stopping.signal));
      }
      // From here to the swap nothing is awaited: no operation begins between two components.
      for (const [component, part] of made) {
        at = component.name;
        component.commit?.(part, value);
      }
    } catch (cause) {
      stopping.abort(cause);
      for (const [component, part] of [...made].reverse()) this.rollBack(component, part);
      const refusal = new ChangeRefusedError('component', `${at} refused it: ${wordsOf(cause)}`, keys, at, cause);
      return batch.splice(0).forEach((request) => this.refuse(request, refusal));
    }
    const kept = [...active.parts].filter(([component]) => this.components.has(component));
    this.swap(alive({ version: active.snapshot.version + 1, revision, value }, [...kept, ...made], number), keys);
  }
  /** What the waiting changes make of the active settings, one after the other. Those that cannot be taken are refused alone. */
  private taken(): { readonly value: T; readonly revision: number } {
    let { value, revision } = this.active.snapshot;
    for (const request of this.waiting.splice(0)) {
      try {
        value = this.judged(request, value, revision);
        revision = request.revision ?? revision;
        this.batch.push(request);
      } catch (error) {
        this.refuse(request, error as ChangeRefusedError);
      }
    }
    return { value, revision };
  }
  private judged({ change, revision, expectedVersion }: Request<T>, value: T, newest: number): T {
    const { version } = this.active.snapshot;
    if (revision !== undefined && revision <= newest) throw new ChangeRefusedError('stale', `Revision ${revision} is not above ${newest}.`);
    if (expectedVersion !== undefined && (expectedVersion !== version || this.batch.length > 0)) throw new ChangeRefusedError('conflict', `Version ${expectedVersion} is not the active one any more.`);
    let next: T;
    try {
      next = frozen(typeof change === 'function' ? change(value) : { ...value, ...change });
      this.rules.validate(next);
    } catch (cause) {
      throw new ChangeRefusedError('invalid', `The change is not valid: ${wordsOf(cause)}`, [], '', cause);
    }
    const keys = differing(value, next).filter((key) => (this.rules.kinds[key] ?? 'restart') === 'restart');
    if (keys.length === 0) return next;
    throw new ChangeRefusedError('restart', `To change ${keys.join(', ')} takes a restart.`, keys);
  }
  private prepared(component: Component<T>, next: T, signal: AbortSignal): Promise<unknown> {
    const { clock, prepareTimeoutMs } = this.rules;
    const part = (async () => component.prepare(next, this.active.snapshot.value, signal))();
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => {
        reject(new Error(`It was not ready within ${prepareTimeoutMs} ms.`));
        part.then((unwanted) => this.rollBack(component, unwanted), () => undefined); // it may come when nobody waits any more
      }, prepareTimeoutMs);
      void part.then(resolve, reject).then(() => clock.clearTimeout(timer));
    });
  }
  private rollBack(component: Component<T>, part: unknown): void { guarded(() => component.rollback?.(part, this.active.snapshot.value)); }
  /** One assignment: who reads before it has all of the old version, and who reads after it all of the new one. */
  private swap(next: Live<T>, keys: readonly (keyof T)[]): void {
    const old = this.active;
    this.active = next;
    this.draining.add(old);
    old.timer = this.rules.clock.setTimeout(() => this.free(old), this.rules.drainMs);
    this.finish('applied', keys, next.snapshot.revision);
    this.tell('superseded', old.number, 'draining');
    if (old.pins === 0) this.free(old);
  }
  /** A version that is neither active nor in use: its parts are retired, apart from those that another version has too. */
  private free(old: Live<T>): void {
    if (!this.draining.delete(old)) return;
    this.rules.clock.clearTimeout(old.timer);
    const others = [this.active, ...this.draining];
    for (const [component, part] of old.parts) {
      if (others.every(({ parts }) => parts.get(component) !== part)) guarded(() => component.retire?.(part));
    }
    this.tell('freed', old.number, 'over');
    this.onFreed();
  }
  /** The changes wait until an older version is freed, and may be joined by others. */
  private untilFreed(): Promise<void> {
    this.waiting.unshift(...this.batch.splice(0));
    return new Promise((resolve) => (this.onFreed = resolve));
  }
  private finish(kind: 'applied' | 'unchanged', keys: readonly (keyof T)[], revision: number): void {
    const batch = this.batch.splice(0);
    const last = batch.at(-1)!;
    if (kind === 'applied') this.remember(last.by ?? '', keys);
    else this.active.snapshot = { ...this.active.snapshot, revision };
    for (const request of batch) {
      request.applied({ version: this.active.snapshot.version, changed: keys });
      this.tell(request === last ? kind : 'joined', request.number, request === last && kind === 'applied' ? 'active' : 'over', keys);
    }
  }
  private refuse({ number, failed }: Request<T>, error: ChangeRefusedError): void {
    failed(error);
    this.tell('refused', number, 'over', error.keys, error);
  }
  private remember(by: string, keys: readonly (keyof T)[]): void {
    this.log.push({ ...this.active.snapshot, at: this.rules.clock.now(), by, keys });
    if (this.log.length > this.rules.historySize) this.log.shift();
  }
  private tell(kind: ConfigEvent['kind'], change: number, state: ChangeState, keys: readonly PropertyKey[] = [], error?: unknown): void {
    this.rules.notify({ kind, change, state, keys, error });
  }
}
type Request<T> = UpdateOptions & { readonly number: number; readonly change: Partial<T> | ((value: T) => T); applied(what: Applied<T>): void; failed(error: unknown): void };
/** A version that is active or in use, the parts that were made for it, and the number of the change that made it. */
const alive = <T>(snapshot: Snapshot<T>, parts: Iterable<readonly [Component<T>, unknown]>, number: number) => ({ snapshot, parts: new Map(parts), number, pins: 0, timer: undefined as unknown });
type Live<T> = ReturnType<typeof alive<T>>;
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const keysOf = <T extends object>(value: T) => Object.keys(value) as (keyof T)[];
const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);
/** A copy of plain data that nobody can change. What is frozen already is taken as it is. */
function frozen<V>(value: V): V {
  if (!isPlain(value) || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozen)) as V;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, frozen(inner)]))) as V;
}
const isSame = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) || (isPlain(one) && isPlain(other) && Array.isArray(one) === Array.isArray(other) && differing(one, other).length === 0);
/** The keys whose values differ, and those that only one of the two has. */
function differing<T extends object>(one: T, other: T): (keyof T)[] {
  const gone = keysOf(one).filter((key) => !Object.hasOwn(other, key));
  return [...gone, ...keysOf(other).filter((key) => !Object.hasOwn(one, key) || !isSame(one[key], other[key]))];
}
const guarded = (call: () => void): void => { try { call(); } catch (error) { queueMicrotask(() => { throw error; }); } };
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
/** The options, judged at the door. */
function checked<T extends object>({ kinds, validate = () => undefined, revision = 0, coalesceMs = 0, prepareTimeoutMs = 10_000, drainMs = 600_000, drainingMax = 1, historySize = 50, onEvent, clock = systemClock }: RuntimeConfigOptions<T>) {
  for (const key of keysOf(kinds)) if (!['hot', 'drain', 'restart'].includes(kinds[key]!)) throw new RangeError(`kinds.${String(key)} must be hot, drain or restart, got ${String(kinds[key])}.`);
  const waitMs = inRange('coalesceMs', coalesceMs, 0, longestMs);
  return {
    kinds, validate, clock, pause: () => new Promise<void>((resolve) => (waitMs > 0 ? clock.setTimeout(resolve, waitMs) : resolve())), revision: inRange('revision', revision, 0, Number.MAX_SAFE_INTEGER),
    prepareTimeoutMs: inRange('prepareTimeoutMs', prepareTimeoutMs, 1, longestMs), drainMs: inRange('drainMs', drainMs, 1, longestMs),
    drainingMax: inRange('drainingMax', drainingMax, 1, 1_000, true), historySize: inRange('historySize', historySize, 2, 100_000, true), notify: (event: ConfigEvent) => guarded(() => onEvent?.(event)),
  };
}
