import type { Meter } from '../../scenario.ts';
import type { Json } from '../../trace.ts';
import { readable, wordOf } from '../frame-caption.ts';
import { cellOf, type Cell } from './cells.ts';
import { arrayOf, countOf, numberOf, numeric, objectOf, shareOf, type Gauges } from './gauges.ts';

export interface WaitingRow {
  readonly label: string;
  readonly look: Cell | null;
  readonly waiting: string;
  /** Of the bar's length, from 0 to 1. */
  readonly share: number;
  /** How long the oldest has waited, in s; `–` where none waits. */
  readonly age: string;
  readonly isOverLimit: boolean;
}
export interface WaitingFrame {
  readonly kind: 'waiting';
  readonly rows: readonly WaitingRow[];
  /** For how many rows there is room. */
  readonly places: number;
}

const sizeMax = 1_000_000;

/** A row for each class: how many wait, and since when the oldest does. Its age grows with the simulated time. */
export function waitingFrame(meter: Extract<Meter, { kind: 'waiting' }>, { at, knobs, read }: Gauges): WaitingFrame {
  const size = countOf(meter.size, knobs, sizeMax);
  const limitMs = meter.limitMs === undefined ? Infinity : numberOf(meter.limitMs, knobs);
  const places = Object.keys(meter.looks).length;
  const rowOf = (item: Json): WaitingRow => {
    const { label, mark, waiting, since } = objectOf(item);
    const [count, sinceMs] = [numeric(waiting) ?? 0, numeric(since)];
    const ageMs = sinceMs === undefined ? undefined : Math.max(0, at / 1000 - sinceMs);
    return {
      label: wordOf(label), look: cellOf(wordOf(mark), meter.looks), waiting: readable(count), share: shareOf(count, size),
      age: ageMs === undefined ? '–' : (ageMs / 1000).toFixed(1), isOverLimit: ageMs !== undefined && ageMs > limitMs,
    };
  };
  return { kind: 'waiting', rows: arrayOf(read(meter.value, at)).slice(0, places).map(rowOf), places };
}
