import type { Meter } from '../../scenario.ts';
import type { Json } from '../../trace.ts';
import { readable, wordOf } from '../frame-caption.ts';
import { cellOf, type Cell } from './cells.ts';
import { arrayOf, countOf, numberOf, numeric, objectOf, shareOf, type Gauges } from './gauges.ts';

export interface MessageCell extends Cell {
  /** How often it was delivered. Empty where it never was. */
  readonly count: string;
  /** What is left of its lease, from 0 to 1. Undefined where nobody holds it. */
  readonly left: number | undefined;
}
export interface MessagesFrame {
  readonly kind: 'messages';
  readonly label: string;
  readonly text: string;
  /** Null is a place that no message stands in. */
  readonly cells: readonly (MessageCell | null)[];
  readonly columns: number;
  /** How many messages have no room. */
  readonly more: number;
}

const columnsByDefault = 8;
const columnsMax = 16;
const cellsMax = 64;

/** One cell a message, the head first. The clock of a lease empties with the simulated time. */
export function messagesFrame(meter: Extract<Meter, { kind: 'messages' }>, { at, knobs, read }: Gauges): MessagesFrame {
  const { label, looks } = meter;
  const size = countOf(meter.size, knobs, cellsMax);
  const leaseMs = numberOf(meter.leaseMs, knobs);
  const messages = read(meter.value, at);
  const all = arrayOf(messages);
  const cellAt = (message: Json | undefined): MessageCell | null => {
    const { mark, count, until } = objectOf(message);
    const cell = cellOf(mark === undefined ? undefined : wordOf(mark), looks);
    if (cell === null) return null;
    const [deliveries, untilMs] = [numeric(count) ?? 0, numeric(until)];
    return { ...cell, count: deliveries > 0 ? readable(deliveries) : '', left: untilMs === undefined ? undefined : shareOf(untilMs - at / 1000, leaseMs) };
  };
  return {
    kind: 'messages', label,
    text: Array.isArray(messages) ? readable(all.length) : '–',
    cells: Array.from({ length: size }, (_, place) => cellAt(all[place])),
    columns: countOf(meter.columns ?? columnsByDefault, knobs, columnsMax),
    more: Math.max(0, all.length - size),
  };
}
