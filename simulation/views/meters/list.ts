import type { MarkLook, Meter } from '../../scenario.ts';
import type { Json } from '../../trace.ts';
import { wordOf } from '../frame-caption.ts';
import { arrayOf, objectOf, type Gauges } from './gauges.ts';

export interface ListRow {
  readonly text: string;
  readonly look: MarkLook | undefined;
}
export interface ListFrame {
  readonly kind: 'list';
  readonly label: string;
  readonly rows: readonly ListRow[];
  /** For how many rows there is room. */
  readonly size: number;
  /** How many more there are. */
  readonly more: number;
}

/** One row is given up to the count of what has no room. */
export function listFrame({ label, value, rows: size, looks = {} }: Extract<Meter, { kind: 'list' }>, { at, read }: Gauges): ListFrame {
  const all = arrayOf(read(value, at));
  const shown = all.length > size ? Math.max(0, size - 1) : all.length;
  return { kind: 'list', label, rows: all.slice(0, shown).map((row) => rowOf(row, looks)), size, more: all.length - shown };
}

function rowOf(row: Json, looks: Readonly<Record<string, MarkLook>>): ListRow {
  if (typeof row !== 'object' || row === null) return { text: wordOf(row), look: undefined };
  const { text, mark } = objectOf(row);
  return { text: wordOf(text), look: looks[wordOf(mark)] };
}
