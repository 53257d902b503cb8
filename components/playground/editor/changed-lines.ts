import { noEdits, type Edits } from '@/simulation/edits/edits.ts';
import { lineHunks } from '@/simulation/edits/line-hunks.ts';

/** Where a text differs from the one that it came from. Lines count from 1 in the new text. */
export interface ChangedLines {
  readonly edited: readonly number[];
  /** Lines above which some are gone and none came; one more than there are lines where they are gone at the end. */
  readonly removedAbove: readonly number[];
}

export const linesOf = (text: string): string[] => text.replace(/\n$/, '').split(/\r\n?|\n/);

export function changedLines(original: string, text: string): ChangedLines {
  if (original === text) return { edited: [], removedAbove: [] };
  const between = hunks(original, text);
  return {
    edited: between.flatMap(({ addedAt, added }) => Array.from({ length: added }, (_, index) => addedAt + index + 1)),
    removedAbove: between.filter(({ added }) => added === 0).map(({ addedAt }) => addedAt + 1),
  };
}

/** How many lines of all files were edited: one that became another counts once. */
export function countEdited(originals: Edits | undefined, edits: Edits): number {
  if (edits === noEdits || originals === undefined) return 0;
  return Object.entries(edits).reduce(
    (sum, [file, text]) => sum + hunks(originals[file] ?? '', text).reduce((lines, { added, removed }) => lines + Math.max(added, removed), 0),
    0,
  );
}

/** Where the lines of one text stand in another, counting from 1; undefined for one that is gone. */
export function lineAfter(before: string, after: string): (line: number) => number | undefined {
  if (before === after) return (line) => line;
  const between = hunks(before, after);
  return (line) => {
    let shift = 0;
    for (const { at, removed, added } of between) {
      if (line - 1 < at) break;
      if (line - 1 < at + removed) return undefined;
      shift += added - removed;
    }
    return line + shift;
  };
}

const hunks = (before: string, after: string) => lineHunks(linesOf(before), linesOf(after));
