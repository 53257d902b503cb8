import { expect, it } from 'vitest';
import { noEdits } from '@/simulation/edits/edits.ts';
import type { Finding } from '@/simulation/language/protocol.ts';
import { findingsOf } from './findings-of.ts';

const finding = (from: number): Finding => ({ from, to: from + 1, line: 1, message: '', kind: 'stops' });
const check = { byFile: { one: { text: 'x', findings: [finding(1)] }, two: { text: 'y', findings: [finding(5), finding(2)] } }, problem: '' };
const desk = { originals: { one: 'a', two: 'b' }, edits: { one: 'x', two: 'y' }, origin: 'reader', shownTimes: 0 } as const;
const places = (...values: Parameters<typeof findingsOf>) => findingsOf(...values).map(({ file, finding: { from } }) => [file, from]);

it('begins with the file that is shown, from top to bottom', () => {
  expect(places(check, desk, 'one')).toEqual([['one', 1], ['two', 2], ['two', 5]]);
  expect(places(check, desk, 'two')).toEqual([['two', 2], ['two', 5], ['one', 1]]);
});

it('keeps what was found while the reader types on, but not once the original is back', () => {
  expect(places(check, { ...desk, edits: { one: 'xx', two: 'y' } }, 'one')).toHaveLength(3);
  expect(places(check, { ...desk, edits: { two: 'y' } }, 'one')).toEqual([['two', 2], ['two', 5]]);
  expect(places(check, { ...desk, edits: noEdits }, 'one')).toEqual([]);
});
