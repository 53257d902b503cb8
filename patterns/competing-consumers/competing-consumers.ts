/**
 * One of the consumers that share a queue: it takes messages under a lease, keeps the lease while it works, stores the effect of a message
 * once however often that is delivered, and acknowledges it then. Start as many as the work needs. Do not use it where messages must be
 * worked on in their order, or where somebody waits for the answer. Its ports are a queue, a store of effects, and a clock with timers.
 */
export interface ConsumerOptions<Body, Effect> {
  queue: MessageQueue<Body>;
  /** Does the work of a message, and returns its effect. What it throws gives the message back, to be tried again or to die. */
  handle: (message: Delivery<Body>, context: WorkContext) => Effect | PromiseLike<Effect>;
  /** Where effects are stored. @default none: the handler has its effect itself, and must bear to have it twice */
  effects?: Effects<Effect>;
  /** What two messages with one effect have in common. @default the id of the message */
  keyOf?: (message: Delivery<Body>) => string;
  /** Whether an effect is stored only where its key has none. @default true */
  idempotent?: boolean;
  /** How many messages are worked on at one time. @default 1 */
  concurrency?: number;
  /** How many messages are held at one time, at work and waiting here: to die with them costs each a delivery. @default as many as `concurrency` */
  prefetch?: number;
  /** How often within the length of a lease it is extended, while the message is held. 0: never. @default 3 */
  heartbeats?: number;
  /** The longest that a message waits here for its turn, and again that it is at work, in ms: then its lease is left to run out. @default 300 000 */
  maxHoldMs?: number;
  /** How long one request for messages may wait for them, in ms. @default 20 000 */
  waitMs?: number;
  /** How long it pauses, in ms, where a queue that cannot wait answers with nothing before `waitMs` is over. @default 1 000 */
  pollMs?: number;
  /** How long a message rests after the delivery of this number failed, in ms. @default 1 s, 2 s, 4 s, up to a minute; also where it throws, or gives no delay */
  retryDelayMs?: (deliveryCount: number) => number;
  /** Told of all that it does. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onEvent?: (event: ConsumerEvent<Body>) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export type Later<T> = T | PromiseLike<T>;
/**
 * What a consumer needs of a queue; producers need `send(body, { id, delayMs })`. Each call answers or fails in bounded time: until then it keeps
 * its place, and `stop` waits. False says that the receipt is stale, and that nothing has changed. Where a broker counts what it hands out and
 * cannot undo that (Amazon SQS), its driver leaves `counts` aside; in AMQP 1.0 what does not count is released, and what does is modified.
 */
export interface MessageQueue<Body> {
  /** Up to `max` messages. Where there is none it waits for `waitMs` ms, and then answers with none; the signal ends the wait. */
  receive(max: number, waitMs: number, signal: AbortSignal): Later<readonly Delivery<Body>[]>;
  /** The lease ends `ms` ms from now. */
  extend(receipt: string, ms: number): Later<boolean>;
  ack(receipt: string): Later<boolean>;
  /** Gives a message back, for another try in `delayMs` ms. Where it does not count nobody began it, and no delivery of it is to be used up. */
  nack(receipt: string, delayMs: number, reason: string, counts: boolean): Later<boolean>;
}
/** The receipt stands for this delivery of the message alone. The lease lasts so many ms from when it was handed out. */
export type Delivery<Body> = { readonly id: string; readonly body: Body; readonly deliveryCount: number; readonly receipt: string; readonly leaseMs: number };
/** Where the effects of messages are kept. */
export interface Effects<Effect> {
  /** Whether this key has an effect. It saves work, and decides nothing. */
  has(key: string): Later<boolean>;
  /** In one transaction: key and effect, or, where `once` and the key has one, neither. False says so. */
  store(key: string, effect: Effect, once: boolean): Later<boolean>;
}
/** The signal aborts with a LeaseLostError, and `lost` is told, when the lease is over by this consumer's clock: an answer on its way may have kept it. */
export type WorkContext = { readonly signal: AbortSignal; readonly attempt: number };
export type ConsumerEvent<Body> = { readonly kind: ConsumerEventKind; readonly message: Delivery<Body> | undefined; readonly error: unknown };
/** `known`: the effect was there before the work; `refused`: after it; `failed`: the work did; `stale`: the queue refused the receipt; `error`: no answer, or no delay. */
export type ConsumerEventKind = 'received' | 'started' | 'known' | 'stored' | 'refused' | 'acked' | 'failed' | 'released' | 'stale' | 'extended' | 'lost' | 'error';
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** The lease of a message ended before its work did. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly code = 'LEASE_LOST';
  readonly id: string;
  readonly deliveryCount: number;
  constructor(id: string, deliveryCount: number) {
    super(`The lease of message ${id} ended before its work did (delivery ${deliveryCount}).`);
    this.id = id;
    this.deliveryCount = deliveryCount;
  }
}

