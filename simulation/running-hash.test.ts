import { describe, expect, it } from 'vitest';
import { RunningHash } from './running-hash.ts';
import type { Json } from './trace.ts';

const digestOf = (...values: Json[]) => {
  const hash = new RunningHash();
  for (const value of values) hash.json(value);
  return hash.digest();
};

describe('the running hash', () => {
  it('is sixteen hexadecimal digits', () => {
    expect(digestOf({ a: 1 })).toMatch(/^[0-9a-f]{16}$/);
  });

  it('stays what it was when links were shared', () => {
    expect(digestOf({ at: 1.5, node: 'payments', list: [1, -2, 0.1, true, null, ''] })).toBe('8f422abb85ac73dc');
  });

  it('tells values apart that look alike', () => {
    const alike: Json[] = [0, -0, 1, '1', true, false, null, '', [], {}, [[]], [null], { a: null }, { a: [] }, 'a', ['a'], 0.1, 1e300];
    expect(new Set(alike.map((value) => digestOf(value))).size).toBe(alike.length);
  });

  it('depends on the order', () => {
    expect(digestOf(1, 2)).not.toBe(digestOf(2, 1));
    expect(digestOf(['ab', 'c'])).not.toBe(digestOf(['a', 'bc']));
  });

  it('leaves out what stands under "text", since engines word their errors differently', () => {
    expect(digestOf({ code: 'x', text: 'one engine' })).toBe(digestOf({ code: 'x', text: 'another' }));
  });
});
