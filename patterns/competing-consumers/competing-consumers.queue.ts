/**
 * A queue in memory that any number of consumers share: who takes a message has it alone under a lease, and it comes back unless it is
 * acknowledged before that ends. Use it within one process, in tests, or as the measure for a driver of a real broker; not for what must
 * outlive the process. Its ports are a clock, monotonic and in milliseconds, with timers, and chance.
 */
export interface LeaseQueueOptions<Body> {
  /** How long a consumer has a message to itself, in ms, unless it extends that. */
  leaseMs: number;
  /** How often a message is handed out at most, crashes included and what does not count left out. If its last delivery comes to nothing it is dead. @default 10 */
  maxDeliveries?: number;
  /** Takes the dead. What it throws surfaces as an uncaught error and harms nothing. @default they are kept in `deadLetters` */
  deadLetter?: (letter: DeadLetter<Body>) => void;
  /** Told of every change of a message, when it is complete. @default none */
  onChange?: (change: Change) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
  /** In [0, 1): tells the receipts of two queues apart. @default Math.random */
  random?: () => number;
}
/** The receipt stands for this delivery, and for no other of the same message. The lease lasts so many ms from now. */
export type Delivery<Body> = { readonly id: string; readonly body: Body; readonly deliveryCount: number; readonly receipt: string; readonly leaseMs: number };
/** The reason is that of the last consumer, or `expired`. */
export type DeadLetter<Body> = { readonly id: string; readonly body: Body; readonly deliveryCount: number; readonly reason: string };
export type MessageState = 'ready' | 'delayed' | 'leased' | 'acked' | 'dead';
export type ChangeEvent = 'sent' | 'delayed' | 'due' | 'leased' | 'extended' | 'acked' | 'released' | 'expired' | 'died';
/** The state is that after the event. */
export type Change = { readonly event: ChangeEvent; readonly state: MessageState; readonly id: string; readonly deliveryCount: number };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };

export class LeaseQueue<Body> {
  /** The dead, where no option takes them. */
  readonly deadLetters: DeadLetter<Body>[] = [];
  /** By when they were sent: what comes back stands where it stood before, near the head. */
  private readonly ready = new Heap<Message<Body>>();
  /** The delayed and the leased, by when that ends. */
  private readonly timed = new Heap<Message<Body>>();
  private readonly leases = new Map<string, Message<Body>>();
  private readonly receivers = new Set<Receiver<Body>>();
  private readonly leaseMs: number;
  private readonly maxDeliveries: number;
  private readonly deadLetter: (letter: DeadLetter<Body>) => void;
  private readonly onChange: ((change: Change) => void) | undefined;
  private readonly clock: Clock;
  private readonly series: string; // no receipt from before a restart is taken for one of this queue
  private sequence = 0;
  private handOuts = 0; // no receipt is given twice
  private dead = 0;
  private timer: unknown = undefined;
  private timerAt = Infinity;
  constructor({ leaseMs, maxDeliveries = 10, deadLetter, onChange, clock = systemClock, random = systemRandom }: LeaseQueueOptions<Body>) {
    this.leaseMs = inRange('leaseMs', leaseMs, 1);
    this.maxDeliveries = maxDeliveries === Infinity ? maxDeliveries : whole('maxDeliveries', maxDeliveries);
    this.deadLetter = deadLetter === undefined ? (letter) => void this.deadLetters.push(letter) : guarded(deadLetter);
    this.onChange = onChange && guarded(onChange);
    this.clock = clock;
    this.series = Math.floor(random() * 36 ** 6).toString(36);
  }

  /** Puts a message in, for nobody before `delayMs` ms have passed, and returns its id: one of its own unless you give one. */
  send(body: Body, options?: { readonly id?: string; readonly delayMs?: number }): string {
    const delayMs = inRange('delayMs', options?.delayMs ?? 0, 0);
    this.sequence += 1;
    const message = new Message(options?.id ?? `${this.series}-${this.sequence}`, body, this.sequence);
    if (delayMs > 0) this.hold(message, delayMs);
    else {
      this.makeReady(message, 'sent');
      this.catchUp();
    }
    return message.id;
  }

