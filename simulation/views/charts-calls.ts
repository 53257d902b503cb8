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
interface CallsByNode {
  readonly made: ReadonlyMap<string, readonly EndedCall[]>;
  readonly answered: ReadonlyMap<string, readonly EndedCall[]>;
}
const known = new WeakMap<RunResult, CallsByNode>();

/** The requests that a node ended as a caller, in order. One that it withdrew itself has no outcome and is left out. */
export function callsOf(run: RunResult, caller: string): readonly EndedCall[] {
  return callsByNode(run).made.get(caller) ?? [];
}

/** The requests that were made to a node, as their callers saw them end, in order. */
export function callsTo(run: RunResult, callee: string): readonly EndedCall[] {
  return callsByNode(run).answered.get(callee) ?? [];
}

function callsByNode(run: RunResult): CallsByNode {
  let calls = known.get(run);
  if (calls === undefined) known.set(run, (calls = collect(run)));
  return calls;
}

function collect(run: RunResult): CallsByNode {
  const made = new Map<string, EndedCall[]>();
  const answered = new Map<string, EndedCall[]>();
  for (const { at, node, kind, data } of run.rows) {
    if (kind !== 'request.ended' || !outcomes.has(data['outcome'])) continue;
    const call = { at, outcome: data['outcome'] as Outcome, latencyUs: Number(data['latencyUs'] ?? 0) };
    addTo(made, node, call);
    addTo(answered, data['to'] as string, call);
  }
  return { made, answered };
}

function addTo(calls: Map<string, EndedCall[]>, node: string, call: EndedCall): void {
  const list = calls.get(node);
  if (list === undefined) calls.set(node, [call]);
  else list.push(call);
}
