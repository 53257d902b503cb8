import { describe, expect, it } from 'vitest';
import { nextValue, placeOf, valueAtPlace } from './knob-scale.ts';

const linear = { min: 0, max: 100, step: 5 };
const log = { min: 100, max: 100_000, step: 1, scale: 'log' } as const;

describe('valueAtPlace', () => {
  it('stands on the knob’s steps', () => {
    expect([0, 512, 537, 1000].map((place) => valueAtPlace(place, linear))).toEqual([0, 50, 55, 100]);
  });

  it('means the same factor everywhere on a logarithmic scale, and keeps its numbers round', () => {
    expect([0, 333, 667, 1000].map((place) => valueAtPlace(place, log))).toEqual([100, 1000, 10_000, 100_000]);
  });

  it('has no digits that a sum of tenths leaves behind', () => {
    expect(valueAtPlace(300, { min: 0, max: 1, step: 0.1 })).toBe(0.3);
  });
});

describe('placeOf', () => {
  it('puts a value beyond the range at its end', () => {
    expect([placeOf(-5, linear), placeOf(500, linear), placeOf(1000, log)]).toEqual([0, 1000, 333]);
  });
});

describe('nextValue', () => {
  it('goes on by a step, and on a logarithmic scale by a round share of the value', () => {
    expect([nextValue(50, 1, linear), nextValue(50, -1, linear), nextValue(3000, 1, log), nextValue(110, -1, log)]).toEqual([55, 45, 3100, 109]);
  });

  it('stays within the range', () => {
    expect([nextValue(100, 1, linear), nextValue(100, -1, log)]).toEqual([100, 100]);
  });
});
