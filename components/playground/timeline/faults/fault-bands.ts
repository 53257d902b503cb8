import { endMs, isAtOnce, isLinkFault, type Fault, type FaultKind } from '@/simulation/fault.ts';
import type { ScenarioData, Tone } from '@/simulation/scenario.ts';
import { labelsOf } from '@/simulation/views/labels.ts';
import { faultIcons, faultWords } from '../../fault-look.ts';
import { shortSeconds } from '../time-text.ts';

/** A fault as it lies on the time axis. Times are virtual microseconds. */
export interface FaultBand {
  /** Its place among the faults of the run. */
  readonly index: number;
  /** What strikes whom: `Slow ×10`, and the node or the link by its label. */
  readonly label: string;
  readonly target: string;
  readonly icon: string;
  readonly tone: Tone;
  readonly from: number;
  readonly to: number;
  /** It is over at once, or it has no end of its own and lasts as long as the run. */
  readonly lasts: 'at once' | 'for a time' | 'to the end';
  /** Where it is drawn: no narrower than can be read and pressed. */
  readonly drawn: { readonly from: number; readonly to: number };
  /** Bands that overlap lie in rows of their own, from 0. */
  readonly row: number;
}

/** A band narrower than this share of the axis could not be read or pressed. */
const shareMin = 0.035;

/**
 * The faults as bands, in their own order.
 * @param keptRows the row of each band, where they are to stay: while one is dragged the others do not jump
 */
export function faultBands(faults: readonly Fault[], data: ScenarioData, durationUs: number, keptRows?: readonly number[]): readonly FaultBand[] {
  const labels = labelsOf(data.topology);
  const bands = faults.map((fault, index) => {
    const end = endMs(fault, faults);
    const from = Math.min(durationUs, fault.atMs * 1000);
    const to = Math.min(durationUs, (end ?? Infinity) * 1000);
    const drawnTo = Math.max(to, Math.min(durationUs, from + durationUs * shareMin));
    return {
      index, from, to, ...lookOf(fault),
      target: fault.target.split('>').map((id) => labels.get(id) ?? id).join(' to '),
      lasts: end === undefined ? ('to the end' as const) : isAtOnce(fault) ? ('at once' as const) : ('for a time' as const),
      drawn: { from: Math.min(from, drawnTo - durationUs * shareMin), to: drawnTo },
    };
  });
  const rows = keptRows ?? freeRows(bands.map(({ drawn }) => drawn));
  return bands.map((band) => ({ ...band, row: rows[band.index] ?? 0 }));
}

/** The first free row for each, in the order of their starts; a row is used again once it is free. */
function freeRows(spans: readonly FaultBand['drawn'][]): readonly number[] {
  const rowEnds: number[] = [];
  const rows: number[] = [];
  const byStart = spans.map((span, index) => ({ ...span, index })).toSorted((one, other) => one.from - other.from || one.index - other.index);
  for (const { from, to, index } of byStart) {
    const free = rowEnds.findIndex((end) => end <= from);
    const row = free === -1 ? rowEnds.length : free;
    rowEnds[row] = to;
    rows[index] = row;
  }
  return rows;
}

export const bandName = ({ label, target }: FaultBand): string => `${label} ${target}`;

/** When a band holds, in words: `6 to 17 s`. */
export function bandTimes({ from, to, lasts }: FaultBand): string {
  switch (lasts) {
    case 'at once':
      return `at ${shortSeconds(from)} s`;
    case 'for a time':
      return `${shortSeconds(from)} to ${shortSeconds(to)} s`;
    case 'to the end':
      return `${shortSeconds(from)} s to the end`;
  }
}

function lookOf(fault: Fault): Pick<FaultBand, 'label' | 'icon' | 'tone'> {
  const label = `${faultWords(fault)}${isLinkFault(fault) ? wayOf(fault.direction) : ''}`;
  return { label, icon: faultIcons[fault.kind], tone: grave.includes(fault.kind) ? 'fail' : 'warn' };
}

const grave: readonly FaultKind[] = ['crash', 'cut', 'fail', 'evict'];

const wayOf = (direction: 'there' | 'back' | 'both' | undefined): string => (direction === 'there' ? ', requests' : direction === 'back' ? ', replies' : '');
