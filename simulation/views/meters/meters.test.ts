import { describe, expect, it } from 'vitest';
import type { Meter } from '../../scenario.ts';
import type { Json, JsonObject } from '../../trace.ts';
import { meterFrame, type MeterFrame } from '../frame-meter.ts';
import type { MeasureFrame } from './measure.ts';

type FrameOf<Kind extends MeterFrame['kind']> = Kind extends 'bar' | 'dial' ? MeasureFrame : Extract<MeterFrame, { kind: Kind }>;

/** The meter at 10 s, on a card that shows these gauges. */
const framed = <Kind extends Meter['kind']>(meter: Extract<Meter, { kind: Kind }>, gauges: JsonObject, knobs = {}): FrameOf<Kind> =>
  meterFrame(meter, { at: 10_000_000, knobs, read: (gauge) => gauges[gauge], look: { label: 'Open', tone: 'rej', shape: 'square', ground: 'plain' } }) as FrameOf<Kind>;

describe('a bar and a dial', () => {
  const bar: Extract<Meter, { kind: 'bar' }> = { kind: 'bar', label: 'volume', value: 'used', of: { knob: 'size' }, unit: 'MB', limit: 80 };

  it('show what share of the scale is taken, and where its limit is', () => {
    expect(framed(bar, { used: 50 }, { size: 200 })).toMatchObject({ text: '50', of: '200', unit: 'MB', share: 0.25, limit: 0.4, isOverLimit: false, tone: 'flat' });
  });

  it('stay within the scale, and say when the limit is passed', () => {
    expect(framed(bar, { used: 500 }, { size: 200 })).toMatchObject({ text: '500', share: 1, isOverLimit: true });
    expect(framed(bar, { used: 80 }, { size: 200 }).isOverLimit).toBe(false);
  });

  it('measure a dial from its own beginning', () => {
    expect(framed({ kind: 'dial', label: 'load', value: 'load', min: 20, max: 60, tone: 'warn' }, { load: 30 })).toMatchObject({ share: 0.25, limit: undefined, isOverLimit: false, tone: 'warn' });
  });
});

describe('a countdown', () => {
  const lease: Extract<Meter, { kind: 'countdown' }> = { kind: 'countdown', label: 'lease', value: 'until', lastsMs: { knob: 'leaseMs' } };
  const at = (until: Json) => framed(lease, { until }, { leaseMs: 4000 });

  it('empties evenly with the simulated time', () => {
    expect(at(13_000)).toMatchObject({ state: 'running', share: 0.75, text: '3.00', unit: 's' });
    expect(at(11_000)).toMatchObject({ share: 0.25, text: '1.00' });
    expect(at(90_000).share).toBe(1);
  });

  it('runs until its moment and not a microsecond longer', () => {
    expect(at(10_000.001)).toMatchObject({ state: 'running', text: '0.01' });
    expect(at(10_000)).toMatchObject({ state: 'over', share: 0, text: 'ran out', unit: '' });
  });

  it('is none while there is nothing to run out', () => {
    expect(at(null)).toMatchObject({ state: 'none', share: 0, text: '–' });
  });
});

describe('cells', () => {
  const looks = { o: { tone: 'ok', label: 'answered', height: 'short' }, x: { tone: 'fail', label: 'failed', ground: 'hatch' } } as const;
  const labels = (frame: FrameOf<'cells'>) => frame.cells.map((cell) => cell?.label[0] ?? '.').join('');

  it('have the newest at the right in a row', () => {
    expect(labels(framed({ kind: 'cells', value: 'marks', size: 4, looks }, { marks: 'ox' }))).toBe('..af');
    expect(labels(framed({ kind: 'cells', value: 'marks', size: 4, looks }, { marks: 'xxoooo' }))).toBe('aaaa');
  });

  it('have the head of a queue at the right, at its exit', () => {
    expect(labels(framed({ kind: 'cells', value: 'marks', size: 4, looks, isQueue: true }, { marks: 'xo' }))).toBe('..af');
    expect(labels(framed({ kind: 'cells', value: 'marks', size: 4, looks, isQueue: true }, { marks: 'xooooo' }))).toBe('aaaf');
  });

  it('keep each mark in its place in a grid, and take an array too', () => {
    const grid = framed({ kind: 'cells', value: 'marks', size: { knob: 'leaves' }, columns: 3, looks }, { marks: ['o', null, 'x'] }, { leaves: 6 });
    expect(grid.columns).toBe(3);
    expect(labels(grid)).toBe('a.f...');
  });

  it('are tall and plain where nothing else is said', () => {
    const { cells } = framed({ kind: 'cells', value: 'marks', size: 2, looks }, { marks: 'ox' });
    expect(cells).toEqual([{ tone: 'ok', label: 'answered', height: 'short', ground: 'plain' }, { tone: 'fail', label: 'failed', height: 'tall', ground: 'hatch' }]);
  });

  it('are never more than can be told apart', () => {
    expect(framed({ kind: 'cells', value: 'marks', size: 5000, looks }, {}).cells).toHaveLength(42);
    expect(framed({ kind: 'cells', value: 'marks', size: 5000, columns: 20, looks }, {}).cells).toHaveLength(400);
  });
});

