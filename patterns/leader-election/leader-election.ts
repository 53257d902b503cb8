/**
 * One of several candidates for one office: it leads while its lease at a shared store lasts, and the others wait for that to end. Each term
 * has a signal, which ends the work, and a token, by which whatever the leader writes to tells it from its successors. Do not use it where a
 * process that is started again at once would do. Its ports are a store with compare-and-set, a clock with timers, and chance.
 */
export interface ElectorOptions {
  /** Who it is. No other process has the same, nor the next life of this one: a host's name with a random part. */
  identity: string;
  store: LeaseStore;
  /** The leader's work, once a term; if it rejects, the term ends. It ends within `leaseMs` - `renewDeadlineMs` of its signal: until it has, the lease is neither renewed nor given back. It must not wait for `stop`. */
  lead: (term: Term) => void | PromiseLike<void>;
  /** How long the others leave a record alone that does not change, in ms. @default 15 000 */
  leaseMs?: number;
  /** How long after it asked for the last renewal that succeeded a leader stops, in ms. Less than `leaseMs`: the rest is for its work to end in. @default 10 000 */
  renewDeadlineMs?: number;
  /** From one renewal to the next, in ms. Whoever waits looks at the store after 1 to 2.2 times that. @default 2 000 */
  retryPeriodMs?: number;
  /** How long one call of the store may take, in ms. @default half of `renewDeadlineMs` */
  callTimeoutMs?: number;
  /** Asked before each renewal: whether the work gets on. Else the leader resigns, for a leader that hangs and renews keeps the office for ever. @default yes */
  isHealthy?: () => boolean;
  /** Told of all that it does, when it is complete. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onEvent?: (event: ElectorEvent) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
  /** In [0, 1): keeps candidates apart. @default Math.random */
  random?: () => number;
  /** Milliseconds since 1970, for whoever reads the record. Nothing is judged by it. @default Date.now */
  wallNow?: () => number;
}
/** One record that all candidates share. Without a holder the lease is free. Times are for people to read. */
export type LeaseRecord = { readonly holder: string; readonly leaseMs: number; readonly acquiredAt: number; readonly renewedAt: number; readonly terms: number };
/** A revision is a whole number from 1 that grows with every write of the record and never starts again. */
export type StoredLease = { readonly record: LeaseRecord; readonly revision: number };
/** Linearizable: a database, etcd, Consul. A call fails when it cannot be answered; what a call that failed has written, nobody knows. */
export interface LeaseStore {
  get(signal: AbortSignal): PromiseLike<StoredLease | undefined>;
  /** Writes the record where it still has this revision (undefined: where there is none), and answers with the new one; undefined where it has another. */
  put(record: LeaseRecord, expected: number | undefined, signal: AbortSignal): PromiseLike<number | undefined>;
}
export interface Term {
  /** The revision with which the term began: higher than that of any term before it. It goes along with everything that the leader writes. */
  readonly token: number;
  /** How many terms there have been with this one. */
  readonly number: number;
  /** Aborts with a LeaseLostError when the term is over. */
  readonly signal: AbortSignal;
  /** When it is over unless it is renewed, on this process's clock. */
  readonly validUntil: number;
  /** Throws that LeaseLostError where the term is over by the clock, even if the timer is late. Call it before each thing that only a leader may do. A clock that stood still with a suspended host does not know; the token does. */
  check(): void;
}
export type ElectorState = 'stopped' | 'following' | 'standing' | 'leading' | 'ending' | 'releasing';
export type EndOfTerm = 'lost' | 'resigned' | 'unhealthy' | 'failed' | 'stopping';
export type ElectorEventKind = EndOfTerm | 'started' | 'observed' | 'vacant' | 'won' | 'beaten' | 'renewed' | 'ended' | 'releasing' | 'released' | 'stopped' | 'error';
/** `observed`: another holder than before; `beaten`: the lease was not free after all, or nobody knows; `ended`, `releasing`: its work has ended. The state is that after the event. */
export type ElectorEvent = { readonly kind: ElectorEventKind; readonly state: ElectorState; readonly term: Term | undefined; readonly holder: string; readonly error: unknown };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** The term is over. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly code = 'LEASE_LOST';
  readonly token: number;
  readonly reason: EndOfTerm;
  constructor(token: number, reason: EndOfTerm) {
    super(`The term with token ${token} is over: ${reason}.`);
    this.token = token;
    this.reason = reason;
  }
}
/** The store has not answered in time. */
export class StoreTimeoutError extends Error {
  override readonly name = 'StoreTimeoutError';
  readonly code = 'STORE_TIMEOUT';
}
export class Elector {
  state: ElectorState = 'stopped'; // only to be read
  private readonly options: Required<Omit<ElectorOptions, 'onEvent'>> & Pick<ElectorOptions, 'onEvent'>;
  private running: Promise<void> | undefined = undefined;
  private isStopping = false;
  private wake: (() => void) | undefined = undefined;
  private seen: (StoredLease & { readonly since: number }) | undefined = undefined; // and since when it stands so, by this clock
  private isUnsure = false; // whether a write of its own was not answered, or not as it should be
  private term: RunningTerm | undefined = undefined; // until its work has ended
  private backAt = -Infinity;
  constructor({ leaseMs = 15_000, renewDeadlineMs = 10_000, retryPeriodMs = 2_000, callTimeoutMs = renewDeadlineMs / 2, ...rest }: ElectorOptions) {
    const { isHealthy = () => true, clock = systemClock, random = systemRandom, wallNow = systemWallNow, onEvent, ...given } = rest;
    if (typeof given.identity !== 'string' || given.identity === '') throw new RangeError(`identity must be a text of one character or more, got ${JSON.stringify(given.identity)}.`);
    inRange('leaseMs', leaseMs, 1, longestMs);
    inRange('renewDeadlineMs', renewDeadlineMs, 0, leaseMs, 'leaseMs');
    inRange('retryPeriodMs', retryPeriodMs, 0, renewDeadlineMs / jitter, `renewDeadlineMs / ${jitter}`);
    inRange('callTimeoutMs', callTimeoutMs, 0, renewDeadlineMs, 'renewDeadlineMs');
    this.options = { ...given, leaseMs, renewDeadlineMs, retryPeriodMs, callTimeoutMs, isHealthy, clock, random, wallNow, onEvent };
  }

