/**
 * An outbox relay: it takes the events of the log to every reader, in order, until the reader has acknowledged them. The log itself is the
 * outbox, so what was committed is delivered, whenever the process dies. Do not send events by hand beside the commit instead.
 * Its ports are the log (read on from a position, and its end), a function for each reader that delivers and returns how far it has come, and a clock.
 */
export interface RelayOptions<E> {
  log: Log<E>;
  /** How many events are delivered together at most. @default 100 */
  batch?: number;
  /** How long a reader is left alone when it knows all there is, or when a delivery failed, in ms. @default 200 */
  pollMs?: number;
  /** The longest that one delivery may take before it counts as failed, in ms. @default 5000 */
  timeoutMs?: number;
  /** Called when a delivery failed. It is made again. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onFailure?: (reader: string, error: unknown) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export type Awaitable<T> = T | PromiseLike<T>;
export interface Recorded<E> {
  readonly event: E;
  readonly position: number;
}
export interface Log<E> {
  readAll(afterPosition: number, max: number): Awaitable<readonly Recorded<E>[]>;
  head(): Awaitable<number>;
}
/** Events in order, each as often as it takes. Without events it asks how far the reader has come, and tells it where the log ends. */
export interface Delivery<E> {
  /** The events follow this position: a reader that has not come so far has missed some. */
  readonly after: number;
  readonly events: readonly Recorded<E>[];
  /** Where the log ended when this was sent. */
  readonly head: number;
}
/** Resolves with the position that the reader has come to: from there it is served on. */
export type Deliver<E> = (delivery: Delivery<E>) => Awaitable<number>;
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** The reader did not acknowledge in time. It may have taken the events all the same, and will get them again. */
export class DeliveryTimeoutError extends Error {
  override readonly name = 'DeliveryTimeoutError';
  readonly code = 'DELIVERY_TIMEOUT';
  readonly reader: string;
  readonly timeoutMs: number;
  constructor(reader: string, timeoutMs: number) {
    super(`${reader} did not acknowledge within ${timeoutMs} ms.`);
    this.reader = reader;
    this.timeoutMs = timeoutMs;
  }
}

export class Relay<E> {
  private readonly log: Log<E>;
  private readonly batch: number;
  private readonly pollMs: number;
  private readonly timeoutMs: number;
  private readonly onFailure: (reader: string, error: unknown) => void;
  private readonly clock: Clock;
  private readonly readers = new Map<string, Reader<E>>();
  constructor({ log, batch = 100, pollMs = 200, timeoutMs = 5_000, onFailure, clock = systemClock }: RelayOptions<E>) {
    this.log = log;
    this.batch = whole('batch', batch, 1, 100_000);
    this.pollMs = inRange('pollMs', pollMs, 1, longestMs);
    this.timeoutMs = inRange('timeoutMs', timeoutMs, 1, longestMs);
    this.onFailure = guarded((reader, error) => onFailure?.(reader, error));
    this.clock = clock;
  }

  /** Serves a reader from where it says that it is. Call what is returned to end it; a delivery that is under way is not taken back. */
  add(name: string, deliver: Deliver<E>): () => void {
    if (this.readers.has(name)) throw new Error(`There is a reader named ${name} already: give each its own name.`);
    const reader = new Reader(name, deliver);
    this.readers.set(name, reader);
    void this.serve(reader);
    return () => {
      reader.isServed = false;
      if (this.readers.get(name) === reader) this.readers.delete(name);
      reader.wake();
    };
  }

  /** Something was appended: readers that rest are served now, and not at the next poll; but one whose delivery failed is left alone till then. */
  wake(): void {
    for (const reader of this.readers.values()) reader.wake();
  }

  /** How far each reader had come when it last acknowledged; undefined until it has. */
  positions(): Readonly<Record<string, number | undefined>> {
    return Object.fromEntries([...this.readers.values()].map(({ name, position }) => [name, position]));
  }

  /** Ends the service of every reader. Nothing is lost: a relay that is started anew asks each how far it has come. */
  stop(): void {
    for (const reader of this.readers.values()) reader.isServed = false;
    this.wake();
    this.readers.clear();
  }

  private async serve(reader: Reader<E>): Promise<void> {
    while (reader.isServed) {
      reader.isAwake = false;
      let [hasMore, hasFailed] = [false, false];
      try {
        hasMore = await this.deliverNext(reader);
      } catch (error) {
        hasFailed = true;
        if (reader.isServed) this.onFailure(reader.name, error);
      }
      if (reader.isServed && !hasMore) await reader.rest(this.clock, this.pollMs, hasFailed);
    }
  }

  /** What the reader has not acknowledged is read from the log, where it stands whatever became of this process. Resolves with whether there is more for it. */
  private async deliverNext(reader: Reader<E>): Promise<boolean> {
    const after = reader.position ?? 0;
    const events = reader.position === undefined ? [] : await this.log.readAll(after, this.batch);
    const head = await this.log.head();
    const acknowledged = await this.inTime(reader, { after, events, head });
    if (!Number.isInteger(acknowledged) || acknowledged < 0) throw new TypeError(`${reader.name} must acknowledge with a whole position from 0, got ${String(acknowledged)}.`);
    const isFirst = reader.position === undefined; // it has only been asked
    reader.position = acknowledged;
    return (isFirst || acknowledged > after) && acknowledged < head;
  }

  /** Only an acknowledgement moves a reader on, and only one that comes in time. */
  private inTime(reader: Reader<E>, delivery: Delivery<E>): Promise<number> {
    const { clock, timeoutMs } = this;
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => reject(new DeliveryTimeoutError(reader.name, timeoutMs)), timeoutMs);
      const settle = <T>(end: (value: T) => void) => (value: T): void => {
        clock.clearTimeout(timer);
        end(value);
      };
      void delivered(reader, delivery).then(settle(resolve), settle(reject));
    });
  }
}

const delivered = async <E>(reader: Reader<E>, delivery: Delivery<E>): Promise<number> => reader.deliver(delivery);

class Reader<E> {
  readonly name: string;
  readonly deliver: Deliver<E>;
  position: number | undefined = undefined;
  isServed = true;
  /** It was woken since it was last served. */
  isAwake = false;
  wake: () => void = () => void (this.isAwake = true);
  constructor(name: string, deliver: Deliver<E>) {
    this.name = name;
    this.deliver = deliver;
  }

  /** @param isAlone no news ends the rest, only the end of the service */
  rest(clock: Clock, ms: number, isAlone: boolean): Promise<void> {
    if (this.isAwake && !isAlone) return Promise.resolve();
    const asleep = this.wake;
    return new Promise((resolve) => {
      const end = (): void => {
        clock.clearTimeout(timer);
        this.wake = asleep;
        resolve();
      };
      const timer = clock.setTimeout(end, ms);
      this.wake = () => {
        if (!isAlone || !this.isServed) end();
      };
    });
  }
}

const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const guarded = <In extends unknown[]>(callback: (...given: In) => void) => (...given: In): void => {
  try {
    callback(...given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
};
function inRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} must be from ${min} to ${max}, got ${String(value)}.`);
}
function whole(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}, got ${String(value)}.`);
}
