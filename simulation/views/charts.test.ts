import { describe, expect, it } from 'vitest';
import type { Chart, ScenarioData } from '../scenario.ts';
import { chartsOf, type ChartView } from './charts.ts';
import { sampleData, sampleRun, shown } from './frame-sample.ts';

const ended = (atMs: number, outcome: string, latencyMs = 20, to = 'stock') => ({ at: atMs * 1000, node: 'web', kind: 'request.ended', data: { request: 1, to, outcome, code: '', latencyUs: latencyMs * 1000 } });
const tried = (atMs: number, delayMs: number) => ({ at: atMs * 1000, node: 'web', kind: 'try.delayed', data: { delayMs } });
const lasting = (ms: number, endedMs = ms) => ({ durationUs: ms * 1000, endedAt: endedMs * 1000 });
const half = lasting(30_000);
const withCharts = (...charts: Chart[]): ScenarioData => ({ ...sampleData, charts });
const pathOf = (chart: ChartView | undefined, part: string, isPale = false) => chart?.marks.find((mark) => mark.part === part && mark.isPale === isPale)?.path ?? '';
const success: Chart = { kind: 'success', label: 'Success rate', caller: 'web' };
const latency: Chart = { kind: 'latency', label: 'Latency', caller: 'web', limit: { value: { knob: 'slots' }, label: 'timeout' } };
const rejected: Chart = { kind: 'count', label: 'Calls rejected', caller: 'web', outcome: 'rejected', tone: 'rej' };
const queue: Chart = { kind: 'gauge', label: 'In flight', gauges: [{ node: 'stock', card: 'stock', value: 'inFlight' }], unit: 'calls' };
const delays: Chart = { kind: 'scatter', label: 'Delays', rows: 'try.delayed', field: 'delayMs', unit: 'ms', tone: 'info', limit: { value: 200, label: 'longest' } };

describe('the success rate', () => {
  it('is the share of calls answered in the last second, rejected ones among those that were not', () => {
    const run = sampleRun([ended(9_100, 'ok'), ended(9_200, 'rejected'), ended(9_300, 'failed'), ended(9_400, 'ok')], [], half);
    const [chart] = chartsOf(run, withCharts(success));
    expect([9_150, 9_400, 10_400, 10_401].map((ms) => chart!.reading(ms * 1000))).toEqual(['100 %', '50 %', 'no calls', 'no calls']);
  });

  it('has a gap where there were no calls', () => {
    const [chart] = chartsOf(sampleRun([ended(1_000, 'ok'), ended(9_000, 'failed')], [], half), withCharts(success));
    expect(pathOf(chart, 'line').match(/M/g)).toHaveLength(2);
  });

  it('does not count a call that its caller gave up, nor those of another node', () => {
    const other = { ...ended(900, 'failed'), node: 'stock' };
    const run = sampleRun([ended(800, 'ok'), ended(850, 'aborted'), other], [], half);
    expect(chartsOf(run, withCharts(success))[0]!.reading(1_000_000)).toBe('100 %');
  });

  it('is that of several callers, of a callee, or of the one’s calls of the other', () => {
    const run = sampleRun([ended(800, 'ok'), ended(850, 'failed', 20, 'bank'), { ...ended(860, 'failed'), node: 'app' }], [], half);
    const reading = (calls: { caller?: string | string[]; callee?: string }) => chartsOf(sampleRun(run.rows, [], half), withCharts({ ...success, caller: undefined, ...calls } as Chart))[0]!.reading(1_000_000);
    expect(reading({ caller: ['web', 'app'] })).toBe('33 %');
    expect(reading({ callee: 'stock' })).toBe('50 %');
    expect(reading({ caller: 'web', callee: 'stock' })).toBe('100 %');
  });

  it('ends where the run stopped', () => {
    const [chart] = chartsOf(sampleRun([ended(100, 'ok'), ended(14_900, 'ok')], [], lasting(30_000, 15_000)), withCharts(success));
    expect(Math.max(...[...pathOf(chart, 'line').matchAll(/[ML](\d+)/g)].map(([, x]) => Number(x)))).toBe(1000);
  });
});