export class Consumer<Body, Effect = unknown> {
  private readonly held = new Set<Job<Body>>();
  private readonly waiting: Job<Body>[] = [];
  private running = 0; // at work, or being settled
  private readonly stopping = new AbortController();
  private receiving: Promise<void> | undefined = undefined;
  private stopped: Promise<void> | undefined = undefined;
  private onRoom: (() => void) | undefined = undefined;
  private onStop: (() => void) | undefined = undefined;
  private timer: unknown = undefined;
  private timerAt = Infinity;
  private readonly options: Required<Omit<ConsumerOptions<Body, Effect>, 'effects' | 'onEvent'>> & Pick<ConsumerOptions<Body, Effect>, 'effects' | 'onEvent'>;
  constructor({ concurrency = 1, prefetch = concurrency, heartbeats = 3, maxHoldMs = 300_000, waitMs = 20_000, ...rest }: ConsumerOptions<Body, Effect>) {
    const { pollMs = 1_000, idempotent = true, keyOf = ({ id }) => id, retryDelayMs = doubling, onEvent, clock = systemClock, ...ports } = rest;
    inRange('concurrency', concurrency, 1, 10_000, true);
    inRange('prefetch', prefetch, concurrency, 10_000, true);
    inRange('heartbeats', heartbeats, 0, 1_000);
    inRange('maxHoldMs', maxHoldMs, 1, Infinity);
    inRange('waitMs', waitMs, 1, longestMs);
    inRange('pollMs', pollMs, 1, longestMs);
    this.options = { ...ports, concurrency, prefetch, heartbeats, maxHoldMs, waitMs, pollMs, idempotent, keyOf, retryDelayMs, onEvent, clock };
  }

  /** Begins to take messages. A second call, and one after `stop`, does nothing. */
  start(): void {
    if (!this.stopping.signal.aborted) this.receiving ??= this.receive();
  }

  /** Takes no more messages, gives back those that it has not begun, and resolves when those at work have ended. */
  stop(): Promise<void> {
    this.stopping.abort();
    this.onRoom?.();
    this.onStop?.();
    return (this.stopped ??= this.drain());
  }

  /** How many messages it holds now. Work whose lease is lost counts until it ends. */
  get holding(): number {
    return this.held.size;
  }

