import type { MessageFlight } from '../trace.ts';
import type { Expiry, FrameIndex } from './frame-index.ts';
import { countUpTo } from './frame-track.ts';
import { expiryUs } from './messages.ts';

/**
 * The messages on their way at a moment that moves on: what left is dropped and what was sent since is taken up, so that a step costs
 * what is under way and no more. It gives the same as `messagesAt`, without a new object for each.
 */
export class MessagesUnderWay {
  /** In the order in which they were sent. */
  readonly flights: MessageFlight[] = [];
  /** Callers that have just stopped waiting. */
  readonly expiries: Expiry[] = [];
  private readonly index: FrameIndex;
  /** Flights and expiries that were looked at already. */
  private sent = 0;
  private expired = 0;
  private at = -1;

  constructor(index: FrameIndex) {
    this.index = index;
  }

  moveTo(at: number): void {
    const { index, flights, expiries } = this;
    if (at < this.at) this.startBefore(at);
    this.at = at;
    for (; this.sent < index.flights.length && index.sentAt[this.sent]! <= at; this.sent += 1) flights.push(index.flights[this.sent]!);
    for (; this.expired < index.expiries.length && index.expiredAt[this.expired]! <= at; this.expired += 1) expiries.push(index.expiries[this.expired]!);
    keep(flights, ({ arrivesAt }) => arrivesAt > at);
    keep(expiries, (expiry) => expiry.at > at - expiryUs);
  }

  /** Time went back: everything before the first message that may still be under way is over. */
  private startBefore(at: number): void {
    const { index } = this;
    this.flights.length = 0;
    this.expiries.length = 0;
    this.sent = countUpTo(index.arrivedBy, at);
    this.expired = countUpTo(index.expiredAt, at - expiryUs);
  }
}

/** Filters in place. */
function keep<Item>(items: Item[], isKept: (item: Item) => boolean): void {
  let kept = 0;
  for (const item of items) {
    if (isKept(item)) {
      items[kept] = item;
      kept += 1;
    }
  }
  items.length = kept;
}