describe('the latency', () => {
  it('is the median and the 99th percentile of the calls that were not rejected', () => {
    const rows = [...[10, 20, 30].map((ms) => ended(9_000, 'ok', ms)), ended(9_001, 'timeout', 900), ended(9_002, 'rejected', 0)];
    const [chart] = chartsOf(sampleRun(rows, [], half), withCharts(latency));
    expect(chart!.reading(9_500_000)).toBe('20 / 900 ms');
    expect(chart!.reading(8_999_999)).toBe('no calls');
  });

  it('is told in seconds from one second on', () => {
    const [chart] = chartsOf(sampleRun([ended(9_000, 'ok', 3_120)], [], half), withCharts(latency));
    expect(chart!.reading(9_000_000)).toBe('3.12 / 3.12 s');
  });

  it('draws its limit at the value of a knob, below the top', () => {
    const [chart] = chartsOf(sampleRun([ended(9_000, 'ok', 4)], [], half), withCharts(latency));
    expect(chart!.limit).toMatchObject({ label: 'timeout 8 ms' });
    expect(chart!.limit!.y).toBeCloseTo(100 * (1 - 1 / 1.15));
  });
});

describe('a count', () => {
  it('is drawn in bars of a quarter of a second and read as a rate', () => {
    const rows = [0, 1, 2, 3].map((at) => ended(at, 'rejected')).concat(ended(600, 'rejected'));
    const [chart] = chartsOf(sampleRun(rows, [], half), withCharts(rejected));
    expect(chart!.reading(700_000)).toBe('5 /s');
    expect(pathOf(chart, 'bars').match(/M/g)).toHaveLength(2);
    expect(chart!.scale).toBe('0 to 20 /s');
  });

  it('may be that of rows of any kind, at one node', () => {
    const rows = [tried(100, 5), tried(200, 5), { ...tried(300, 5), node: 'stock' }];
    const [chart] = chartsOf(sampleRun(rows, [], half), withCharts({ kind: 'rate', label: 'Tries', rows: 'try.delayed', node: 'web', tone: 'info' }));
    expect(chart!.reading(1_000_000)).toBe('2 /s');
    expect(chart!.marks).toMatchObject([{ part: 'bars', tone: 'info' }]);
  });
});

describe('several rates', () => {
  const kindAt = (at: number, kind: string, node = 'web') => ({ at: at * 1000, node, kind, data: {} });
  const rows = [0, 10, 20, 30].map((at) => kindAt(at, 'asked')).concat([5, 15].map((at) => kindAt(at, 'served'))).concat(kindAt(25, 'served', 'stock')).sort((one, other) => one.at - other.at);
  const rates = [{ rows: 'served', node: 'web', label: 'useful', tone: 'ok' }, { rows: 'asked', label: 'offered', tone: 'warn' }] as const;

  it('are lines that differ in their dashes, read in their order', () => {
    const [chart] = chartsOf(sampleRun(rows, [], half), withCharts({ kind: 'rates', label: 'Load', look: 'lines', rates }));
    expect(chart!.keys).toEqual([{ name: 'useful', tone: 'ok' }, { name: 'offered', tone: 'warn', dash: 'dashed' }]);
    expect(chart!.marks).toMatchObject([{ part: 'line', tone: 'ok' }, { part: 'line', tone: 'warn', dash: 'dashed' }]);
    expect(chart!.reading(500_000)).toBe('2 / 4 /s');
    expect(chart!.scale).toBe('0 to 5 /s');
  });

  it('are bars on top of each other where they add up, the lower ones drawn over the higher', () => {
    const [chart] = chartsOf(sampleRun(rows, [], half), withCharts({ kind: 'rates', label: 'Load', look: 'stack', rates }));
    expect(chart!.keys).toEqual([{ name: 'useful', tone: 'ok', isFilled: true }, { name: 'offered', tone: 'warn', isFilled: true }]);
    const tops = chart!.marks.map(({ part, tone, path }) => [part, tone, Number(/V([\d.]+)H/.exec(path)![1])]);
    expect(tops).toEqual([['bars', 'warn', 4], ['bars', 'ok', 68]]);
    expect(chart!.reading(500_000)).toBe('2 / 4 /s');
  });

  it('are held against those of another run, by the whole, or by the first, which is named', () => {
    const less = () => sampleRun(rows.slice(0, 3), [], { ...half, control: true });
    const differences = (['stack', 'lines'] as const).map((look) => chartsOf(sampleRun(rows, [], half), withCharts({ kind: 'rates', label: 'Load', look, rates }), less())[0]!.other?.difference);
    expect(differences).toEqual(['3 more', 'useful: 1 more']);
  });
});

