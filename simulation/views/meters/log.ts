import type { CellLook, Meter, Tone } from '../../scenario.ts';
import { readable } from '../frame-caption.ts';
import { cellOf, marksOf, type Cell } from './cells.ts';
import { numeric, type Gauges } from './gauges.ts';

export interface LogMark {
  readonly label: string;
  readonly text: string;
  /** How many of the drawn cells lie behind it: 0 is the left end. Undefined where its gauge holds no offset. */
  readonly at: number | undefined;
  /** It stands before the first cell that is drawn. */
  readonly isBefore: boolean;
  /** How many entries are ahead of it. */
  readonly behind: number;
  readonly tone: Tone;
}
export interface LogFrame {
  readonly kind: 'log';
  readonly label: string;
  readonly text: string;
  /** The offset of the first cell, from 0. */
  readonly first: number;
  readonly cells: readonly (Cell | null)[];
  readonly positions: readonly LogMark[];
}

const plainLook: CellLook = { tone: 'flat', label: '' };
const goneCell: Cell = { tone: 'mute', label: 'gone', height: 'short', ground: 'none' };

export function logFrame(meter: Extract<Meter, { kind: 'log' }>, { at, read }: Gauges): LogFrame {
  const { label, size, looks = {} } = meter;
  const length = offsetIn(read(meter.value, at));
  const first = Math.max(0, (length ?? 0) - size);
  const marks = meter.entries === undefined ? [] : marksOf(read(meter.entries, at));
  const gone = (meter.gone === undefined ? undefined : offsetIn(read(meter.gone, at))) ?? 0;
  const cellAt = (offset: number): Cell | null => {
    if (length === undefined || offset >= length) return null;
    if (offset < gone) return goneCell;
    return cellOf(marks[marks.length - (length - offset)], looks) ?? cellOf('', { '': plainLook });
  };
  return {
    kind: 'log', label, first,
    text: length === undefined ? '–' : readable(length),
    cells: Array.from({ length: size }, (_, place) => cellAt(first + place)),
    positions: meter.positions.map(({ label: name, value, tone = 'flat' }): LogMark => {
      const reached = offsetIn(read(value, at));
      if (reached === undefined) return { label: name, text: '–', at: undefined, isBefore: false, behind: 0, tone };
      return { label: name, text: readable(reached), at: Math.min(size, Math.max(0, reached - first)), isBefore: reached < first, behind: Math.max(0, (length ?? 0) - reached), tone };
    }),
  };
}

const offsetIn = (value: Parameters<typeof numeric>[0]): number | undefined => {
  const offset = numeric(value);
  return offset === undefined || offset < 0 ? undefined : Math.floor(offset);
};
