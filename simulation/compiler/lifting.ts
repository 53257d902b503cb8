import ts from 'typescript';
import { isReference, symbolOf, writtenIn } from './names.ts';

/*
 * The body of an async function becomes a generator function. Making one is slow (engines give each a prototype and a shape
 * of its own), so it is not made at each call: it stands at the end of the module, or of the innermost block whose variables
 * it needs to share. What it uses from further inside is handed to it as parameters of the same names, which is the same as
 * long as those variables do not change.
 */

/** A list of statements that a lifted body can stand at the end of. */
export type Home = ts.Block | ts.SourceFile;

export interface Lifting {
  readonly home: Home;
  /** Names of variables that are handed to the body. */
  readonly handed: readonly string[];
}

/** The variables to which a file assigns after their declaration. */
export const reassignedIn = (source: ts.SourceFile, checker: ts.TypeChecker): ReadonlySet<ts.Symbol> =>
  new Set(writtenIn(source).flatMap((written) => symbolOf(written, checker) ?? []));

/** Where the body of a function can stand, or undefined where it has to stay. */
export function liftingOf(node: ts.FunctionLikeDeclaration, checker: ts.TypeChecker, reassigned: ReadonlySet<ts.Symbol>): Lifting | undefined {
  const captured = capturedBy(node, checker);
  if (captured === undefined) return undefined;
  let home: Home = node.getSourceFile();
  for (const symbol of captured) {
    const declaration = symbol.valueDeclaration!;
    const isLater = declaration.getStart() > node.getStart() && !ts.isFunctionDeclaration(declaration);
    if (!reassigned.has(symbol) && !isLater) continue;
    const shared = homeOf(declaration, node);
    if (shared === undefined) return undefined;
    if (shared.pos >= home.pos && shared.end <= home.end) home = shared;
  }
  const isHanded = (symbol: ts.Symbol) => {
    const declared = homeOf(symbol.valueDeclaration!, node);
    return declared === undefined || (declared !== home && declared.pos >= home.pos && declared.end <= home.end);
  };
  return { home, handed: [...captured].filter(isHanded).map((symbol) => symbol.name) };
}

/** The variables of the file that a function uses from around it. Undefined where it uses what cannot be handed on. */
function capturedBy(node: ts.FunctionLikeDeclaration, checker: ts.TypeChecker): ReadonlySet<ts.Symbol> | undefined {
  const captured = new Set<ts.Symbol>();
  const isLiftable = (child: ts.Node): boolean => {
    if (ts.isTypeNode(child) && !ts.isExpressionWithTypeArguments(child)) return true;
    if (ts.isPrivateIdentifier(child) || (ts.isIdentifier(child) && child.text === 'arguments')) return false;
    if (ts.isIdentifier(child) && (isReference(child) || ts.isShorthandPropertyAssignment(child.parent))) {
      const symbol = symbolOf(child, checker);
      const declaration = symbol?.valueDeclaration;
      if (declaration?.getSourceFile() === node.getSourceFile() && isAround(declaration, node)) captured.add(symbol!);
    }
    return ts.forEachChild(child, (inner) => !isLiftable(inner)) !== true;
  };
  const parts: readonly ts.Node[] = [...node.parameters, node.body!];
  return parts.every(isLiftable) ? captured : undefined;
}

const isAround = (declaration: ts.Node, node: ts.Node) =>
  declaration === node || declaration.pos < node.pos || declaration.end > node.end;

/** The list of statements throughout which a declaration is seen, and in which the function stands. */
function homeOf(declaration: ts.Declaration, node: ts.Node): Home | undefined {
  if (ts.isFunctionExpression(declaration) || ts.isClassExpression(declaration)) return undefined;
  const root = ts.isBindingElement(declaration) ? ts.walkUpBindingElementsAndPatterns(declaration) : declaration;
  if (ts.isParameter(root)) return blockAround(root.parent as ts.FunctionLikeDeclaration, 'body', node);
  if (ts.isVariableDeclaration(root) && ts.isCatchClause(root.parent)) return blockAround(root.parent, 'block', node);
  const list = ts.isVariableDeclaration(root) && ts.isVariableDeclarationList(root.parent) ? root.parent : undefined;
  const isVar = list !== undefined && (list.flags & ts.NodeFlags.BlockScoped) === 0;
  if (list !== undefined && !isVar && ts.isIterationStatement(list.parent, false)) return blockAround(list.parent, 'statement', node);
  const scope = ts.findAncestor(root.parent, (outer) => isScope(outer) && (!isVar || !ts.isBlock(outer) || ts.isFunctionLike(outer.parent)));
  return scope !== undefined && (ts.isBlock(scope) || ts.isSourceFile(scope)) ? scope : undefined;
}

/** A part of a node, when that is a block and the function stands in it. */
function blockAround<Part extends string>(outer: { readonly [part in Part]?: ts.Node }, part: Part, node: ts.Node): ts.Block | undefined {
  const inner = outer[part];
  return inner !== undefined && ts.isBlock(inner) && inner.pos <= node.pos && inner.end >= node.end ? inner : undefined;
}

const isScope = (node: ts.Node) => ts.isBlock(node) || ts.isSourceFile(node) || ts.isCaseBlock(node) || ts.isClassStaticBlockDeclaration(node);
