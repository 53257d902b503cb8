/**
 * An event store: streams of events, one a thing of the business, in one log. An append names the version that it follows and fails
 * where another got there first; the log is read on from any position. Do not use this one for more events than fit into memory:
 * then write an `EventStore` on a database, which checks the version in the transaction that inserts (or by a unique key on stream and version).
 * Its one port is `write`, which makes an append durable before anybody sees it: nothing unless you pass one.
 */
export interface EventStore<E> {
  /** Appends all of the events or none. No events: nothing is appended, and the version is checked all the same. @throws ConflictError */
  append(stream: string, events: readonly E[], expected: ExpectedVersion, commandId?: string): Appended | PromiseLike<Appended>;
  /** The events of one stream, from a version on. */
  read(stream: string, fromVersion?: number): readonly Recorded<E>[] | PromiseLike<readonly Recorded<E>[]>;
  /** The events of all streams after a position, in order, and no more than `max`. */
  readAll(afterPosition: number, max?: number): readonly Recorded<E>[] | PromiseLike<readonly Recorded<E>[]>;
  /** The position of the last event of all; 0 where there is none. */
  head(): number | PromiseLike<number>;
  /** Told of each event once it is recorded, in order. What `listener` throws surfaces as an uncaught error and harms nothing. Call what is returned to end it. */
  subscribe(listener: (recorded: Recorded<E>) => void): () => void;
}
/** How many events the stream must have; that it must have none, or some; or anything. */
export type ExpectedVersion = number | 'any' | 'no-stream' | 'exists';
export interface Appended {
  /** Of the stream, after the append. */
  readonly version: number;
  /** Of the stream's last event; 0 where it has none. */
  readonly position: number;
}
export interface Recorded<E> {
  readonly event: E;
  readonly stream: string;
  /** Its place in its stream, from 1. */
  readonly version: number;
  /** Its place in the log of all streams, from 1, without gaps. */
  readonly position: number;
  /** The command that it came from, where that had an id. */
  readonly commandId?: string;
}
export interface MemoryEventStoreOptions<E> {
  /** The log as it was, from its first event on. @default an empty log */
  recorded?: readonly Recorded<E>[];
  /** Makes the events of one append durable, all or none. What it throws, append throws, and nothing was appended. @default nothing */
  write?: (recorded: readonly Recorded<E>[]) => void;
}
/** Somebody else appended to the stream: it has `actual` events, where `expected` was asked for. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly code = 'VERSION_CONFLICT';
  readonly stream: string;
  readonly expected: ExpectedVersion;
  readonly actual: number;
  constructor(stream: string, expected: ExpectedVersion, actual: number) {
    super(`The stream ${stream} is at version ${actual}; ${typeof expected === 'number' ? `version ${expected}` : expected} was expected.`);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

export class MemoryEventStore<E extends object> implements EventStore<E> {
  private readonly log: Recorded<E>[] = [];
  private readonly streams = new Map<string, Recorded<E>[]>();
  private readonly listeners = new Set<(recorded: Recorded<E>) => void>();
  private readonly untold: Recorded<E>[] = [];
  private isTelling = false;
  private readonly write: (recorded: readonly Recorded<E>[]) => void;
  constructor({ recorded = [], write = () => undefined }: MemoryEventStoreOptions<E> = {}) {
    for (const one of recorded) this.keep(this.checked(one));
    this.write = write;
  }

  append(stream: string, events: readonly E[], expected: ExpectedVersion, commandId?: string): Appended {
    const version = this.versionOf(stream);
    if (!isMet(expected, version)) throw new ConflictError(stream, expected, version);
    const recorded = events.map((event, index) => record(event, stream, version + index + 1, this.log.length + index + 1, commandId));
    if (recorded.length > 0) this.write(recorded);
    for (const one of recorded) this.keep(one);
    this.tell(recorded);
    return { version: version + recorded.length, position: this.streams.get(stream)?.at(-1)?.position ?? 0 };
  }

  read(stream: string, fromVersion = 1): readonly Recorded<E>[] {
    const from = whole('fromVersion', fromVersion, 1) - 1;
    return this.streams.get(text('stream', stream))?.slice(from) ?? [];
  }

  readAll(afterPosition: number, max = 100): readonly Recorded<E>[] {
    const from = whole('afterPosition', afterPosition, 0);
    return this.log.slice(from, from + whole('max', max, 1));
  }

  head(): number {
    return this.log.length;
  }

  subscribe(listener: (recorded: Recorded<E>) => void): () => void {
    const own = (recorded: Recorded<E>) => listener(recorded); // one that is passed twice is told twice
    this.listeners.add(own);
    return () => void this.listeners.delete(own);
  }

  private versionOf(stream: string): number {
    return this.streams.get(text('stream', stream))?.length ?? 0;
  }

  private keep(recorded: Recorded<E>): void {
    this.log.push(recorded);
    const stream = this.streams.get(recorded.stream);
    if (stream === undefined) this.streams.set(recorded.stream, [recorded]);
    else stream.push(recorded);
  }

  /** A listener that appends comes back here: its events are told after those that are being told, so that all hear them in order. */
  private tell(recorded: readonly Recorded<E>[]): void {
    this.untold.push(...recorded);
    if (this.isTelling) return;
    this.isTelling = true;
    for (let next = this.untold.shift(); next !== undefined; next = this.untold.shift()) {
      for (const listener of this.listeners) guarded(listener, next);
    }
    this.isTelling = false;
  }

  private checked(recorded: Recorded<E>): Recorded<E> {
    const { event, stream, version, position, commandId } = recorded;
    if (position !== this.log.length + 1) throw new RangeError(`recorded must have the positions 1, 2, 3 … in order, got ${String(position)} as number ${this.log.length + 1}.`);
    if (version !== this.versionOf(stream) + 1) throw new RangeError(`recorded must have the versions of ${stream} in order: after ${this.versionOf(stream)} came ${String(version)}.`);
    return record(event, stream, version, position, commandId);
  }
}

function isMet(expected: ExpectedVersion, version: number): boolean {
  switch (expected) {
    case 'any':
      return true;
    case 'no-stream':
      return version === 0;
    case 'exists':
      return version > 0;
    default:
      return whole('expected', expected, 0, ', any, no-stream or exists') === version;
  }
}
/** What is recorded cannot be changed any more, not even by whom it came from; bytes are the exception, as they cannot be frozen. */
function record<E>(event: E, stream: string, version: number, position: number, commandId: string | undefined): Recorded<E> {
  if (typeof event !== 'object' || event === null) throw new TypeError(`An event must be an object, got ${String(event)}.`);
  if (commandId !== undefined) text('commandId', commandId);
  return deepFrozen({ event, stream, version, position, ...(commandId === undefined ? {} : { commandId }) });
}
const frozen = new WeakSet<object>();
function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || frozen.has(value) || ArrayBuffer.isView(value)) return value;
  frozen.add(Object.freeze(value));
  for (const part of Object.values(value)) deepFrozen(part);
  return value;
}
function guarded<In>(callback: (given: In) => void, given: In): void {
  try {
    callback(given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
}
function text(name: string, value: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError(`${name} must be a text that is not empty, got ${JSON.stringify(value)}.`);
}
function whole(name: string, value: number, min: number, or = ''): number {
  if (Number.isInteger(value) && value >= min) return value;
  throw new RangeError(`${name} must be a whole number from ${min}${or}, got ${String(value)}.`);
}
