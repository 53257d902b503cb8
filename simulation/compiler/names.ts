import ts from 'typescript';

/** Whether an identifier stands for a variable, and not for a property, a label or a declaration. */
export function isReference(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== identifier;
  if (ts.isBindingElement(parent)) return parent.initializer === identifier;
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.initializer === identifier;
  }
  if (ts.isFunctionLike(parent) || ts.isClassLike(parent)) return ts.isArrowFunction(parent) && parent.body === identifier;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isImportClause(parent) || ts.isImportSpecifier(parent) || ts.isNamespaceImport(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isMetaProperty(parent) || ts.isNamespaceExport(parent) || ts.isQualifiedName(parent)) return false;
  return !ts.isInterfaceDeclaration(parent) && !ts.isTypeAliasDeclaration(parent) && !ts.isTypeParameterDeclaration(parent);
}

/** Whether no declaration that is still there when the types are gone stands behind a variable's name. */
export const isFree = (identifier: ts.Identifier, checker: ts.TypeChecker): boolean =>
  symbolOf(identifier, checker)?.declarations?.some((declaration) => isReal(declaration, identifier.getSourceFile())) !== true;

/** The variable that a name stands for. */
export const symbolOf = (identifier: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined =>
  ts.isShorthandPropertyAssignment(identifier.parent)
    ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
    : checker.getSymbolAtLocation(identifier);

function isReal(declaration: ts.Declaration, source: ts.SourceFile): boolean {
  if (declaration.getSourceFile() !== source || ts.isTypeOnlyImportOrExportDeclaration(declaration)) return false;
  if (ts.isFunctionDeclaration(declaration) && declaration.body === undefined) return false;
  const isDeclared = (node: ts.Node) => ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false);
  return ts.findAncestor(declaration, isDeclared) === undefined;
}

/** The names to which a file assigns, other than where they are declared. */
export function writtenIn(source: ts.SourceFile): ts.Identifier[] {
  const written: ts.Identifier[] = [];
  const target = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) written.push(node);
    else if (ts.isPropertyAssignment(node)) target(node.initializer);
    else if (ts.isShorthandPropertyAssignment(node)) target(node.name);
    else if (ts.isBinaryExpression(node)) target(node.left);
    else if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) ts.forEachChild(node, target);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) target(node.left);
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node.operator)) target(node.operand);
    if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && !ts.isVariableDeclarationList(node.initializer)) target(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return written;
}

const isAssignment = (kind: ts.SyntaxKind) => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
const isStep = (operator: ts.SyntaxKind) => operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;

/** The names that a binding declares. */
export function boundNames(binding: ts.BindingName): string[] {
  if (ts.isIdentifier(binding)) return [binding.text];
  return binding.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}

/** Whether a node, or one below it that belongs to the same function, is such as asked for. Arrow functions are entered on request. */
export function contains(node: ts.Node, asked: (node: ts.Node) => boolean, entersArrows = false): boolean {
  const search = (child: ts.Node): boolean => {
    if (asked(child)) return true;
    if (ts.isTypeNode(child) && !ts.isExpressionWithTypeArguments(child)) return false;
    if (ts.isFunctionLike(child) && !(entersArrows && ts.isArrowFunction(child))) {
      return child.name !== undefined && ts.isComputedPropertyName(child.name) && search(child.name);
    }
    if (ts.isPropertyDeclaration(child)) return search(child.name);
    if (ts.isClassStaticBlockDeclaration(child)) return false;
    return ts.forEachChild(child, search) ?? false;
  };
  return ts.forEachChild(node, search) ?? false;
}

/** The names that `var` and function declarations give to the whole function. */
export function hoistedNames(body: ts.Node): Set<string> {
  const names = new Set<string>();
  contains(body, (node) => {
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      for (const { name } of node.declarations) for (const bound of boundNames(name)) names.add(bound);
    }
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) names.add(node.name.text);
    return false;
  });
  return names;
}
