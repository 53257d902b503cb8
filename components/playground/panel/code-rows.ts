import type { DecisiveLine } from '@/simulation/run.ts';
import { differenceOf, type CharacterRange } from './code-difference.ts';
import type { CodeHunk, CodeLine, CodeView } from './code-view.ts';

/** A line as it is shown. A removed one stands only in the code as it is, and has its number there; the others have the number that they run under. */
export interface CodeRow {
  readonly kind: 'same' | 'added' | 'removed';
  readonly number: number;
  readonly tokens: CodeLine;
  /** Which of its characters differ, in a line that was changed into another. */
  readonly change?: CharacterRange;
}
/** A decisive line and where it is shown. Without hits it was declared, but the code that ran has lost it. */
export interface PlacedLine {
  /** A, B, C in the order of the list. */
  readonly letter: string;
  readonly label: string;
  readonly file: string;
  /** The place of its row in its file, or -1 where none shows it. */
  readonly row: number;
  /** The virtual times at which the run came there. */
  readonly at: readonly number[];
  readonly isLost: boolean;
}

/** A file's lines with what a wrong version changes, in place: what is gone stands above what has come. */
export function codeRows(lines: readonly CodeLine[], hunks: readonly CodeHunk[]): readonly CodeRow[] {
  const rows: CodeRow[] = [];
  let old = 0;
  let shift = 0;
  const same = (until: number) => {
    for (; old < until; old += 1) rows.push({ kind: 'same', number: old + 1 + shift, tokens: lines[old] ?? [] });
  };
  for (const { at, removed, added } of hunks) {
    same(at);
    const changes = added.length === removed ? added.map((tokens, index) => differenceOf(lines[at + index] ?? [], tokens)) : [];
    const changed = (side: 'before' | 'after', index: number) => (changes[index] === undefined ? {} : { change: changes[index][side] });
    for (; old < at + removed; old += 1) rows.push({ kind: 'removed', number: old + 1, tokens: lines[old] ?? [], ...changed('before', old - at) });
    for (const [index, tokens] of added.entries()) rows.push({ kind: 'added', number: at + 1 + shift + index, tokens, ...changed('after', index) });
    shift += added.length - removed;
  }
  same(lines.length);
  return rows;
}

export const hunksIn = (view: CodeView, mutant: string, file: string): readonly CodeHunk[] =>
  changesOf(view, mutant).find((change) => change.file === file)?.hunks ?? [];

export const changesOf = (view: CodeView, mutant: string): CodeView['mutants'][number]['changes'] =>
  view.mutants.find(({ name }) => name === mutant)?.changes ?? [];

/** A, B, C in the order of the list. */
export const letterAt = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);

/** The declared decisive lines, each at the row that shows it in the code that ran. */
export function placedLines(view: CodeView, rowsByFile: ReadonlyMap<string, readonly CodeRow[]>, ran: readonly DecisiveLine[]): readonly PlacedLine[] {
  return view.decisive.map(({ file, line, label }, index) => {
    const hit = ran.find((each) => each.label === label);
    const rows = rowsByFile.get(file) ?? [];
    const row = hit === undefined
      ? rows.findIndex(({ kind, number }) => kind === 'removed' && number === line)
      : rowOfLine(rows, hit.line);
    return { letter: letterAt(index), label, file, row, at: hit?.at ?? [], isLost: hit === undefined };
  });
}

/** The row that shows a line of the code that ran; -1 where none does. */
export const rowOfLine = (rows: readonly CodeRow[], line: number): number => rows.findIndex(({ kind, number }) => kind !== 'removed' && number === line);

/** The row that the listing opens at: the first change, or else the decisive line that ran last, or the first of them. */
export function firstRow(rows: readonly CodeRow[], placed: readonly PlacedLine[], lastOf: (at: readonly number[]) => number | undefined): number {
  const changed = rows.findIndex(({ kind }) => kind !== 'same');
  if (changed >= 0) return changed;
  const [latest] = placed.filter(({ row }) => row >= 0).toSorted((one, other) => (lastOf(other.at) ?? -1) - (lastOf(one.at) ?? -1));
  return latest?.row ?? 0;
}
