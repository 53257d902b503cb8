/**
 * Who can be asked: keeps the list of a service's endpoints that a directory tells, with a breaker for each, and picks the one for a key. It holds on to what it
 * knows: a directory that is silent takes nothing away, and where most breakers are open none is heeded. Do not use it where a platform's own name does all
 * that (a virtual address, DNS). Its ports are the directory, a layout of keys over endpoints, breakers, and timers.
 */
export interface EndpointsOptions {
  /** Tells which endpoints each service has. It answers or fails in bounded time. */
  directory: (signal: AbortSignal) => Later<readonly Listing[]>;
  /** Lays keys out over endpoints: the HashRing of the other file, or another rule that all who ask have in common. */
  place: (endpoints: readonly string[]) => Placement;
  /** Guards one endpoint; made for each. The CircuitBreaker of this catalog fits. @default none: every endpoint is asked */
  breaker?: (endpoint: string) => Breaker;
  /** Where a smaller share of a service's breakers than this is closed, all of its endpoints are asked: some may answer, and none would be left. @default 0.5, as in Envoy */
  panicRatio?: number;
  /** How often the directory is asked, in ms, or a little more often, by chance: not by all who were started together at one time. @default 5_000 */
  refreshMs?: number;
  /** The services that must be known before a start is over. @default any one */
  services?: readonly string[];
  /** Told of all changes. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onEvent?: (event: EndpointsEvent) => void;
  /** @default the process's timers */ clock?: Timers;
  /** In [0, 1). @default Math.random */ random?: () => number;
}
export type Later<T> = T | PromiseLike<T>;
/** A list counts where its version is higher than the last one's, and it names somebody. */
export type Listing = { readonly service: string; readonly version: number; readonly endpoints: readonly string[] };
/** Up to `count` endpoints for a key, in the order in which they are to be asked. */
export type Placement = { order(key: string, count: number): readonly string[] };
export type Breaker = { tryAcquire(): Permit | Error; readonly state: string };
/** The right to ask an endpoint once; told how that ended. Only the first word counts. */
export type Permit = { success(): void; failure(cause?: unknown): void; release(): void };
export type Place = { readonly endpoint: string; readonly version: number };
export type Choice = Permit & Place;
export type Timers = { setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** `stale`: the directory did not answer, or named nobody, or told an older list than the one that is known; `ejected`: a breaker is open, until it is `admitted`; `panic`: it is asked though its breaker is open. */
export type EndpointsEvent = { readonly kind: 'listed' | 'stale' | 'ejected' | 'admitted' | 'panic'; readonly service: string; readonly endpoint: string; readonly error: unknown };

export class Endpoints {
  private readonly services = new Map<string, Service>();
  private readonly breakers = new Map<string, Breaker>();
  private readonly stopping = new AbortController();
  private started: Promise<void> | undefined = undefined;
  private onStop: (() => void) | undefined = undefined;
  private readonly options: Required<Omit<EndpointsOptions, 'breaker' | 'onEvent'>> & Pick<EndpointsOptions, 'breaker' | 'onEvent'>;
  constructor({ panicRatio = 0.5, refreshMs = 5_000, services = [], clock = systemTimers, random = systemRandom, ...ports }: EndpointsOptions) {
    inRange('panicRatio', panicRatio, 0.01, 1);
    inRange('refreshMs', refreshMs, 1, longestMs);
    this.options = { ...ports, panicRatio, refreshMs, services, clock, random };
  }

  /** Asks the directory, and resolves when endpoints are known: before that there is nobody to ask. From then on it keeps asking. @throws an AbortError where it is stopped before that */
  start(): Promise<void> {
    return (this.started ??= this.learn());
  }
  stop(): void {
    this.stopping.abort();
    this.onStop?.();
  }

  /** The next endpoint to ask for a key: the first in its order that was not tried and whose breaker lets the call through; in panic, the first that was not tried. */
  pick(name: string, key: string, tried: readonly string[]): Choice | undefined {
    const service = this.services.get(name);
    if (service === undefined) return undefined;
    this.readmit(service);
    return this.choose(service, key, tried);
  }
  /** The first endpoint in the order of a key whose breaker is closed. It is not asked for a permit, for nothing is to depend on how that ends. */
  peek(name: string, key: string): Place | undefined {
    const service = this.services.get(name);
    if (service === undefined) return undefined;
    this.readmit(service);
    const { version, ejected, placement } = service;
    const endpoint = placement.order(key, ejected.size + 1).find((one) => !ejected.has(one) && this.isClosed(one));
    return endpoint === undefined ? undefined : { endpoint, version };
  }
  private choose(service: Service, key: string, tried: readonly string[]): Choice | undefined {
    for (const endpoint of service.placement.order(key, tried.length + service.ejected.size + 1)) {
      if (tried.includes(endpoint)) continue;
      const permit = this.breakerOf(endpoint)?.tryAcquire() ?? freely;
      if ('release' in permit) return this.choice(service, endpoint, permit);
      if (this.eject(service, endpoint)) return this.choose(service, key, tried); // one more is out than was known
      if (!isPanic(service, this.options.panicRatio)) continue;
      this.tell('panic', service, endpoint);
      return this.choice(service, endpoint, freely);
    }
    return undefined;
  }

  /** What is known of a service. Its endpoints whose breakers are not closed are ejected. */
  status(name: string) {
    const service = this.services.get(name);
    if (service === undefined) return undefined;
    this.readmit(service);
    const { version, endpoints, placement, ejected } = service;
    return { version, endpoints, placement, ejected: [...ejected], isPanic: isPanic(service, this.options.panicRatio) };
  }

  private choice(service: Service, endpoint: string, permit: Permit): Choice {
    const failure = (cause?: unknown) => {
      permit.failure(cause);
      if (!this.isClosed(endpoint)) this.eject(service, endpoint);
    };
    return { endpoint, version: service.version, success: () => permit.success(), failure, release: () => permit.release() };
  }
  /** Returns whether that is news. */
  private eject(service: Service, endpoint: string): boolean {
    if (service.ejected.has(endpoint)) return false;
    service.ejected.add(endpoint);
    this.tell('ejected', service, endpoint);
    return true;
  }
  /** Only what is ejected is looked at: among hundreds of endpoints a pick costs hardly more than among three. */
  private readmit(service: Service): void {
    for (const endpoint of service.ejected) {
      if (!this.isClosed(endpoint)) continue;
      service.ejected.delete(endpoint);
      this.tell('admitted', service, endpoint);
    }
  }
  private isClosed(endpoint: string): boolean {
    return (this.breakers.get(endpoint)?.state ?? 'closed') === 'closed';
  }
  private breakerOf(endpoint: string): Breaker | undefined {
    const known = this.breakers.get(endpoint);
    if (known !== undefined || this.options.breaker === undefined) return known;
    const made = this.options.breaker(endpoint);
    this.breakers.set(endpoint, made);
    return made;
  }

  private async learn(): Promise<void> {
    const { refreshMs, services } = this.options;
    for (let failures = 0; ; failures += 1) {
      await this.refresh();
      this.stopping.signal.throwIfAborted();
      if (this.services.size > 0 && services.every((name) => this.services.has(name))) return void this.watch();
      await this.rest(Math.min(refreshMs, 100 * 2 ** failures));
      this.stopping.signal.throwIfAborted();
    }
  }
  private async watch(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.rest(this.options.refreshMs * (1 - this.options.random() / 4));
      if (!this.stopping.signal.aborted) await this.refresh();
    }
  }
  private async refresh(): Promise<void> {
    try {
      const listings = await this.options.directory(this.stopping.signal);
      for (const listing of listings) this.take(listing);
    } catch (error) {
      if (!this.stopping.signal.aborted) this.tell('stale', nobody, '', error);
    }
  }
  /** An empty list is a directory that has lost its memory more often than a service without endpoints, and an old one was late on its way. */
  private take({ service: name, version, endpoints: told }: Listing): void {
    const known = this.services.get(name);
    if (known?.version === version) return;
    if (told.length === 0 || (known !== undefined && version < known.version)) return this.tell('stale', known ?? nobody, '');
    const endpoints = [...new Set(told)];
    const ejected = new Set([...(known?.ejected ?? [])].filter((endpoint) => endpoints.includes(endpoint)));
    const service: Service = { name, version, endpoints, placement: this.options.place(endpoints), ejected };
    this.services.set(name, service);
    const listed = new Set([...this.services.values()].flatMap((one) => one.endpoints));
    for (const endpoint of this.breakers.keys()) if (!listed.has(endpoint)) this.breakers.delete(endpoint);
    this.tell('listed', service, '');
  }
  private rest(ms: number): Promise<void> {
    const { clock } = this.options;
    return new Promise((resolve) => {
      if (this.stopping.signal.aborted) return resolve();
      const timer = clock.setTimeout(resolve, ms);
      this.onStop = () => resolve(clock.clearTimeout(timer));
    });
  }
  private tell(kind: EndpointsEvent['kind'], service: Service, endpoint: string, error?: unknown): void {
    try {
      this.options.onEvent?.({ kind, service: service.name, endpoint, error });
    } catch (thrown) {
      queueMicrotask(() => { throw thrown; });
    }
  }
}
type Service = { readonly name: string; readonly version: number; readonly endpoints: readonly string[]; readonly placement: Placement; readonly ejected: Set<string> };
const nobody: Service = { name: '', version: 0, endpoints: [], placement: { order: () => [] }, ejected: new Set() };
/** Whether too few breakers are closed to heed any of them: what is left could not carry the load of all, or is nobody. */
const isPanic = ({ ejected, endpoints }: Service, panicRatio: number): boolean => endpoints.length - ejected.size < endpoints.length * panicRatio;
/** Of an endpoint without a breaker, or whose breaker is not heeded. */
const freely: Permit = { success: () => undefined, failure: () => undefined, release: () => undefined };
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemRandom = Math.random;
const systemTimers: Timers = { setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
function inRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} must be from ${min} to ${max}, got ${String(value)}.`);
}
