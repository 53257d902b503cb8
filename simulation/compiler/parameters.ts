import ts from 'typescript';
import { binary, name, ownNames, statement, undefinedValue } from './build.ts';
import { mark } from './markers.ts';
import { boundNames, hoistedNames } from './names.ts';

const { factory, SyntaxKind } = ts;
export type Parameters = readonly ts.ParameterDeclaration[];

/** The parameters of an async function, of which some are evaluated in its body, since a throw there has to reject the promise. */
export interface TakenParameters {
  /** What the function itself declares. */
  readonly outer: Parameters;
  /** The names of those, to be handed to the body. */
  readonly names: readonly string[];
  /** Statements that begin the body. */
  readonly prelude: readonly ts.Statement[];
}

/** Takes parameters that are compiled already; the original ones say on which line each stands. */
export function takeParameters(compiled: Parameters, lineOf: (index: number) => number): TakenParameters {
  const names: string[] = [];
  const prelude: ts.Statement[] = [];
  const outer = compiled.map((taken, index) => {
    const { name: bound, initializer, dotDotDotToken } = taken;
    if (ts.isIdentifier(bound) && (initializer === undefined || isHarmless(initializer))) {
      names.push(bound.text);
      return taken;
    }
    const given = `${ownNames.argument}${index}`;
    names.push(given);
    const isMissing = binary(name(given), SyntaxKind.EqualsEqualsEqualsToken, undefinedValue());
    const value = initializer === undefined ? name(given) : factory.createConditionalExpression(isMissing, undefined, initializer, undefined, name(given));
    prelude.push(statement(mark(lineOf(index))), bind(bound, value));
    // A default keeps the function's length what it was.
    return initializer === undefined
      ? factory.createParameterDeclaration(undefined, dotDotDotToken, given)
      : factory.createParameterDeclaration(undefined, undefined, given, undefined, undefined, undefinedValue());
  });
  return { outer, names, prelude };
}

const bind = (bound: ts.BindingName, value: ts.Expression): ts.Statement =>
  factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList([factory.createVariableDeclaration(bound, undefined, undefined, value)], ts.NodeFlags.Let),
  );

/** Whether a body declares a parameter's name again, which it then shares with the parameter as long as both stand in one function. */
export function declaresAgain(parameters: Parameters, body: ts.ConciseBody): boolean {
  const hoisted = hoistedNames(body);
  return parameters.some(({ name: bound }) => boundNames(bound).some((declared) => hoisted.has(declared)));
}

const isHarmless = (value: ts.Expression): boolean =>
  ts.isIdentifier(value) || ts.isLiteralExpression(value) || ts.isArrowFunction(value) || ts.isFunctionExpression(value) ||
  ts.isToken(value) || (ts.isObjectLiteralExpression(value) && value.properties.length === 0) ||
  (ts.isArrayLiteralExpression(value) && value.elements.length === 0);

export const isPlain = (parameters: Parameters): boolean =>
  parameters.every(({ name: bound, initializer, dotDotDotToken }) => ts.isIdentifier(bound) && initializer === undefined && dotDotDotToken === undefined);
