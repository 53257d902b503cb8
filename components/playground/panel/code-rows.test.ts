import { describe, expect, it } from 'vitest';
import { codeRows, firstRow, hunksIn, placedLines } from './code-rows.ts';
import type { CodeLine, CodeView } from './code-view.ts';

const line = (text: string): CodeLine => [[text, 0]];
const view: CodeView = {
  colors: ['var(--ink)'],
  files: [{ file: 'door', lines: ['open', 'count', 'wait', 'close'].map(line) }],
  mutants: [{ name: 'hasty', changes: [{ file: 'door', hunks: [{ at: 0, removed: 0, added: [line('first')] }, { at: 2, removed: 1, added: [line('rush'), line('run')] }] }] }],
  decisive: [{ file: 'door', line: 3, label: 'It waits' }, { file: 'door', line: 4, label: 'It closes' }],
};
const lines = view.files[0]!.lines;
const shown = (mutant: string) => codeRows(lines, hunksIn(view, mutant, 'door')).map(({ kind, number, tokens }) => `${kind} ${number} ${tokens[0]?.[0]}`);
const placed = (mutant: string, ...ran: [label: string, line: number, ...at: number[]][]) =>
  placedLines(view, new Map([['door', codeRows(lines, hunksIn(view, mutant, 'door'))]]), ran.map(([label, number, ...at]) => ({ file: 'door', line: number, label, at, nodes: [] })));

describe('codeRows', () => {
  it('are the lines of the file, numbered', () => {
    expect(shown('')).toEqual(['same 1 open', 'same 2 count', 'same 3 wait', 'same 4 close']);
  });

  it('show what a wrong version changes, each line under the number that it runs under', () => {
    expect(shown('hasty')).toEqual(['added 1 first', 'same 2 open', 'same 3 count', 'removed 3 wait', 'added 4 rush', 'added 5 run', 'same 6 close']);
  });
});

describe('a line that was changed into another', () => {
  it('says which of its characters differ', () => {
    const rows = codeRows(lines, [{ at: 1, removed: 1, added: [line('counts')] }]);
    expect(rows.map(({ change }) => change)).toEqual([undefined, [0, 5], [0, 6], undefined, undefined]);
  });
});

describe('firstRow', () => {
  const lastOf = (at: readonly number[]) => at.at(-1);

  it('is the first change, or else the decisive line that ran last', () => {
    const changed = codeRows(lines, hunksIn(view, 'hasty', 'door'));
    expect(firstRow(changed, [], lastOf)).toBe(0);
    const rows = codeRows(lines, []);
    expect(firstRow(rows, placed('', ['It waits', 3, 5], ['It closes', 4, 2]), lastOf)).toBe(2);
    expect(firstRow(rows, placed('', ['It waits', 3, 5], ['It closes', 4, 9]), lastOf)).toBe(3);
    expect(firstRow(rows, [], lastOf)).toBe(0);
  });
});

describe('placedLines', () => {
  it('puts each decisive line at the row that it ran as', () => {
    expect(placed('', ['It waits', 3, 5], ['It closes', 4])).toMatchObject([{ letter: 'A', row: 2, at: [5], isLost: false }, { letter: 'B', row: 3, at: [], isLost: false }]);
    expect(placed('hasty', ['It closes', 6, 7])[1]).toMatchObject({ row: 6, at: [7] });
  });

  it('shows one that a wrong version has lost where it stood', () => {
    expect(placed('hasty', ['It closes', 6])[0]).toMatchObject({ row: 3, at: [], isLost: true });
  });
});
