import ts from 'typescript';

interface Typed {
  type?: ts.TypeNode | undefined;
  typeParameters?: undefined;
  typeArguments?: undefined;
}

/**
 * Takes the types out of a file that was parsed and not bound yet, in place. What is left has the early errors of the language at the same
 * positions, and a checker is done with it soon: types alone can keep it busy for minutes.
 */
export function withoutTypes(source: ts.SourceFile): ts.SourceFile {
  const visit = (node: ts.Node): void => {
    const typed: Typed = node as ts.Node & Typed;
    if ('typeParameters' in typed) typed.typeParameters = undefined;
    if ('typeArguments' in typed) typed.typeArguments = undefined;
    if (ts.isAssertionExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAliasDeclaration(node)) typed.type = anything(node);
    else if ('type' in typed) typed.type = undefined;
    if (ts.isInterfaceDeclaration(node)) Object.assign(node, { members: ts.factory.createNodeArray(), heritageClauses: undefined });
    if (ts.isClassLike(node)) Object.assign(node, { heritageClauses: extending(node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return source;
}

const anything = (parent: ts.Node): ts.TypeNode => Object.assign(ts.factory.createKeywordTypeNode(ts.SyntaxKind.AnyKeyword), { parent, pos: parent.end, end: parent.end });

/** The clauses that mean more than a type. */
function extending({ heritageClauses }: ts.ClassLikeDeclaration): ts.NodeArray<ts.HeritageClause> | undefined {
  const clauses = heritageClauses?.filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? [];
  return clauses.length > 0 ? ts.factory.createNodeArray(clauses) : undefined;
}
