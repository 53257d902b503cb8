import type { RunResult } from '../run.ts';
import type { ScenarioData } from '../scenario.ts';
import type { JsonObject, MessageFlight, TraceRow } from '../trace.ts';

/** A caller and a callee, for tests of what is drawn. */
export const sampleData: ScenarioData = {
  slug: 'sample',
  code: ['sample'],
  topology: {
    nodes: [
      { id: 'web', label: 'web', cards: [{ id: 'web', shape: 'client', label: 'Web', icon: 'users', meters: [{ kind: 'value', label: 'rate', value: 'rate', unit: '/s' }] }], faults: [] },
      {
        id: 'stock',
        label: 'stock',
        cards: [
          {
            id: 'stock',
            shape: 'service',
            label: 'Stock',
            icon: 'server',
            pill: { value: 'mode', looks: { open: { label: 'Open', tone: 'rej', shape: 'square', ground: 'diagonals' } } },
            meters: [
              { kind: 'slots', label: 'in flight', value: 'inFlight', of: { knob: 'slots' }, showsLimit: true },
              { kind: 'spark', value: 'inFlight', max: 4, limit: 2 },
              { kind: 'cells', value: 'recent', size: 5, looks: { o: { tone: 'ok', height: 'short', label: 'answered' }, f: { tone: 'fail', height: 'tall', label: 'failed' } } },
              { kind: 'switch', value: 'mode', angles: { open: -31 } },
              { kind: 'caption', value: 'mode', by: { open: 'again in {until:until} s', closed: '{failed} failed' } },
            ],
          },
        ],
      },
    ],
    links: [{ from: 'web', to: 'stock', latencyMs: [10, 20] }],
    wirings: {
      desk: { width: 300, height: 100, cards: { web: { x: 0, y: 0, width: 90, height: 90 }, stock: { x: 150, y: 0, width: 150, height: 90 } }, boundaries: {}, edges: { 'web>stock': [[90, 45], [150, 45]] } },
      portrait: { width: 150, height: 300, cards: { web: { x: 0, y: 0, width: 90, height: 40 }, stock: { x: 0, y: 100, width: 150, height: 90 } }, boundaries: {}, edges: { 'web>stock': [[45, 40], [45, 100]] } },
    },
  },
  glyph: { description: 'A caller and a callee.', marks: [] },
  knobs: [
    { kind: 'number', name: 'slots', label: 'Slots', group: 'Stock', help: 'How many calls are served at once.', min: 1, max: 16, step: 1, default: 8, unit: '' },
    { kind: 'number', name: 'rate', label: 'Arrivals', group: 'Load', help: 'How many calls arrive.', min: 1, max: 100, step: 1, default: 10, unit: '/s' },
  ],
  settings: [{ name: 'library', label: 'A library', source: { title: 'Its manual', url: 'https://example.org' }, knobs: { slots: 4 } }],
  experiments: [
    { name: 'slow', label: 'Slow', icon: 'turtle', watch: 'Calls pile up.', seed: 7, knobs: { rate: 20 }, faults: [{ kind: 'slow', target: 'stock', atMs: 100, forMs: 200, factor: 10 }], durationMs: 1000, stillAtMs: 400 },
    { name: 'calm', label: 'Calm', icon: 'sun', watch: 'Nothing happens.', seed: 3, faults: [], durationMs: 1000, stillAtMs: 0 },
  ],
  breaks: [{ name: 'no-limit', label: 'No limit', promise: 'limited', experiment: 'slow', seed: 11, mutant: 'unlimited', knobs: { slots: 2 } }],
  mutants: [{ name: 'unlimited', label: 'Unlimited', standsFor: 'A limit that nobody checks.', edits: [] }],
  lanes: [],
  charts: [],
  promises: [{ name: 'limited', kind: 'safety', label: 'At most 8 calls at once', meaning: 'More would wait.' }],
  rejections: [],
  budget: { kinds: ['slow'], atOnce: 1 },
  decisive: [],
  leavesOut: [],
  statechart: { states: [], transitions: [] },
};

/** A run of the sample with these rows and flights. */
export function sampleRun(rows: readonly Pick<TraceRow, 'at' | 'node' | 'kind' | 'data'>[], flights: readonly MessageFlight[] = [], change: Partial<RunResult> = {}): RunResult {
  return {
    slug: 'sample', experiment: 'slow', seed: 7, knobs: { slots: 8, rate: 20 }, faults: [], mutant: '', edits: {}, control: false,
    status: 'ended', durationUs: 1_000_000, endedAt: 1_000_000, events: rows.length, hash: '0123456789abcdef',
    rows: rows.map((row, position) => ({ id: position + 1, cause: 0, ...row })),
    flights, promises: [], suspended: [], metrics: {}, decisive: [],
    ...change,
  };
}

export const shown = (at: number, node: string, gauges: JsonObject) => ({ at, node, kind: 'shown', data: { card: node, gauges } });
