import ts from 'typescript';
import { arrow, block, call, declare, generator, get, name, ownNames, restParameter, statement, text } from './build.ts';
import type { Compilation, Frame } from './frame.ts';
import { enter, giveBack, mark, valueGivingBack } from './markers.ts';
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
  const isArrow = ts.isArrowFunction(node);
  const uses = (asked: (part: ts.Node) => boolean) => asked(body) || contains(body, asked, true);
  const usesSuper = uses((part) => part.kind === SyntaxKind.SuperKeyword);
  const usesArguments = !isArrow && uses((part) => ts.isIdentifier(part) && part.text === 'arguments');
  const isPlain = kind === 'async' && !isAwaiting(body) && !contains(body, isAwaiting);
  const frame: Frame = isPlain
    ? { kind: 'function', lowered: false, superIsLowered, line: 0 }
    : { kind, lowered: true, superIsLowered: usesSuper || superIsLowered, line: 0 };
  const parameters = visitParameters(compilation, node.parameters, frame);
  const compiled = bodyOf(compilation, body, frame);
  const inside = (usesArguments && !isPlain) || needsInside(node.parameters, body, kind);
  const made = isPlain ? plain(parameters, compiled, inside) : suspended(parameters, compiled, inside, kind, uses(isThis) || usesSuper);
  const statements = [factory.createReturnStatement(made)] as ts.Statement[];
  if (!isPlain && usesSuper && !superIsLowered) statements.unshift(superProperty());
  return { parameters: inside ? [restParameter(ownNames.values)] : parameters, body: block(statements) };
}

const isThis = (part: ts.Node) => part.kind === SyntaxKind.ThisKeyword;
const isAwaiting = (part: ts.Node) => ts.isAwaitExpression(part) || (ts.isForOfStatement(part) && part.awaitModifier !== undefined);

/** A body that awaits nothing needs no generator: `return $asyncWithoutAwait(() => { … })`. */
function plain(parameters: Parameters, body: ts.Block, inside: boolean): ts.Expression {
  const run = name(ownNames.runWithoutAwait);
  if (!inside) return call(run, arrow([], body));
  const values = factory.createSpreadElement(name(ownNames.values));
  return call(run, arrow([], call(arrow(parameters, body), values)));
}

/** `return $async((function* () { … }).call(this))` */
function suspended(parameters: Parameters, body: ts.Block, inside: boolean, kind: 'async' | 'async-generator', usesThis: boolean): ts.Expression {
  const run = name(kind === 'async' ? ownNames.runAsync : ownNames.runAsyncGenerator);
  if (!inside) {
    const made = generator([], body);
    return call(run, usesThis ? call(get(made, 'call'), factory.createThis()) : call(made));
  }
  const made = call(get(generator(parameters, body), 'apply'), factory.createThis(), name(ownNames.values));
  return kind === 'async' ? call(name(ownNames.runAsyncWith), arrow([], made)) : call(run, made);
}

/** `const $super = (name) => super[name];` */
function superProperty(): ts.Statement {
  const property = factory.createElementAccessExpression(factory.createSuper(), name('name'));
  return declare(ts.NodeFlags.Const, [[ownNames.superProperty, arrow([factory.createParameterDeclaration(undefined, undefined, 'name')], property)]]);
}

/** `$super("x")` */
export const lowerSuper = (property: ts.Expression | string): ts.Expression =>
  call(name(ownNames.superProperty), typeof property === 'string' ? text(property) : property);

/**
 * Whether parameters must be evaluated inside of the lowered body: where that may throw, which has to reject the promise,
 * and where the body declares a parameter's name again.
 */
function needsInside(parameters: Parameters, body: ts.ConciseBody, kind: 'async' | 'async-generator'): boolean {
  const mayThrow = ({ name: bound, initializer }: ts.ParameterDeclaration) =>
    !ts.isIdentifier(bound) || (initializer !== undefined && !isHarmless(initializer));
  if (kind === 'async' && parameters.some(mayThrow)) return true;
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
