import ts from 'typescript';

const { factory } = ts;

/** Names that compiled code uses for itself. None of them may stand in the code that is compiled. */
export const ownNames = {
  scope: '$scope',
  require: 'require',
  exports: 'exports',
  cursor: '$c',
  entry: '$entry',
  callerAt: '$p',
  level: '$k',
  value: '$s',
  finallyAt: '$f',
  thrown: '$e',
  iteration: '$i',
  item: '$v',
  values: '$args',
  superProperty: '$super',
  lifted: '$body',
  argument: '$argument',
  reach: '$reach',
  caught: '$caught',
  grown: '$text',
  big: '$big',
  spread: '$spread',
  passed: '$passed',
  copied: '$copied',
  throw: '$throw',
  power: '$power',
  refuse: '$refuse',
  deeper: '$deeper',
  leave: '$leave',
  decisive: '$decisive',
  edited: '$edited',
  runAsync: '$async',
  runAsyncWith: '$asyncWith',
  runWithoutAwait: '$asyncWithoutAwait',
  runAsyncGenerator: '$asyncGenerator',
  iterateAsync: '$iterate',
} as const;

/* Short names for the nodes that the compiler makes most. */

export const name = (text: string): ts.Identifier => factory.createIdentifier(text);
export const text = (value: string): ts.Expression => factory.createStringLiteral(value);
export const undefinedValue = (): ts.Expression => factory.createVoidZero();

export const number = (value: number): ts.Expression =>
  value < 0
    ? factory.createParenthesizedExpression(factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, factory.createNumericLiteral(-value)))
    : factory.createNumericLiteral(value);

export const get = (object: ts.Expression, property: string): ts.PropertyAccessExpression => factory.createPropertyAccessExpression(object, property);
export const call = (called: ts.Expression, ...values: ts.Expression[]): ts.Expression => factory.createCallExpression(called, undefined, values);
export const assign = (target: ts.Expression, value: ts.Expression): ts.Expression => factory.createAssignment(target, value);
export const parenthesized = (value: ts.Expression): ts.Expression => factory.createParenthesizedExpression(value);
export const statement = (value: ts.Expression): ts.Statement => factory.createExpressionStatement(value);
export const block = (statements: readonly ts.Statement[]): ts.Block => factory.createBlock(statements, true);

export const binary = (left: ts.Expression, operator: ts.BinaryOperator, right: ts.Expression): ts.Expression =>
  factory.createBinaryExpression(left, operator, right);

/** `(a, b, c)`: evaluates all, gives the last. */
export const sequence = (first: ts.Expression, ...rest: ts.Expression[]): ts.Expression =>
  parenthesized(rest.reduce((before, after) => factory.createComma(before, after), first));

export const declare = (flags: ts.NodeFlags, entries: readonly (readonly [string, ts.Expression?])[]): ts.Statement =>
  factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList(
      entries.map(([variable, value]) => factory.createVariableDeclaration(variable, undefined, undefined, value)),
      flags,
    ),
  );

const asterisk = () => factory.createToken(ts.SyntaxKind.AsteriskToken);

/** `(function* (…) { … })` */
export const generator = (parameters: readonly ts.ParameterDeclaration[], body: ts.Block): ts.Expression =>
  parenthesized(factory.createFunctionExpression(undefined, asterisk(), undefined, undefined, parameters, undefined, body));

/** `function* called(…) { … }` */
export const generatorDeclaration = (called: string, parameters: readonly ts.ParameterDeclaration[], body: ts.Block): ts.Statement =>
  factory.createFunctionDeclaration(undefined, asterisk(), called, undefined, parameters, undefined, body);

export const parameter = (variable: string): ts.ParameterDeclaration => factory.createParameterDeclaration(undefined, undefined, variable);

export const arrow = (parameters: readonly ts.ParameterDeclaration[], body: ts.ConciseBody): ts.Expression =>
  parenthesized(factory.createArrowFunction(undefined, undefined, parameters, undefined, undefined, body));

export const restParameter = (variable: string): ts.ParameterDeclaration =>
  factory.createParameterDeclaration(undefined, factory.createToken(ts.SyntaxKind.DotDotDotToken), variable);
