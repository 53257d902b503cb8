import type { RunResult } from '@/simulation/run.ts';
import type { ComparisonState } from '../../playground-comparison.ts';
import { preciseSeconds } from '../time-text.ts';

/** What the other arm is called beside its figures. */
export type Arm = 'with it' | 'without it';
export const otherArmOf = ({ control }: RunResult): Arm => (control ? 'with it' : 'without it');

/** What the reader is told beside the switch. */
export function comparisonWords(run: RunResult, counterpart: RunResult | undefined, state: ComparisonState): string {
  switch (state) {
    case 'off':
      return '';
    case 'awaited':
      return 'The other run is being computed.';
    case 'missing':
      return 'The other run could not be had.';
    case 'stands':
      return counterpart === undefined ? '' : differenceWords(run.control ? counterpart : run, run.control ? run : counterpart);
  }
}

/** `Without it 96 fewer requests are answered, 214 more fail.` A run that stopped early has had fewer requests, so that its totals say nothing. */
export function differenceWords(pattern: RunResult, control: RunResult): string {
  const stops = [stopText('With the pattern', pattern), stopText('Without it', control)].filter((stop) => stop !== '');
  if (stops.length > 0) return `${stops.join(' ')} The charts compare the time until then.`;
  const differences = verbs.flatMap(([outcome, one, many]) => {
    const more = (control.metrics[outcome] ?? 0) - (pattern.metrics[outcome] ?? 0);
    return more === 0 ? [] : [{ count: Math.abs(more), way: more > 0 ? 'more' : 'fewer', verb: Math.abs(more) === 1 ? one : many }];
  });
  const [first, ...rest] = differences;
  if (first === undefined) return 'Without it every request ends as it does with it.';
  const parts = [`${numberOf(first.count)} ${first.way} ${first.count === 1 ? 'request' : 'requests'} ${first.verb}`, ...rest.map(({ count, way, verb }) => `${numberOf(count)} ${way} ${verb}`)];
  return `Without it ${inOneList(parts)}.`;
}

const verbs = [
  ['ok', 'is answered', 'are answered'],
  ['failed', 'fails', 'fail'],
  ['timeout', 'times out', 'time out'],
  ['rejected', 'is rejected', 'are rejected'],
] as const;

const stopText = (arm: string, { status, endedAt }: RunResult): string => (status === 'ended' ? '' : `${arm} the run stopped at ${preciseSeconds(endedAt)} s.`);

const numberOf = (count: number): string => count.toLocaleString('en-US');

const inOneList = (parts: readonly string[]): string => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`);
