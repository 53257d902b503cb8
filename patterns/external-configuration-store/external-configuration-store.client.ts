/**
 * One instance's side of a store of settings: it serves a typed, checked snapshot that is replaced whole, keeps up by polling or watching, and
 * starts on what it last had where nobody answers. Do not use it for what has to be the newest at every read: a snapshot has an age. Its ports
 * are sources of settings, a check that gives them their type, a cache, a clock with timers, and chance.
 */
export interface ConfigClientOptions<T> {
  /** A later one overrides an earlier one, key by key. What belongs together (a host and its port) stands in one source. One that is down keeps the changes of all away. */ sources: readonly ConfigSource[];
  /** Makes the settings of the merged values, and finds the secrets that they name. Where it throws or rejects, the last good ones stay. */ parse: (values: Values, signal: AbortSignal) => T | PromiseLike<T>;
  /** The longest from one poll to the next, in ms, as in Azure's clients; where all sources tell of changes, nothing is polled. @default 30 000 */ refreshMs?: number;
  /** Which share of a pause is left to chance, from 0 to 1, so that instances do not come together; the first question of a start waits for nothing. @default 0.2 */ jitter?: number;
  /** The pause after a failure, in ms; it doubles, up to `refreshMs`. It is at least as long as `retryAfterMs` of the error, or of what caused it. @default 1 000 */ retryMs?: number;
  /** How long one call of a port may take, in ms. @default 5 000 */ callTimeoutMs?: number;
  /** How long `changed` of a source may take, in ms: longer than a store holds a watch. @default 60 000 */ watchTimeoutMs?: number;
  /** How long `start` tries where there is nothing to start on, in ms, as in Azure's clients. @default 100 000 */ startupTimeoutMs?: number;
  /** Settings that nobody has confirmed for so long are served no more, in ms: at least a poll and a call, or two watches and a call. @default Infinity: old ones are better than none */ maxStaleMs?: number;
  /** Keeps the last good settings over a restart: a file that is replaced at once. Secrets are in it by name. @default none */ cache?: ConfigCache;
  /** What to start on where neither a source nor the cache has anything. Its age counts from then. @default nothing */ bundled?: Values;
  /** Told of all that it does, when it is complete. What it throws surfaces as an uncaught error and harms nothing. @default none */ onEvent?: (event: ConfigEvent) => void;
  /** @default performance.now and the process's timers */ clock?: Clock;
  /** In [0, 1). @default Math.random */ random?: () => number;
  /** Milliseconds since 1970: tells how old the cache is. @default Date.now */ wallNow?: () => number;
}
/** Plain data, as JSON has it: what has another text in JSON is a change. */ export type Values = { readonly [key: string]: unknown };
export interface ConfigSource {
  readonly name: string;
  /** The newest, or 'not-modified' where that is the revision that is known. Revisions are numbers that grow. */
  fetch(known: number | undefined, signal: AbortSignal): PromiseLike<{ readonly revision: number; readonly values: Values } | 'not-modified'>;
  /** For a source that is told: resolves when it may answer something else than before, and now and then where not. Where it fails, the source is asked. @default it is polled */
  changed?(signal: AbortSignal): PromiseLike<void>;
  /** For a source that answers with what it was told before: how long ago that was. @default 0 */
  readonly ageMs?: number;
}
export interface Layer { readonly name: string; readonly revision: number; readonly values: Values }
export interface ConfigCache { load(signal: AbortSignal): PromiseLike<SavedConfig | undefined>; save(saved: SavedConfig, signal: AbortSignal): PromiseLike<void> }
/** When they were confirmed, in ms since 1970. */
export interface SavedConfig { readonly layers: readonly Layer[]; readonly confirmedAt: number }
export type ConfigState = 'stopped' | 'booting' | 'current' | 'stale' | 'expired' | 'failed';
/** `loaded`: the first settings, from the sources; `fell-back`: from the cache or the bundle; `confirmed`: nothing new; `changed`: others are served now; `missed`: a source
 * did not answer, or with something older; `refused`: the settings will not do. The state is that after the event. */
