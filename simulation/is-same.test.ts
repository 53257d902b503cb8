import { describe, expect, it } from 'vitest';
import { isSame } from './is-same.ts';

describe('isSame', () => {
  it('looks all the way down', () => {
    expect(isSame({ pill: { label: 'Up' }, meters: [1, [2, null]] }, { pill: { label: 'Up' }, meters: [1, [2, null]] })).toBe(true);
    expect(isSame({ meters: [1, [2, null]] }, { meters: [1, [2, 3]] })).toBe(false);
    expect(isSame([1], [1, 2])).toBe(false);
    expect(isSame({ limit: undefined }, {})).toBe(false);
    expect(isSame([], {})).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});
