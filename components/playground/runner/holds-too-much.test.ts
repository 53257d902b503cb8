import { describe, expect, it, vi } from 'vitest';
import { holdsTooMuch, valuesMax } from './holds-too-much.ts';
import { parseRunResult } from './run-result-schema.ts';

describe('holdsTooMuch', () => {
  it.each([
    ['lists', '[],'],
    ['objects', '{},'],
    ['numbers', '0,'],
    ['names', '"a":0,'],
    ['lists in lists', '['],
    ['texts that end in a backslash', '"\\\\",'],
  ])('is true of more %s than a run has', (_, item) => {
    expect(holdsTooMuch(item.repeat(valuesMax + 1))).toBe(true);
  });

  it('is false of as much as a run may have, and of marks within texts', () => {
    expect(holdsTooMuch('0,'.repeat(valuesMax))).toBe(false);
    expect(holdsTooMuch(`["${'[{,'.repeat(valuesMax)}"]`)).toBe(false);
    expect(holdsTooMuch(`["\\\\\\"${'[{,'.repeat(valuesMax)}\\"", 1]`)).toBe(false);
    expect(holdsTooMuch(`"${'[{,'.repeat(valuesMax)}`)).toBe(false);
  });

  it('keeps an answer that would hold up the page from being built', () => {
    const parse = vi.spyOn(JSON, 'parse');
    expect(parseRunResult(`{"rows":[${'[],'.repeat(valuesMax)}0]}`)).toBeUndefined();
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });
});
