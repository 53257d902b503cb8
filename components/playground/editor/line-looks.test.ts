import { describe, expect, it } from 'vitest';
import { lineLooks, type RanText } from './line-looks.ts';

const original = 'a\nb\nc\nd\n';
const decisive = [{ letter: 'A', label: 'decides', line: 3, at: [10] }];
const ran: RanText = { text: original, isWhatRuns: true, decisive, cause: undefined };
const lights = [{ count: 2, lit: 3 }];
const looks = (text: string, change: Partial<RanText> = {}) => Object.fromEntries(lineLooks(original, text, { ...ran, ...change }, lights));

describe('how lines look', () => {
  it('marks what was edited, and the place of what is gone', () => {
    expect(looks('a\nB\nc\nd\n', { decisive: [] })).toEqual({ 2: { isEdited: true } });
    expect(looks('b\nc\nd\n', { decisive: [] })).toEqual({ 1: { isRemovedAbove: true } });
    expect(looks('a\nb\nc\n', { decisive: [] })).toEqual({ 3: { isRemovedBelow: true } });
  });

  it('lights a decisive line where what is written is what runs', () => {
    expect(looks(original)).toEqual({ 3: { decisive: { ...decisive[0], count: 2, lit: 3, isStale: false } } });
  });

  it('keeps its letter, dark, where it is not', () => {
    const dark = { ...decisive[0], count: 0, lit: 0, isStale: true };
    expect(looks('new\na\nb\nc\nd\n')).toEqual({ 1: { isEdited: true }, 4: { decisive: dark } });
    expect(looks(original, { isWhatRuns: false })).toEqual({ 3: { decisive: dark } });
  });

  it('has no letter for a decisive line that was changed', () => {
    expect(looks('a\nb\nC\nd\n')).toEqual({ 3: { isEdited: true } });
  });

  it('numbers the line to blame, where it stands now', () => {
    const text = 'a\nB\nc\nd\n';
    const blamed = { text, decisive: [], cause: { line: 2, number: 4 } };
    expect(looks(text, blamed)).toEqual({ 2: { isEdited: true, cause: 4 } });
    expect(looks(`new\n${text}`, blamed)[3]).toEqual({ isEdited: true, cause: 4 });
    expect(looks('a\nBB\nc\nd\n', blamed)).toEqual({ 2: { isEdited: true } });
  });
});
