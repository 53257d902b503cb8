import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineHunks } from './line-hunks.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', '}', ''), { maxLength: 30 });

it('turns the old lines into the new ones, and leaves alone what both begin and end with', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const made = [...before];
      for (const { at, removed, addedAt, added } of lineHunks(before, after).reverse()) made.splice(at, removed, ...after.slice(addedAt, addedAt + added));
      expect(made).toEqual(after);
      expect(lineHunks(before, before)).toEqual([]);
    }),
  );
});
