import type { Card, CellLook, MarkLook, Meter } from '@/simulation/scenario.ts';
import type { JsonObject } from '@/simulation/trace.ts';
import type { CardSpecimen } from './card-specimen.ts';
import { modeLooks } from './specimen-topology.ts';
import { ownIcons } from '../playground/own-icons.ts';

/** Every kind of meter, each with values from empty to too much. */
export interface MeterFamily {
  readonly kind: Meter['kind'];
  readonly says: string;
  readonly specimens: readonly CardSpecimen[];
}

const cardWith = (...meters: readonly Meter[]): Card => ({ id: 'card', shape: 'service', label: 'Node', icon: ownIcons.server, meters });
const specimens = (meter: Meter, height: number, values: readonly (readonly [says: string, shows: JsonObject | readonly JsonObject[]])[], width = 150): readonly CardSpecimen[] =>
  values.map(([says, shows]) => ({ says, card: cardWith(meter), width, height, shows }));

const callLooks: Readonly<Record<string, CellLook>> = {
  o: { tone: 'ok', height: 'short', label: 'answered' },
  x: { tone: 'fail', height: 'tall', label: 'failed' },
  '?': { tone: 'warn', height: 'tall', ground: 'bars', label: 'under way' },
};
const leafLooks: Readonly<Record<string, CellLook>> = {
  o: { tone: 'ok', label: 'answered' },
  h: { tone: 'info', ground: 'diagonals', label: 'asked twice' },
  s: { tone: 'warn', ground: 'bars', label: 'slow' },
  l: { tone: 'mute', ground: 'none', label: 'too late' },
  x: { tone: 'fail', ground: 'hatch', label: 'crashed' },
};
const messageLooks: Readonly<Record<string, CellLook>> = {
  ready: { tone: 'flat', ground: 'none', label: 'ready' },
  held: { tone: 'info', label: 'held' },
  late: { tone: 'warn', ground: 'bars', label: 'held too long' },
};
const classLooks: Readonly<Record<string, CellLook>> = {
  high: { tone: 'info', label: 'orders' },
  middle: { tone: 'flat', ground: 'diagonals', label: 'shipping' },
  low: { tone: 'mute', ground: 'none', label: 'newsletter' },
};
const rowLooks: Readonly<Record<string, MarkLook>> = {
  done: { tone: 'ok', shape: 'dot', label: 'done' },
  running: { tone: 'warn', shape: 'half', label: 'running' },
  refused: { tone: 'rej', shape: 'square', label: 'refused' },
};
const ringLooks: Readonly<Record<string, MarkLook>> = {
  shard: { tone: 'flat', shape: 'dot', label: 'shard' },
  new: { tone: 'info', shape: 'square', label: 'new shard' },
  key: { tone: 'flat', shape: 'dot', label: 'key' },
  moved: { tone: 'warn', shape: 'triangle', label: 'moved key' },
};
const points = (count: number, at: (index: number) => { readonly at: number; readonly mark: string; readonly label?: string }) => Array.from({ length: count }, (_, index) => at(index));
/** Spread as a hash would: the golden ratio leaves no two near. */
const spread = (index: number) => (index * 0.618034) % 1;

const breaker: Card = { ...cardWith({ kind: 'switch', value: 'state', angles: { closed: 0, 'half-open': -13, open: -31 } }), pill: { value: 'state', looks: modeLooks } };

