import { describe, expect, it } from 'vitest';
import { chanceOf } from './chance.ts';

const draws = (seed: number, concern: string, count = 5) => {
  const chance = chanceOf(seed, concern);
  return Array.from({ length: count }, chance);
};

describe('seeded chance', () => {
  it('is the same for the same seed and concern', () => {
    expect(draws(7, 'workload')).toEqual(draws(7, 'workload'));
  });

  it('differs between concerns and between seeds', () => {
    const streams = [draws(7, 'workload'), draws(7, 'network'), draws(8, 'workload'), draws(9, 'workload')];
    expect(new Set(streams.map(String)).size).toBe(streams.length);
  });

  it('stays in [0, 1) and fills it evenly', () => {
    const many = draws(1, 'evenness', 20_000);
    expect(many.every((value) => value >= 0 && value < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = many.filter((value) => Math.floor(value * 10) === tenth).length / many.length;
      expect(share).toBeGreaterThan(0.09);
      expect(share).toBeLessThan(0.11);
    }
  });
});
