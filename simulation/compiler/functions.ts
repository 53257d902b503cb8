import ts from 'typescript';
import { arrow, block, call, declare, generator, generatorDeclaration, get, name, ownNames, parameter, restParameter, statement, text } from './build.ts';
import type { Compilation, Frame } from './frame.ts';
import { enter, giveBack, mark, valueGivingBack } from './markers.ts';
import { capturedNames } from './lifting.ts';
import { boundNames, contains, hoistedNames } from './names.ts';

const { factory, SyntaxKind } = ts;
type Parameters = readonly ts.ParameterDeclaration[];

/** Compiles a function of any kind: markers and budget into its body, and an async body into a generator. */
export function compileFunction(compilation: Compilation, node: ts.FunctionLikeDeclaration, outer: Frame): ts.FunctionLikeDeclaration {
  if (node.body === undefined) return node;
  const isAsync = node.modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword) ?? false;
  const isGenerator = node.asteriskToken !== undefined;
  const kind = isAsync ? (isGenerator ? 'async-generator' : 'async') : isGenerator ? 'generator' : 'function';
  const isArrow = ts.isArrowFunction(node);
  const superIsLowered = isArrow && outer.superIsLowered;
  const computed = <Name extends ts.Node | undefined>(part: Name) =>
    (part !== undefined && ts.isComputedPropertyName(part) ? compilation.node(part, outer) : part) as Name;
  if (!isAsync || compilation.executor === 'native') {
    const frame: Frame = { kind, lowered: false, superIsLowered, line: 0 };
    const parameters = visitParameters(compilation, node.parameters, frame);
    return update(node, computed(node.name), node.modifiers, node.asteriskToken, parameters, bodyOf(compilation, node.body, frame));
  }
  const modifiers = node.modifiers?.filter((modifier) => modifier.kind !== SyntaxKind.AsyncKeyword);
  const { parameters, body } = lowerAsync(compilation, node, kind as 'async' | 'async-generator', superIsLowered);
  return update(node, computed(node.name), modifiers, undefined, parameters, body);
}

/** The body of a function that stays what it is. */
export function bodyOf(compilation: Compilation, body: ts.ConciseBody, frame: Frame): ts.Block {
  const givesBack = !frame.lowered;
  if (!ts.isBlock(body)) {
    const line = compilation.lineOf(body);
    frame.line = line;
    const value = compilation.expression(body, frame);
    return block([...enter(givesBack), statement(mark(line)), factory.createReturnStatement(givesBack ? valueGivingBack(value) : value)]);
  }
  const statements = compilation.statements(body.statements, frame);
  const last = body.statements.at(-1);
  const ends = last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
  return block([...enter(givesBack), ...statements, ...(givesBack && !ends ? [statement(giveBack())] : [])]);
}

function visitParameters(compilation: Compilation, parameters: Parameters, frame: Frame): Parameters {
  return parameters.filter((parameter) => parameter.name.getText() !== 'this').map((parameter) => compilation.node(parameter, frame) as ts.ParameterDeclaration);
}

function lowerAsync(compilation: Compilation, node: ts.FunctionLikeDeclaration, kind: 'async' | 'async-generator', superIsLowered: boolean) {
  const body = node.body!;
  if (kind === 'async' && !isAwaiting(body) && !contains(body, isAwaiting)) return lowerPlain(compilation, node, superIsLowered);
  const uses = (asked: (part: ts.Node) => boolean) => asked(body) || contains(body, asked, true);
  const usesSuper = uses((part) => part.kind === SyntaxKind.SuperKeyword);
  const usesThis = usesSuper || uses((part) => part.kind === SyntaxKind.ThisKeyword) || contains(node, (part) => part.kind === SyntaxKind.ThisKeyword, true);
  const frame: Frame = { kind, lowered: true, superIsLowered: usesSuper || superIsLowered, line: 0 };
  const parameters = visitParameters(compilation, node.parameters, frame);
  const compiled = bodyOf(compilation, body, frame);
  const captured = capturedNames(node, compilation.checker, compilation.reassigned);
  const usesArguments = !ts.isArrowFunction(node) && uses((part) => ts.isIdentifier(part) && part.text === 'arguments');
  const inside = usesArguments || mayThrow(node.parameters, kind) || (captured === undefined && declaresAgain(node.parameters, body));
  const handed = [...(captured ?? []), ...(usesSuper && captured !== undefined ? [ownNames.superProperty] : [])];
  const made = makeBody(compilation, captured === undefined ? undefined : handed, parameters, compiled, inside, usesThis || usesArguments);
  const run = kind === 'async' ? (inside ? call(name(ownNames.runAsyncWith), arrow([], made)) : call(name(ownNames.runAsync), made)) : call(name(ownNames.runAsyncGenerator), made);
  const statements: ts.Statement[] = [factory.createReturnStatement(run)];
  if (usesSuper && !superIsLowered) statements.unshift(superProperty());
  return { parameters: inside ? [restParameter(ownNames.values)] : parameters, body: block(statements) };
}