  /**
   * Takes up to `max` messages that are ready, each under a lease of its own.
   * @param waitMs how long to wait for the first where none is ready. @default 0: not at all, and the answer is no promise
   * @param signal ends the wait, with nothing
   */
  receive(max?: number): Delivery<Body>[];
  receive(max: number, waitMs: number, signal?: AbortSignal): Delivery<Body>[] | Promise<Delivery<Body>[]>;
  receive(max = 1, waitMs = 0, signal?: AbortSignal): Delivery<Body>[] | Promise<Delivery<Body>[]> {
    whole('max', max);
    inRange('waitMs', waitMs, 0);
    this.catchUp();
    if (signal?.aborted === true) return [];
    const taken = this.take(max);
    return taken.length > 0 || waitMs === 0 ? taken : this.wait(max, waitMs, signal);
  }

  /** The message is done with. False: the receipt is stale, and nothing has changed. */
  ack(receipt: string): boolean {
    const message = this.endLease(receipt);
    if (message !== undefined) this.tell('acked', 'acked', message);
    return message !== undefined;
  }

  /** Gives the message back, for another try in `delayMs` ms. Unless it counts, no delivery is used up. False: the receipt is stale, and nothing has changed. */
  nack(receipt: string, delayMs = 0, reason = 'nacked', counts = true): boolean {
    inRange('delayMs', delayMs, 0);
    const message = this.endLease(receipt);
    if (message !== undefined && !counts) message.deliveryCount -= 1;
    if (message !== undefined) this.giveBack(message, 'released', delayMs, reason);
    this.catchUp();
    return message !== undefined;
  }

  /** The lease ends `ms` ms from now. False: the receipt is stale, and nothing has changed. */
  extend(receipt: string, ms = this.leaseMs): boolean {
    inRange('ms', ms, 1);
    const message = this.leased(receipt);
    if (message === undefined) return false;
    message.dueAt = this.clock.now() + ms;
    this.timed.move(message, message.dueAt);
    this.setTimer();
    this.tell('extended', 'leased', message);
    return true;
  }

  /** How many messages are in each state now; of the dead, all so far. */
  get depth() {
    return { ready: this.ready.items.length, delayed: this.timed.items.length - this.leases.size, leased: this.leases.size, dead: this.dead };
  }

  private take(max: number): Delivery<Body>[] {
    const taken: Delivery<Body>[] = [];
    const dueAt = this.clock.now() + this.leaseMs;
    for (let { first } = this.ready; first !== undefined && taken.length < max; { first } = this.ready) taken.push(this.lease(first, dueAt));
    if (taken.length > 0) this.setTimer();
    return taken;
  }
  private lease(message: Message<Body>, dueAt: number): Delivery<Body> {
    const { id, body } = message;
    const deliveryCount = (message.deliveryCount += 1); // now, not when it fails: so a crash counts too
    const receipt = (message.receipt = `${this.series}.${(this.handOuts += 1)}`);
    message.dueAt = dueAt;
    this.ready.remove(message);
    this.timed.add(message, message.dueAt);
    this.leases.set(receipt, message);
    this.tell('leased', 'leased', message);
    return { id, body, deliveryCount, receipt, leaseMs: this.leaseMs };
  }
  /** The message of a receipt, while that lease lasts: a late timer makes it no longer. */
  private leased(receipt: string): Message<Body> | undefined {
    const message = this.leases.get(receipt);
    if (message === undefined || this.clock.now() < message.dueAt) return message;
    this.catchUp();
    return undefined;
  }
  private endLease(receipt: string): Message<Body> | undefined {
    const message = this.leased(receipt);
    if (message === undefined) return undefined;
    this.leases.delete(receipt);
    this.timed.remove(message);
    if (this.timed.first === undefined) this.stopTimer();
    return message;
  }

  /** A delivery has come to nothing. */
  private giveBack(message: Message<Body>, event: 'released' | 'expired', delayMs: number, reason: string): void {
    const { id, body, deliveryCount } = message;
    if (deliveryCount < this.maxDeliveries) return delayMs > 0 ? this.hold(message, delayMs) : this.makeReady(message, event);
    this.dead += 1;
    this.tell('died', 'dead', message);
    this.deadLetter({ id, body, deliveryCount, reason });
  }
  private hold(message: Message<Body>, delayMs: number): void {
    message.dueAt = this.clock.now() + delayMs;
    this.timed.add(message, message.dueAt);
    this.setTimer();
    this.tell('delayed', 'delayed', message);
  }
  private makeReady(message: Message<Body>, event: 'sent' | 'released' | 'expired' | 'due'): void {
    this.ready.add(message, message.sequence);
    this.tell(event, 'ready', message);
  }

