import ts from 'typescript';
import type { Problem } from './problems.ts';

/** What a pattern's file imports or hands on from elsewhere, types apart, which are gone when it runs. */
export const importsIn = (source: ts.SourceFile): readonly Problem[] =>
  source.statements.filter(isImport).map((node) => {
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    return { line: line + 1, column: character + 1, message: "A pattern's file imports nothing: write what it needs into the file, or take it as an option." };
  });

function isImport(node: ts.Statement): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly !== true;
  if (ts.isImportEqualsDeclaration(node)) return !node.isTypeOnly && ts.isExternalModuleReference(node.moduleReference);
  return ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && !node.isTypeOnly;
}
