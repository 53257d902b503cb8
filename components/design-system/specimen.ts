import type { ScenarioData } from '@/simulation/scenario.ts';
import { modeLooks, roleLooks, specimenTopology } from './specimen-topology.ts';
import { ownIcons } from '../playground/own-icons.ts';

/** A scenario that nobody simulates: one of each thing that the instrument can show. */
export const specimen: ScenarioData = {
  slug: 'specimen',
  code: ['specimen'],
  topology: specimenTopology,
  glyph: { description: '', marks: [] },
  knobs: [
    { kind: 'number', name: 'lease', label: 'Lease', group: 'Election', help: 'How long a leader leads without renewing.', min: 500, max: 10_000, step: 100, default: 3000, unit: 'ms' },
    { kind: 'number', name: 'arrivals', label: 'Arrivals', group: 'Load', help: 'How many calls arrive.', min: 1, max: 200, step: 1, default: 24, unit: '/s', scale: 'log' },
    { kind: 'choice', name: 'policy', label: 'Policy', group: 'Queue', help: 'Who is served first.', options: [{ value: 'strict', label: 'Strict' }, { value: 'weighted', label: 'Weighted' }], default: 'strict' },
    { kind: 'switch', name: 'fencing', label: 'Fencing', group: 'Election', help: 'The store refuses what an older term writes.', default: true },
  ],
  settings: [],
  experiments: [
    {
      name: 'all', label: 'Everything at once', icon: ownIcons.flame, watch: 'One of each.', seed: 42, durationMs: 20_000, stillAtMs: 10_000,
      faults: [
        { kind: 'slow', target: 'app', atMs: 3000, forMs: 9000, factor: 10 },
        { kind: 'crash', target: 'node-3', atMs: 6000 },
        { kind: 'restart', target: 'node-3', atMs: 15_000 },
        { kind: 'cut', target: 'shipper>archive', atMs: 8000, forMs: 5000 },
      ],
    },
    { name: 'calm', label: 'Calm', icon: ownIcons.sun, watch: 'Nothing happens.', seed: 1, durationMs: 20_000, stillAtMs: 0, faults: [] },
  ],
  breaks: [],
  mutants: [],
  lanes: [
    { label: 'node-1', node: 'node-1', state: { card: 'node-1', value: 'role', looks: roleLooks }, rug: 'answered' },
    { label: 'node-2', node: 'node-2', state: { card: 'node-2', value: 'role', looks: roleLooks } },
    { label: 'node-3', node: 'node-3', state: { card: 'node-3', value: 'role', looks: roleLooks } },
    { label: 'breaker', node: 'inbox', state: { card: 'inbox', value: 'mode', looks: modeLooks } },
    { label: 'app', node: 'app', area: { card: 'app', value: 'inFlight', max: 8 } },
  ],
  charts: [
    { kind: 'success', label: 'Success rate', caller: 'clients' },
    { kind: 'latency', label: 'Latency', caller: 'clients', limit: { value: 1000, label: 'timeout' } },
    { kind: 'count', label: 'Calls rejected', caller: 'clients', outcome: 'rejected', tone: 'rej' },
    { kind: 'gauge', label: 'Taken', look: 'area', max: 12, gauges: [{ node: 'app', card: 'app', value: 'inFlight', label: 'slots' }, { node: 'inbox', card: 'inbox', value: 'depth', label: 'queue' }] },
    { kind: 'rate', label: 'Waits', rows: 'waits', tone: 'warn' },
    { kind: 'rates', label: 'Load', look: 'lines', rates: [{ rows: 'request.ended', label: 'offered', tone: 'warn' }, { rows: 'served', label: 'useful', tone: 'ok' }] },
    {
      kind: 'rates', label: 'Answers', look: 'stack',
      rates: [{ rows: 'served', label: 'fresh', tone: 'ok' }, { rows: 'served.stale', label: 'stale', tone: 'warn' }, { rows: 'served.default', label: 'default', tone: 'flat' }],
    },
    { kind: 'scatter', label: 'Wait before a try', rows: 'waits', field: 'delayMs', unit: 'ms', tone: 'info', limit: { value: 1600, label: 'longest' } },
  ],
  promises: [
    { name: 'one-leader', kind: 'safety', label: 'At most one leader per term', meaning: 'Two would both write.' },
    { name: 'exercised', kind: 'safety', label: 'The archive never loses a line', meaning: 'A line that was shipped can be read.' },
    { name: 'untested', kind: 'liveness', label: 'A crashed leader is replaced in time', meaning: 'Nobody leads for longer than two leases.' },
  ],
  rejections: ['busy'],
  budget: { kinds: ['slow', 'crash', 'cut'], atOnce: 2 },
  leavesOut: [],
  decisive: [],
  statechart: { states: [], transitions: [] },
};
