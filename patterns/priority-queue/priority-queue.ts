/**
 * A priority queue gives out the most urgent message first and, of equals, the one that came first: put one where consumers cannot always
 * keep up and some messages matter more than others. Do not use it to hide that consumers are too few (then somebody is late whatever
 * the order), nor as a promise of order: a consumer that holds several messages works on them as it likes. It is kept in memory.
 * Its one port is a clock, monotonic and in milliseconds: the process's own unless you pass another.
 */
export interface PriorityQueueOptions<T> {
  /** How many classes there are, from 1 to 32. Priorities run from 0 to one less, and larger means sooner. Few are enough. */
  classes: number;
  /** Which class gives out its oldest message next; one scheduler for each queue. @default strict: the highest class that has any, so that a lower one may wait without end */
  scheduler?: Scheduler;
  /** How many messages it holds at most. Those that are out count too, so that one that is given back always has its place. @default 10000 */
  maxSize?: number;
  /** What gives way when it is full; see `Overflow`. @default 'reject' */
  overflow?: Overflow;
  /** How many messages of each class it holds at most, lowest class first, so that "urgent" stays worth something. @default no limit but maxSize */
  quotas?: readonly number[];
  /** Told each event of each message when it is over. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onEvent?: (event: MessageEvent, message: Message<T>) => void;
  /** @default performance.now */
  clock?: Clock;
}
/** Chooses among the classes, lowest first. `priority-queue.scheduler.ts` has two that let nobody starve. */
export interface Scheduler {
  /** How many classes it is made for. @default any number */
  readonly classes?: number | undefined;
  /** The priority of the class whose head is given out now; undefined where none has any. */
  next(classes: readonly WaitingClass[]): number | undefined;
}
/** What a scheduler sees of a class: its oldest message, since when that has waited (ms), its place in the order of all pushes, its cost. */
export type WaitingClass = { readonly head: { readonly since: number; readonly sequence: number; readonly cost: number } | undefined };
/** Who gives way: the new message; the oldest of the lowest class that waits; or that one only to a message of a higher class. */
export type Overflow = 'reject' | 'drop-lowest' | 'outrank';
export type MessageEvent = 'pushed' | 'refused' | 'taken' | 'acked' | 'nacked' | 'moved' | 'removed' | 'dropped';
export type Clock = { now(): number };
export interface Message<T> {
  readonly id: string | undefined;
  readonly item: T;
  readonly priority: number;
  readonly cost: number;
  /** When it was pushed, by the clock, in ms. What happens to it later does not change that. */
  readonly since: number;
}
/** A message that was given out, until it is acked or nacked, and how often it has been given out by now. */
export type Delivery<T> = { readonly message: Message<T>; readonly count: number };
/** The message was not taken in: `full` speaks of the queue, `quota` of the class. Nothing was dropped for it. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
  readonly code = 'QUEUE_FULL';
  readonly reason: 'full' | 'quota';
  readonly priority: number;
  readonly limit: number;
  constructor(reason: 'full' | 'quota', priority: number, limit: number) {
    super(reason === 'full' ? `The queue holds ${limit} messages, as many as it may.` : `Class ${priority} holds ${limit} messages, as many as it may.`);
    this.reason = reason;
    this.priority = priority;
    this.limit = limit;
  }
}

export class PriorityQueue<T> {
  private readonly levels: readonly Level<T>[];
  private readonly named = new Map<string, Entry<T>>();
  private readonly out = new Map<Delivery<T>, Entry<T>>();
  private held = 0; // what waits and what is out
  private pushes = 0;
  private readonly scheduler: Scheduler;
  private readonly maxSize: number;
  private readonly overflow: Overflow;
  private readonly tell: (event: MessageEvent, message: Message<T>) => void;
  private readonly clock: Clock;
  constructor({ classes, scheduler = strict, maxSize = 10_000, overflow = 'reject', quotas, onEvent, clock = systemClock }: PriorityQueueOptions<T>) {
    this.levels = Array.from({ length: whole('classes', classes, 1, 32) }, () => new Level<T>());
    if (scheduler.classes !== undefined && scheduler.classes !== classes) throw new RangeError(`scheduler must be for ${classes} classes, got one for ${scheduler.classes}.`);
    if (quotas !== undefined && quotas.length !== classes) throw new RangeError(`quotas must have one number for each of ${classes} classes, got ${quotas.length}.`);
    quotas?.forEach((quota, priority) => void (this.levels[priority]!.quota = whole(`quotas[${priority}]`, quota, 0, 10_000_000)));
    if (!['reject', 'drop-lowest', 'outrank'].includes(overflow)) throw new RangeError(`overflow must be reject, drop-lowest or outrank, got ${String(overflow)}.`);
    this.scheduler = scheduler;
    this.maxSize = whole('maxSize', maxSize, 1, 10_000_000);
    this.overflow = overflow;
    this.tell = onEvent === undefined ? () => undefined : guarded(onEvent);
    this.clock = clock;
  }

  /**
   * Takes a message in, behind all of its class.
   * @param of.priority @default 0, the lowest
   * @param of.cost how much of its class's share it uses, a whole number from 1 to 1000; only a weighted scheduler asks. @default 1
   * @param of.id by which it can be moved and removed. @default none
   * @throws QueueFullError
   */
  push(item: T, { priority = 0, cost = 1, id }: { readonly priority?: number; readonly cost?: number; readonly id?: string } = {}): void {
    const level = this.level(priority);
    whole('cost', cost, 1, 1000);
    const message: Message<T> = { id, item, priority, cost, since: this.clock.now() };
    if (id !== undefined && this.named.has(id)) throw new RangeError(`id must be of no message that waits or is out, got ${id}.`);
    if (level.held >= level.quota) throw this.refusal(message, 'quota', level.quota);
    const dropped = this.held >= this.maxSize ? this.makeRoomFor(message) : undefined;
    this.keep({ message, since: message.since, cost, sequence: (this.pushes += 1), count: 0, isOut: false, place: -1, ahead: undefined, behind: undefined });
    this.tell('pushed', message);
    if (dropped !== undefined) this.tell('dropped', dropped.message);
  }

  /**
   * Gives out the next message: of the class that the scheduler chooses or, for a consumer that serves one class alone, of that class.
   * It stays in the queue's books until it is acked or nacked. Undefined where nothing waits.
   */
  pop(priority?: number): Delivery<T> | undefined {
    const next = priority ?? this.scheduler.next(this.levels);
    const level = next === undefined ? undefined : this.level(next);
    const entry = level?.head;
    if (entry === undefined) return undefined;
    level!.leave(entry);
    entry.isOut = true;
    const delivery = { message: entry.message, count: (entry.count += 1) };
    this.out.set(delivery, entry);
    this.tell('taken', entry.message);
    return delivery;
  }

  /** Gives out up to `most` messages at once, for a consumer that prefetches. What it holds is out of reach of what comes later, however urgent. */
  take(most: number, priority?: number): Delivery<T>[] {
    const taken: Delivery<T>[] = [];
    whole('most', most, 0, 10_000_000);
    for (let next; taken.length < most && (next = this.pop(priority)) !== undefined; ) taken.push(next);
    return taken;
  }

  /** The work on it is done, and the queue forgets it. False where this delivery is not out any more, or is another queue's. */
  ack(delivery: Delivery<T>): boolean {
    const entry = this.out.get(delivery);
    if (entry === undefined) return false;
    this.out.delete(delivery);
    this.forget(entry);
    this.tell('acked', entry.message);
    return true;
  }

  /** Gives it back, to the place in its class that it had: before all that came after it. False where `ack` is. */
  nack(delivery: Delivery<T>): boolean {
    const entry = this.out.get(delivery);
    if (entry === undefined) return false;
    this.out.delete(delivery);
    entry.isOut = false;
    this.level(entry.message.priority).add(entry);
    this.tell('nacked', entry.message);
    return true;
  }

  /** Moves a message that waits to another class, where it stands by its age. False where no such message waits. @throws QueueFullError where that class is full */
  reprioritise(id: string, priority: number): boolean {
    const level = this.level(priority);
    const entry = this.waitingWith(id);
    if (entry === undefined || entry.message.priority === priority) return entry !== undefined;
    if (level.held >= level.quota) throw new QueueFullError('quota', priority, level.quota);
    this.forget(entry);
    entry.message = { ...entry.message, priority };
    this.keep(entry);
    this.tell('moved', entry.message);
    return true;
  }

  /** Takes a message that waits out of the queue. False where none with this id waits: one that is out cannot be called back. */
  remove(id: string): boolean {
    const entry = this.waitingWith(id);
    if (entry === undefined) return false;
    this.forget(entry);
    this.tell('removed', entry.message);
    return true;
  }

  /** How many messages wait. */
  get size(): number {
    return this.levels.reduce((sum, { waiting }) => sum + waiting, 0);
  }
  /** For each class, lowest first: how many wait, how many are out, and since when the oldest has waited (by the clock; null where none waits). */
  metrics() {
    return this.levels.map(({ waiting, held, head }) => ({ waiting, out: held - waiting, oldestSince: head?.since ?? null }));
  }

  /** What is out cannot be dropped. Of what waits, the oldest of the lowest class gives way. */
  private makeRoomFor(message: Message<T>): Entry<T> {
    const oldest = this.overflow === 'reject' ? undefined : this.levels.find(({ waiting }) => waiting > 0)?.head;
    if (oldest === undefined || (this.overflow === 'outrank' && oldest.message.priority >= message.priority)) throw this.refusal(message, 'full', this.maxSize);
    this.forget(oldest);
    return oldest;
  }

  private refusal(message: Message<T>, reason: 'full' | 'quota', limit: number): QueueFullError {
    this.tell('refused', message);
    return new QueueFullError(reason, message.priority, limit);
  }

  private keep(entry: Entry<T>): void {
    const level = this.level(entry.message.priority);
    level.held += 1;
    level.add(entry);
    this.held += 1;
    if (entry.message.id !== undefined) this.named.set(entry.message.id, entry);
  }

  private forget(entry: Entry<T>): void {
    const level = this.level(entry.message.priority);
    level.held -= 1;
    if (!entry.isOut) level.leave(entry);
    this.held -= 1;
    if (entry.message.id !== undefined) this.named.delete(entry.message.id);
  }
  private waitingWith(id: string): Entry<T> | undefined {
    const entry = this.named.get(id);
    return entry?.isOut === true ? undefined : entry;
  }
  private level(priority: number): Level<T> {
    return this.levels[whole('priority', priority, 0, this.levels.length - 1)]!;
  }
}

