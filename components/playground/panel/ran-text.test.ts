import { describe, expect, it } from 'vitest';
import type { CodeView } from './code-view.ts';
import { ranText } from './ran-text.ts';

const view: CodeView = {
  colors: [], files: [], mutants: [],
  decisive: [{ file: 'one', line: 2, label: 'opens' }, { file: 'two', line: 1, label: 'asks' }, { file: 'one', line: 5, label: 'closes' }],
};
const run = { mutant: '', control: false, edits: { one: 'edited' }, decisive: [{ file: 'one', line: 6, label: 'closes', at: [3], nodes: ['web'] }] };
const blamed = { place: { file: 'one', line: 4 }, number: 3 };

describe('the text that ran', () => {
  it('is the edit, with the lines that the run names and the letters that the list has', () => {
    expect(ranText(view, run, 'one', 'original', blamed)).toEqual({
      text: 'edited', isWhatRuns: true, decisive: [{ letter: 'C', label: 'closes', line: 6, at: [3] }], cause: { line: 4, number: 3 },
    });
  });

  it('is the original for a file that was not edited', () => {
    expect(ranText(view, run, 'two', 'original', blamed)).toEqual({ text: 'original', isWhatRuns: true, decisive: [], cause: undefined });
  });

  it.each([{ ...run, edits: {}, mutant: 'loose' }, { ...run, control: true }])('is the original, and does not run, where something else runs', (other) => {
    expect(ranText(view, other, 'one', 'original', blamed)).toEqual({
      text: 'original', isWhatRuns: false, cause: undefined,
      decisive: [{ letter: 'A', label: 'opens', line: 2, at: [] }, { letter: 'C', label: 'closes', line: 5, at: [] }],
    });
  });
});
