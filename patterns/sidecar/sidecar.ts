/**
 * A log shipper that runs beside a service and sends what that writes to its log: in batches, in order, again and again until the sink has taken
 * them, and from the last acknowledged line on after a restart. The service writes to a file and knows nothing of it. Do not use it where a
 * line must be at the sink before the service goes on, or where one shipper for all services of a machine would do. Its ports are a source of
 * lines that remembers how far it came, a sink, and a clock with timers.
 */
export interface ShipperOptions<Line> {
  source: Source<Line>;
  sink: Sink<Line>;
  /** How many lines are sent at once, at the most. @default 500 */
  batchLines?: number;
  /** How long the first line of a batch waits for others, in ms. @default 1 000 */
  flushMs?: number;
  /** How many lines are held at one time, whatever their length, those under way among them. What does not fit stays in the source. @default four batches */
  bufferLines?: number;
  /** How often the source is looked at, in ms: also while nothing can be sent. @default 250 */
  pollMs?: number;
  /** How long it rests after so many failures in a row, in ms. @default half to all of 500 ms, 1 s, 2 s, up to 30 s; also where it throws, or gives no delay */
  restMs?: (failures: number) => number;
  /** How long a stop may take until what is left stays unshipped, in ms: less than what the platform allows. @default 25 000 */
  drainMs?: number;
  /** Told of every change of its state. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onChange?: (change: Change) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
  /** In [0, 1). @default Math.random */
  random?: () => number;
}
export type Later<T> = T | PromiseLike<T>;
/** Where lines come from. It hands them out in order, and again from the last commit on when it is opened anew. */
export interface Source<Line> {
  open(): Later<void>;
  /** Up to `max` lines that it has not handed out yet; none where there are none. It is asked with 0 too, while no line fits. */
  read(max: number): Later<readonly Line[]>;
  /** These need not be handed out again. They are the oldest that were not committed. */
  commit(lines: readonly Line[]): Later<void>;
}
/**
 * Resolves when the lines are where they cannot be lost. What it throws is tried again, for as long as it takes, so it answers or fails in bounded time.
 * A sink that refuses a batch for good puts it aside and resolves, or nothing behind it is ever shipped.
 */
export interface Sink<Line> {
  send(lines: readonly Line[], signal: AbortSignal): Later<unknown>;
}
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** `waiting`: for lines, or for more of them; `shipping`: a batch is under way; `resting`: after a failure; `draining`: told to stop, it ships what is left. */
export type State = 'starting' | 'waiting' | 'shipping' | 'resting' | 'draining' | 'stopped';
/** `error`: reading or sending failed; the state says which. */
export type Change = { readonly event: ShipperEvent; readonly state: State; readonly held: number; readonly error: unknown };
export type ShipperEvent = 'opened' | 'sent' | 'acked' | 'failed' | 'rested' | 'told' | 'drained' | 'gave-up' | 'error';
/** It was told to stop, and starts no more. */
export class ShipperStoppedError extends Error {
  override readonly name = 'ShipperStoppedError';
  readonly code = 'SHIPPER_STOPPED';
  constructor() {
    super('The shipper was told to stop, and starts no more.');
  }
}
/** The time that a stop may take is over: the reason of the signal of what is under way then. */
export class DrainTimeoutError extends Error {
  override readonly name = 'DrainTimeoutError';
  readonly code = 'DRAIN_TIMEOUT';
  readonly drainMs: number;
  readonly held: number;
  constructor(drainMs: number, held: number) {
    super(`Not all lines could be shipped within ${drainMs} ms: ${held} are held, and more may lie in the source.`);
    this.drainMs = drainMs;
    this.held = held;
  }
}

export class Shipper<Line> {
  private readonly buffer: Line[] = []; // the first of them are under way
  private readonly readAt: number[] = []; // when each of them was read
  private state: State = 'starting';
  private isReadOut = false; // told to stop, and nothing is left to read
  private readonly over = new AbortController();
  private overAt = Infinity;
  private wakes = 0;
  private hasEnded = false;
  private readonly sleepers = new Set<() => void>();
  private opening: Promise<void> | undefined = undefined;
  private loops: Promise<unknown> = Promise.resolve();
  private stopping: Promise<boolean> | undefined = undefined;
  private readonly options: Required<Omit<ShipperOptions<Line>, 'onChange'>> & Pick<ShipperOptions<Line>, 'onChange'>;
  constructor({ batchLines = 500, flushMs = 1_000, bufferLines = 4 * batchLines, pollMs = 250, drainMs = 25_000, ...rest }: ShipperOptions<Line>) {
    const { clock = systemClock, random = systemRandom, restMs = (failures) => doubling(failures) * (0.5 + random() / 2), onChange, ...ports } = rest;
    inRange('batchLines', batchLines, 1, 1_000_000, true);
    inRange('flushMs', flushMs, 0, longestMs);
    inRange('bufferLines', bufferLines, batchLines, 10_000_000, true);
    inRange('pollMs', pollMs, 1, longestMs);
    inRange('drainMs', drainMs, 0, longestMs);
    this.options = { ...ports, batchLines, flushMs, bufferLines, pollMs, restMs, drainMs, onChange, clock, random };
  }

  /** Resolves when the source is open: from then on no line is missed, and the service may start. Rejects where it cannot be opened, and after a stop. */
  start(): Promise<void> {
    return (this.opening ??= this.isStopping ? Promise.reject(new ShipperStoppedError()) : this.open());
  }