export const meterFamilies: readonly MeterFamily[] = [
  { kind: 'slots', says: 'Places that are taken one by one.', specimens: specimens({ kind: 'slots', label: 'in flight', value: 'taken', of: 8, showsLimit: true }, 80, [['unknown', {}], ['some', { taken: 3 }], ['all', { taken: 8 }]]) },
  { kind: 'value', says: 'A number, with its unit or its end.', specimens: specimens({ kind: 'value', label: 'latency', value: 'ms', unit: 'ms' }, 66, [['unknown', { ms: null }], ['a reading', { ms: 935 }]]) },
  { kind: 'bar', says: 'How full something is. Beyond its limit it is barred.', specimens: specimens({ kind: 'bar', label: 'volume', value: 'used', of: 100, unit: 'MB', limit: 80 }, 76, [['unknown', {}], ['within', { used: 34 }], ['over the limit', { used: 93 }]]) },
  { kind: 'dial', says: 'A reading on a round scale.', specimens: specimens({ kind: 'dial', label: 'failed', value: 'share', max: 100, unit: '%', limit: 50, tone: 'fail' }, 82, [['unknown', {}], ['within', { share: 22 }], ['over the limit', { share: 78 }]]) },
  {
    kind: 'countdown', says: 'What runs out: a lease, a key, a timeout. It empties with the simulated time.',
    specimens: specimens({ kind: 'countdown', label: 'lease', value: 'until', lastsMs: 3000, tone: 'info' }, 82, [['none', { until: null }], ['new', { until: 12_900 }], ['a third left', { until: 11_000 }], ['ran out', { until: 9900 }]]),
  },
  {
    kind: 'spark', says: 'The last eight seconds.',
    specimens: specimens({ kind: 'spark', value: 'queued', max: 16, limit: 12 }, 66, [['unknown', {}], ['a history', Array.from({ length: 40 }, (_, index) => ({ queued: [2, 3, 5, 8, 12, 13, 11, 7][index % 8] ?? 0 }))]]),
  },
  {
    kind: 'cells', says: 'A row, newest last; a queue, head at the exit; or a grid.',
    specimens: [
      ...specimens({ kind: 'cells', value: 'window', size: 20, looks: callLooks }, 66, [['none', {}], ['a window', { window: 'oooxoxxoooo???' }]]),
      ...specimens({ kind: 'cells', value: 'leaves', size: 100, columns: 20, looks: leafLooks }, 112, [['a hundred leaves', { leaves: `${'o'.repeat(37)}ss${'o'.repeat(20)}x${'o'.repeat(11)}hh${'o'.repeat(9)}lll${'o'.repeat(15)}` }]], 240),
    ],
  },
  {
    kind: 'log', says: 'The newest entries of a log, and how far each reader has come.',
    specimens: specimens({ kind: 'log', label: 'events', value: 'length', size: 14, entries: 'kinds', looks: { w: { tone: 'flat', label: 'write' }, d: { tone: 'rej', ground: 'diagonals', label: 'duplicate' } }, gone: 'compacted', positions: [{ label: 'orders', value: 'orders', tone: 'ok' }, { label: 'stock', value: 'stock', tone: 'warn' }] }, 122, [
      ['unknown', {}], ['two readers', { length: 9, kinds: 'wwwwdwwww', orders: 9, stock: 5 }], ['one is far behind', { length: 128, kinds: 'wwwwdwwwwwwwww', orders: 126, stock: 97, compacted: 118 }],
    ]),
  },
  {
    kind: 'messages', says: 'Messages in a queue: how often each was delivered, and what is left of its lease.',
    specimens: specimens({ kind: 'messages', label: 'messages', value: 'queue', size: 24, leaseMs: 3000, looks: messageLooks }, 128, [
      ['unknown', {}],
      ['three are held', { queue: [{ mark: 'held', count: 1, until: 12_700 }, { mark: 'held', count: 2, until: 11_500 }, { mark: 'held', count: 4, until: 10_300 }, { mark: 'ready', count: 1 }, ...Array.from({ length: 7 }, () => ({ mark: 'ready' }))] }],
      ['too many', { queue: [{ mark: 'late', count: 2, until: 9900 }, ...Array.from({ length: 39 }, (_, index) => ({ mark: index < 2 ? 'held' : 'ready', ...(index < 2 ? { count: 1, until: 12_000 } : {}) }))] }],
    ], 190),
  },
  {
    kind: 'waiting', says: 'Classes of a queue: how many wait in each, and how long its oldest has.',
    specimens: specimens({ kind: 'waiting', value: 'classes', size: 20, limitMs: 8000, looks: classLooks }, 100, [
      ['none', { classes: [{ label: 'orders', mark: 'high', waiting: 0, since: null }, { label: 'shipping', mark: 'middle', waiting: 0, since: null }, { label: 'newsletter', mark: 'low', waiting: 0, since: null }] }],
      ['some', { classes: [{ label: 'orders', mark: 'high', waiting: 2, since: 9800 }, { label: 'shipping', mark: 'middle', waiting: 6, since: 8700 }, { label: 'newsletter', mark: 'low', waiting: 11, since: 5400 }] }],
      ['one starves', { classes: [{ label: 'orders', mark: 'high', waiting: 9, since: 9100 }, { label: 'shipping', mark: 'middle', waiting: 3, since: 8700 }, { label: 'newsletter', mark: 'low', waiting: 148, since: 600 }] }],
    ], 220),
  },
  {
    kind: 'list', says: 'Rows of text. What has no room is counted.',
    specimens: specimens({ kind: 'list', label: 'jobs', value: 'jobs', rows: 3, looks: rowLooks }, 118, [
      ['empty', { jobs: [] }], ['two', { jobs: [{ text: 'resize-18', mark: 'running' }, { text: 'resize-17', mark: 'done' }] }],
      ['too many', { jobs: [{ text: 'resize-21', mark: 'running' }, { text: 'resize-20', mark: 'refused' }, 'resize-19', 'resize-18', 'resize-17'] }],
    ]),
  },
  {
    kind: 'hash-ring', says: 'Points on a circle, with the keys inside.',
    specimens: specimens({ kind: 'hash-ring', label: 'keys', value: 'shards', looks: ringLooks, keys: 'keys' }, 152, [
        ['empty', {}],
        ['a shard was added', { shards: points(5, (index) => ({ at: [0.05, 0.3, 0.47, 0.62, 0.82][index] ?? 0, mark: index === 2 ? 'new' : 'shard', label: `s${index + 1}` })), keys: points(48, (index) => ({ at: spread(index), mark: spread(index) > 0.3 && spread(index) < 0.47 ? 'moved' : 'key' })) }],
        ['many virtual nodes', { keys: points(60, (index) => ({ at: spread(index * 7), mark: 'key' })), shards: points(60, (index) => ({ at: spread(index), mark: index % 4 === 0 ? 'new' : 'shard' })) }],
    ]),
  },
  { kind: 'switch', says: 'Two contacts and an arm, in the colour of the state.', specimens: ['closed', 'half-open', 'open'].map((state) => ({ says: state, card: breaker, width: 150, height: 82, shows: { state } })) },
  {
    kind: 'caption', says: 'A sentence with gauges in it, by the state.',
    specimens: specimens({ kind: 'caption', value: 'state', by: { open: 'trial calls in {retryAt:until} s', closed: '{failed} of {calls} failed' } }, 66, [['open', { state: 'open', retryAt: 10_820 }], ['closed', { state: 'closed', failed: 2, calls: 20 }]]),
  },
];