  /** Begins to stand for the office. A second call, and one after `stop`, does nothing. */
  start(): void {
    if (!this.isStopping) this.running ??= this.run();
  }

  /** Ends the term if there is one, waits for its work, gives the lease back, and stands no more. Where the store hangs that takes the call under way, two more and a pause. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.term !== undefined) this.end(this.term, 'stopping');
    this.wake?.();
    await this.running;
  }

  /** Ends the term if there is one, gives the lease back when its work has ended, and stays out for the length of a lease: others come first. */
  resign(): void {
    this.backAt = this.options.clock.now() + this.options.leaseMs;
    if (this.term !== undefined) this.end(this.term, 'resigned');
  }
  get isLeader(): boolean { return this.term !== undefined && !this.term.isOver; } // by the clock, and not by the timer
  get leader(): string | undefined { return this.isFree() && !this.isLeader ? undefined : this.seen?.record.holder; } // as far as it knows
  /** For a liveness probe. False: it can neither lead nor stand, for a term has been over for so long, and its work has not ended. */
  isSound(toleranceMs: number): boolean { return this.term === undefined || this.options.clock.now() < this.term.validUntil + toleranceMs; }

  private async run(): Promise<void> {
    this.tell('started', 'following');
    while (!this.isStopping) {
      const since = this.options.clock.now();
      if (this.term?.isOver !== true) await this.turn();
      if (this.term?.isOver === true) await this.finish(this.term);
      else if (this.isOut()) await this.release(); // it may have won after it was told to go
      if (!this.isStopping) await this.rest(since);
    }
    if (this.term !== undefined) await this.finish(this.term);
    this.tell('stopped', 'stopped');
  }
  private isOut(): boolean { return this.isStopping || (this.term === undefined && this.options.clock.now() < this.backAt); }