  private async receive(): Promise<void> {
    const { clock, pollMs, prefetch, queue, waitMs } = this.options;
    for (let failures = 0; !this.stopping.signal.aborted; ) {
      const room = prefetch - this.held.size;
      const askedAt = clock.now();
      try {
        if (room <= 0) await new Promise<void>((resolve) => (this.onRoom = resolve));
        else {
          const messages = await queue.receive(room, waitMs, this.stopping.signal);
          failures = 0;
          this.take(messages);
          if (messages.length === 0) await this.rest(Math.min(pollMs, askedAt + waitMs - clock.now()));
        }
      } catch (error) {
        if (!this.stopping.signal.aborted) this.tell('error', undefined, error);
        await this.rest(Math.min(20_000, 50 * 2 ** (failures += 1)));
      }
    }
  }
  private take(messages: readonly Delivery<Body>[]): void {
    const now = this.options.clock.now();
    for (const message of messages) {
      const job = new Job(message, now, message.leaseMs / this.options.heartbeats);
      this.held.add(job);
      this.tell('received', message);
      this.setTimer(job);
      if (this.stopping.signal.aborted) void this.release(job);
      else this.waiting.push(job);
    }
    this.next();
  }
  private next(): void {
    while (this.running < this.options.concurrency && this.waiting.length > 0) {
      const job = this.waiting[0]!;
      job.since = this.options.clock.now();
      if (job.since >= job.leaseUntil) this.lose(job);
      else void this.run(this.waiting.shift()!);
    }
  }
  private async run(job: Job<Body>): Promise<void> {
    const { message } = job;
    const { effects, handle, idempotent, keyOf, queue } = this.options;
    this.running += 1;
    try {
      const key = keyOf(message);
      if (effects !== undefined && idempotent && (await effects.has(key))) this.tell('known', message);
      else {
        this.tell('started', message);
        const effect = await handle(message, job);
        if (effects !== undefined) this.tell((await effects.store(key, effect, idempotent)) ? 'stored' : 'refused', message);
      }
      void this.settle(job, 'acked', () => queue.ack(message.receipt));
    } catch (error) {
      this.tell('failed', job.message, error);
      const reason = trying(() => String(error), () => 'an error without a text');
      const delayMs = trying(() => inRange('retryDelayMs', this.options.retryDelayMs(job.attempt), 0, longestMs), (thrown) => {
        this.tell('error', job.message, thrown);
        return doubling(job.attempt);
      });
      void this.settle(job, 'released', () => queue.nack(message.receipt, delayMs, reason, true));
    }
  }
  /** Tells the queue what became of a message. If that is lost, the lease runs out and the message comes again. */
  private async settle(job: Job<Body>, as: 'acked' | 'released', answer: () => Later<boolean>): Promise<void> {
    job.isOver = true;
    try {
      this.tell((await answer()) ? as : 'stale', job.message);
    } catch (failure) {
      this.tell('error', job.message, failure);
    }
    this.running -= 1;
    this.letGo(job);
    this.next();
  }
  private release(job: Job<Body>): Promise<void> {
    this.running += 1;
    return this.settle(job, 'released', () => this.options.queue.nack(job.message.receipt, 0, 'released', false));
  }
  private letGo(job: Job<Body>): void {
    this.held.delete(job);
    if (this.held.size === 0) this.stopTimer();
    this.onRoom?.();
    this.onRoom = undefined;
  }
  /** The message is somebody else's now, or may be. Work on it goes on, unless it heeds its signal. */
  private lose(job: Job<Body>): void {
    if (job.isOver) return;
    job.isOver = true;
    this.tell('lost', job.message);
    const place = this.waiting.indexOf(job);
    if (place < 0) return job.controller.abort(new LeaseLostError(job.message.id, job.attempt));
    this.waiting.splice(place, 1);
    this.letGo(job);
  }
  private async extend(job: Job<Body>, now: number): Promise<void> {
    const { message } = job;
    const { heartbeats, maxHoldMs, queue } = this.options;
    job.extendAt = now + message.leaseMs / heartbeats;
    if (now - job.since >= maxHoldMs) return;
    try {
      if (!(await queue.extend(message.receipt, message.leaseMs))) return this.lose(job);
      job.leaseUntil = Math.max(job.leaseUntil, now + message.leaseMs); // from when it was asked for: it ends no earlier than that
      if (!job.isOver) this.tell('extended', message);
    } catch (error) {
      this.tell('error', message, error);
    }
  }
  /** Extends what is due, and gives up what has run out. */
  private readonly beat = (): void => {
    this.timerAt = Infinity;
    const now = this.options.clock.now();
    for (const job of this.held) {
      if (job.isOver) continue;
      if (now >= job.leaseUntil) this.lose(job);
      else if (now >= job.extendAt) void this.extend(job, now);
      this.setTimer(job);
    }
  };
  /** One timer for all that is held. One that was set too early does no harm: it is set anew when it has run. */
  private setTimer(job: Job<Body>): void {
    const at = Math.min(job.extendAt, job.leaseUntil);
    if (at >= this.timerAt || job.isOver) return;
    this.stopTimer();
    this.timerAt = at;
    this.timer = this.options.clock.setTimeout(this.beat, Math.max(1, at - this.options.clock.now()));
  }
  private stopTimer(): void {
    if (this.timerAt !== Infinity) this.options.clock.clearTimeout(this.timer);
    this.timerAt = Infinity;
  }
  private async drain(): Promise<void> {
    await Promise.all([this.receiving, ...this.waiting.splice(0).map((job) => this.release(job))]);
    while (this.held.size > 0) await new Promise<void>((resolve) => (this.onRoom = resolve));
  }
  private async rest(ms: number): Promise<void> {
    if (ms <= 0 || this.stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = this.options.clock.setTimeout(resolve, ms);
      this.onStop = () => resolve(this.options.clock.clearTimeout(timer));
    });
  }
  private tell(kind: ConsumerEventKind, message: Delivery<Body> | undefined, error?: unknown): void {
    try {
      this.options.onEvent?.({ kind, message, error });
    } catch (thrown) {
      queueMicrotask(() => { throw thrown; });
    }
  }
}
/** A message that is held, and the context of its work. */
class Job<Body> implements WorkContext {
  readonly message: Delivery<Body>;
  readonly attempt: number;
  since: number; // when it came, and then when its work began
  extendAt: number;
  leaseUntil: number;
  isOver = false; // settled, or its lease is lost
  private made: AbortController | undefined; // only where somebody asks: it costs more than all else here
  constructor(message: Delivery<Body>, now: number, heartbeatMs: number) {
    this.message = message;
    this.attempt = message.deliveryCount;
    this.since = now;
    this.extendAt = now + heartbeatMs;
    this.leaseUntil = now + message.leaseMs;
  }
  get signal(): AbortSignal { return this.controller.signal; }
  get controller(): AbortController { return (this.made ??= new AbortController()); }
}
const doubling = (deliveryCount: number): number => Math.min(60_000, 1_000 * 2 ** (deliveryCount - 1));
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const trying = <Out>(run: () => Out, otherwise: (error: unknown) => Out): Out => {
  try {
    return run();
  } catch (error) {
    return otherwise(error);
  }
};
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
