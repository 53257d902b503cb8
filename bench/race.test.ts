import { describe, expect, it } from 'vitest';
import { race, ratio, spreadOf } from './race.ts';

describe('a race', () => {
  it('gives every contestant a turn in every round, another one first each time', async () => {
    const turns: string[] = [];
    const measured = (name: string) => ({ name, run: (times: number) => void (times === 1 ? turns.push(name) : undefined) });
    const results = await race([measured('a'), measured('b'), measured('c')], { rounds: 3, roundMs: 0 });
    expect(turns.slice(-9).join('')).toBe('abcbcacab');
    expect(Object.values(results).map((rounds) => rounds.length)).toEqual([3, 3, 3]);
  });

  it('measures time per operation, so that one that does ten times the work takes longer', async () => {
    const work = (name: string, size: number) => ({
      name,
      run: (times: number) => {
        let sum = 0;
        for (let step = 0; step < times * size; step += 1) sum += Math.sqrt(step);
        if (sum < 0) throw new Error('Not reached: it keeps the loop from being dropped.');
      },
    });
    const results = await race([work('small', 100), work('large', 1000)], { rounds: 5, roundMs: 2 });
    expect(ratio(results, 'large', 'small').median).toBeGreaterThan(3);
  });
});

describe('a spread', () => {
  it('is the median between the quartiles, whatever the order', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
    expect(spreadOf([1, 2])).toEqual({ median: 1.5, low: 1.25, high: 1.75 });
    expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
  });

  it('of nothing is refused', () => {
    expect(() => spreadOf([])).toThrow('A spread needs at least one value.');
  });

  it('of a ratio is taken round by round, so that a slow moment of the machine cancels out', () => {
    expect(ratio({ a: [2, 20, 4], b: [1, 10, 2] }, 'a', 'b')).toEqual({ median: 2, low: 2, high: 2 });
  });
});
