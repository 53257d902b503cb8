import { expect, it } from 'vitest';
import type { CodeView } from './code-view.ts';
import { mutantEdits } from './mutant-edits.ts';

const view: CodeView = {
  colors: ['a', 'b'], files: [], decisive: [],
  mutants: [
    {
      name: 'loose',
      changes: [
        { file: 'one', hunks: [{ at: 1, removed: 1, added: [[['if (', 0], ['true', 1], [')', 0]], [['  go();', 0]]] }, { at: 3, removed: 1, added: [] }] },
        { file: 'one.side', hunks: [{ at: 0, removed: 0, added: [[]] }] },
      ],
    },
  ],
};

it('is the original with what the wrong version changes, in every file that it changes', () => {
  const originals = { one: 'a\nb\nc\nd\ne\n', 'one.side': 'x\n', 'one.other': 'y\n' };
  expect(mutantEdits(view, originals, 'loose')).toEqual({ one: 'a\nif (true)\n  go();\nc\ne\n', 'one.side': '\nx\n' });
  expect(mutantEdits(view, originals, 'unknown')).toEqual({});
});