  /** One look at the store: what is ours is renewed, what nobody has is taken. */
  private async turn(isSecond = false): Promise<void> {
    const { options: { clock, isHealthy, renewDeadlineMs }, term } = this;
    try {
      if (term === undefined || this.isUnsure) await this.look();
      if (term === undefined) return await this.stand();
      if (!isHealthy()) this.end(term, 'unhealthy');
      if (!this.isMine()) this.end(term, 'lost');
      if (term.isOver) return;
      const askedAt = clock.now(); // and not when the answer comes: others may have seen the renewal long before
      const revision = await this.put({});
      if (revision === undefined && !isSecond) return await this.turn(true); // somebody wrote: who?
      if (revision === undefined || term.isOver) return; // whom a store shows that lags is not asked for without a rest
      term.validUntil = askedAt + renewDeadlineMs;
      this.tell('renewed', 'leading');
    } catch (error) {
      this.tell('error', this.state, error);
      if (this.state === 'standing') this.tell('beaten', 'following');
    }
  }
  private async look(): Promise<void> {
    const { clock, store } = this.options;
    const asking = new AbortController();
    this.wake = () => asking.abort(new Error('The elector was told to go.'));
    const found = await this.call((signal) => store.get(signal), asking);
    this.isUnsure = false;
    if (found?.revision === this.seen?.revision) return;
    const before = this.seen?.record.holder;
    this.seen = found && { ...found, since: clock.now() };
    if (found?.record.holder !== before) this.tell('observed', this.state);
  }
  /** Nobody has it, or its holder has left it as it is for a whole lease by this clock. What the record says of the time is another clock's. */
  private isFree(): boolean {
    if (this.seen === undefined || this.seen.record.holder === '' || this.isMine()) return true;
    const leaseMs = this.seen.record.leaseMs > 0 ? this.seen.record.leaseMs : this.options.leaseMs;
    return this.options.clock.now() - this.seen.since >= leaseMs;
  }
  /** By this life of it: nobody else has its identity. The answer that told so may have been lost. */
  private isMine(): boolean { return this.seen?.record.holder === this.options.identity; }

  private async stand(): Promise<void> {
    const { clock, identity, renewDeadlineMs, wallNow } = this.options;
    const askedAt = clock.now();
    if (this.isOut() || !this.isFree()) return;
    this.tell('vacant', 'standing');
    const terms = (this.seen?.record.terms ?? 0) + 1;
    const token = await this.put({ holder: identity, acquiredAt: wallNow(), terms });
    // Whoever was told to go meanwhile does not begin; whoever stood still for too long stands again.
    if (token === undefined || this.isOut() || clock.now() >= askedAt + renewDeadlineMs) return this.tell('beaten', 'following');
    const term = (this.term = new RunningTerm(token, terms, askedAt + renewDeadlineMs, clock, () => this.end(term, 'lost')));
    this.tell('won', 'leading'); // who is told may end the term at once
    if (!term.isOver) term.work = this.work(term);
    term.watch();
  }
  private async put(change: Partial<LeaseRecord>): Promise<number | undefined> {
    const { clock, leaseMs, store, wallNow } = this.options;
    const record = { ...nobody, ...this.seen?.record, leaseMs, renewedAt: wallNow(), ...change };
    this.isUnsure = true; // until an answer says how it stands
    const revision = await this.call((signal) => store.put(record, this.seen?.revision, signal));
    if (revision === undefined) return undefined;
    this.isUnsure = false;
    this.seen = { record, revision, since: clock.now() };
    return revision;
  }