interface Entry<T> {
  message: Message<T>; // all that anybody else gets to see of it
  readonly since: number;
  readonly cost: number;
  readonly sequence: number;
  count: number;
  isOut: boolean;
  place: number; // in the heap of those that came back, or -1
  ahead: Entry<T> | undefined;
  behind: Entry<T> | undefined;
}
/**
 * What waits in one class, by age. New messages join a line at its end; one that comes back or is moved is older than the end of that line
 * and goes to a heap, so that neither costs more when much waits. The head is the older of the two heads.
 */
class Level<T> implements WaitingClass {
  quota = Infinity;
  waiting = 0;
  held = 0; // with those that are out
  private first: Entry<T> | undefined;
  private last: Entry<T> | undefined;
  private readonly back: Entry<T>[] = [];

  get head(): Entry<T> | undefined {
    const back = this.back[0];
    return back === undefined || (this.first !== undefined && this.first.sequence < back.sequence) ? this.first : back;
  }

  add(entry: Entry<T>): void {
    this.waiting += 1;
    if (this.last !== undefined && entry.sequence < this.last.sequence) return this.settle(entry, this.back.length);
    entry.ahead = this.last;
    if (this.last === undefined) this.first = entry;
    else this.last.behind = entry;
    this.last = entry;
  }

