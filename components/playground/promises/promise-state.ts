import type { PromiseReport } from '@/simulation/run.ts';
import { countUpTo } from '@/simulation/views/frame-track.ts';
import { preciseSeconds } from '../timeline/time-text.ts';

/** How a promise stands at a moment. `checks` counts how often it was really exercised until then. */
export interface PromiseState {
  readonly status: 'held' | 'broken' | 'untested';
  readonly checks: number;
}

export function promiseStateAt({ checkedAt, brokenAt }: PromiseReport, at: number): PromiseState {
  const checks = countUpTo(checkedAt, at);
  if (brokenAt !== undefined && at >= brokenAt) return { status: 'broken', checks };
  return { status: checks === 0 ? 'untested' : 'held', checks };
}

/** What is said of every promise of a run without the pattern: there is nobody to keep it. */
const notJudged = 'Not judged without the pattern';

/** The same in words: `Held · 378 checks`, `Not exercised yet`, `Broken at 12.304 s`. */
export function promiseText(report: PromiseReport, at: number, isJudged = true): string {
  if (!isJudged) return notJudged;
  const { status, checks } = promiseStateAt(report, at);
  switch (status) {
    case 'broken':
      return `Broken at ${preciseSeconds(report.brokenAt ?? at)} s`;
    case 'untested':
      return 'Not exercised yet';
    case 'held':
      return `Held · ${checks.toLocaleString('en-US')} ${checks === 1 ? 'check' : 'checks'}`;
  }
}

/** The same where there is little room beside the mark, which says the rest: `378`, `not yet`, `12.304 s`, `not judged`. */
export function shortPromiseText(report: PromiseReport, at: number, isJudged = true): string {
  if (!isJudged) return 'not judged';
  const { status, checks } = promiseStateAt(report, at);
  if (status === 'broken') return `${preciseSeconds(report.brokenAt ?? at)} s`;
  return checks === 0 ? 'not yet' : checks.toLocaleString('en-US');
}

/** All of them in one line: how many hold, or what is broken. */
export function summaryText(reports: readonly PromiseReport[], at: number, isJudged = true): string {
  if (!isJudged) return 'Without the pattern no promise is judged';
  const states = reports.map((report) => promiseStateAt(report, at).status);
  const broken = states.filter((status) => status === 'broken').length;
  if (broken > 0) return broken === 1 ? '1 promise broken' : `${broken} promises broken`;
  const held = states.filter((status) => status === 'held').length;
  if (held === states.length) return held === 1 ? '1 promise held' : `${held} promises held`;
  return held === 0 ? 'None exercised yet' : `${held} of ${states.length} promises held`;
}
