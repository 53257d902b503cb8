import ts from 'typescript';
import { arrow, block, call, declare, generator, generatorDeclaration, get, name, ownNames, parameter, restParameter, statement, text } from './build.ts';
import type { Compilation, Frame } from './frame.ts';
import { enter, giveBack, mark, stepsOf, valueGivingBack } from './markers.ts';
import { liftingOf, type Lifting } from './lifting.ts';
import { contains } from './names.ts';
import { declaresAgain, isPlain, takeParameters, type Parameters, type TakenParameters } from './parameters.ts';
import { reportsBefore } from './reports.ts';

const { factory, SyntaxKind } = ts;

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

/** The body of a function, behind its entry and the statements that take its parameters. */
export function bodyOf(compilation: Compilation, body: ts.ConciseBody, frame: Frame, prelude: readonly ts.Statement[] = []): ts.Block {
  const givesBack = !frame.lowered;
  const entered = [...enter(givesBack, compilation.lineOf(body), stepsOf(body)), ...prelude];
  if (!ts.isBlock(body)) {
    const line = compilation.lineOf(body);
    frame.line = line;
    const value = compilation.expression(body, frame);
    return block([...entered, statement(mark(line)), ...reportsBefore(compilation.reports, body), factory.createReturnStatement(givesBack ? valueGivingBack(value) : value)]);
  }
  const statements = compilation.whole(body, frame);
  const last = body.statements.at(-1);
  const ends = last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
  return block([...entered, ...statements, ...(givesBack && !ends ? [statement(giveBack())] : [])]);
}

const visitParameters = (compilation: Compilation, parameters: Parameters, frame: Frame): Parameters =>
  realParameters(parameters).map((declared) => compilation.node(declared, frame) as ts.ParameterDeclaration);

/** Without the type of `this`. */
const realParameters = (parameters: Parameters): Parameters => parameters.filter((declared) => declared.name.getText() !== 'this');

const isAwaiting = (part: ts.Node) => ts.isAwaitExpression(part) || (ts.isForOfStatement(part) && part.awaitModifier !== undefined);
const isThis = (part: ts.Node) => part.kind === SyntaxKind.ThisKeyword;
const isSuper = (part: ts.Node) => part.kind === SyntaxKind.SuperKeyword;
const isArguments = (part: ts.Node) => ts.isIdentifier(part) && part.text === 'arguments';

/** An async function or generator as a plain function that runs its body through the runtime. */
function lowerAsync(compilation: Compilation, node: ts.FunctionLikeDeclaration, kind: 'async' | 'async-generator', superIsLowered: boolean) {
  const body = node.body!;
  const uses = (asked: (part: ts.Node) => boolean) => contains(node, asked, true);
  const awaitsNothing = kind === 'async' && !isAwaiting(body) && !contains(body, isAwaiting);
  const usesSuper = uses(isSuper);
  const frame: Frame = awaitsNothing
    ? { kind: 'function', lowered: false, superIsLowered, line: 0 }
    : { kind, lowered: true, superIsLowered: usesSuper || superIsLowered, line: 0 };
  const visited = visitParameters(compilation, node.parameters, frame);
  const lifting = awaitsNothing ? undefined : liftingOf(node, compilation.checker, compilation.reassigned);
  // The parameters have to stand in the same function as the body where that names them again, and where it asks for `arguments`.
  const inside = (declaresAgain(node.parameters, body) && (lifting === undefined || !isPlain(node.parameters)))
    || (!awaitsNothing && !ts.isArrowFunction(node) && uses(isArguments)) || (kind === 'async-generator' && !isPlain(node.parameters));
  const taken = inside ? undefined : takeParameters(visited, (index) => compilation.lineOf(realParameters(node.parameters)[index]!));
  const compiled = bodyOf(compilation, body, frame, taken?.prelude);
  const statements: ts.Statement[] = [];
  if (awaitsNothing) {
    const made = taken !== undefined ? arrow([], compiled) : arrow([], call(arrow(visited, compiled), factory.createSpreadElement(name(ownNames.values))));
    statements.push(factory.createReturnStatement(call(name(ownNames.runWithoutAwait), made)));
  } else {
    if (usesSuper && !superIsLowered) statements.push(superProperty());
    const lifted = lifting && (usesSuper ? { ...lifting, handed: [...lifting.handed, ownNames.superProperty] } : lifting);
    const made = makeBody(compilation, lifted, taken, visited, compiled, usesSuper || uses(isThis));
    statements.push(factory.createReturnStatement(runOf(kind, made, inside)));
  }
  return { parameters: taken?.outer ?? [restParameter(ownNames.values)], body: block(statements) };
}

/** `$async(body)`. Where the parameters stand in the body they may throw, which rejects the promise; a generator's caller sees it. */
function runOf(kind: 'async' | 'async-generator', made: ts.Expression, inside: boolean): ts.Expression {
  if (kind === 'async-generator') return call(name(ownNames.runAsyncGenerator), made);
  return inside ? call(name(ownNames.runAsyncWith), arrow([], made)) : call(name(ownNames.runAsync), made);
}

/** `$body1.call(this, captured, parameter)`, or with the body in its place where it cannot be lifted. */
function makeBody(
  compilation: Compilation, lifting: Lifting | undefined, taken: TakenParameters | undefined, parameters: Parameters, body: ts.Block, usesThis: boolean,
): ts.Expression {
  const own = taken === undefined ? parameters : lifting === undefined ? [] : taken.names.map(parameter);
  const values: ts.Expression[] = taken === undefined ? [factory.createSpreadElement(name(ownNames.values))] : lifting === undefined ? [] : taken.names.map(name);
  let called: ts.Expression;
  if (lifting === undefined) called = generator(own, body);
  else {
    const { home, handed } = lifting;
    const lifted = `${ownNames.lifted}${compilation.lifted.length}`;
    compilation.lifted.push({ home, body: generatorDeclaration(lifted, [...handed.map(parameter), ...own], body) });
    called = name(lifted);
    values.unshift(...handed.map(name));
  }
  return usesThis ? call(get(called, 'call'), factory.createThis(), ...values) : call(called, ...values);
}

/** `const $super = (name) => super[name];` */
function superProperty(): ts.Statement {
  const property = factory.createElementAccessExpression(factory.createSuper(), name('name'));
  return declare(ts.NodeFlags.Const, [[ownNames.superProperty, arrow([factory.createParameterDeclaration(undefined, undefined, 'name')], property)]]);
}

/** `$super("x")` */
export const lowerSuper = (property: ts.Expression | string): ts.Expression =>
  call(name(ownNames.superProperty), typeof property === 'string' ? text(property) : property);

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
