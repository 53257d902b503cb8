import { describe, expect, it } from 'vitest';
import type { PromiseReport } from '@/simulation/run.ts';
import { promiseText, shortPromiseText, summaryText } from './promise-state.ts';

const held: PromiseReport = { name: 'a', kind: 'safety', status: 'held', checks: 3, checkedAt: [100, 200, 200] };
const broken: PromiseReport = { name: 'b', kind: 'safety', status: 'broken', checks: 1, checkedAt: [50], brokenAt: 12_304_000 };

describe('a promise at a moment', () => {
  it('is not held before it was exercised', () => {
    expect([99, 100, 200].map((at) => promiseText(held, at))).toEqual(['Not exercised yet', 'Held · 1 check', 'Held · 3 checks']);
  });

  it('is broken from its moment on and held before', () => {
    expect([12_303_999, 12_304_000, 20_000_000].map((at) => promiseText(broken, at))).toEqual(['Held · 1 check', 'Broken at 12.304 s', 'Broken at 12.304 s']);
  });
});

describe('a promise of a run without the pattern', () => {
  it('is not judged, in all its words', () => {
    expect([promiseText(held, 200, false), shortPromiseText(held, 200, false), summaryText([held], 200, false)]).toEqual([
      'Not judged without the pattern', 'not judged', 'Without the pattern no promise is judged',
    ]);
  });
});

describe('a promise in little room', () => {
  it('leaves out what its mark shows', () => {
    expect([[held, 0], [held, 150], [broken, 13_000_000]].map(([report, at]) => shortPromiseText(report as PromiseReport, at as number))).toEqual(['not yet', '1', '12.304 s']);
  });
});

describe('all promises in one line', () => {
  it('counts those that hold, and says first what is broken', () => {
    expect([0, 60, 150, 13_000_000].map((at) => summaryText([held, broken], at))).toEqual([
      'None exercised yet', '1 of 2 promises held', '2 promises held', '1 promise broken',
    ]);
  });
});
