import ts from 'typescript';

/*
 * A site is a node before which code can tell that it came there: a statement, a block or a file, the value of an arrow function or of a field.
 * Before a function's declaration it cannot: that is there before anything runs.
 */

/** All sites of a file. */
export function sitesIn(source: ts.SourceFile): readonly ts.Node[] {
  const sites: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isErased(node)) return;
    if (isSite(node)) sites.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return sites;
}

/**
 * The site with which the code at a position runs: the innermost around it, or for the head of a function its body. Undefined in types and
 * imports, which do not run. `between` asks for what is around a gap in the code, rather than for the code that stands there.
 */
export function siteAround(source: ts.SourceFile, position: number, asked: 'at' | 'between' = 'at'): ts.Node | undefined {
  for (let node: ts.Node | undefined = deepest(source, position, asked); node !== undefined; node = node.parent) {
    if (isErased(node)) return undefined;
    if (ts.isClassLike(node)) return siteOfClass(node);
    if (isSite(node)) return node;
    if (ts.isFunctionLike(node)) return (node as ts.FunctionLikeDeclaration).body;
    if (ts.isPropertyDeclaration(node) && node.initializer !== undefined && isSite(node.initializer)) return node.initializer;
    if (ts.isCatchClause(node)) return node.block;
    if (ts.isCaseOrDefaultClause(node) && node.statements[0] !== undefined) return node.statements[0];
  }
  return undefined;
}

/** The body of the function in which a position lies. */
export function functionAround(source: ts.SourceFile, position: number): ts.Node | undefined {
  const found = ts.findAncestor(deepest(source, position, 'between'), (node) => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined);
  return (found as ts.FunctionLikeDeclaration | undefined)?.body;
}

/** What the innermost function or class with a name is called in which a position lies. A name that is computed is none. */
export function nameAround(source: ts.SourceFile, position: number): string {
  for (let node: ts.Node | undefined = deepest(source, position, 'between'); node !== undefined; node = node.parent) {
    if (ts.isConstructorDeclaration(node)) return 'constructor';
    if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) continue;
    const named = node.name ?? assignedTo(node);
    if (named !== undefined && (ts.isIdentifier(named) || ts.isPrivateIdentifier(named) || ts.isStringLiteral(named))) return clipped(named.text);
  }
  return 'the file';
}

const nameMax = 60;
const clipped = (name: string) => (name.length <= nameMax ? name : `${name.slice(0, nameMax - 1)}…`);

/** `name` in `const name = () => {}`, `name: () => {}`, a field `name = () => {}` and `this.name = () => {}`. */
function assignedTo(node: ts.Node): ts.Node | undefined {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return parent.name;
  if (!ts.isBinaryExpression(parent) || parent.right !== node) return undefined;
  return ts.isPropertyAccessExpression(parent.left) ? parent.left.name : parent.left;
}

/** A class's fields are made with each of its objects. */
function siteOfClass(node: ts.ClassLikeDeclaration): ts.Node | undefined {
  const made = node.members.find(ts.isConstructorDeclaration)?.body;
  return made ?? ts.findAncestor(node, isSite);
}

function deepest(source: ts.SourceFile, position: number, asked: 'at' | 'between'): ts.Node {
  let found: ts.Node = source;
  const visit = (node: ts.Node): void => {
    const start = node.getStart(source);
    if (position < start || position >= node.end || (asked === 'between' && position === start)) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

function isSite(node: ts.Node): boolean {
  if (ts.isSourceFile(node)) return true;
  const { parent } = node;
  if (ts.isLabeledStatement(parent) || ts.isFunctionDeclaration(node) || isErased(node)) return false;
  if (ts.isPropertyDeclaration(parent)) return parent.initializer === node && !isNamedByField(node);
  return ts.isBlock(node) || ts.isStatement(node) || (ts.isArrowFunction(parent) && parent.body === node);
}

/** A function or class that takes the field's name, which it would not if anything stood before it. */
function isNamedByField(value: ts.Node): boolean {
  let inner = value;
  while (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isSatisfiesExpression(inner) || ts.isNonNullExpression(inner)) inner = inner.expression;
  return ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) || ts.isClassExpression(inner);
}

/** What is not there when the code runs. */
const isErased = (node: ts.Node): boolean =>
  (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
