import { expect, it } from 'vitest';
import { countInWords } from './count-in-words.ts';

it('a count at the beginning of a sentence is a word up to twenty, and figures above', () => {
  expect([1, 16, 20, 21].map(countInWords)).toEqual(['One', 'Sixteen', 'Twenty', '21']);
});
