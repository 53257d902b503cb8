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

/** Whether no declaration in the file stands behind a variable's name. */
export function isFree(identifier: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = ts.isShorthandPropertyAssignment(identifier.parent)
    ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
    : checker.getSymbolAtLocation(identifier);
  return symbol?.declarations?.some((declaration) => declaration.getSourceFile() === identifier.getSourceFile()) !== true;
}

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
