import { describe, expect, it } from 'vitest';
import type { Lane, ScenarioData } from '../scenario.ts';
import { callsOf } from './charts-calls.ts';
import { sampleData, sampleRun, shown } from './frame-sample.ts';
import { lanesOf } from './lanes.ts';
import { rugOf } from './rug.ts';

const ended = (at: number, outcome: string) => ({ at, node: 'web', kind: 'request.ended', data: { to: 'stock', outcome, latencyUs: 1 } });
const lasting = { durationUs: 2000, endedAt: 2000 };

describe('rugOf', () => {
  it('tells the outcomes apart by where a tick stands', () => {
    const run = sampleRun([ended(10, 'ok'), ended(20, 'rejected'), ended(30, 'failed'), ended(40, 'timeout')], [], lasting);
    expect(rugOf(callsOf(run, 'web'), run.durationUs)).toEqual({ ok: 'M10 3v5', rejected: 'M20 0v5', failed: 'M30 0v8', timeout: 'M40 0v8' });
  });

  it('draws ticks that lie on each other once, so that a picture stays small', () => {
    const rows = Array.from({ length: 20_000 }, (_, call) => ended(call * 100, 'ok'));
    const { ok } = rugOf(callsOf(sampleRun(rows, [], { durationUs: 2_000_000, endedAt: 2_000_000 }), 'web'), 2_000_000);
    expect(ok.match(/M/g)!.length).toBeLessThanOrEqual(2001);
  });
});

describe('lanesOf', () => {
  const withLane = (lane: Lane): ScenarioData => ({ ...sampleData, lanes: [lane] });
  const area = { card: 'stock', value: 'inFlight', max: { knob: 'slots' } } as const;

  it('draws a gauge as steps from the bottom up', () => {
    const run = sampleRun([shown(0, 'stock', { inFlight: 0 }), shown(500, 'stock', { inFlight: 4 }), shown(1000, 'stock', { inFlight: 8 })], [], lasting);
    expect(lanesOf(run, withLane({ label: 'stock', node: 'stock', area }))[0]!.area).toBe('M0 8H0V8H500V4H1000V0H2000V8Z');
  });

  it('keeps the highest of several values that fall on one unit', () => {
    const run = sampleRun([shown(1000, 'stock', { inFlight: 8 }), shown(1200, 'stock', { inFlight: 0 })], [], { durationUs: 2_000_000, endedAt: 2_000_000 });
    expect(lanesOf(run, withLane({ label: 'stock', node: 'stock', area }))[0]!.area).toBe('M1 8H1V0H2V8H2000V8Z');
  });

  it('has a rug only where the scenario asks for one', () => {
    expect(lanesOf(sampleRun([ended(10, 'ok')], [], lasting), withLane({ label: 'web', node: 'web' }))[0]!.rug).toBeUndefined();
    expect(lanesOf(sampleRun([ended(10, 'ok')], [], lasting), withLane({ label: 'web', node: 'web', rug: 'made' }))[0]!.rug?.ok).toBe('M10 3v5');
    expect(lanesOf(sampleRun([ended(10, 'ok')], [], lasting), withLane({ label: 'stock', node: 'stock', rug: 'answered' }))[0]!.rug?.ok).toBe('M10 3v5');
  });
});
