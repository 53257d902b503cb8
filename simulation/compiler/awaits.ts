import ts from 'typescript';
import { assign, call, get, name, number, ownNames, sequence, undefinedValue } from './build.ts';
import type { Compilation, Frame } from './frame.ts';
import { at, giveBack, levelBelow, mark } from './markers.ts';

const { factory } = ts;
const value = () => name(ownNames.value);
const level = () => name(ownNames.level);
const flag = (property: string) => get(name(ownNames.cursor), property);

/** `$c.at = ($k = level) | line`: the level anew, since code goes on at another depth than the one at which it stopped. */
export const resumeAt = (frame: Frame, line: number): ts.Expression => {
  const depth = frame.kind === 'async' ? name(ownNames.entry) : levelBelow(at());
  return assign(at(), factory.createBinaryExpression(factory.createParenthesizedExpression(assign(level(), depth)), ts.SyntaxKind.BarToken, number(line)));
};

/** The value with which a lowered function goes on, or a throw. */
const valueOrThrow = () => factory.createConditionalExpression(flag('failed'), undefined, call(name(ownNames.throw), value()), undefined, value());

/** `await operand`, whose operand is compiled already. */
export function awaited(compilation: Compilation, operand: ts.Expression, node: ts.Node, frame: Frame): ts.Expression {
  const line = compilation.lineOf(node);
  const { line: row, character } = compilation.source.getLineAndCharacterOfPosition(node.getStart(compilation.source));
  compilation.awaits.push({ line: row + 1, column: character + 1 });
  if (frame.lowered) {
    const marked = line === frame.line ? operand : sequence(assign(value(), operand), mark(line), value());
    return sequence(assign(value(), factory.createYieldExpression(undefined, marked)), resumeAt(frame, line), valueOrThrow());
  }
  const suspended = sequence(assign(value(), operand), mark(line), giveBack(), value());
  return sequence(
    assign(value(), factory.createAwaitExpression(suspended)), assign(name(ownNames.callerAt), number(0)), resumeAt(frame, line), value(),
  );
}

/** `yield operand` and, in a synchronous generator, `yield* operand`. */
export function yielded(compilation: Compilation, node: ts.YieldExpression, frame: Frame): ts.Expression {
  const line = compilation.lineOf(node);
  const operand = node.expression === undefined ? undefinedValue() : compilation.expression(node.expression, frame);
  if (node.asteriskToken !== undefined) {
    return sequence(assign(value(), factory.createYieldExpression(node.asteriskToken, operand)), mark(line), value());
  }
  if (frame.lowered) {
    const stop = sequence(assign(value(), operand), mark(line), assign(flag('yields'), factory.createTrue()), value());
    return sequence(assign(value(), factory.createYieldExpression(undefined, stop)), resumeAt(frame, line), valueOrThrow());
  }
  const stop = sequence(assign(value(), operand), giveBack(), value());
  return sequence(
    assign(value(), factory.createYieldExpression(undefined, stop)), assign(name(ownNames.callerAt), at()), resumeAt(frame, line), value(),
  );
}
