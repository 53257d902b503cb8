/**
 * A runtime configuration has one version of the settings at a time while its process works: each operation keeps the version that it began with, and when the next one comes all
 * that follows the settings changes, or nothing does. Do not use it where a restart costs nothing, nor for flags and data, which change on their own. Its one port is a clock
 * with timers; whoever wants a change asks `Changes`, in the file beside this, which judges it and has it taken.
 */
export interface RuntimeConfigOptions<T extends object> {
  /** What the process starts with, as version 1: plain data, of which it takes a copy. */
  initial: T;
  /** The number that the source of changes gives to `initial`. Where its numbers begin anew, only a restart goes on with them. @default 0 */
  revision?: number;
  /** How long one component may prepare, in ms. @default 10_000, a choice: twice the connect_timeout of an Envoy cluster */
  prepareTimeoutMs?: number;
  /** How long operations of an older version may go on, in ms; then what they use is retired under them. @default 600_000, as --drain-time-s of Envoy */
  drainMs?: number;
  /** How many older values of settings that drain may be in use when one changes; while there are more, it waits, and what follows too. @default 1, a choice: old and new, and no third */
  drainingMax?: number;
  /** Told when another version has taken the place of one, and when that one's parts are retired. What it throws surfaces as an uncaught error and harms nothing here. @default none */
  onEvent?: (event: VersionEvent) => void;
  /** Where it cannot set a timer, no change is made; where it cannot clear one, that surfaces as an uncaught error. @default performance.now and the process's timers */
  clock?: Clock;
}
/** It never changes. `revision` is the highest number of the source that was known when it became active. */
export type Snapshot<T> = { readonly version: number; readonly revision: number; readonly value: Readonly<T> };
/** What follows some of the settings: a connection, a pool, a logger. A part is what it makes for a version. `before` is the part in use, or undefined while it is attached. */
export interface Component<T, Part = unknown> {
  readonly name: string;
  /** The settings that it follows. @default all */
  readonly keys?: readonly (keyof T)[];
  /** Makes a part for the next version, or takes the one in use, or throws to refuse. Must not wait for a change or an `attach`. The signal says that it is not wanted any more. */
  prepare(next: Readonly<T>, current: Readonly<T>, signal: AbortSignal): Part | PromiseLike<Part>;
  /** For what is changed in place. All commit in one go: it must be synchronous, and not fail; what may fail belongs in `prepare`. @default nothing */
  commit?(part: Part, next: Readonly<T>, before: Part | undefined): void;
  /** The change is off: lets go of a part, unless it is `before`, and undoes the commit if there was one. What it throws surfaces as an uncaught error. @default nothing */
  rollback?(part: Part, before: Part | undefined, current: Readonly<T>): unknown;
  /** No operation uses the part any more, or they had `drainMs` for it. What it throws, or its promise rejects with, surfaces as an uncaught error. @default nothing */
  retire?(part: Part): unknown;
}
/** The version that an operation began with: its value and its parts belong together. The signal fires when they are retired under it. */
export type Pin<T> = Snapshot<T> & {
  readonly signal: AbortSignal;
  /** @throws TypeError for a component that this version has no part of: it is not attached */
  part<Part>(component: Component<T, Part>): Part;
  release(): void;
};
/**
 * A version to come, and what it changed. `drains`: a setting is among it for which old and new stand beside each other. `onActive` is called with the swap: what it throws
 * surfaces as an uncaught error.
 */
