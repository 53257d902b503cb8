import ts from 'typescript';

const { SyntaxKind } = ts;

/** Words and signs that say nothing by themselves. */
const silent: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.CloseBraceToken, SyntaxKind.CloseBracketToken, SyntaxKind.CloseParenToken, SyntaxKind.SemicolonToken, SyntaxKind.CommaToken,
  SyntaxKind.ElseKeyword, SyntaxKind.FinallyKeyword,
]);

/** What of one line is code, without comments and white space. */
export interface CodeOfLine {
  /** The words and signs that stand on the line. One that goes over several lines, such as a template, has its part of each. */
  readonly code: readonly string[];
  /** Where the first of them stands that says what the line does, if any does: an end of a block alone says nothing. */
  readonly tellingAt: number | undefined;
}

/** The code of each line of a file. */
export function codeByLine(source: ts.SourceFile): readonly CodeOfLine[] {
  const starts = source.getLineStarts();
  const lines = starts.map((): { code: string[]; tellingAt: number | undefined } => ({ code: [], tellingAt: undefined }));
  const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (node.kind >= SyntaxKind.FirstJSDocNode && node.kind <= SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(source);
    for (const child of children) visit(child);
    const [start, end] = [node.getStart(source), node.end];
    if (children.length > 0 || start >= end) return;
    for (let row = lineAt(start); row <= lineAt(end - 1); row += 1) {
      const from = Math.max(start, starts[row]!);
      const line = lines[row]!;
      line.code.push(source.text.slice(from, Math.min(end, starts[row + 1] ?? end)));
      if (!silent.has(node.kind)) line.tellingAt ??= from;
    }
  };
  visit(source);
  return lines;
}
