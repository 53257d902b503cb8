import { describe, expect, it } from 'vitest';
import { differenceOf, piecesOf } from './code-difference.ts';
import type { CodeLine } from './code-view.ts';

const line = (text: string): CodeLine => [[text, 0]];
const between = (before: string, after: string) => differenceOf(line(before), line(after));

describe('differenceOf', () => {
  it('is whole words', () => {
    expect(between("is 'closed'", "is 'isolated'")).toEqual({ before: [4, 10], after: [4, 12] });
    expect(between('count', 'counts')).toEqual({ before: [0, 5], after: [0, 6] });
  });

  it('is all but what both lines begin with and end with', () => {
    expect(between('if (a >= b) stop;', 'if (a > b) stop;')).toEqual({ before: [7, 8], after: [7, 7] });
    expect(between('stop;', 'if (a) stop;')).toEqual({ before: [0, 0], after: [0, 7] });
    expect(between('..', '...')).toEqual({ before: [2, 2], after: [2, 3] });
    expect(between('one', 'two')).toEqual({ before: [0, 3], after: [0, 3] });
  });
});

describe('piecesOf', () => {
  const tokens: CodeLine = [['if (', 1], ['late', 2], [') return', 1]];

  it('are the tokens, cut where what differs begins and ends', () => {
    expect(piecesOf(tokens, [3, 6]).map(({ text, isChanged }) => (isChanged ? `[${text}]` : text))).toEqual(['if ', '[(]', '[la]', 'te', ') return']);
  });

  it('are the tokens themselves where the line is not one that was changed', () => {
    expect(piecesOf(tokens, undefined).map(({ text, color, isChanged }) => [text, color, isChanged])).toEqual(tokens.map(([text, color]) => [text, color, false]));
  });
});
