import { describe, expect, it } from 'vitest';
import type { RunResult } from '@/simulation/run.ts';
import { sampleData, sampleRun, shown } from '@/simulation/views/frame-sample.ts';
import { momentFor, nextMoment, previousMoment } from './playground-moment.ts';

const run = sampleRun([shown(100, 'stock', { inFlight: 1 }), shown(100, 'web', { rate: 3 }), shown(250, 'stock', { inFlight: 2 })]);
const { endedAt } = run;
const broken = { ...run, endedAt: 700_000, violation: { promise: 'limited' } as RunResult['violation'] };
const tellingMs = sampleData.experiments.find(({ name }) => name === run.experiment)!.stillAtMs;

describe('where the playhead goes when a run arrives', () => {
  it('is where it stood, within the run', () => {
    expect([120.4, endedAt + 5, -5].map((now) => momentFor('stay', run, sampleData, now))).toEqual([120, endedAt, 0]);
  });

  it('is the telling moment of what was opened', () => {
    expect(momentFor('telling moment', run, sampleData, 0)).toBe(tellingMs * 1000);
    expect(momentFor('telling moment', { ...run, experiment: 'of nobody' }, sampleData, 70)).toBe(0);
  });

  it('is the broken promise, and the telling moment where none broke', () => {
    expect(momentFor('violation', broken, sampleData, 0)).toBe(700_000);
    expect(momentFor('violation', run, sampleData, 0)).toBe(tellingMs * 1000);
  });
});

describe('a step', () => {
  it('goes to the next time at which something happened, and at last to the end', () => {
    expect([0, 99, 100, 250].map((now) => nextMoment(run, sampleData, now))).toEqual([100, 100, 250, endedAt]);
  });

  it('back goes to the last time before, and at last to the start', () => {
    expect([endedAt, 250, 101, 100, 0].map((now) => previousMoment(run, sampleData, now))).toEqual([250, 100, 100, 0, 0]);
  });
});