export type Next<T> = Snapshot<T> & { readonly keys: readonly (keyof T)[]; readonly drains: boolean; readonly onActive: () => void };
/** With `freed`, `error` says that operations were cut off by it. */
export type VersionEvent = { readonly kind: 'superseded' | 'freed'; readonly version: number; readonly error: CutOffError | undefined };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** All is as it was. `follows` has the settings that the component follows, and is undefined where it follows all. */
export class ComponentRefusedError extends Error {
  override readonly name = 'ComponentRefusedError';
  readonly code = 'COMPONENT_REFUSED';
  readonly component: string;
  readonly follows: readonly PropertyKey[] | undefined;
  constructor({ name, keys }: { readonly name: string; readonly keys?: readonly PropertyKey[] }, why: string, cause?: unknown) {
    super(`${name} refused it: ${why}`, { cause });
    [this.component, this.follows] = [name, keys];
  }
}
/** The reason of a pin's signal: its version was drained for `drainMs`, or the configuration was closed. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
  readonly code = 'CUT_OFF';
  readonly version: number;
  constructor(version: number) {
    super(`What version ${version} uses was retired.`);
    this.version = version;
  }
}
export class ConfigClosedError extends Error {
  override readonly name = 'ConfigClosedError';
  readonly code = 'CONFIG_CLOSED';
}
export class RuntimeConfig<T extends object> {
  private active: Live<T>;
  private closed = false;
  private last: Promise<unknown> = Promise.resolve(); // of what goes one after the other
  private stopping = new AbortController();
  private waiting: (() => void)[] = []; // for room
  private readonly making: Parts<T> = new Map(); // parts that are prepared, and not in use yet
  private readonly draining = new Set<Live<T>>();
  private readonly components = new Set<Component<T>>();
  private readonly rules: ReturnType<typeof checked<T>>;
  constructor(options: RuntimeConfigOptions<T>) {
    this.rules = checked(options);
    this.active = alive({ version: 1, revision: this.rules.revision, value: settings(options.initial) }, [], 0);
  }

  /** The active version. What takes several steps reads it once, or better holds a pin. */
  current(): Snapshot<T> { return this.active.snapshot; }
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
    return { ...of.snapshot, signal: of.ending.signal, part: (component) => partOf(of, component) as never, release };
  }
  /** Runs an operation with what is active now. It must not wait for two changes that drain: the second waits for it. @throws what it throws, or the signal's reason without running it */
  async execute<Result>(operation: (pin: Pin<T>) => Result | PromiseLike<Result>, signal?: AbortSignal): Promise<Result> {
    if (signal?.aborted === true) throw signal.reason;
    const pin = this.pin();
    try { return await operation(pin); } finally { pin.release(); }
  }
  /**
   * Has a component make its part for the active version, and follow each change from then on. Resolves with what detaches it, as soon as no change is under way: then its part is
   * retired when no operation has it any more. @throws ComponentRefusedError when it cannot, or is attached already
   */
  attach<Part>(component: Component<T, Part>): Promise<() => void> {
    return this.alone(async () => {
      if (this.components.has(component)) throw new ComponentRefusedError(component, 'It is attached already.');
      await this.fit([component], this.active.snapshot.value, () => this.active.parts.set(component, this.making.get(component)));
      this.components.add(component);
      this.making.clear();
      let isAttached = true;
      return () => {
        if (isAttached) guarded(() => this.alone(async () => this.detach(component)));
        isAttached = false;
      };
    });
  }
  /** Ends it: no change is taken any more, no timer is left, and all parts are retired, under the operations that still have them. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.stopping.abort(new ConfigClosedError('The configuration is closed.'));
    this.draining.add(this.active);
    for (const live of this.draining) this.free(live, new CutOffError(live.snapshot.version));
  }

  // What follows is for `Changes`.
  /** A copy that nobody can change. @throws TypeError for what is not plain data */
  copy(value: T): Readonly<T> { return settings(value); }
  /** Has the components prepare and commit, and swaps the versions. @throws ComponentRefusedError, ConfigClosedError, or what the clock throws: then all is as it was */
  take({ keys, drains, onActive, ...snapshot }: Next<T>): Promise<void> {
    return this.alone(async () => {
      const components = [...this.components].filter((component) => component.keys?.some((key) => keys.includes(key)) !== false);
      await this.fit(components, snapshot.value, () => this.swap(alive(snapshot, [...this.active.parts, ...this.making], this.active.era + Number(drains)), onActive));
    });
  }
  /** The source has come to this number, with the settings as they are. */
  note(revision: number): void { this.active.snapshot = Object.freeze({ ...this.active.snapshot, revision }); }
  /** Whether there are as many older values in use as may be. Versions that only hot changes lie between count as one. */
  isFull(): boolean {
    const eras = new Set([...this.draining].map(({ era }) => era));
    eras.delete(this.active.era);
    return eras.size >= this.rules.drainingMax;
  }
  /** When `isFull` may be asked again: an older version was freed. */
  room(): Promise<void> { return new Promise((resolve) => void this.waiting.push(resolve)); }

  /** Runs one job after the other. */
  private alone<Result>(job: () => Promise<Result>): Promise<Result> {
    const done = this.last.then(job);
    this.last = done.catch(() => undefined);
    return done;
  }
  /** Each component makes its part, and when all are ready all commit, and the parts are put in use. @throws when one refused, or that failed: then all have let go */
  private async fit(components: readonly Component<T>[], value: Readonly<T>, putInUse: () => void): Promise<void> {
    const { making, active: { parts } } = this;
    const stopping = (this.stopping = new AbortController());
    if (this.closed) throw new ConfigClosedError('The configuration is closed.');
    let at: Component<T> | undefined;
    making.clear();
    try {
      for (const component of components) {
        at = component;
        making.set(component, await this.prepared(component, value, stopping));
      }
      // From here to the swap nothing is awaited: no operation begins between two components.
      for (const [component, part] of making) {
        at = component;
        isDone(component.commit?.(part, value, parts.get(component)));
      }
      at = undefined;
      stopping.signal.throwIfAborted();
      putInUse();
    } catch (cause) {
      stopping.abort(cause);
      for (const [component, part] of [...making].reverse()) this.rollBack(component, part);
      making.clear();
      throw at === undefined || cause instanceof ConfigClosedError ? cause : new ComponentRefusedError(at, wordsOf(cause), cause);
    }
  }
  private prepared(component: Component<T>, next: Readonly<T>, stopping: AbortController): Promise<unknown> {
    const { clock, prepareTimeoutMs } = this.rules;
    const { signal } = stopping;
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => stopping.abort(new Error(`It was not ready within ${prepareTimeoutMs} ms.`)), prepareTimeoutMs);
      const settle = (how: () => void): void => {
        guarded(() => clock.clearTimeout(timer));
        signal.removeEventListener('abort', stop);
        how();
      };
      const stop = (): void => settle(() => reject(signal.reason));
      signal.addEventListener('abort', stop);
      const part = (async () => component.prepare(next, this.active.snapshot.value, signal))();
      // It may come when nobody waits any more.
      part.then((made) => (signal.aborted ? this.rollBack(component, made) : settle(() => resolve(made))), (error) => settle(() => reject(error)));
    });
  }
  private rollBack(component: Component<T>, part: unknown): void {
    const { parts, snapshot } = this.active;
    guarded(() => component.rollback?.(part, parts.get(component), snapshot.value));
  }
  private detach(component: Component<T>): void {
    const { snapshot, parts, era } = this.active;
    if (!this.closed) this.swap(alive(snapshot, [...parts].filter(([one]) => one !== component), era));
    this.components.delete(component);
  }
  /** One assignment: who reads before it has all of the old version, and who reads after it all of the new one. Only the timer may throw, and nothing is changed before it. */
  private swap(next: Live<T>, onActive?: () => void): void {
    const old = this.active;
    old.timer = this.rules.clock.setTimeout(() => this.free(old, new CutOffError(old.snapshot.version)), this.rules.drainMs);
    this.draining.add(old);
    this.active = next;
    this.making.clear();
    if (onActive !== undefined) this.tell('superseded', old);
    guarded(() => onActive?.());
    if (old.pins === 0) this.free(old);
  }
  /** A version that is neither active nor in use, or cut off: its parts are retired, apart from those that another version has too. */
  private free(old: Live<T>, error?: CutOffError): void {
    if (!this.draining.delete(old)) return;
    guarded(() => this.rules.clock.clearTimeout(old.timer));
    if (error !== undefined) old.ending.abort(error);
    const others = [this.active, ...this.draining].filter((live) => live !== old);
    const inUse = [this.making, ...others.map(({ parts }) => parts)];
    for (const [component, part] of old.parts) {
      if (inUse.every((parts) => !parts.has(component) || parts.get(component) !== part)) guarded(() => component.retire?.(part));
    }
    const isOver = old !== this.active && others.every(({ snapshot }) => snapshot.version !== old.snapshot.version);
    if (isOver) this.tell('freed', old, old.pins > 0 ? error : undefined);
    this.waiting.splice(0).forEach((resolve) => resolve());
  }
  private tell(kind: VersionEvent['kind'], { snapshot: { version } }: Live<T>, error?: CutOffError): void {
    guarded(() => this.rules.onEvent?.({ kind, version, error }));
  }
}
type Parts<T> = Map<Component<T>, unknown>;
/** A version that is active or in use, and the parts that were made for it. `era` says how often settings that drain had changed. */
const alive = <T>(snapshot: Snapshot<T>, parts: Iterable<readonly [Component<T>, unknown]>, era: number) =>
  ({ snapshot: Object.freeze(snapshot), parts: new Map(parts), era, pins: 0, ending: new AbortController(), timer: undefined as unknown });