/** `$body1.call(this, captured, parameter)`, or with the body in its place where it cannot be lifted. */
function makeBody(
  compilation: Compilation, handed: readonly string[] | undefined, parameters: Parameters, body: ts.Block, inside: boolean, usesThis: boolean,
): ts.Expression {
  const own = parameters.map(({ name: bound }) => (bound as ts.Identifier).text);
  let called: ts.Expression;
  let values: ts.Expression[] = inside ? [factory.createSpreadElement(name(ownNames.values))] : [];
  if (handed === undefined) called = generator(inside ? parameters : [], body);
  else {
    const lifted = `${ownNames.lifted}${compilation.lifted.length}`;
    const taken = [...handed, ...(inside ? [] : own)];
    compilation.lifted.push(generatorDeclaration(lifted, [...taken.map(parameter), ...(inside ? parameters : [])], body));
    called = name(lifted);
    values = [...taken.map(name), ...values];
  }
  return usesThis ? call(get(called, 'call'), factory.createThis(), ...values) : call(called, ...values);
}

const isAwaiting = (part: ts.Node) => ts.isAwaitExpression(part) || (ts.isForOfStatement(part) && part.awaitModifier !== undefined);

/** A body that awaits nothing needs no generator: `return $asyncWithoutAwait(() => { … })`. */
function lowerPlain(compilation: Compilation, node: ts.FunctionLikeDeclaration, superIsLowered: boolean) {
  const frame: Frame = { kind: 'function', lowered: false, superIsLowered, line: 0 };
  const parameters = visitParameters(compilation, node.parameters, frame);
  const body = bodyOf(compilation, node.body!, frame);
  const inside = mayThrow(node.parameters, 'async') || declaresAgain(node.parameters, node.body!);
  const made = inside ? arrow([], call(arrow(parameters, body), factory.createSpreadElement(name(ownNames.values)))) : arrow([], body);
  const run = factory.createReturnStatement(call(name(ownNames.runWithoutAwait), made));
  return { parameters: inside ? [restParameter(ownNames.values)] : parameters, body: block([run]) };
}

/** `const $super = (name) => super[name];` */
function superProperty(): ts.Statement {
  const property = factory.createElementAccessExpression(factory.createSuper(), name('name'));
  return declare(ts.NodeFlags.Const, [[ownNames.superProperty, arrow([factory.createParameterDeclaration(undefined, undefined, 'name')], property)]]);
}

/** `$super("x")` */
export const lowerSuper = (property: ts.Expression | string): ts.Expression =>
  call(name(ownNames.superProperty), typeof property === 'string' ? text(property) : property);

/** Parameters whose evaluation may throw are evaluated inside of an async body, since that has to reject the promise. */
function mayThrow(parameters: Parameters, kind: 'async' | 'async-generator'): boolean {
  const isSimple = ({ name: bound, initializer, dotDotDotToken }: ts.ParameterDeclaration) =>
    ts.isIdentifier(bound) && dotDotDotToken === undefined && (initializer === undefined || (kind === 'async' && isHarmless(initializer)));
  return parameters.some((declared) => !isSimple(declared));
}

/** A body that declares a parameter's name again shares it with the parameter only in the same function. */
function declaresAgain(parameters: Parameters, body: ts.ConciseBody): boolean {
  const hoisted = hoistedNames(body);
  return parameters.some(({ name: bound }) => boundNames(bound).some((declared) => hoisted.has(declared)));
}

const isHarmless = (value: ts.Expression): boolean =>
  ts.isIdentifier(value) || ts.isLiteralExpression(value) || ts.isArrowFunction(value) || ts.isFunctionExpression(value) ||
  ts.isToken(value) || ((ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value)) && value.getChildCount() > 0 && isEmpty(value));

const isEmpty = (value: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression): boolean =>
  ts.isObjectLiteralExpression(value) ? value.properties.length === 0 : value.elements.length === 0;

function update(
  node: ts.FunctionLikeDeclaration, named: ts.PropertyName | undefined, modifiers: readonly ts.ModifierLike[] | undefined,
  asterisk: ts.AsteriskToken | undefined, parameters: Parameters, body: ts.Block,
): ts.FunctionLikeDeclaration {
  if (ts.isArrowFunction(node)) {
    return factory.updateArrowFunction(node, modifiers as ts.Modifier[], undefined, parameters, undefined, node.equalsGreaterThanToken, body);
  }
  if (ts.isFunctionDeclaration(node)) {
    return factory.updateFunctionDeclaration(node, modifiers, asterisk, node.name, undefined, parameters, undefined, body);
  }
  if (ts.isFunctionExpression(node)) {
    return factory.updateFunctionExpression(node, modifiers as ts.Modifier[], asterisk, node.name, undefined, parameters, undefined, body);
  }
  if (ts.isMethodDeclaration(node)) {
    return factory.updateMethodDeclaration(node, modifiers, asterisk, named!, undefined, undefined, parameters, undefined, body);
  }
  if (ts.isConstructorDeclaration(node)) return factory.updateConstructorDeclaration(node, modifiers, parameters, body);
  if (ts.isGetAccessorDeclaration(node)) return factory.updateGetAccessorDeclaration(node, modifiers, named!, parameters, undefined, body);
  return factory.updateSetAccessorDeclaration(node, modifiers, named!, parameters, body);
}