  leave(entry: Entry<T>): void {
    this.waiting -= 1;
    if (entry.place >= 0) {
      const end = this.back.pop()!;
      if (end !== entry) this.settle(end, entry.place);
      return void (entry.place = -1);
    }
    if (entry.ahead === undefined) this.first = entry.behind;
    else entry.ahead.behind = entry.behind;
    if (entry.behind === undefined) this.last = entry.ahead;
    else entry.behind.ahead = entry.ahead;
    entry.ahead = entry.behind = undefined;
  }

  /** Puts it where it belongs in the heap: up from this place, or else down. */
  private settle(entry: Entry<T>, from: number): void {
    const { back } = this;
    let place = from;
    const move = (one: Entry<T>, freed: number): void => {
      back[place] = one;
      one.place = place;
      place = freed;
    };
    for (let up = (place - 1) >> 1; place > 0 && back[up]!.sequence > entry.sequence; up = (place - 1) >> 1) move(back[up]!, up);
    for (let down = 2 * place + 1; down < back.length; down = 2 * place + 1) {
      if (down + 1 < back.length && back[down + 1]!.sequence < back[down]!.sequence) down += 1;
      if (back[down]!.sequence >= entry.sequence) break;
      move(back[down]!, down);
    }
    move(entry, place);
  }
}
/** The highest class that has any. */
const strict: Scheduler = { next: (classes) => classes.reduce<number | undefined>((highest, { head }, priority) => (head === undefined ? highest : priority), undefined) };
const systemClock: Clock = { now: performance.now.bind(performance) };
const guarded = <In extends unknown[]>(callback: (...given: In) => void) => (...given: In): void => {
  try {
    callback(...given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
};
function whole(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}, got ${String(value)}.`);
}
