import type { RunResult } from '@/simulation/run.ts';
import type { Lane } from '@/simulation/scenario.ts';

/** A number of the chain of causes on the time axis. Causes count from 1. */
export interface CauseMark {
  readonly number: number;
  /** Where on the axis: 0 to 1. */
  readonly share: number;
}

/** The causes that stand on this lane, the first of their node; -1 for those of a node that has none. In the order of time; of two at once the later cause stands first. */
export function causesOn(position: number, { violation, durationUs }: RunResult, lanes: readonly Lane[]): readonly CauseMark[] {
  return (violation?.chain ?? [])
    .map(({ at, node }, place) => ({ number: place + 1, share: at / durationUs, lane: lanes.findIndex((lane) => lane.node === node) }))
    .filter(({ lane }) => lane === position)
    .toSorted((one, other) => one.share - other.share || other.number - one.number);
}

/** A mark is so wide, in px. */
const markWidth = 20;

/** Where each mark stands: at its time, or beside the next one that would cover it. A length for a sheet, since only that knows how wide the axis is. */
export const markPlaces = (marks: readonly CauseMark[]): readonly string[] =>
  marks.map((_, position) => {
    const rest = marks.slice(position).map(({ share }, behind) => `${round(share * 100)}%${behind === 0 ? '' : ` - ${behind * markWidth}px`}`);
    return `max(${position * markWidth + markWidth / 2}px, min(${rest.join(', ')}))`;
  });

const round = (percent: number): number => Math.round(percent * 1000) / 1000;
