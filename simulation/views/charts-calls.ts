import type { RunResult } from '../run.ts';
import type { Outcome } from '../scenario.ts';

/** A request that its caller saw the end of. */
export interface EndedCall {
  /** When it ended, in virtual microseconds. */
  readonly at: number;
  readonly outcome: Outcome;
  readonly latencyUs: number;
}

const outcomes = new Set<unknown>(['ok', 'failed', 'rejected', 'timeout'] satisfies Outcome[]);
const known = new WeakMap<RunResult, ReadonlyMap<string, readonly EndedCall[]>>();

/** The requests that a node ended as a caller, in order. One that it withdrew itself has no outcome and is left out. */
export function callsOf(run: RunResult, caller: string): readonly EndedCall[] {
  let byCaller = known.get(run);
  if (byCaller === undefined) known.set(run, (byCaller = collect(run)));
  return byCaller.get(caller) ?? [];
}

function collect(run: RunResult): ReadonlyMap<string, readonly EndedCall[]> {
  const byCaller = new Map<string, EndedCall[]>();
  for (const { at, node, kind, data } of run.rows) {
    if (kind !== 'request.ended' || !outcomes.has(data['outcome'])) continue;
    let calls = byCaller.get(node);
    if (calls === undefined) byCaller.set(node, (calls = []));
    calls.push({ at, outcome: data['outcome'] as Outcome, latencyUs: Number(data['latencyUs'] ?? 0) });
  }
  return byCaller;
}
