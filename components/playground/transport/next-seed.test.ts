import { describe, expect, it } from 'vitest';
import { seedMax as seedMaxOfRun } from '@/simulation/run-input.ts';
import { nextSeed, seedMax } from './next-seed.ts';

describe('nextSeed', () => {
  it('comes to every seed below ten thousand before it comes back', () => {
    const thrown = new Set<number>();
    for (let seed = 971; !thrown.has(seed); seed = nextSeed(seed)) thrown.add(seed);
    expect(thrown.size).toBe(10_000);
  });

  it('takes any seed of the field, which takes those of a run', () => {
    expect(seedMax).toBe(seedMaxOfRun);
    expect([nextSeed(seedMax), nextSeed(0)]).toEqual([((seedMax % 10_000) * 6821 + 3571) % 10_000, 3571]);
  });
});
