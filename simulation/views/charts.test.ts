import { describe, expect, it } from 'vitest';
import type { Chart, ScenarioData } from '../scenario.ts';
import { chartsOf } from './charts.ts';
import { sampleData, sampleRun } from './frame-sample.ts';

const ended = (atMs: number, outcome: string, latencyMs = 20) => ({ at: atMs * 1000, node: 'web', kind: 'request.ended', data: { request: 1, to: 'stock', outcome, code: '', latencyUs: latencyMs * 1000 } });
const lasting = (ms: number, endedMs = ms) => ({ durationUs: ms * 1000, endedAt: endedMs * 1000 });
const withCharts = (...charts: Chart[]): ScenarioData => ({ ...sampleData, charts });
const success: Chart = { kind: 'success', label: 'Success rate', caller: 'web' };
const latency: Chart = { kind: 'latency', label: 'Latency', caller: 'web', limit: { value: { knob: 'slots' }, label: 'timeout' } };
const rejected: Chart = { kind: 'count', label: 'Calls rejected', caller: 'web', outcome: 'rejected', tone: 'rej' };

describe('the success rate', () => {
  it('is the share of calls answered in the last second, rejected ones among those that were not', () => {
    const run = sampleRun([ended(9_100, 'ok'), ended(9_200, 'rejected'), ended(9_300, 'failed'), ended(9_400, 'ok')], [], lasting(30_000));
    const [chart] = chartsOf(run, withCharts(success));
    expect([9_150, 9_400, 10_400, 10_401].map((ms) => chart!.reading(ms * 1000))).toEqual(['100 %', '50 %', 'no calls', 'no calls']);
  });

  it('has a gap where there were no calls', () => {
    const run = sampleRun([ended(1_000, 'ok'), ended(9_000, 'failed')], [], lasting(30_000));
    const [chart] = chartsOf(run, withCharts(success));
    expect(chart).toMatchObject({ kind: 'success' });
    expect(chart!.kind === 'success' && chart!.line.match(/M/g)).toHaveLength(2);
  });

  it('does not count a call that its caller gave up, nor those of another node', () => {
    const other = { ...ended(900, 'failed'), node: 'stock' };
    const run = sampleRun([ended(800, 'ok'), ended(850, 'aborted'), other], [], lasting(30_000));
    expect(chartsOf(run, withCharts(success))[0]!.reading(1_000_000)).toBe('100 %');
  });

  it('ends where the run stopped', () => {
    const run = sampleRun([ended(100, 'ok'), ended(14_900, 'ok')], [], lasting(30_000, 15_000));
    const [chart] = chartsOf(run, withCharts(success));
    const lastX = chart!.kind === 'success' ? Math.max(...[...chart!.line.matchAll(/[ML](\d+)/g)].map(([, x]) => Number(x))) : 0;
    expect(lastX).toBe(1000);
  });
});

describe('the latency', () => {
  it('is the median and the 99th percentile of the calls that were not rejected', () => {
    const rows = [...[10, 20, 30].map((ms) => ended(9_000, 'ok', ms)), ended(9_001, 'timeout', 900), ended(9_002, 'rejected', 0)];
    const [chart] = chartsOf(sampleRun(rows, [], lasting(30_000)), withCharts(latency));
    expect(chart!.reading(9_500_000)).toBe('20 / 900 ms');
    expect(chart!.reading(8_999_999)).toBe('no calls');
  });

  it('is told in seconds from one second on', () => {
    const [chart] = chartsOf(sampleRun([ended(9_000, 'ok', 3_120)], [], lasting(30_000)), withCharts(latency));
    expect(chart!.reading(9_000_000)).toBe('3.12 / 3.12 s');
  });

  it('draws its limit at the value of a knob, below the top', () => {
    const [chart] = chartsOf(sampleRun([ended(9_000, 'ok', 4)], [], lasting(30_000)), withCharts(latency));
    expect(chart).toMatchObject({ kind: 'latency', limit: { label: 'timeout 8 ms' } });
    expect(chart!.kind === 'latency' && chart!.limit!.y).toBeCloseTo(100 * (1 - 1 / 1.15));
  });
});

describe('a count', () => {
  it('is drawn in bars of a quarter of a second and read as a rate', () => {
    const rows = [0, 1, 2, 3].map((at) => ended(at, 'rejected')).concat(ended(600, 'rejected'));
    const [chart] = chartsOf(sampleRun(rows, [], lasting(30_000)), withCharts(rejected));
    expect(chart!.reading(700_000)).toBe('5 /s');
    expect(chart!.kind === 'count' && chart!.bars.match(/M/g)).toHaveLength(2);
    expect(chart!.scale).toBe('0 to 20 /s');
  });
});
