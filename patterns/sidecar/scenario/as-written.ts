import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import type { Span } from './shipper.ts';
import { sumOfAll } from './text-sum.ts';

/** Holds the text of what the sink takes against what web wrote there: the places of lines may be right where their words are not. */
export const asWritten: ScenarioPromise = {
  name: 'as-written',
  kind: 'safety',
  label: 'Lines arrive as they were written',
  meaning: 'Every line that logs take has the text that web wrote at its place: none is cut, joined with another, or another’s.',
  watch: (judge) => {
    /** Of each file, what the lines that end at its places sum up to. */
    const files = new Map<string, Map<number, number>>();
    return {
      'line.written': ({ data }) => {
        const { file, to, sum } = data as { file: string; to: number; sum: number };
        const sums = files.get(file) ?? new Map<number, number>();
        files.set(file, sums.set(to, sum));
      },
      'logs.took': (row) => {
        const spans = (row.data.spans as unknown as readonly Span[]).filter(({ isGap }) => !isGap);
        const written = spans.flatMap(({ file, from, to }) => [...(files.get(file) ?? [])].flatMap(([end, sum]) => (end > from && end <= to! ? [sum] : [])));
        if (written.length === 0) return;
        if (row.data.sum === sumOfAll(written)) judge.held();
        else judge.broken(row, `Logs took ${written.length === 1 ? 'a line' : `${written.length} lines`} whose text is not what web wrote.`);
      },
    };
  },
};