export type ConfigEventKind = 'started' | 'loaded' | 'fell-back' | 'gave-up' | 'confirmed' | 'changed' | 'missed' | 'refused' | 'expired' | 'not-cached' | 'stopped';
export type Origin = 'sources' | 'cache' | 'bundled';
export interface ConfigEvent { readonly kind: ConfigEventKind; readonly state: ConfigState; readonly revision: number; readonly from: Origin | undefined; readonly keys: readonly string[]; readonly error: unknown }
export interface Clock { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void }
/** There are no settings to serve: `start` has not ended, they are too old, or nothing could be had. */
export class ConfigUnavailableError extends Error {
  override readonly name = 'ConfigUnavailableError';
  readonly code = 'CONFIG_UNAVAILABLE';
  readonly state: ConfigState;
  constructor(state: ConfigState, cause?: unknown) {
    super(`There are no settings to serve: the client is ${state}.`, { cause });
    this.state = state;
  }
}
/** A source answered with an older revision than it did before: a copy that lags, or a store that was brought back. */
export class OlderRevisionError extends Error {
  override readonly name = 'OlderRevisionError';
  readonly code = 'OLDER_REVISION';
  readonly answer: { readonly source: string; readonly revision: number; readonly known: number };
  constructor(source: string, revision: number, known: number) {
    super(`${source} answered with revision ${revision}, and had answered with ${known}.`);
    this.answer = { source, revision, known };
  }
}
/** A port has not answered in time. */
export class ConfigTimeoutError extends Error { override readonly name = 'ConfigTimeoutError'; readonly code = 'CONFIG_TIMEOUT'; readonly timeoutMs: number; constructor(timeoutMs: number) { super(`No answer within ${timeoutMs} ms.`); this.timeoutMs = timeoutMs; } }
/** The settings will not do; the cause says why. The last good ones stay. */
export class ConfigRefusedError extends Error { override readonly name = 'ConfigRefusedError'; readonly code = 'CONFIG_REFUSED'; }
type Snapshot<T> = { readonly value: T; readonly values: Values; readonly revision: number; readonly from: Origin };
type Listener<T> = (now: T, before: T, keys: readonly string[]) => void;

