import ts from 'typescript';
import type { Edits } from '../../simulation/edits/edits.ts';
import type { CatalogFile } from '../../lib/catalog-file.ts';
import type { HostileProgram } from './hostile-program.ts';

/** A pattern's file with a hostile program in it. */
export interface HostileEdit {
  readonly edits: Edits;
  /** The pattern file's name without `.ts`. */
  readonly file: string;
  /** The program's lines in it, counting from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/**
 * Puts a program into the file of a pattern's first decisive line.
 * @param elsewhere host and port of the listening server that the program tries to reach.
 */
export function editedWith({ place, text }: HostileProgram, { data, sources }: CatalogFile, elsewhere: string): HostileEdit {
  const { file = data.code[0]!, line: words } = data.decisive[0]!;
  const source = ts.createSourceFile(file, sources[file]!, ts.ScriptTarget.Latest, true);
  const at = place === 'module' ? 0 : startOfBody(source, source.text.indexOf(words));
  const program = text.replaceAll('ELSEWHERE', elsewhere).replaceAll('EXPORTED', `[${exportedClasses(source).join(', ')}]`);
  // A module's classes are not there before its last line.
  const cut = text.includes('EXPORTED') ? source.text.length : at;
  const [before, after] = [source.text.slice(0, cut), source.text.slice(cut)];
  const firstLine = before.split('\n').length + (place === 'module' ? 0 : 1);
  // A block, so that it may name its own as the function has named others.
  const lines = place === 'module' ? `${program}\n` : `\n{ ${program}\n}`;
  return { edits: { [file]: `${before}${lines}${after}` }, file, firstLine, lastLine: firstLine + program.split('\n').length - 1 };
}

/** Where the body begins of the innermost function with a block in which a position stands. */
function startOfBody(source: ts.SourceFile, position: number): number {
  let start = 0;
  const visit = (node: ts.Node): void => {
    if (position < node.getStart(source) || position >= node.end) return;
    if (ts.isBlock(node) && ts.isFunctionLike(node.parent)) start = node.getStart(source) + 1;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return start;
}

const exportedClasses = (source: ts.SourceFile): string[] =>
  source.statements.flatMap((statement) =>
    ts.isClassDeclaration(statement) && statement.name !== undefined && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
      ? [statement.name.text]
      : [],
  );
