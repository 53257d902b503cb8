import { describe, expect, it } from 'vitest';
import { catalogRows } from './catalog-rows.ts';

const group = (id: string, count: number) => ({
  id, label: id, sentence: '', icon: 'box' as const,
  patterns: Array.from({ length: count }, (_, position) => ({ stands: false as const, slug: `${id}-${position}`, title: id })),
});
const rowsOf = (...counts: readonly number[]) => catalogRows(counts.map((count, position) => group(String.fromCharCode(97 + position), count)));
const shape = (...counts: readonly number[]) => rowsOf(...counts).map(({ columns, groups }) => `${groups.map(({ patterns }) => patterns.length).join('+')} of ${columns}`);

describe('the rows of the catalog', () => {
  it('are full where small neighbours fill one together', () => {
    expect(shape(1, 2, 3, 3, 4, 2, 1)).toEqual(['1+2 of 3', '3 of 3', '3 of 3', '4 of 4', '2+1 of 3']);
  });
  it('keep every category, in its order', () => {
    expect(rowsOf(2, 2, 1, 1).flatMap(({ groups }) => groups.map(({ id }) => id))).toEqual(['a', 'b', 'c', 'd']);
    expect(shape(2, 2, 1, 1)).toEqual(['2 of 3', '2+1 of 3', '1 of 3']);
  });
  it('have no more than four cards side by side', () => {
    expect(shape(5)).toEqual(['5 of 4']);
  });
});