  /** Ends every lease and every delay whose time has come, and hands out what is ready. */
  private catchUp(): void {
    for (let message = this.timed.first; message !== undefined && this.clock.now() >= message.dueAt; message = this.timed.first) {
      this.timed.remove(message);
      if (this.leases.delete(message.receipt)) this.giveBack(message, 'expired', 0, 'expired');
      else this.makeReady(message, 'due');
    }
    this.serve();
  }

  /** Hands what is ready to those who wait, first come, first served. */
  private serve(): void {
    for (const receiver of this.receivers) {
      if (this.ready.first === undefined) return;
      receiver.leave();
      receiver.resolve(this.take(receiver.max));
    }
  }
  private wait(max: number, waitMs: number, signal: AbortSignal | undefined): Promise<Delivery<Body>[]> {
    return new Promise((resolve) => {
      const giveUp = (): void => {
        receiver.leave();
        resolve([]);
      };
      const timer = this.clock.setTimeout(giveUp, waitMs);
      const leave = (): void => {
        this.receivers.delete(receiver);
        this.clock.clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
      };
      const receiver = { max, resolve, leave };
      signal?.addEventListener('abort', giveUp);
      this.receivers.add(receiver);
    });
  }

  /** One timer, for what is due first. One that was set too early does no harm: it is set anew when it has run. */
  private setTimer(): void {
    const dueAt = this.timed.first?.dueAt ?? Infinity;
    if (dueAt >= this.timerAt) return;
    this.stopTimer();
    this.timerAt = dueAt;
    this.timer = this.clock.setTimeout(this.onTimer, Math.max(1, dueAt - this.clock.now()));
  }
  private stopTimer(): void {
    if (this.timerAt !== Infinity) this.clock.clearTimeout(this.timer);
    this.timerAt = Infinity;
  }
  private readonly onTimer = (): void => {
    this.timerAt = Infinity;
    this.catchUp();
    this.setTimer();
  };

  private tell(event: ChangeEvent, state: MessageState, { id, deliveryCount }: Message<Body>): void {
    if (this.onChange !== undefined) this.onChange({ event, state, id, deliveryCount });
  }
}
type Receiver<Body> = { readonly max: number; readonly resolve: (deliveries: Delivery<Body>[]) => void; readonly leave: () => void };
class Message<Body> {
  readonly id: string;
  readonly body: Body;
  readonly sequence: number;
  deliveryCount = 0;
  receipt = '';
  dueAt = 0;
  place = 0; // in the heap that holds it: it is in one at most
  order = 0; // by what it stands there: when it was sent, or when it is due
  constructor(id: string, body: Body, sequence: number) {
    this.id = id;
    this.body = body;
    this.sequence = sequence;
  }
}
/** A binary heap, the lowest order first, from which any item can be taken, in a time that grows with the logarithm of how many there are. */
class Heap<Item extends { place: number; order: number }> {
  readonly items: Item[] = [];
  get first(): Item | undefined { return this.items[0]; }
  add(item: Item, order: number): void {
    item.order = order;
    this.settle(item, this.items.length);
  }
  move(item: Item, order: number): void {
    item.order = order;
    this.settle(item, item.place);
  }
  remove(item: Item): void {
    const last = this.items.pop()!;
    if (last !== item) this.settle(last, item.place);
  }
  /** Puts an item where it belongs, from a place that is its own or free. */
  private settle(item: Item, from: number): void {
    const { items } = this;
    let place = from;
    for (let above = (place - 1) >> 1; place > 0 && item.order < items[above]!.order; above = (place - 1) >> 1) place = this.put(items[above]!, place, above);
    for (let below = 2 * place + 1; below < items.length; below = 2 * place + 1) {
      if (below + 1 < items.length && items[below + 1]!.order < items[below]!.order) below += 1;
      if (items[below]!.order >= item.order) break;
      place = this.put(items[below]!, place, below);
    }
    this.put(item, place, place);
  }
  private put(item: Item, place: number, freed: number): number {
    this.items[place] = item;
    item.place = place;
    return freed;
  }
}
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemRandom = Math.random;
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const guarded = <In>(callback: (given: In) => void) => (given: In): void => {
  try {
    callback(given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
};
function inRange(name: string, value: number, min: number): number {
  if (value >= min && value <= longestMs) return value;
  throw new RangeError(`${name} must be from ${min} to ${longestMs} ms, got ${String(value)}.`);
}
function whole(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= 1_000_000) return value;
  throw new RangeError(`${name} must be a whole number from 1 to 1000000, got ${String(value)}.`);
}
