import ts from 'typescript';
import { depthMask, tooDeep } from '../async/cursor.ts';
import { assign, binary, call, declare, get, name, number, ownNames, parenthesized, sequence, statement } from './build.ts';

/*
 * Every function knows its level: its depth and its file, as one number. Before a statement it writes level | line to the
 * cursor; when it returns it writes back what its caller had written. A throw writes nothing: the cursor keeps the place
 * where it happened, until a catch writes its own.
 */

const { factory, SyntaxKind } = ts;
export const at = (): ts.Expression => get(name(ownNames.cursor), 'at');
const level = () => name(ownNames.level);

/** `$c.at = $k | line` */
export const mark = (line: number): ts.Expression => assign(at(), binary(level(), SyntaxKind.BarToken, number(line)));

/** `$c.at = $p`: gives the position back to the caller. */
export const giveBack = (): ts.Expression => assign(at(), name(ownNames.callerAt));

/** `($p & mask) + $entry`: one level below the caller. */
export const levelBelow = (caller: ts.Expression): ts.Expression =>
  binary(factory.createParenthesizedExpression(binary(caller, SyntaxKind.AmpersandToken, number(depthMask))), SyntaxKind.PlusToken, name(ownNames.entry));

const budget = () => get(name(ownNames.cursor), 'budget');
const spend = (steps: number) => {
  const left = steps === 1
    ? factory.createPrefixDecrement(budget())
    : parenthesized(factory.createAssignment(budget(), binary(budget(), SyntaxKind.MinusToken, number(steps))));
  return binary(left, SyntaxKind.LessThanToken, number(0));
};
const reach = (...position: ts.Expression[]) => statement(call(name(ownNames.reach), ...position));

/** What a loop's turn or a function's entry costs: more where much stands in it, since all of that may run at one step. */
export const stepsOf = (body: ts.Node): number => 1 + Math.floor((body.end - body.pos) / 1024);

/** The first statements of a function that stands at `line`: its level, and its share of the budget. */
export function enter(givesBack: boolean, line: number, steps: number): ts.Statement[] {
  const { callerAt, level: own, value } = ownNames;
  const levels = givesBack
    ? declare(ts.NodeFlags.Let, [[callerAt, at()], [own, levelBelow(name(callerAt))], [value]])
    : declare(ts.NodeFlags.Let, [[own, levelBelow(at())], [value]]);
  const isTooDeep = binary(level(), SyntaxKind.GreaterThanEqualsToken, number(tooDeep));
  return [levels, factory.createIfStatement(binary(isTooDeep, SyntaxKind.BarBarToken, spend(steps)), reach(binary(level(), SyntaxKind.BarToken, number(line))))];
}

/** The first statement of a loop's body: its share of the budget. */
export const turn = (body: ts.Statement): ts.Statement => factory.createIfStatement(spend(stepsOf(body)), reach());

/** The first statements of a catch or finally block: code whose budget is over must not go on in it. */
export const goOn = (line: number): ts.Statement[] => [
  statement(mark(line)),
  factory.createIfStatement(binary(budget(), SyntaxKind.LessThanToken, number(0)), reach()),
];

/** `$caught(error)`: what no code may catch is thrown on. */
export const caught = (error: string): ts.Statement => statement(call(name(ownNames.caught), name(error)));

/** `($s = value, $c.at = $p, $s)`: the value, with the position given back. */
export const valueGivingBack = (value: ts.Expression): ts.Expression =>
  sequence(assign(name(ownNames.value), value), giveBack(), name(ownNames.value));