describe('a hash ring', () => {
  const ring: Extract<Meter, { kind: 'hash-ring' }> = { kind: 'hash-ring', label: 'keys', value: 'shards', keys: 'keys', looks: { moved: { tone: 'warn', shape: 'triangle', label: 'moved key' } } };

  it('places points and keys by their share of the circle', () => {
    expect(framed(ring, { shards: [{ at: 0.25, mark: 'shard', label: 's1' }], keys: [{ at: 1.5, mark: 'moved' }] })).toMatchObject({
      points: [{ at: 0.25, name: 's1', tone: 'flat', shape: 'dot' }],
      keys: [{ at: 0.5, name: '', tone: 'warn', shape: 'triangle', label: 'moved key' }],
      count: 1,
    });
  });

  it('leaves out what says no place, and counts points where it has no keys', () => {
    expect(framed(ring, { shards: [{ mark: 'shard' }, 7, null, { at: 'left' }] }).points).toEqual([]);
    const { keys: _, ...without } = ring;
    expect(framed(without, { shards: [{ at: 0 }, { at: 0.5 }] }).count).toBe(2);
  });
});

describe('a list', () => {
  const list: Extract<Meter, { kind: 'list' }> = { kind: 'list', label: 'jobs', value: 'jobs', rows: 3, looks: { done: { tone: 'ok', shape: 'dot', label: 'done' } } };

  it('shows texts, and those with a mark in its look', () => {
    expect(framed(list, { jobs: ['a', { text: 'b', mark: 'done' }, { text: 'c', mark: 'unheard of' }] })).toMatchObject({ rows: [{ text: 'a', look: undefined }, { text: 'b', look: { label: 'done' } }, { text: 'c', look: undefined }], more: 0 });
  });

  it('gives its last row to the count of what has no room', () => {
    expect(framed(list, { jobs: ['a', 'b', 'c', 'd'] })).toMatchObject({ rows: [{ text: 'a' }, { text: 'b' }], more: 2, size: 3 });
  });
});

describe('a log', () => {
  const log: Extract<Meter, { kind: 'log' }> = {
    kind: 'log', label: 'events', value: 'length', size: 4, entries: 'marks', gone: 'gone',
    looks: { d: { tone: 'rej', label: 'duplicate', ground: 'diagonals' } },
    positions: [{ label: 'orders', value: 'orders', tone: 'ok' }, { label: 'stock', value: 'stock' }],
  };
  const drawn = (frame: FrameOf<'log'>) => frame.cells.map((cell) => (cell === null ? '.' : cell.label === '' ? 'w' : cell.label[0])).join('');

  it('grows from the left, and moves on once it is full', () => {
    expect(framed(log, { length: 3, marks: 'wdw' })).toMatchObject({ first: 0, text: '3' });
    expect(drawn(framed(log, { length: 3, marks: 'wdw' }))).toBe('wdw.');
    const later = framed(log, { length: 9, marks: 'dww' });
    expect(later.first).toBe(5);
    expect(drawn(later)).toBe('wdww');
  });

  it('marks how far each reader has come, and by how much it lags', () => {
    expect(framed(log, { length: 9, orders: 9, stock: 6 }).positions).toEqual([
      { label: 'orders', text: '9', at: 4, isBefore: false, behind: 0, tone: 'ok' },
      { label: 'stock', text: '6', at: 1, isBefore: false, behind: 3, tone: 'flat' },
    ]);
  });

  it('keeps a reader that lies before it at its edge, and gives one without an offset no place', () => {
    expect(framed(log, { length: 9, orders: 5 }).positions[0]).toMatchObject({ at: 0, isBefore: false });
    expect(framed(log, { length: 9, orders: 2 }).positions).toMatchObject([{ at: 0, isBefore: true, behind: 7 }, { at: undefined, text: '–', behind: 0 }]);
  });

  it('shows what was compacted away as gone', () => {
    expect(drawn(framed(log, { length: 4, gone: 2 }))).toBe('ggww');
  });
});

