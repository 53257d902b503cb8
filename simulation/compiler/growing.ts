import ts from 'typescript';
import { call, name, ownNames } from './build.ts';
import type { Compilation } from './frame.ts';

const { factory, SyntaxKind } = ts;

/** A text of this length, in characters, adds no more to another than many steps of the code can bear. */
const shortText = 16;

const arithmetic: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.MinusToken, SyntaxKind.AsteriskToken, SyntaxKind.SlashToken, SyntaxKind.PercentToken, SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.AmpersandToken, SyntaxKind.BarToken, SyntaxKind.CaretToken,
  SyntaxKind.LessThanLessThanToken, SyntaxKind.GreaterThanGreaterThanToken, SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);
const multiplying: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.AsteriskToken, SyntaxKind.AsteriskEqualsToken, SyntaxKind.LessThanLessThanToken, SyntaxKind.LessThanLessThanEqualsToken,
]);

/** Whether the file makes BigInts. */
export const hasBigInts = (source: ts.SourceFile): boolean => {
  const makesOne = (node: ts.Node): boolean => ts.isBigIntLiteral(node) || (ts.isIdentifier(node) && node.text === 'BigInt') || (ts.forEachChild(node, makesOne) ?? false);
  return makesOne(source);
};

/** `$text(a + b)`, `$big(a * b)`: the value, once its size was looked at. What cannot grow is left as it is. */
export function growing(compilation: Compilation, node: ts.BinaryExpression | ts.TemplateExpression, compiled: ts.Node): ts.Node {
  const value = compiled as ts.Expression;
  if (ts.isTemplateExpression(node)) {
    const isPart = ts.isTaggedTemplateExpression(node.parent);
    return isPart || node.templateSpans.every(({ expression }) => isShort(expression)) ? value : call(name(ownNames.grown), value);
  }
  const { left, operatorToken: { kind }, right } = node;
  if (compilation.hasBigInts && multiplying.has(kind)) return call(name(ownNames.big), value);
  if (kind !== SyntaxKind.PlusToken && kind !== SyntaxKind.PlusEqualsToken) return value;
  return isShort(right) || (kind === SyntaxKind.PlusToken && isShort(left)) || isInnerSum(node) ? value : call(name(ownNames.grown), value);
}

/** `...$spread(items)` in a list, `...$passed(items)` in a call. */
export function spreading(node: ts.SpreadElement, items: ts.Expression): ts.Expression {
  if (isTarget(node)) return factory.updateSpreadElement(node, items);
  return factory.updateSpreadElement(node, call(name(ts.isArrayLiteralExpression(node.parent) ? ownNames.spread : ownNames.passed), items));
}

/** `$copied({ ...object })`: what came of it, once its size was looked at. */
export const copying = (node: ts.ObjectLiteralExpression, compiled: ts.Node): ts.Node =>
  node.properties.some(ts.isSpreadAssignment) && !isTarget(node) ? call(name(ownNames.copied), compiled as ts.Expression) : compiled;

/** Whether this is a pattern that something is assigned to, or a part of one: it names places then, and has no value. */
function isTarget(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.left === node && parent.operatorToken.kind === SyntaxKind.EqualsToken;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  if (ts.isPropertyAssignment(parent) && parent.initializer !== node) return false;
  const isWithin = ts.isArrayLiteralExpression(parent) || ts.isObjectLiteralExpression(parent) || ts.isPropertyAssignment(parent) || ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent);
  return isWithin && isTarget(parent);
}

/** Of `a + b + c` only the whole is looked at. */
const isInnerSum = ({ parent }: ts.Node): boolean =>
  ts.isBinaryExpression(parent) && parent.operatorToken.kind === SyntaxKind.PlusToken && !isShort(parent.left) && !isShort(parent.right);

/** Whether a value is certainly a number or a short text. */
function isShort(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isShort(node.expression);
  if (ts.isNumericLiteral(node) || ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return true;
  if (ts.isStringLiteralLike(node)) return node.text.length <= shortText;
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'length';
  if (!ts.isBinaryExpression(node)) return false;
  return arithmetic.has(node.operatorToken.kind) || (node.operatorToken.kind === SyntaxKind.PlusToken && isShort(node.left) && isShort(node.right));
}