  /**
   * Ships all that the source has, and resolves with true; with false where the time for that is over, whatever is still under way. The service must
   * have ended before: what it writes after the last look stays behind.
   */
  stop(): Promise<boolean> {
    return (this.stopping ??= Promise.resolve().then(() => this.drain())); // a listener that is told of it may ask for it again
  }

  /** How many lines it holds now. */
  get held(): number {
    return this.buffer.length;
  }

  private async open(): Promise<void> {
    await this.options.source.open();
    if (this.over.signal.aborted) throw new ShipperStoppedError();
    this.change('opened', 'waiting');
    this.loops = Promise.all([this.keepReading(), this.keepSending()]);
  }
  private async keepReading(): Promise<void> {
    const { bufferLines, clock, pollMs, source } = this.options;
    while (!this.over.signal.aborted && !this.isReadOut) {
      const room = bufferLines - this.buffer.length;
      const isLast = this.isStopping && room > 0;
      const { wakes } = this;
      let read = 0;
      try {
        for (const line of await source.read(room)) {
          this.buffer.push(line);
          this.readAt.push(clock.now());
          read += 1;
        }
        this.isReadOut = isLast && read === 0;
        if (read > 0 || this.isReadOut) this.wake();
      } catch (error) {
        this.tell('error', error);
      }
      // Who was to be woken while it looked, and saw nothing, looks again.
      if (!this.isReadOut && (read === 0 ? this.wakes === wakes : read < room && !this.isStopping)) await this.sleep(pollMs);
    }
  }
  private async keepSending(): Promise<void> {
    const { restMs, sink, source } = this.options;
    for (let failures = 0; ; ) {
      const batch = await this.nextBatch();
      if (batch.length === 0) return;
      const wasStopping = this.isStopping;
      this.change('sent', 'shipping');
      try {
        await sink.send(batch, this.over.signal);
        await source.commit(batch);
        this.buffer.splice(0, batch.length);
        this.readAt.splice(0, batch.length);
        failures = 0;
        this.change('acked', 'waiting');
        this.wake();
      } catch (error) {
        failures += 1;
        this.change('failed', 'resting', error);
        await this.rest(trying(() => inRange('restMs', restMs(failures), 0, longestMs), () => doubling(failures)), wasStopping);
        this.change('rested', 'waiting');
      }
    }
  }
  /** A full batch, or what there is when its time has come; none when all is shipped that will be. */
  private async nextBatch(): Promise<readonly Line[]> {
    const { batchLines, clock, flushMs } = this.options;
    while (!this.over.signal.aborted) {
      const { length } = this.buffer;
      const waitMs = length === 0 ? Infinity : this.readAt[0]! + flushMs - clock.now();
      if (length >= batchLines || (length > 0 && (waitMs <= 0 || this.isStopping))) return this.buffer.slice(0, batchLines);
      if (this.isReadOut) return [];
      await this.sleep(waitMs);
    }
    return [];
  }
  private async rest(ms: number, wasStopping: boolean): Promise<void> {
    const { clock, pollMs } = this.options;
    const leftMs = this.overAt - clock.now();
    const until = clock.now() + Math.min(ms, Math.max(pollMs, leftMs / 2));
    // Told to stop since it sent, it tries again at once, and never rests longer than half of the time that is left.
    while (clock.now() < until && !this.over.signal.aborted && this.isStopping === wasStopping) await this.sleep(until - clock.now());
  }
  private async drain(): Promise<boolean> {
    const { clock, drainMs } = this.options;
    this.overAt = clock.now() + drainMs;
    this.change('told', 'draining');
    this.wake();
    const isOver = new Promise((resolve) => this.over.signal.addEventListener('abort', resolve, { once: true }));
    const giveUp = () => {
      this.over.abort(new DrainTimeoutError(drainMs, this.buffer.length));
      this.wake();
    };
    const timer = clock.setTimeout(giveUp, drainMs);
    if (this.opening === undefined) giveUp();
    await Promise.race([isOver, this.opening?.then(() => this.loops, giveUp)]);
    clock.clearTimeout(timer);
    const isEmpty = this.isReadOut && this.buffer.length === 0;
    this.change(isEmpty ? 'drained' : 'gave-up', 'stopped');
    return isEmpty;
  }
  private get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  /** Until something has changed, or the time is over. */
  private sleep(ms: number): Promise<void> {
    const { clock } = this.options;
    return new Promise((resolve) => {
      const timer = ms === Infinity ? undefined : clock.setTimeout(() => wake(), Math.max(1, ms)); // a fraction of a µs may be left, which no timer waits for
      const wake = () => {
        clock.clearTimeout(timer);
        this.sleepers.delete(wake);
        resolve();
      };
      this.sleepers.add(wake);
    });
  }
  private wake(): void {
    this.wakes += 1;
    for (const wake of this.sleepers) wake();
  }
  private change(event: ShipperEvent, to: State, error?: unknown): void {
    if (!this.hasEnded && (this.state !== 'draining' || to === 'stopped')) this.state = to;
    this.tell(event, error);
  }
  private tell(event: ShipperEvent, error?: unknown): void {
    if (this.hasEnded) return; // what was under way then may still end
    this.hasEnded = this.state === 'stopped';
    try {
      this.options.onChange?.({ event, state: this.state, held: this.buffer.length, error });
    } catch (thrown) {
      queueMicrotask(() => { throw thrown; });
    }
  }
}
const doubling = (failures: number): number => Math.min(30_000, 500 * 2 ** (failures - 1));
const systemRandom = Math.random;
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const trying = <Out>(run: () => Out, otherwise: () => Out): Out => {
  try {
    return run();
  } catch {
    return otherwise();
  }
};
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
