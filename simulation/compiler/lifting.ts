import ts from 'typescript';
import { isReference } from './names.ts';

/*
 * The body of an async function becomes a generator function. Making one is slow (engines give each a prototype and a shape
 * of its own), so it is made once, at the end of the module, and not at each call: what the body uses from the functions
 * around it is handed to it as parameters of the same names. That is the same as long as those never change.
 */

/** The variables to which the file assigns after their declaration. */
export function reassignedIn(source: ts.SourceFile, checker: ts.TypeChecker): ReadonlySet<ts.Symbol> {
  const reassigned = new Set<ts.Symbol>();
  const target = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = symbolOf(node, checker);
      if (symbol !== undefined) reassigned.add(symbol);
    } else if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) ts.forEachChild(node, target);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) target(node.left);
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node.operator)) target(node.operand);
    if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && !ts.isVariableDeclarationList(node.initializer)) target(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return reassigned;
}

/** The local names that a function uses from around it, or undefined where it has to stay where it is. */
export function capturedNames(node: ts.FunctionLikeDeclaration, checker: ts.TypeChecker, reassigned: ReadonlySet<ts.Symbol>): string[] | undefined {
  const captured = new Set<string>();
  const start = node.getStart();
  const isLiftable = (child: ts.Node): boolean => {
    if (ts.isTypeNode(child) && !ts.isExpressionWithTypeArguments(child)) return true;
    if (ts.isPrivateIdentifier(child) || (ts.isIdentifier(child) && child.text === 'arguments')) return false;
    if (ts.isIdentifier(child) && (isReference(child) || ts.isShorthandPropertyAssignment(child.parent))) {
      const symbol = symbolOf(child, checker);
      const declaration = symbol?.valueDeclaration;
      if (declaration === undefined || !isAround(declaration, node) || isAtTop(declaration)) return true;
      if (reassigned.has(symbol!) || (declaration.getStart() > start && !ts.isFunctionDeclaration(declaration))) return false;
      captured.add(child.text);
    }
    return ts.forEachChild(child, (inner) => !isLiftable(inner)) !== true;
  };
  const parts: readonly ts.Node[] = [...node.parameters, node.body!];
  return parts.every(isLiftable) ? [...captured] : undefined;
}

function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  return ts.isShorthandPropertyAssignment(node.parent) ? checker.getShorthandAssignmentValueSymbol(node.parent) : checker.getSymbolAtLocation(node);
}

const isAround = (declaration: ts.Node, node: ts.Node) =>
  declaration === node || declaration.pos < node.pos || declaration.end > node.end;

/** Whether a function at the end of the module sees the declaration. */
function isAtTop(declaration: ts.Node): boolean {
  if (ts.isFunctionExpression(declaration) || ts.isClassExpression(declaration)) return false;
  const inside = ts.findAncestor(declaration.parent, (outer) => ts.isFunctionLike(outer) || ts.isBlock(outer) || ts.isCaseBlock(outer) || ts.isIterationStatement(outer, false) || ts.isCatchClause(outer) || ts.isClassStaticBlockDeclaration(outer));
  return inside === undefined;
}

const isAssignment = (kind: ts.SyntaxKind) => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
const isStep = (operator: ts.SyntaxKind) => operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
