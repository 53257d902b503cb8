import { describe, expect, it } from 'vitest';
import { lineHunks } from './line-hunks.ts';

const between = (before: string, after: string) => lineHunks(before.split(''), after.split(''));

describe('lineHunks', () => {
  it('says which lines are gone and which are new, in place', () => {
    expect(between('abcd', 'abcd')).toEqual([]);
    expect(between('abcd', 'abxd')).toEqual([{ at: 2, removed: 1, addedAt: 2, added: 1 }]);
    expect(between('abcd', 'abd')).toEqual([{ at: 2, removed: 1, addedAt: 2, added: 0 }]);
    expect(between('abcd', 'abxycd')).toEqual([{ at: 2, removed: 0, addedAt: 2, added: 2 }]);
  });

  it('keeps several places apart, at both ends too', () => {
    expect(between('abcde', 'xbcdyz')).toEqual([
      { at: 0, removed: 1, addedAt: 0, added: 1 },
      { at: 4, removed: 1, addedAt: 4, added: 2 },
    ]);
    expect(between('aa', 'aaa')).toEqual([{ at: 2, removed: 0, addedAt: 2, added: 1 }]);
    expect(between('', 'ab')).toEqual([{ at: 0, removed: 0, addedAt: 0, added: 2 }]);
    expect(between('ab', '')).toEqual([{ at: 0, removed: 2, addedAt: 0, added: 0 }]);
  });

  it('compares what differs alone, however long the texts are', () => {
    const long = Array.from({ length: 30_000 }, (_, line) => `line ${line}`);
    const changed = [...long.slice(0, 9), 'new', ...long.slice(10, 20_000), ...long.slice(20_001)];
    const near = [...long.slice(0, 9), 'new', ...long.slice(10)];
    expect(lineHunks(long, near)).toEqual([{ at: 9, removed: 1, addedAt: 9, added: 1 }]);
    expect(lineHunks(long, changed)).toEqual([{ at: 9, removed: 19_992, addedAt: 9, added: 19_991 }]);
  });
});