  private async work(term: RunningTerm): Promise<void> {
    try {
      await this.options.lead(term);
    } catch (error) {
      if (!term.isOver || error !== term.ending) this.tell('error', this.state, error);
      this.end(term, 'failed');
    }
  }
  /** From now on nothing is begun in this term; what was begun is waited for below. */
  private end(term: RunningTerm, reason: EndOfTerm): void {
    if (term.ending !== undefined) return;
    term.close(reason);
    this.tell(reason, 'ending');
    this.wake?.();
  }
  private async finish(term: RunningTerm): Promise<void> {
    await term.work;
    this.term = undefined;
    if (term.ending?.reason === 'lost' && !this.isStopping) return this.tell('ended', 'following');
    this.backAt = this.options.clock.now() + this.options.leaseMs;
    this.tell('releasing', 'releasing');
    this.tell((await this.release()) ? 'released' : 'ended', 'following');
  }
  /** Whether it had the lease and has given it back. Where it cannot, the lease runs out. */
  private async release(): Promise<boolean> {
    for (let tries = 0; tries < 2; tries += 1) {
      try {
        if (this.isUnsure) await this.look();
        if (!this.isMine()) return false;
        if ((await this.put({ holder: '' })) !== undefined) return true;
      } catch (error) {
        this.tell('error', this.state, error);
        if (tries === 0) await this.rest(this.options.clock.now());
      }
    }
    return false;
  }

  private call<T>(ask: (signal: AbortSignal) => PromiseLike<T>, controller = new AbortController()): Promise<T> {
    const { callTimeoutMs, clock } = this.options;
    const timer = clock.setTimeout(() => controller.abort(new StoreTimeoutError(`No answer within ${callTimeoutMs} ms.`)), callTimeoutMs);
    const aborted = new Promise<never>((_, reject) => controller.signal.addEventListener('abort', () => reject(controller.signal.reason)));
    const asked = (async () => ask(controller.signal))();
    return Promise.race([asked, aborted]).finally(() => clock.clearTimeout(timer));
  }
  private rest(since: number): Promise<void> {
    const { clock, random, retryPeriodMs } = this.options;
    const until = since + retryPeriodMs * (this.term === undefined ? 1 + jitter * random() : 1);
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => resolve(), Math.max(1, until - clock.now()));
      this.wake = () => resolve(clock.clearTimeout(timer));
    });
  }
  private tell(kind: ElectorEventKind, state: ElectorState, error?: unknown): void {
    this.state = state;
    try {
      this.options.onEvent?.({ kind, state, term: this.term, holder: this.seen?.record.holder ?? '', error });
    } catch (thrown) {
      queueMicrotask(() => { throw thrown; });
    }
  }
}
class RunningTerm implements Term {
  readonly token: number;
  readonly number: number;
  validUntil: number;
  work: Promise<void> = Promise.resolve();
  ending: LeaseLostError | undefined = undefined;
  private readonly controller = new AbortController();
  private readonly clock: Clock;
  private readonly onLost: () => void;
  private timer: unknown = undefined;
  constructor(token: number, number: number, validUntil: number, clock: Clock, onLost: () => void) {
    this.token = token;
    this.number = number;
    this.validUntil = validUntil;
    this.clock = clock;
    this.onLost = onLost;
  }
  get signal(): AbortSignal { return this.controller.signal; }
  get isOver(): boolean {
    if (this.ending === undefined && this.clock.now() >= this.validUntil) this.onLost();
    return this.ending !== undefined;
  }
  check(): void {
    if (this.isOver) throw this.ending;
  }
  close(reason: EndOfTerm): void {
    this.clock.clearTimeout(this.timer);
    this.controller.abort((this.ending = new LeaseLostError(this.token, reason)));
  }
  readonly watch = (): void => {
    if (!this.isOver) this.timer = this.clock.setTimeout(this.watch, Math.max(1, this.validUntil - this.clock.now()));
  };
}
const nobody = { holder: '', acquiredAt: 0, terms: 0 };
const jitter = 1.2; // of client-go: candidates that saw the same end do not all ask at once
const longestMs = 2 ** 31 - 1; // that a timer can run
const [systemRandom, systemWallNow] = [Math.random, Date.now];
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
function inRange(name: string, value: number, above: number, below: number, limit = String(below)): void {
  if (!(value > above && value < below)) throw new RangeError(`${name} must be above ${above} and below ${limit} (${below}), got ${value}.`);
}
