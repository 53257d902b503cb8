import { describe, expect, it } from 'vitest';
import { hitsAt, hitToShow, lastHit } from './code-hits.ts';

const at = [1_000_000, 2_000_000, 2_000_000];

describe('hitsAt', () => {
  it('counts how often a line ran so far', () => {
    expect([0, 1_000_000, 1_999_999, 2_000_000].map((now) => hitsAt(at, now).count)).toEqual([0, 1, 1, 3]);
  });

  it('fades in three steps of a tenth of a second each', () => {
    expect([0, 999_999, 1_000_000, 1_099_999, 1_100_000, 1_200_000, 1_299_999, 1_300_000, 1_900_000].map((now) => hitsAt(at, now).lit)).toEqual([0, 0, 3, 3, 2, 1, 1, 0, 0]);
  });
});

describe('hitToShow', () => {
  it('is the last time before the playhead, so that pressing again goes further back', () => {
    expect(hitToShow(at, 5_000_000)).toBe(2_000_000);
    expect(hitToShow(at, 2_000_000)).toBe(1_000_000);
  });

  it('is the first time after it where there is none before', () => {
    expect(hitToShow(at, 0)).toBe(1_000_000);
    expect(hitToShow([1_000_000], 1_000_000)).toBe(1_000_000);
    expect(hitToShow([], 5)).toBeUndefined();
  });
});

describe('lastHit', () => {
  it('counts what runs at the playhead itself', () => {
    expect(lastHit(at, 1_000_000)).toBe(1_000_000);
    expect(lastHit(at, 999_999)).toBeUndefined();
  });
});
