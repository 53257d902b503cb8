import type { GroundPattern } from '../../meter.ts';
import type { CellLook, Meter, Tone } from '../../scenario.ts';
import type { Json } from '../../trace.ts';
import { wordOf } from '../frame-caption.ts';
import { arrayOf, countOf, type Gauges } from './gauges.ts';

export interface Cell {
  readonly tone: Tone;
  readonly label: string;
  readonly height: 'short' | 'tall';
  readonly ground: GroundPattern;
}
export interface CellsFrame {
  readonly kind: 'cells';
  /** Null is a place that nothing stands in. */
  readonly cells: readonly (Cell | null)[];
  /** 0 for a row. */
  readonly columns: number;
}

/** Narrower cells could not be told apart. */
const rowMax = 42;
const gridMax = 400;

export function cellsFrame(meter: Extract<Meter, { kind: 'cells' }>, { at, knobs, read }: Gauges): CellsFrame {
  const isGrid = meter.columns !== undefined;
  const size = countOf(meter.size, knobs, isGrid ? gridMax : rowMax);
  const marks = marksOf(read(meter.value, at));
  const places = placesOf(marks, size, isGrid ? 'grid' : meter.isQueue === true ? 'queue' : 'row');
  return {
    kind: 'cells',
    cells: places.map((mark) => cellOf(mark, meter.looks)),
    columns: meter.columns === undefined ? 0 : countOf(meter.columns, knobs, rowMax),
  };
}

/** One mark a cell: the characters of a text, or the items of an array. */
export function marksOf(value: Json | undefined): readonly string[] {
  return typeof value === 'string' ? Array.from(value) : arrayOf(value).map(wordOf);
}

export function cellOf(mark: string | undefined, looks: Readonly<Record<string, CellLook>>): Cell | null {
  const look = mark === undefined ? undefined : looks[mark];
  return look === undefined ? null : { tone: look.tone, label: look.label, height: look.height ?? 'tall', ground: look.ground ?? 'plain' };
}

/** A grid keeps every mark in its place; a row shows the newest at its right end; a queue has its head there. */
function placesOf(marks: readonly string[], size: number, order: 'grid' | 'queue' | 'row'): (string | undefined)[] {
  const shown = order === 'row' ? marks.slice(-size) : marks.slice(0, size);
  const empty = Array<undefined>(size - shown.length).fill(undefined);
  if (order === 'grid') return [...shown, ...empty];
  return [...empty, ...(order === 'queue' ? shown.toReversed() : shown)];
}