type Live<T> = ReturnType<typeof alive<T>>;
function partOf<T>({ parts, snapshot }: Live<T>, component: Component<T>): unknown {
  if (!parts.has(component)) throw new TypeError(`Version ${snapshot.version} has no part of ${component.name}: it is not attached.`);
  return parts.get(component);
}
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
function wordsOf(error: unknown): string {
  try { return error instanceof Error ? String(error.message) : String(error); } catch { return 'It did not say why.'; }
}
/** Runs what must not disturb. What it throws, or rejects with, surfaces as an uncaught error. */
const guarded = (call: () => unknown): void => void (async () => call())().catch((error: unknown) => queueMicrotask(() => { throw error; }));
/** Of what is awaited nowhere nobody would know that it failed. */
function isDone(result: unknown): void {
  if (typeof (result as PromiseLike<unknown> | undefined)?.then !== 'function') return;
  void Promise.resolve(result).catch(() => undefined);
  throw new TypeError('Its commit must be synchronous.');
}
const ours = new WeakSet<object>(); // copies that were made here
/** A copy of plain data that nobody can change. */
function copied<V>(value: V): V {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || ours.has(value)) return value;
  const kind: unknown = Object.getPrototypeOf(value);
  const isPlain = typeof value === 'object' && (Array.isArray(value) || kind === null || Object.getPrototypeOf(kind) === null);
  if (!isPlain) throw new TypeError(`Settings must be plain data, got ${Object.prototype.toString.call(value)}.`);
  const copy = Object.freeze(Array.isArray(value) ? value.map(copied) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)])));
  ours.add(copy);
  return copy as V;
}
function settings<V extends object>(value: V): V {
  if (typeof value !== 'object' || value === null) throw new TypeError(`Settings must be an object, got ${String(value)}.`);
  return copied(value);
}
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
/** The options, judged at the door. */
function checked<T extends object>({ revision = 0, prepareTimeoutMs = 10_000, drainMs = 600_000, drainingMax = 1, onEvent, clock = systemClock }: RuntimeConfigOptions<T>) {
  return {
    clock, onEvent, revision: inRange('revision', revision, 0, Number.MAX_SAFE_INTEGER, true),
    prepareTimeoutMs: inRange('prepareTimeoutMs', prepareTimeoutMs, 1, longestMs),
    drainMs: inRange('drainMs', drainMs, 1, longestMs), drainingMax: inRange('drainingMax', drainingMax, 1, 1_000, true),
  };
}
