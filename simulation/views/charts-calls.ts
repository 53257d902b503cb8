import { isAmong, type Calls, type Outcome } from '../chart.ts';
import type { RunResult } from '../run.ts';

/** A request that its caller saw the end of. */
export interface EndedCall {
  /** When it ended, in virtual microseconds. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly outcome: Outcome;
  readonly latencyUs: number;
}

const outcomes = new Set<unknown>(['ok', 'failed', 'rejected', 'timeout'] satisfies Outcome[]);
const known = new WeakMap<RunResult, readonly EndedCall[]>();

/** The requests among these nodes that ended, in order. One that its caller withdrew has no outcome and is left out. */
export const callsIn = (run: RunResult, calls: Calls): readonly EndedCall[] => endedCalls(run).filter(({ from, to }) => isAmong(calls, from, to));

/** Those that a node ended as a caller. */
export const callsOf = (run: RunResult, caller: string): readonly EndedCall[] => callsIn(run, { caller });

/** Those that were made to a node. */
export const callsTo = (run: RunResult, callee: string): readonly EndedCall[] => callsIn(run, { callee });

function endedCalls(run: RunResult): readonly EndedCall[] {
  let calls = known.get(run);
  if (calls === undefined) known.set(run, (calls = collect(run)));
  return calls;
}

const collect = ({ rows }: RunResult): readonly EndedCall[] =>
  rows.flatMap(({ at, node, kind, data }) => {
    if (kind !== 'request.ended' || !outcomes.has(data['outcome'])) return [];
    return [{ at, from: node, to: data['to'] as string, outcome: data['outcome'] as Outcome, latencyUs: Number(data['latencyUs'] ?? 0) }];
  });