export class ConfigClient<T> {
  state: ConfigState = 'stopped'; // only to be read
  private readonly options: Required<Omit<ConfigClientOptions<T>, 'cache' | 'bundled' | 'onEvent'>> & Pick<ConfigClientOptions<T>, 'cache' | 'bundled' | 'onEvent'>;
  private served: Snapshot<T> | undefined = undefined; // what `get` gives
  private good: Snapshot<T> | undefined = undefined; // the last that would do, though it may be too old to be served
  private layers: readonly Layer[] = []; // what that was made of
  private confirmedAt = -Infinity;
  private readonly listeners = new Set<Listener<T>>();
  private readonly stopping = new AbortController();
  private readonly calls = new Set<AbortController>();
  private starting: Promise<void> | undefined = undefined;
  private refreshing: Promise<boolean> | undefined = undefined;
  private expiry: unknown = undefined;
  private savedAt = -Infinity;
  constructor({ refreshMs = 30_000, jitter = 0.2, retryMs = 1_000, callTimeoutMs = 5_000, watchTimeoutMs = 60_000, startupTimeoutMs = 100_000, maxStaleMs = Infinity, clock = systemClock, random = systemRandom, wallNow = systemWallNow, ...given }: ConfigClientOptions<T>) {
    const times = { refreshMs, retryMs, callTimeoutMs, watchTimeoutMs, startupTimeoutMs };
    for (const [name, ms] of Object.entries(times)) if (!(ms >= 1 && ms <= longestMs)) throw new RangeError(`${name} must be from 1 to ${longestMs}, got ${ms}.`);
    if (!(jitter >= 0 && jitter <= 1)) throw new RangeError(`jitter must be from 0 to 1, got ${jitter}.`);
    const names = given.sources.map(({ name }) => name);
    if (names.length === 0 || new Set(names).size < names.length) throw new RangeError(`sources must be one or more, each with a name of its own, got ${JSON.stringify(names)}.`);
    const leastMs = callTimeoutMs + Math.max(...given.sources.map(({ changed }) => (changed === undefined ? refreshMs : 2 * watchTimeoutMs)));
    if (!(maxStaleMs >= leastMs)) throw new RangeError(`maxStaleMs must be ${leastMs} or more with these times, got ${maxStaleMs}.`);
    this.options = { ...given, ...times, jitter, maxStaleMs, clock, random, wallNow };
  }
  /** The settings. Read them once for each piece of work: the next call may give others. */
  get(): T {
    if (this.served === undefined) throw new ConfigUnavailableError(this.state);
    return this.served.value;
  }
  /** The highest revision among the sources that are served, 0 where none is. It tells snapshots apart where all sources count as one. */
  get revision(): number { return this.served?.revision ?? 0; }
  /** How long ago the questions were asked whose answers confirmed what is served, in ms. */
  get ageMs(): number { return this.options.clock.now() - this.confirmedAt; }
  /** Resolves when there are settings to serve: of the sources, else the last good ones, else the bundled ones. Without any it goes on trying, and rejects in the end; then it can be called again. */
  start(): Promise<void> { return (this.starting ??= this.boot().finally(() => void (this.state === 'failed' && (this.starting = undefined)))); }
  /** Ends all that it does. What was served is served on. */
  stop(): void {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort(new ConfigUnavailableError('stopped'));
    for (const calling of this.calls) calling.abort(this.stopping.signal.reason);
    this.options.clock.clearTimeout(this.expiry);
    this.tell('stopped', 'stopped');
  }
  /** Asks all sources now, and says whether anything changed. Callers that come meanwhile get the same answer. Rejects where that failed; what was served stays. Only a client that was started keeps up by itself. */
  refresh(): Promise<boolean> { return (this.refreshing ??= this.read().finally(() => (this.refreshing = undefined))); }
  /** Tells of each change from now on, with the keys that differ; who is named twice is told once. Returns how to end that. */
  onChange(listener: Listener<T>): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
  private async boot(): Promise<void> {
    const { bundled, clock, maxStaleMs, refreshMs, sources, startupTimeoutMs } = this.options;
    this.stopping.signal.throwIfAborted();
    const until = clock.now() + startupTimeoutMs;
    let pauseMs = 0;
    this.tell('started', 'booting');
    await this.loadCache();
    for (let failures = 1; this.served === undefined; failures += 1) {
      try {
        await this.refresh();
      } catch (error) {
        this.stopping.signal.throwIfAborted();
        if (this.ageMs < maxStaleMs) await this.fallBack(this.layers, 'cache', this.confirmedAt);
        if (this.served === undefined && bundled !== undefined) await this.fallBack([{ name: 'bundled', revision: 0, values: structuredClone(bundled) }], 'bundled', clock.now());
        const leftMs = until - clock.now();
        pauseMs = this.pauseAfter(error, failures);
        if (this.served === undefined && leftMs <= 0) this.tell('gave-up', 'failed', [], error);
        if (this.state === 'failed') throw new ConfigUnavailableError('failed', error);
        if (this.served === undefined) await this.rest(Math.min(pauseMs, leftMs));
      }
    }
    this.stopping.signal.throwIfAborted();
    this.expireInTime();
    for (const source of sources) if (source.changed !== undefined) void this.keepUp(this.following(source), 0, this.state === 'stale' ? pauseMs : 0);
    if (sources.some(({ changed }) => changed === undefined)) void this.keepUp(() => this.refresh(), refreshMs, this.state === 'stale' ? pauseMs : this.jittered(refreshMs));
  }
  /** Nothing older than the cache is taken from then on, and what is the same need not be sent. */
  private async loadCache(): Promise<void> {
    const { cache, clock, sources, wallNow } = this.options;
    try {
      const saved = await this.call(async (signal) => cache?.load(signal));
      if (saved === undefined || this.good !== undefined) return;
      const layers = structuredClone(sources.map(({ name }) => saved.layers.find((layer) => layer.name === name)!));
      if (!Number.isFinite(saved.confirmedAt) || !layers.every(({ revision, values }) => isRevision(revision) && typeof values === 'object' && values !== null)) throw new TypeError('The cache does not hold what was saved.');
      this.layers = layers;
      this.confirmedAt = clock.now() - Math.max(0, wallNow() - saved.confirmedAt);
    } catch (error) {
      this.tell('not-cached', this.state, [], error);
    }
  }
  private async fallBack(layers: readonly Layer[], from: Origin, confirmedAt: number): Promise<void> {
    try {
      const good = layers.length > 0 ? await this.snapshotOf(layers, from) : undefined;
      if (good === undefined || this.served !== undefined) return; // somebody has answered meanwhile
      this.good = this.served = good;
      this.confirmedAt = confirmedAt;
      this.tell('fell-back', 'stale');
    } catch (error) {
      this.stopping.signal.throwIfAborted();
      this.tell('refused', this.state, [], error);
    }
  }
  private async keepUp(step: () => Promise<unknown>, everyMs: number, firstMs: number): Promise<void> {
    for (let failures = 0, waitMs = firstMs; !this.stopping.signal.aborted; ) {
      if (waitMs > 0) await this.rest(waitMs);
      const since = this.options.clock.now();
      const failure = await step().then(() => undefined, (reason: unknown) => ({ reason }));
      failures = failure === undefined ? 0 : failures + 1;
      waitMs = failure === undefined ? Math.max(this.jittered(everyMs), since + leastBetweenMs - this.options.clock.now()) : this.pauseAfter(failure.reason, failures);
    }
  }
  private following(source: ConfigSource): () => Promise<void> {
    let isTold = false; // of something that is not served yet
    return async () => {
      const failure = isTold ? undefined : await this.call(async (signal) => source.changed?.(signal), this.options.watchTimeoutMs).then(() => undefined, (reason: unknown) => ({ reason }));
      isTold = failure === undefined;
      await this.refreshing?.catch(() => undefined); // it may have asked this source too early
      await this.refresh(); // also where the watch fails: then it is a poll
      isTold = false;
      if (failure !== undefined) throw failure.reason;
    };
  }
  /** All sources or none: what one has said is kept only when all have, and the settings will do. */
  private async read(): Promise<boolean> {
    const { clock, sources } = this.options;
    const askedAt = clock.now();
    try {
      const answers = await Promise.allSettled(sources.map((source) => this.ask(source))); // nobody is asked again while it is being asked
      const layers = answers.map((answer) => { if (answer.status === 'rejected') throw answer.reason; return answer.value; });
      return await this.swap(layers, Math.min(...sources.map(({ ageMs }) => (ageMs === undefined ? askedAt : clock.now() - ageMs))));
    } catch (error) {
      this.stopping.signal.throwIfAborted();
      this.tell(error instanceof ConfigRefusedError ? 'refused' : 'missed', this.served === undefined ? this.state : 'stale', [], error);
      throw error;
    }
  }
  private async ask(source: ConfigSource): Promise<Layer> {
    const layer = () => this.layers.find(({ name }) => name === source.name);
    const answer = await this.call((signal) => source.fetch(layer()?.revision, signal));
    const known = layer();
    if (answer === 'not-modified' && known !== undefined) return known;
    if (answer === 'not-modified' || !isRevision(answer.revision)) throw new TypeError(`${source.name} must answer with a whole number as its revision, got ${answer === 'not-modified' ? answer : JSON.stringify(answer.revision)}.`);
    if (known !== undefined && answer.revision < known.revision) throw new OlderRevisionError(source.name, answer.revision, known.revision);
    return { name: source.name, revision: answer.revision, values: structuredClone(answer.values) };
  }
  /** Makes settings of what the sources say now, and serves them in one step. Until that step nothing of it is kept. */
  private async swap(layers: readonly Layer[], confirmedAt: number): Promise<boolean> {
    const before = this.good;
    const isNew = before === undefined || before.from === 'bundled' || layers.some(({ revision }, index) => revision !== this.layers[index]?.revision);
    const good = isNew ? await this.snapshotOf(layers, 'sources') : { ...before, from: 'sources' as const };
    const keys = isNew ? differing(before?.values ?? {}, good.values) : [];
    this.stopping.signal.throwIfAborted();
    this.layers = layers;
    this.served = this.good = good;
    this.confirmedAt = confirmedAt;
    this.tell(before === undefined ? 'loaded' : isNew ? 'changed' : 'confirmed', 'current', keys);
    if (before !== undefined && keys.length > 0) for (const listener of Array.from(this.listeners)) harmlessly(() => listener(good.value, before.value, keys));
    if (isNew || this.options.clock.now() - this.savedAt >= this.options.refreshMs) void this.save();
    return isNew;
  }
  private async snapshotOf(layers: readonly Layer[], from: Origin): Promise<Snapshot<T>> {
    const values: Values = frozen(Object.fromEntries(layers.flatMap((layer) => Object.entries(layer.values))));
    try {
      const value = await this.call(async (signal) => this.options.parse(values, signal));
      return { value: frozen(value), values, revision: Math.max(...layers.map(({ revision }) => revision)), from };
    } catch (cause) {
      if (cause instanceof ConfigTimeoutError) throw cause;
      throw new ConfigRefusedError(`The settings will not do: ${layers.map(({ name, revision }) => `revision ${revision} of ${name}`).join(', ')}.`, { cause });
    }
  }
  /** Also what is only confirmed: else a restart would take it for as old as it is unchanged. */
  private async save(): Promise<void> {
    const { cache, clock, wallNow } = this.options;
    this.savedAt = clock.now();
    await this.call(async (signal) => cache?.save({ layers: this.layers, confirmedAt: wallNow() - this.ageMs }, signal)).catch((error: unknown) => {
      this.savedAt = -Infinity;
      this.tell('not-cached', this.state, [], error);
    });
  }
  private expireInTime(): void {
    const { clock, maxStaleMs } = this.options;
    if (maxStaleMs === Infinity || this.stopping.signal.aborted) return;
    const leftMs = Math.ceil(maxStaleMs - this.ageMs);
    this.expiry = clock.setTimeout(() => this.expireInTime(), Math.min(leftMs > 0 ? leftMs : maxStaleMs, longestMs));
    if (leftMs > 0 || this.served === undefined) return;
    this.served = undefined;
    this.tell('expired', 'expired');
  }
  private jittered(ms: number): number { return ms * (1 - this.options.jitter * this.options.random()); }
  private pauseAfter(error: unknown, failures: number): number {
    const { jitter, random, refreshMs, retryMs } = this.options;
    const askedForMs = retryAfterMsOf(error);
    const leastMs = askedForMs > 0 ? Math.min(askedForMs, longestMs / 2) * (1 + jitter * random()) : 0;
    return Math.max(this.jittered(Math.min(retryMs * 2 ** Math.min(failures - 1, 30), refreshMs)), leastMs);
  }
  private async call<R>(ask: (signal: AbortSignal) => PromiseLike<R>, timeoutMs = this.options.callTimeoutMs): Promise<R> {
    const { clock } = this.options;
    this.stopping.signal.throwIfAborted();
    const calling = new AbortController();
    const aborted = new Promise<never>((_, reject) => calling.signal.addEventListener('abort', () => reject(calling.signal.reason)));
    const timer = clock.setTimeout(() => calling.abort(new ConfigTimeoutError(timeoutMs)), timeoutMs);
    this.calls.add(calling);
    return Promise.race([(async () => ask(calling.signal))(), aborted]).finally(() => {
      clock.clearTimeout(timer);
      this.calls.delete(calling);
    });
  }
  private rest(ms: number): Promise<void> { return this.call(() => new Promise<void>(() => undefined), Math.max(1, ms)).catch(() => undefined); }
  private tell(kind: ConfigEventKind, state: ConfigState, keys: readonly string[] = [], error?: unknown): void {
    if (this.stopping.signal.aborted && kind !== 'stopped') return;
    this.state = state;
    harmlessly(() => this.options.onEvent?.({ kind, state, revision: this.revision, from: this.served?.from, keys, error }));
  }
}

const isRevision = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const retryAfterMsOf = (error: unknown, depth = 3): number => {
  const { retryAfterMs, cause } = (error ?? {}) as { readonly retryAfterMs?: unknown; readonly cause?: unknown };
  return retryAfterMs === undefined && depth > 0 ? retryAfterMsOf(cause, depth - 1) : Number(retryAfterMs);
};
const differing = (before: Values, now: Values): readonly string[] => Object.keys({ ...before, ...now }).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]));
function frozen<R>(value: R): R { // plain objects and lists, all the way down
  const isPlain = Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
  if (isPlain && !Object.isFrozen(value)) Object.values(Object.freeze(value) as object).forEach(frozen);
  return value;
}
const harmlessly = (tell: () => void): void => { try { tell(); } catch (error) { queueMicrotask(() => { throw error; }); } };
const [longestMs, leastBetweenMs] = [2 ** 31 - 1, 100]; // what a timer can wait; from one watch to the next, as in consul-template
const [systemRandom, systemWallNow] = [Math.random, Date.now];
const systemClock: Clock = { now: () => performance.now(), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