describe('a gauge', () => {
  const rows = [shown(0, 'stock', { inFlight: 2 }), shown(15_000_000, 'stock', { inFlight: null }), shown(20_000_000, 'stock', { inFlight: 5 })];

  it('stands at its last number until the next, with a gap where there is none', () => {
    const [chart] = chartsOf(sampleRun(rows, [], half), withCharts(queue));
    expect([0, 14_999_999, 15_000_000, 20_000_000].map((at) => chart!.reading(at))).toEqual(['2 calls', '2 calls', 'none', '5 calls']);
    expect(chart!.scale).toBe('0 to 5 calls');
    expect(pathOf(chart, 'line')).toBe('M0 60H1000M1333 0H2000');
  });

  it('shows the highest where several changes fall on one unit', () => {
    const [chart] = chartsOf(sampleRun([shown(0, 'stock', { inFlight: 1 }), shown(15_000_000, 'stock', { inFlight: 4 }), shown(15_001_000, 'stock', { inFlight: 1 })], [], half), withCharts({ ...queue, max: 5 }));
    expect(pathOf(chart, 'line')).toBe('M0 80H1000V20H1001V80H2000');
  });

  it('lays several over each other, each with its own look and key', () => {
    const both: Chart = { ...queue, unit: '', look: 'area', gauges: [{ node: 'stock', card: 'stock', value: 'inFlight', label: 'taken' }, { node: 'web', card: 'web', value: 'rate' }] };
    const [chart] = chartsOf(sampleRun([...rows, shown(0, 'web', { rate: 12.34 })], [], half), withCharts(both));
    expect(chart!.keys).toEqual([{ name: 'taken', tone: 'ink' }, { name: 'web', tone: 'quiet', dash: 'dashed' }]);
    expect(chart!.marks.map(({ part }) => part)).toEqual(['area', 'area', 'line', 'line']);
    expect(chart!.reading(16_000_000)).toBe('– / 12');
  });
});

describe('a scatter', () => {
  it('has a point for each row, those that cover each other once, and reads the latest', () => {
    const [chart] = chartsOf(sampleRun([tried(15_000, 100), tried(15_001, 100), tried(20_000, 1_500)], [], half), withCharts(delays));
    expect(pathOf(chart, 'points').match(/M/g)).toHaveLength(2);
    expect([0, 15_000_000, 20_000_000].map((at) => chart!.reading(at))).toEqual(['none yet', '100 ms', '1.5 s']);
    expect(chart).toMatchObject({ scale: '0 to 1.7 s', limit: { label: 'longest 200 ms' } });
  });
});

describe('two runs beside each other', () => {
  const own = sampleRun([ended(1_000, 'ok', 10), ended(2_000, 'ok', 30), ended(3_000, 'rejected', 0)], [], half);
  /** Charts are kept by run, so each test has a run of its own. */
  const other = () => sampleRun([ended(1_000, 'ok', 10), ended(2_000, 'timeout', 900), ended(3_000, 'timeout', 900)], [], { ...half, control: true });

  it('share the height that fits both', () => {
    const alone = chartsOf(sampleRun(own.rows, [], half), withCharts({ ...latency, limit: undefined } as Chart))[0]!;
    const [chart] = chartsOf(own, withCharts({ ...latency, limit: undefined } as Chart), other());
    expect([alone.scale, chart!.scale]).toEqual(['0 to 35 ms', '0 to 1 s']);
    expect(chart!.marks.filter(({ isPale }) => isPale)).toHaveLength(1);
  });

  it('differ in words, at the playhead and over all', () => {
    const charts = chartsOf(sampleRun(own.rows, [], half), withCharts(success, latency, rejected), other());
    expect(charts.map((chart) => chart.other?.difference)).toEqual(['33 points more', 'median 890 ms lower', '1 more']);
    expect(charts.map((chart) => chart.other?.reading(2_500_000))).toEqual(['0 %', '900 / 900 ms', '0 /s']);
  });

  it('are compared over their common time', () => {
    const stopped = sampleRun(own.rows, [], lasting(30_000, 1_500));
    expect(chartsOf(stopped, withCharts(success, rejected), other()).map((chart) => chart.other?.difference)).toEqual(['the same', 'the same']);
  });

  it('have the pale line of the one behind the line of the other', () => {
    const [chart] = chartsOf(sampleRun(own.rows, [], half), withCharts(success), other());
    expect(chart!.marks.map(({ part, isPale }) => [part, isPale])).toEqual([['area', false], ['line', true], ['line', false]]);
  });

  it('say nothing over all where one of them has nothing to compare', () => {
    expect(chartsOf(sampleRun([], [], half), withCharts(success), other())[0]!.other).toMatchObject({ difference: '' });
  });

  it('differ in the mean of a gauge and in the median of points', () => {
    const [one, two] = [1, 4].map((inFlight) => sampleRun([shown(0, 'stock', { inFlight }), tried(5, inFlight * 100)], [], half));
    expect(chartsOf(one!, withCharts(queue, delays), two).map((chart) => chart.other?.difference)).toEqual(['3 calls lower on average', 'median 300 ms lower']);
  });
});