describe('messages', () => {
  const queue: Extract<Meter, { kind: 'messages' }> = {
    kind: 'messages', label: 'queue', value: 'queue', size: 3, leaseMs: { knob: 'leaseMs' },
    looks: { ready: { tone: 'flat', label: 'ready' }, held: { tone: 'info', label: 'held' } },
  };
  const of = (messages: Json) => framed(queue, { queue: messages }, { leaseMs: 4000 });

  it('are a cell each, the head first, with how often they were delivered', () => {
    expect(of([{ mark: 'held', count: 2, until: 13_000 }, { mark: 'ready', count: 0 }])).toMatchObject({ text: '2', columns: 8, more: 0, cells: [{ label: 'held', count: '2' }, { label: 'ready', count: '', left: undefined }, null] });
  });

  it('have a clock that empties until the lease runs out, and stays empty', () => {
    const left = (until: Json) => of([{ mark: 'held', until }]).cells[0]?.left;
    expect([left(14_000), left(11_000), left(10_000), left(2000), left(null)]).toEqual([1, 0.25, 0, 0, undefined]);
  });

  it('are counted where they have no room', () => {
    expect(of(Array.from({ length: 9 }, () => ({ mark: 'ready' })))).toMatchObject({ text: '9', more: 6, cells: { length: 3 } });
  });
});

describe('classes that wait', () => {
  const classes: Extract<Meter, { kind: 'waiting' }> = { kind: 'waiting', value: 'classes', size: { knob: 'size' }, limitMs: 2000, looks: { high: { tone: 'info', label: 'orders' }, low: { tone: 'mute', label: 'mail' } } };
  const of = (...rows: readonly JsonObject[]) => framed(classes, { classes: rows }, { size: 20 }).rows;

  it('say how many there are and how long the oldest has waited', () => {
    expect(of({ label: 'orders', mark: 'high', waiting: 5, since: 8800 })).toMatchObject([{ label: 'orders', look: { tone: 'info' }, waiting: '5', share: 0.25, age: '1.2', isOverLimit: false }]);
    expect(of({ label: 'orders', mark: 'high', waiting: 0, since: null })).toMatchObject([{ waiting: '0', share: 0, age: '–', isOverLimit: false }]);
  });

  it('say when the oldest has waited too long', () => {
    expect(of({ label: 'mail', mark: 'low', waiting: 90, since: 8000 })).toMatchObject([{ age: '2.0', isOverLimit: false, share: 1 }]);
    expect(of({ label: 'mail', mark: 'low', waiting: 90, since: 7999 })).toMatchObject([{ isOverLimit: true }]);
  });

  it('have room for as many rows as there are looks', () => {
    expect(framed(classes, { classes: [{}, {}, {}] }, { size: 20 })).toMatchObject({ places: 2, rows: { length: 2 } });
  });
});

describe('every meter', () => {
  const meters: readonly Meter[] = [
    { kind: 'slots', label: '', value: 'gauge', of: 4 },
    { kind: 'value', label: '', value: 'gauge' },
    { kind: 'bar', label: '', value: 'gauge', of: 4 },
    { kind: 'dial', label: '', value: 'gauge', max: 4 },
    { kind: 'spark', value: 'gauge', max: 4 },
    { kind: 'cells', value: 'gauge', size: 4, looks: {} },
    { kind: 'countdown', label: '', value: 'gauge', lastsMs: 4 },
    { kind: 'hash-ring', label: '', value: 'gauge', looks: {}, keys: 'gauge' },
    { kind: 'list', label: '', value: 'gauge', rows: 2 },
    { kind: 'log', label: '', value: 'gauge', size: 4, entries: 'gauge', gone: 'gauge', positions: [{ label: '', value: 'gauge' }] },
    { kind: 'messages', label: '', value: 'gauge', size: 4, leaseMs: 4, looks: { undefined: { tone: 'flat', label: '' } } },
    { kind: 'waiting', value: 'gauge', size: 4, limitMs: 4, looks: { a: { tone: 'flat', label: '' } } },
    { kind: 'switch', value: 'gauge', angles: {} },
    { kind: 'caption', value: 'gauge', by: {} },
  ];
  const odd: readonly (Json | undefined)[] = [undefined, null, true, -3, Number.NaN, Number.POSITIVE_INFINITY, 'text', [], [null, 1, {}, [1]], {}, { at: 'x' }];

  it('draws a gauge of any form, and never numbers that are none', () => {
    for (const meter of meters) {
      for (const gauge of odd) {
        const frame = meterFrame(meter, { at: 1000, knobs: {}, read: () => gauge, look: { label: '', tone: 'flat', shape: 'dot', ground: 'plain' } });
        expect(frame.kind).toBe(meter.kind);
        if (!Number.isNaN(gauge)) expect(JSON.stringify(frame, (_, value: unknown) => (Number.isNaN(value) ? 'not a number' : value)), meter.kind).not.toContain('not a number');
      }
    }
  });
});
