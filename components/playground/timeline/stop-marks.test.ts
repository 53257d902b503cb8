import { describe, expect, it } from 'vitest';
import { sampleRun } from '@/simulation/views/frame-sample.ts';
import { causesOn, markPlaces } from './stop-marks.ts';

const cause = (at: number, node: string) => ({ row: at, at, node, sentence: '' });
const lanes = [{ label: 'web', node: 'web' }, { label: 'stock', node: 'stock' }, { label: 'stock, queue', node: 'stock' }];

describe('causesOn', () => {
  it('puts every number of the chain on the first lane of its node, and apart where there is none', () => {
    const chain = [cause(800_000, 'web'), cause(800_000, 'stock'), cause(300_000, 'stock'), cause(100_000, 'clock')];
    const run = sampleRun([], [], { violation: { promise: 'limited', at: 800_000, row: 1, what: '', chain } });
    expect([-1, 0, 1, 2].map((lane) => causesOn(lane, run, lanes).map(({ number, share }) => [number, share]))).toEqual([[[4, 0.1]], [[1, 0.8]], [[3, 0.3], [2, 0.8]], []]);
  });

  it('lets a cause stand before its effect where both come at once', () => {
    const chain = [cause(500_000, 'web'), cause(500_000, 'web')];
    expect(causesOn(0, sampleRun([], [], { violation: { promise: 'limited', at: 500_000, row: 1, what: '', chain } }), lanes).map(({ number }) => number)).toEqual([2, 1]);
  });
});

describe('markPlaces', () => {
  it('puts a mark at its time, or beside the next that would cover it, and within the axis', () => {
    expect(markPlaces([{ number: 2, share: 0.5 }, { number: 1, share: 0.505 }])).toEqual(['max(10px, min(50%, 50.5% - 20px))', 'max(30px, min(50.5%))']);
  });
});
