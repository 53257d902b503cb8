import { expect, it } from 'vitest';
import { spliced, textSplices } from './text-splices.ts';

it.each([
  ['one\ntwo\nthree', 'one\n2\nthree', [[4, 3, '2']]],
  ['if (late) return;\nif (late) throw;', 'if (late && open) return;\nif (late || shut) throw;', [[8, 0, ' && open'], [18, 0, ' || shut']]],
  ['one\nthree', 'one\ntwo\nthree', [[4, 0, 'two\n']]],
  ['one\ntwo\nthree', 'one\nthree', [[4, 4, '']]],
  ['one', 'one\ntwo', [[4, 0, 'two\n']]],
  ['one\ntwo', 'one', [[4, 4, '']]],
  ['', 'one', [[0, 0, 'one']]],
  ['one', '', [[0, 3, '']]],
  ['one', 'one', []],
] as const)('carries no more than what was typed between %j and %j', (before, after, splices) => {
  expect(textSplices(before, after)).toEqual(splices);
  expect(spliced(before, splices)).toBe(after);
});
