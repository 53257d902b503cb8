import ts from 'typescript';

/** Words of the one place in a file where something is decided, and the number under which the code reports that it came there. */
export interface DecisiveWords {
  readonly number: number;
  readonly words: string;
}
/** Where such words stand, counting from 1. */
export interface DecisiveSpot {
  readonly number: number;
  readonly line: number;
}
export interface DecisiveNode extends DecisiveSpot {
  readonly node: ts.Node;
}

/**
 * Finds what the words mean: the innermost statement, block or arrow function's value in which they end. So `if (late)` is each time that
 * it is asked, `if (late) return;` each time that it returns, and `if (late) {` each time that the block is entered. Words that do not
 * stand exactly once, or on whose line nothing of the kind begins, mean nothing and are left out.
 */
export const decisiveIn = (source: ts.SourceFile, all: readonly DecisiveWords[]): readonly DecisiveNode[] =>
  all.flatMap(({ number: given, words }) => {
    const place = source.text.indexOf(words);
    if (place < 0 || source.text.includes(words, place + 1)) return [];
    const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
    const node = innermost(source, place + words.trimEnd().length - 1);
    const line = lineAt(place);
    return node !== undefined && lineAt(node.getStart(source)) === line ? [{ number: given, line, node }] : [];
  });

function innermost(source: ts.SourceFile, position: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (position < node.getStart(source) || position >= node.end) return;
    if (ts.isStatement(node) || ts.isBlock(node) || (ts.isArrowFunction(node.parent) && node.parent.body === node)) found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  while (found !== undefined && ts.isLabeledStatement(found.parent)) found = found.parent;
  return found === undefined || declares(found) ? undefined : found;
}

/** Nothing happens where these stand. */
const declares = (node: ts.Node): boolean =>
  ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
