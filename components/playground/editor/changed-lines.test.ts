import { describe, expect, it } from 'vitest';
import { noEdits } from '@/simulation/edits/edits.ts';
import { changedLines, countEdited, lineAfter } from './changed-lines.ts';

const original = 'a\nb\nc\nd\n';

describe('changedLines', () => {
  it('says which lines are new or became others', () => {
    expect(changedLines(original, original)).toEqual({ edited: [], removedAbove: [] });
    expect(changedLines(original, 'a\nB\nc\nd\ne\nf\n')).toEqual({ edited: [2, 5, 6], removedAbove: [] });
  });

  it('says above which lines some are gone, also at the end', () => {
    expect(changedLines(original, 'a\nd\n')).toEqual({ edited: [], removedAbove: [2] });
    expect(changedLines(original, 'a\nb\nc\n')).toEqual({ edited: [], removedAbove: [4] });
  });

  it('takes another end of a line, or none at the end of the file, for no edit', () => {
    expect(changedLines(original, 'a\r\nb\r\nc\r\nd')).toEqual({ edited: [], removedAbove: [] });
  });
});

describe('countEdited', () => {
  it('counts each line once that became another, came or is gone, in all files', () => {
    expect(countEdited({ one: original, two: 'x\n' }, { one: 'a\nB\nd\n', two: 'x\ny\nz\n' })).toBe(4);
  });

  it('counts none for the code as it is, and none before it is known', () => {
    expect(countEdited({ one: original }, noEdits)).toBe(0);
    expect(countEdited(undefined, { one: 'x' })).toBe(0);
  });
});

describe('lineAfter', () => {
  it('finds a line again beneath what was put in or taken out above it', () => {
    const after = lineAfter(original, 'new\na\nb\nC\nd\n');
    expect([1, 2, 3, 4].map(after)).toEqual([2, 3, undefined, 5]);
    expect([1, 2].map(lineAfter(original, original))).toEqual([1, 2]);
    expect([1, 2, 3, 4].map(lineAfter(original, 'b\nd\n'))).toEqual([undefined, 1, undefined, 2]);
  });
});
