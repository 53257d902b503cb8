import ts from 'typescript';
import { lineHunks } from '../edits/line-hunks.ts';
import { codeByLine, type CodeOfLine } from './code-by-line.ts';
import { functionAround, nameAround, siteAround, sitesIn } from './sites.ts';

/** Where a text was changed, and the node at which the code tells that it came there. */
export interface ChangedPlace {
  readonly node: ts.Node;
  /** Counting from 1, in the text as it is now. */
  readonly line: number;
  /** The function in which lines are gone, where none stand in their place; '' for a line that itself runs. */
  readonly within: string;
}

/**
 * What of the code differs from the original: each changed or added line, at the statements that begin on it and at what it is a part of,
 * and for lines that are only gone, the function in which they stood. Comments, white space and types are no part of what runs.
 */
export function changedPlaces(source: ts.SourceFile, original: string): readonly ChangedPlace[] {
  const before = ts.createSourceFile('original.ts', original, { languageVersion: ts.ScriptTarget.ES2022 }, true);
  const hunks = lineHunks(linesOf(before), linesOf(source));
  if (hunks.length === 0) return [];
  const [was, is] = [codeByLine(before), codeByLine(source)];
  const sites = sitesByRow(source);
  const places = new Map<ts.Node, ChangedPlace>();
  const add = (node: ts.Node | undefined, row: number, within: string) => {
    // Of several changed lines of one statement, it tells the first.
    if (node !== undefined && !places.has(node)) places.set(node, { node, line: row + 1, within });
  };
  for (const { at, removed, addedAt, added } of hunks) {
    const fresh = is.slice(addedAt, addedAt + added);
    if (codeOf(was.slice(at, at + removed)) === codeOf(fresh)) continue;
    const row = Math.min(addedAt, is.length - 1);
    if (fresh.every(({ tellingAt }) => tellingAt === undefined)) {
      for (const node of sitesOfGap(source, addedAt)) add(node, row, nameAround(source, gapAt(source, addedAt)));
    }
    for (const [index, { tellingAt }] of fresh.entries()) {
      if (tellingAt === undefined) continue;
      for (const node of [...(sites.get(row + index) ?? []), siteAround(source, tellingAt)]) add(node, row + index, '');
    }
  }
  return [...places.values()];
}

/** What is gone would have run where the innermost block, statement or value around it does, and may have mattered to the whole function. */
function sitesOfGap(source: ts.SourceFile, row: number): readonly ts.Node[] {
  const position = gapAt(source, row);
  const innermost = siteAround(source, position, 'between');
  return innermost === undefined ? [] : [functionAround(source, position) ?? innermost, innermost];
}

const gapAt = (source: ts.SourceFile, row: number): number => source.getLineStarts()[row] ?? source.end;

function sitesByRow(source: ts.SourceFile): ReadonlyMap<number, readonly ts.Node[]> {
  const rows = new Map<number, ts.Node[]>();
  for (const site of sitesIn(source)) {
    const { line } = source.getLineAndCharacterOfPosition(site.getStart(source));
    rows.set(line, [...(rows.get(line) ?? []), site]);
  }
  return rows;
}

function linesOf(source: ts.SourceFile): string[] {
  const starts = source.getLineStarts();
  return starts.map((start, row) => source.text.slice(start, starts[row + 1]).replace(/[\r\n\u2028\u2029]+$/, ''));
}

const codeOf = (lines: readonly CodeOfLine[]): string => lines.flatMap(({ code }) => code).join(' ');
