import type { MessageFlight } from '../trace.ts';
import type { FrameIndex } from './frame-index.ts';
import { countUpTo } from './frame-track.ts';

/**
 * How a message is drawn. A request's future is unknown, so only replies are coloured by their outcome.
 * `timeout` is no message: it stands where a caller stopped waiting for one.
 */
export type MessageLook = 'request' | 'message' | 'urgent' | 'ok' | 'failed' | 'rejected' | 'late' | 'lost' | 'timeout';

export interface MessageMark {
  readonly id: string;
  readonly link: string;
  readonly look: MessageLook;
  /** A reply travels its link backwards. */
  readonly isReply: boolean;
  /** 0 where the link begins, 1 where it ends, whichever way the message goes. */
  readonly position: number;
}

/** A message that its link loses gets this far; one that finds its node down gets there. */
export const lostAt = 0.42;
const lostAtItsNode = 0.94;
/** For how long the end of a caller's patience is shown. */
export const expiryUs = 150_000;

/** Everything on its way at `at`, in the order in which it was sent. */
export function messagesAt(index: FrameIndex, at: number): MessageMark[] {
  const { flights, arrivedBy, sentAt, expiries, expiredAt } = index;
  const marks: MessageMark[] = [];
  for (let position = countUpTo(sentAt, at) - 1; position >= 0 && arrivedBy[position]! > at; position -= 1) {
    const flight = flights[position]!;
    if (flight.arrivesAt > at) marks.push(markOf(flight, at));
  }
  marks.reverse();
  for (let position = countUpTo(expiredAt, at) - 1; position >= 0 && expiredAt[position]! > at - expiryUs; position -= 1) {
    const { link, request } = expiries[position]!;
    marks.push({ id: `expiry-${request}`, link, look: 'timeout', isReply: true, position: 0 });
  }
  return marks;
}

const markOf = (flight: MessageFlight, at: number): MessageMark => ({
  id: `message-${flight.id}`, link: flight.link, look: lookAt(flight, at), isReply: flight.kind === 'reply', position: positionAt(flight, at),
});

/** How far along its link a message is, whichever way it goes. */
export function positionAt(flight: MessageFlight, at: number): number {
  const reached = Math.min(travelled(flight, at), endOf(flight));
  return flight.kind === 'reply' ? 1 - reached : reached;
}

export const lookAt = (flight: MessageFlight, at: number): MessageLook => (travelled(flight, at) >= endOf(flight) ? 'lost' : lookOf(flight));

const travelled = ({ sentAt, arrivesAt }: MessageFlight, at: number): number => (at - sentAt) / (arrivesAt - sentAt);
const endOf = ({ lost }: MessageFlight): number => (lost === '' ? 1 : lost === 'down' ? lostAtItsNode : lostAt);

function lookOf({ kind, outcome, urgent }: MessageFlight): MessageLook {
  if (kind === 'reply') return outcome || 'ok';
  return urgent === true ? 'urgent' : kind;
}

/** The looks that this run has anywhere: what a legend has to explain. */
export function looksIn(index: FrameIndex): ReadonlySet<MessageLook> {
  const looks = new Set<MessageLook>();
  for (const flight of index.flights) {
    looks.add(lookOf(flight));
    if (flight.lost !== '') looks.add('lost');
  }
  if (index.expiries.length > 0) looks.add('timeout');
  return looks;
}
