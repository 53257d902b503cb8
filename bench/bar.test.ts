import { describe, expect, it } from 'vitest';
import { exactly, isMet, tableOf, type Bar } from './bar.ts';

const bar = (value: number, target?: Bar['target']): Bar => ({ group: 'Speed', name: 'a run', value: exactly(value), unit: '×', ...(target ? { target } : {}) });

describe('a bar', () => {
  it('is met up to its most, and from its least on', () => {
    expect([2.9, 3, 3.1].map((value) => isMet(bar(value, { atMost: 3 })))).toEqual([true, true, false]);
    expect([1.9, 2, 2.1].map((value) => isMet(bar(value, { atLeast: 2 })))).toEqual([false, true, true]);
  });

  it('that is held against nothing is met', () => {
    expect(isMet(bar(1e9))).toBe(true);
  });

  it('stands in the table with its spread, its target and whether it was met', () => {
    const table = tableOf([{ ...bar(2.5, { atMost: 2 }), value: { median: 2.5, low: 2.25, high: 2.75 } }, bar(12_345)]);
    expect(table.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '))).toEqual([
      'Speed',
      'median | quartiles | target',
      'a run | 2.50 × | 2.25 to 2.75 | ≤ 2 | missed',
      'a run | 12,345 ×',
    ]);
  });
});
