import { describe, expect, it } from 'vitest';
import type { Fault } from '@/simulation/fault.ts';
import { sampleData } from '@/simulation/views/frame-sample.ts';
import { bandName, bandTimes, faultBands } from './fault-bands.ts';

const bandsOf = (...faults: Fault[]) => faultBands(faults, sampleData, 30_000_000);
const secondsOf = (...faults: Fault[]) => bandsOf(...faults).map(({ from, to }) => [from / 1e6, to / 1e6]);

describe('faultBands', () => {
  it('lies from when a fault strikes to when it ends, or to the end of the run', () => {
    expect(secondsOf({ kind: 'slow', target: 'stock', factor: 10, atMs: 6000, forMs: 11_000 })).toEqual([[6, 17]]);
    expect(secondsOf({ kind: 'cut', target: 'web>stock', atMs: 6000 })).toEqual([[6, 30]]);
  });

  it('ends a crash where its node is started again', () => {
    expect(secondsOf({ kind: 'crash', target: 'stock', atMs: 1000 }, { kind: 'restart', target: 'stock', atMs: 9000 })[0]).toEqual([1, 9]);
  });

  it('puts bands that overlap into rows of their own and uses a row again once it is free', () => {
    const bands = bandsOf(
      { kind: 'pause', target: 'stock', atMs: 0, forMs: 10_000 },
      { kind: 'pause', target: 'web', atMs: 5000, forMs: 10_000 },
      { kind: 'pause', target: 'stock', atMs: 12_000, forMs: 3000 },
    );
    expect(bands.map(({ row }) => row)).toEqual([0, 1, 0]);
  });

  it('keeps the rows that it is given, so that nothing jumps while a band is carried', () => {
    const carried: Fault[] = [{ kind: 'pause', target: 'stock', atMs: 20_000, forMs: 5000 }, { kind: 'pause', target: 'web', atMs: 5000, forMs: 10_000 }];
    expect([undefined, [0, 1]].map((kept) => faultBands(carried, sampleData, 30_000_000, kept).map(({ row }) => row))).toEqual([[0, 0], [0, 1]]);
  });

  it('keeps a fault that is over at once wide enough to press, within the axis', () => {
    const [band] = bandsOf({ kind: 'restart', target: 'stock', atMs: 30_000 });
    expect(band).toMatchObject({ from: 30e6, to: 30e6, drawn: { to: 30e6 } });
    expect(band!.drawn.to - band!.drawn.from).toBeGreaterThan(1e6);
  });

  it('says what strikes whom, and which way of a link', () => {
    expect(bandsOf({ kind: 'drop', target: 'web>stock', ratio: 0.25, direction: 'back', atMs: 0 })).toMatchObject([{ label: 'Lose 25 %, replies', target: 'web to stock', tone: 'warn', index: 0 }]);
    expect(bandsOf({ kind: 'cut', target: 'web>stock', atMs: 0 })).toMatchObject([{ label: 'Cut', tone: 'fail' }]);
  });

  it('has a name and says when it holds', () => {
    const [timed, endless, atOnce] = bandsOf(
      { kind: 'slow', target: 'stock', factor: 10, atMs: 6000, forMs: 11_050 },
      { kind: 'cut', target: 'web>stock', atMs: 15_640 },
      { kind: 'restart', target: 'stock', atMs: 9000 },
    );
    expect([timed, endless, atOnce].map((band) => `${bandName(band!)}, ${bandTimes(band!)}`)).toEqual(['Slow ×10 stock, 6 to 17.05 s', 'Cut web to stock, 15.64 s to the end', 'Restart stock, at 9 s']);
  });
});
