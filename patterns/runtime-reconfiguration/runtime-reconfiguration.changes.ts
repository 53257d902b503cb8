/**
 * Changes come to a runtime configuration one after the other: each is judged, what comes while one is made goes together, and what was active can be gone back to. Without it
 * whoever has two sources of changes finds the older one on top. Its ports are the configuration, a clock with timers, and a wall clock for the history.
 */
export interface ChangesOptions<T extends object> {
  /** What takes the changes: a `RuntimeConfig`. Nobody else may have it take any. */
  config: Target<T>;
  /**
   * How each setting may change: `hot` in place, `drain` beside the old one, which ends with its operations. One that is not named needs a restart: nobody has thought of it.
   * Where changes are whole documents, one with a new value of such a setting is refused, and so is each that follows with that value in it: nothing changes until the restart.
   */
  kinds: { readonly [Key in keyof T]?: Kind };
  /** Throws where the settings make no sense, each alone or together. Asked before anything is prepared, perhaps more than once; it must be synchronous. @default none does */
  validate?: (next: Readonly<T>) => void;
  /** How long the first change of a burst waits for others to go with it, in ms. Those that come while one is made go together anyhow. @default 0 */
  coalesceMs?: number;
  /** How many versions can be looked at, and gone back to. @default 50, a choice; Kubernetes keeps 10 of a Deployment */
  historySize?: number;
  /** Told of all that becomes of a change until it is active, when it is complete. What it throws surfaces as an uncaught error and harms nothing here. @default none */
  onEvent?: (event: ChangeEvent) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
  /** For `at` in the history, in ms since 1970, which is NaN where it throws: that surfaces as an uncaught error, and the change is made. @default Date.now */
  wallNow?: () => number;
}
/** What a configuration does for its changes. */
export interface Target<T> {
  current(): Snapshot<T>;
  copy(value: T): Readonly<T>;
  take(next: Snapshot<T> & { readonly keys: readonly (keyof T)[]; readonly drains: boolean; readonly onActive: () => void }): Promise<void>;
  note(revision: number): void;
  isFull(): boolean;
  room(): Promise<void>;
  close(): void;
}
export type Kind = 'hot' | 'drain' | 'restart';
export type Snapshot<T> = { readonly version: number; readonly revision: number; readonly value: Readonly<T> };
export interface UpdateOptions {
  /** The number that its source gives to the change: one that is not above all that were taken is refused as stale. */
  readonly revision?: number;
  /** Refused as a conflict unless this version is the active one, and no other change goes first. */
  readonly expectedVersion?: number;
  /** For the history and the events. @default nobody */
  readonly by?: string;
  /** Takes the change back while it waits. Once it is prepared it goes its way. */
  readonly signal?: AbortSignal;
}
/** The version that has the change, or has what a later one of its burst made of it, and all that this version changed. */
export type Applied<T> = { readonly version: number; readonly changed: readonly (keyof T)[] };
export type Refusal = 'invalid' | 'stale' | 'conflict' | 'restart' | 'component' | 'forgotten' | 'closed';
/** `by` has all who had a part in it, `keys` what it changed. */
export type Change<T> = Snapshot<T> & { readonly at: number; readonly by: readonly string[]; readonly keys: readonly (keyof T)[] };
/** `joined`: a later one of its burst was applied, with it. The state is that of the change after the event, and `version` the one that is active then. */
export interface ChangeEvent {
  readonly kind: 'offered' | 'preparing' | 'applied' | 'joined' | 'unchanged' | 'refused';
  readonly change: number;
  readonly by: string;
  readonly state: 'waiting' | 'preparing' | 'active' | 'over';
  readonly version: number;
  readonly keys: readonly PropertyKey[];
  readonly error: unknown;
}
export type Clock = { setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
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
export class Changes<T extends object> {
  private isBusy = false;
  private isHeld = false; // until an older version is freed
  private isClosed = false;
  private offered = 0;
  private endPause = (): void => undefined;
  private readonly waiting: Request<T>[] = [];
  private readonly batch: Request<T>[] = []; // what is under way together
  private readonly log: Change<T>[] = [];
  private readonly rules: ReturnType<typeof checked<T>>;
  /** @throws what `validate` throws of the settings that are active */
  constructor(options: ChangesOptions<T>) {
    this.rules = checked(options);
    const { value } = this.rules.config.current();
    this.rules.validate(value);
    this.remember([], keysOf(value));
  }

  /**
   * Makes a change: some settings, or a function of all, which may be called more than once. Resolves when it is active. Changes keep their order: what comes after one that waits
   * for operations waits with it, hot or not, for if it went first, the one that waits would be stale then, or undo what is newer. What a component refuses is refused with all in its
   * burst that touches what the component follows; the others try again. @throws ChangeRefusedError, RangeError for options that are none, the signal's reason, or what the clock throws
   */
  update(change: Partial<T> | ((value: Readonly<T>) => Readonly<T>), options: UpdateOptions = {}): Promise<Applied<T>> { return this.offer(change, options, false); }
  /** Goes back to what a version said, as a change with a version of its own, which waits for no operation. @throws as `update` does */
  async revert(toVersion: number, options: UpdateOptions = {}): Promise<Applied<T>> {
    const to = this.log.find(({ version }) => version === toVersion);
    if (to === undefined) throw new ChangeRefusedError('forgotten', `The history has no version ${toVersion}.`);
    return this.offer(() => to.value, options, true);
  }
  /** The versions that there have been, oldest first, when, by whom, and what each changed. */
  history(): readonly Change<T>[] { return [...this.log]; }
  /** Refuses all that waits and all that comes, and closes the configuration. */
  close(): void {
    this.isClosed = true;
    this.rules.config.close();
    this.endPause();
  }

  private offer(change: Request<T>['change'], { revision, expectedVersion, by = '', signal }: UpdateOptions, isRevert: boolean): Promise<Applied<T>> {
    return new Promise((resolve, reject) => {
      if (revision !== undefined) inRange('revision', revision, 0, Number.MAX_SAFE_INTEGER);
      if (expectedVersion !== undefined) inRange('expectedVersion', expectedVersion, 1, Number.MAX_SAFE_INTEGER);
      if (signal?.aborted === true) throw signal.reason;
      const leave = (): void => {
        if (!this.waiting.includes(request)) return;
        this.refuse(this.waiting.splice(this.waiting.indexOf(request), 1)[0]!, signal?.reason);
        this.isHeld = false; // it may be what the others waited behind
        void this.work();
      };
      const end = (how: () => void) => {
        signal?.removeEventListener('abort', leave);
        how();
      };
      const settle = { applied: (what: Applied<T>) => end(() => resolve(what)), failed: (error: unknown) => end(() => reject(error)) };
      const request: Request<T> = { number: (this.offered += 1), by, change, revision, expectedVersion, isRevert, touches: [], ...settle };
      signal?.addEventListener('abort', leave);
      this.waiting.push(request);
      if (isRevert) this.isHeld = false;
      this.tell('offered', request, 'waiting');
      void this.work();
    });
  }
  /** One turn after the other: what comes meanwhile waits, and goes together. */
  private async work(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      while (this.waiting.length > 0 && !this.isHeld) {
        await this.pause();
        await this.turn();
      }
    } catch (error) {
      for (const request of [...this.batch.splice(0), ...this.waiting.splice(0)]) this.refuse(request, error); // the clock threw
    } finally {
      this.isBusy = false;
    }
  }
  private pause(): Promise<void> {
    const { clock, coalesceMs } = this.rules;
    return new Promise((resolve) => {
      if (coalesceMs === 0 || this.isClosed) return resolve();
      const timer = clock.setTimeout(resolve, coalesceMs);
      this.endPause = () => {
        guarded(() => clock.clearTimeout(timer));
        resolve();
      };
    });
  }
  private async turn(): Promise<void> {
    const { batch, rules: { config, kinds } } = this;
    const active = config.current();
    const { value, revision } = this.taken();
    if (batch.length === 0) return;
    const keys = differing(active.value, value);
    if (keys.length === 0) {
      config.note(revision);
      return this.finish('unchanged', keys);
    }
    const drains = keys.some((key) => kinds.get(key) === 'drain');
    if (drains && config.isFull() && !batch.some(({ isRevert }) => isRevert)) return this.hold();
    this.tell('preparing', batch.at(-1)!, 'preparing', keys);
    const onActive = (): void => {
      this.remember(batch.flatMap(({ by }) => (by === '' ? [] : [by])), keys);
      this.finish('applied', keys);
    };
    await config.take({ version: active.version + 1, revision, value, keys, drains, onActive }).catch((error: unknown) => this.fail(error as Failure, keys));
  }
  /** What the waiting changes make of the active settings, one after the other. Those that cannot be taken are refused alone. */
  private taken(): { readonly value: Readonly<T>; readonly revision: number } {
    let { value, revision } = this.rules.config.current();
    for (const request of this.waiting.splice(0)) {
      try {
        value = this.judged(request, value, revision);
        revision = request.revision ?? revision;
        this.batch.push(request);
      } catch (error) {
        this.refuse(request, error);
      }
    }
    return { value, revision };
  }
  private judged(request: Request<T>, value: Readonly<T>, newest: number): Readonly<T> {
    const { change, revision, expectedVersion } = request;
    const { config, kinds, validate } = this.rules;
    const active = config.current();
    if (this.isClosed) throw new ChangeRefusedError('closed', 'The configuration is closed.');
    if (revision !== undefined && revision <= newest) throw new ChangeRefusedError('stale', `Revision ${revision} is not above ${newest}.`);
    if (expectedVersion !== undefined && (expectedVersion !== active.version || this.batch.length > 0)) {
      throw new ChangeRefusedError('conflict', `Version ${expectedVersion} is not what it would change: ${active.version} is active, and ${this.batch.length} changes go first.`);
    }
    let next: Readonly<T>;
    let keys: (keyof T)[];
    try {
      next = config.copy(typeof change === 'function' ? (change(value) as T) : { ...value, ...change });
      keys = differing(value, next);
      validate(next);
    } catch (cause) {
      throw new ChangeRefusedError('invalid', `The change is not valid: ${wordsOf(cause)}`, [], '', cause);
    }
    const fixed = keys.filter((key) => (kinds.get(key) ?? 'restart') === 'restart');
    if (fixed.length > 0) throw new ChangeRefusedError('restart', `To change ${fixed.join(', ')} takes a restart.`, fixed);
    request.touches = typeof change === 'function' && this.batch.length > 0 ? differing(active.value, next) : keys;
    return next;
  }
  /** Without the room that it needs a change waits until an older version is freed, and what comes meanwhile goes with it. */
  private hold(): void {
    this.isHeld = true;
    this.waiting.unshift(...this.batch.splice(0));
    void this.rules.config.room().then(() => {
      this.isHeld = false;
      return this.work();
    });
  }
  /** A component has refused: who touches what it follows is refused, and the others wait for the next turn. */
  private fail(cause: Failure, keys: readonly (keyof T)[]): void {
    const isClosed = cause.code === 'CONFIG_CLOSED';
    if (!isClosed && cause.code !== 'COMPONENT_REFUSED') throw cause;
    const error = new ChangeRefusedError(isClosed ? 'closed' : 'component', wordsOf(cause), keys, cause.component, cause.cause);
    for (const request of this.batch.splice(0).reverse()) {
      if (isClosed || request.touches.some((key) => cause.follows?.includes(key) !== false)) this.refuse(request, error);
      else this.waiting.unshift(request);
    }
  }
  private finish(kind: 'applied' | 'unchanged', keys: readonly (keyof T)[]): void {
    const batch = this.batch.splice(0);
    const [last, { version }] = [batch.at(-1)!, this.rules.config.current()];
    for (const request of batch) {
      request.applied({ version, changed: keys });
      this.tell(request === last ? kind : 'joined', request, request === last && kind === 'applied' ? 'active' : 'over', keys);
    }
  }
  private refuse(request: Request<T>, error: unknown): void {
    request.failed(error);
    this.tell('refused', request, 'over', error instanceof ChangeRefusedError ? error.keys : [], error);
  }
  private remember(by: readonly string[], keys: readonly (keyof T)[]): void {
    const { config, wallNow, historySize } = this.rules;
    this.log.push(Object.freeze({ ...config.current(), at: guarded(wallNow) ?? Number.NaN, by: Object.freeze(by), keys: Object.freeze([...keys]) }));
    if (this.log.length > historySize) this.log.shift();
  }
  private tell(kind: ChangeEvent['kind'], { number, by }: Request<T>, state: ChangeEvent['state'], keys: readonly PropertyKey[] = [], error?: unknown): void {
    const { config, onEvent } = this.rules;
    guarded(() => onEvent?.({ kind, change: number, by, state, version: config.current().version, keys, error }));
  }
}
type Request<T> = {
  readonly number: number; readonly by: string; readonly change: Partial<T> | ((value: Readonly<T>) => Readonly<T>);
  readonly revision: number | undefined; readonly expectedVersion: number | undefined; readonly isRevert: boolean;
  touches: readonly (keyof T)[]; applied(what: Applied<T>): void; failed(error: unknown): void;
};
/** What a configuration fails with: it is closed, or a component refused, and what that follows (all, where it is undefined). */
type Failure = { readonly code: string; readonly message: string; readonly component?: string; readonly follows?: readonly PropertyKey[]; readonly cause?: unknown };
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemWallNow = Date.now;
const systemClock: Clock = { setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const wordsOf = (error: unknown): string => { try { return String((error as Error).message ?? error); } catch { return 'It did not say why.'; } };
const keysOf = <V extends object>(value: V) => Object.keys(value) as (keyof V)[];
const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isSame = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) || (isNested(one) && isNested(other) && Array.isArray(one) === Array.isArray(other) && differing(one, other).length === 0);
/** The keys whose values differ, and those that only one of the two has. */
function differing<V extends object>(one: V, other: V): (keyof V)[] {
  const gone = keysOf(one).filter((key) => !Object.hasOwn(other, key));
  return [...gone, ...keysOf(other).filter((key) => !Object.hasOwn(one, key) || !isSame(one[key], other[key]))];
}
const guarded = <Result>(call: () => Result): Result | undefined => { try { return call(); } catch (error) { queueMicrotask(() => { throw error; }); return undefined; } };
/** Of what is awaited nowhere nobody would know that it failed. */
function isDone(result: unknown): void {
  if (typeof (result as PromiseLike<unknown> | undefined)?.then !== 'function') return;
  void Promise.resolve(result).catch(() => undefined);
  throw new TypeError('validate must be synchronous.');
}
function inRange(name: string, value: number, min: number, max: number, isWhole = true): number {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
/** The options, judged at the door, and copied. */
function checked<T extends object>({ config, kinds, validate, coalesceMs = 0, historySize = 50, onEvent, clock = systemClock, wallNow = systemWallNow }: ChangesOptions<T>) {
  for (const key of keysOf(kinds)) if (!['hot', 'drain', 'restart'].includes(kinds[key]!)) throw new RangeError(`kinds.${String(key)} must be hot, drain or restart, got ${String(kinds[key])}.`);
  return {
    config, kinds: new Map(Object.entries(kinds)) as unknown as ReadonlyMap<keyof T, Kind>, validate: (next: Readonly<T>) => isDone(validate?.(next)), onEvent, clock, wallNow,
    coalesceMs: inRange('coalesceMs', coalesceMs, 0, longestMs, false), historySize: inRange('historySize', historySize, 2, 100_000),
  };
}
