import { describe, expect, it } from 'vitest';
import type { Fault } from '@/simulation/fault.ts';
import { editedFault, editStepMs, msAfterKey, partAt, snapped, type BandPart } from './fault-edit.ts';

const durationMs = 30_000;
const slow: Fault = { kind: 'slow', target: 'stock', factor: 10, atMs: 6000, forMs: 11_000 };
const endless: Fault = { kind: 'cut', target: 'web>stock', atMs: 6000 };
const carried = (fault: Fault, part: BandPart, toMs: number) => {
  const { atMs, forMs } = editedFault(fault, part, toMs, { faults: [fault], durationMs });
  return [atMs, forMs];
};

describe('editedFault', () => {
  it('keeps the length of a band that is carried, and keeps it within the run', () => {
    expect([carried(slow, 'whole', 8000), carried(slow, 'whole', -50), carried(slow, 'whole', 29_000)]).toEqual([[8000, 11_000], [0, 11_000], [19_000, 11_000]]);
  });

  it('carries one end and leaves the other, with a step between them', () => {
    expect([carried(slow, 'start', 2000), carried(slow, 'start', 29_000)]).toEqual([[2000, 15_000], [16_950, 50]]);
    expect([carried(slow, 'end', 20_000), carried(slow, 'end', 1000)]).toEqual([[6000, 14_000], [6000, 50]]);
  });

  it('gives a length to a fault that lasts to the end, and takes it where its end is carried there', () => {
    expect(carried(endless, 'end', 20_000)).toEqual([6000, 14_000]);
    expect(editedFault(slow, 'end', 30_000, { faults: [slow], durationMs })).not.toHaveProperty('forMs');
  });

  it('leaves the end open where only the start or the whole is carried', () => {
    expect([carried(endless, 'whole', 12_000), carried(endless, 'start', 31_000)]).toEqual([[12_000, undefined], [29_950, undefined]]);
  });

  it('lets what is over at once strike up to the last moment', () => {
    expect(carried({ kind: 'restart', target: 'stock', atMs: 0 }, 'whole', 40_000)).toEqual([30_000, undefined]);
  });

  it('holds a fault that is longer than the run at its start', () => {
    expect(carried({ ...slow, atMs: 0, forMs: 40_000 }, 'whole', 5000)).toEqual([0, 40_000]);
  });
});

describe('partAt', () => {
  it('takes the end of a crash from the restart that ends it', () => {
    const crash: Fault = { kind: 'crash', target: 'stock', atMs: 1000 };
    const scope = { faults: [crash, { kind: 'restart', target: 'stock', atMs: 9000 }] as const, durationMs };
    expect([partAt(crash, 'end', scope), partAt(crash, 'whole', scope), partAt(endless, 'end', scope)]).toEqual([9000, 1000, durationMs]);
  });
});

describe('snapped', () => {
  it('goes to a round step, of which about six hundred cross the axis', () => {
    expect([editStepMs(30_000), editStepMs(2000), editStepMs(100)]).toEqual([50, 5, 1]);
    expect([snapped(6024.9, durationMs), snapped(6025.1, durationMs)]).toEqual([6000, 6050]);
  });
});

describe('msAfterKey', () => {
  it('goes from step to step, ten of them with the page keys, and to both ends', () => {
    expect(['ArrowRight', 'ArrowLeft', 'PageUp', 'PageDown', 'Home', 'End'].map((key) => msAfterKey(key, 6000, durationMs))).toEqual([6050, 5950, 6500, 5500, 0, 30_000]);
  });

  it('goes to the next step first from between two', () => {
    expect([msAfterKey('ArrowRight', 15_640.123, durationMs), msAfterKey('ArrowLeft', 15_640.123, durationMs)]).toEqual([15_650, 15_600]);
  });

  it('leaves other keys alone', () => {
    expect(msAfterKey('Tab', 6000, durationMs)).toBeUndefined();
  });
});
