import { isAmong, type Calls } from './chart.ts';
import type { TraceRow } from './trace.ts';

/** Kinds that the kernel writes; every other kind is the scenario's own. */
const kernelKinds = /^(run|node|link|fault|faults|request|message)\.|^(shown|log|statechart|overdue|uncaught-error|unhandled-rejection)$/;

/**
 * Figures of a run: the requests that it is about by outcome (none where it is about none), the latency of those answered (ms, nearest rank), and how often the
 * scenario reported each of its own kinds.
 */
export function metricsOf(rows: readonly TraceRow[], calls: Calls | undefined): Readonly<Record<string, number>> {
  const outcomes = new Map<string, number>([['ok', 0], ['failed', 0], ['rejected', 0], ['timeout', 0], ['aborted', 0]]);
  const rowsOf = new Map<string, number>();
  const latenciesUs: number[] = [];
  let requests = 0;
  for (const { node, kind, data } of rows) {
    rowsOf.set(kind, (rowsOf.get(kind) ?? 0) + 1);
    if (kind !== 'request.ended' || calls === undefined || !isAmong(calls, node, data.to as string)) continue;
    const outcome = data.outcome as string;
    requests += 1;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (outcome === 'ok') latenciesUs.push(data.latencyUs as number);
  }
  latenciesUs.sort((a, b) => a - b);
  const rank = (share: number) => (latenciesUs[Math.max(0, Math.ceil(share * latenciesUs.length) - 1)] ?? 0) / 1000;
  return {
    requests,
    ...Object.fromEntries(outcomes),
    okPercent: requests === 0 ? 0 : Math.round((outcomes.get('ok')! / requests) * 1000) / 10,
    p50Ms: rank(0.5),
    p99Ms: rank(0.99),
    ...Object.fromEntries([...rowsOf].filter(([kind]) => !kernelKinds.test(kind))),
  };
}
