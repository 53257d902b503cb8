import ts from 'typescript';
import { allowedNames } from '../globals/language-globals.ts';
import { awaited, yielded } from './awaits.ts';
import { assign, binary, call, get, name, number, ownNames, parenthesized, text } from './build.ts';
import type { Compilation, Frame } from './frame.ts';
import { bodyOf, lowerSuper } from './functions.ts';
import { copying, growing, spreading } from './growing.ts';
import { contains, isFree, isReference } from './names.ts';
import { reporting } from './reports.ts';

const { factory, SyntaxKind } = ts;

/** Compiles a node that is no statement list: expressions, bindings, classes. Types are left for TypeScript to erase. */
export function compileNode(compilation: Compilation, node: ts.Node, frame: Frame): ts.Node {
  const visit = (child: ts.Node): ts.Node => compileNode(compilation, child, frame);
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return node;
  if (ts.isFunctionLike(node)) return 'body' in node ? compilation.functionLike(node as ts.FunctionLikeDeclaration, frame) : node;
  if (ts.isClassLike(node)) return compileClass(compilation, node, frame);
  if (ts.isAwaitExpression(node)) return awaited(compilation, compilation.expression(node.expression, frame), node, frame);
  if (ts.isYieldExpression(node)) return yielded(compilation, node, frame);
  if (ts.isBinaryExpression(node)) return growing(compilation, node, compileBinary(compilation, node, frame));
  if (ts.isTemplateExpression(node)) return growing(compilation, node, ts.visitEachChild(node, visit, compilation.context));
  if (ts.isSpreadElement(node)) return spreading(node, visit(node.expression) as ts.Expression);
  if (ts.isObjectLiteralExpression(node)) return copying(node, ts.visitEachChild(node, visit, compilation.context));
  if (ts.isIdentifier(node)) return compileIdentifier(compilation, node);
  if (ts.isTypeOfExpression(node) && isMissing(compilation, node.expression)) return text('undefined');
  if (ts.isShorthandPropertyAssignment(node) && isMissing(compilation, node.name)) {
    return factory.createPropertyAssignment(node.name.text, compileIdentifier(compilation, node.name) as ts.Expression);
  }
  if (ts.isShorthandPropertyAssignment(node) && isFree(node.name, compilation.checker)) compilation.globals.add(node.name.text);
  if (ts.isCallExpression(node) && frame.superIsLowered && isSuperProperty(node.expression)) {
    const values = node.arguments.map((value) => visit(value) as ts.Expression);
    return call(get(visit(node.expression) as ts.Expression, 'call'), factory.createThis(), ...values);
  }
  if (frame.superIsLowered && isSuperProperty(node)) {
    return ts.isPropertyAccessExpression(node) ? lowerSuper(node.name.text) : lowerSuper(visit(node.argumentExpression) as ts.Expression);
  }
  if ((ts.isParameter(node) || ts.isBindingElement(node)) && node.initializer !== undefined) return compileDefault(compilation, node, frame);
  return ts.visitEachChild(node, visit, compilation.context);
}

const isSuperProperty = (node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression =>
  (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) && node.expression.kind === SyntaxKind.SuperKeyword;

const languageConstants = new Set(['undefined', 'NaN', 'Infinity', 'arguments']);

function isMissing(compilation: Compilation, node: ts.Expression): node is ts.Identifier {
  const isName = ts.isIdentifier(node) && !languageConstants.has(node.text) && !allowedNames.has(node.text);
  return isName && isFree(node, compilation.checker);
}

function compileIdentifier(compilation: Compilation, node: ts.Identifier): ts.Node {
  if (languageConstants.has(node.text) || node.parent === undefined || !isReference(node) || !isFree(node, compilation.checker)) return node;
  if (!allowedNames.has(node.text)) return call(name(ownNames.refuse), text(node.text));
  compilation.globals.add(node.text);
  return node;
}

/** `**` differs between engines, and so is the kernel's own. */
function compileBinary(compilation: Compilation, node: ts.BinaryExpression, frame: Frame): ts.Expression {
  const { left, operatorToken, right } = node;
  const visit = (part: ts.Expression) => compilation.expression(part, frame);
  const power = name(ownNames.power);
  if (operatorToken.kind === SyntaxKind.AsteriskAsteriskToken) return call(power, visit(left), visit(right));
  if (operatorToken.kind !== SyntaxKind.AsteriskAsteriskEqualsToken) {
    return ts.visitEachChild(node, (child) => compileNode(compilation, child, frame), compilation.context);
  }
  if (ts.isIdentifier(left)) return parenthesized(assign(visit(left), call(power, visit(left), visit(right))));
  // The object, the key and the old value are evaluated once, before the right side.
  const { expression: object } = left as ts.PropertyAccessExpression | ts.ElementAccessExpression;
  const key = ts.isPropertyAccessExpression(left) ? text(left.name.text) : visit((left as ts.ElementAccessExpression).argumentExpression);
  return call(get(power, 'set'), call(get(power, 'property'), visit(object), key), visit(right));
}

const calls = (node: ts.Node): boolean => ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);

/** A default is evaluated before the function is entered: one that calls something counts as a level of its own. */
function guarded(compilation: Compilation, value: ts.Expression, frame: Frame): ts.Expression {
  const compiled = compilation.expression(value, frame);
  if (!calls(value) && !contains(value, calls)) return compiled;
  return call(name(ownNames.leave), call(name(ownNames.deeper), binary(name(ownNames.entry), SyntaxKind.PlusToken, number(compilation.lineOf(value)))), compiled);
}

function compileDefault(compilation: Compilation, node: ts.ParameterDeclaration | ts.BindingElement, frame: Frame): ts.Node {
  const bound = compileNode(compilation, node.name, frame) as ts.BindingName;
  if (ts.isParameter(node)) {
    const value = guarded(compilation, node.initializer!, frame);
    return factory.updateParameterDeclaration(node, node.modifiers, node.dotDotDotToken, bound, undefined, undefined, value);
  }
  const property = node.propertyName && (compileNode(compilation, node.propertyName, frame) as ts.PropertyName);
  const isParameter = ts.isParameter(ts.walkUpBindingElementsAndPatterns(node));
  const value = isParameter ? guarded(compilation, node.initializer!, frame) : compilation.expression(node.initializer!, frame);
  return factory.updateBindingElement(node, node.dotDotDotToken, property, bound, value);
}

/** The fields of a class are evaluated in its constructor, before that is entered. */
function compileClass(compilation: Compilation, node: ts.ClassLikeDeclaration, frame: Frame): ts.Node {
  const inField: Frame = { kind: 'function', lowered: false, superIsLowered: false, line: 0 };
  const member = (part: ts.ClassElement): ts.ClassElement => {
    if (ts.isPropertyDeclaration(part)) {
      const named = ts.isComputedPropertyName(part.name) ? (compileNode(compilation, part.name, frame) as ts.PropertyName) : part.name;
      const value = part.initializer && reporting(compilation.reports, part.initializer, guarded(compilation, part.initializer, inField));
      return factory.updatePropertyDeclaration(part, part.modifiers, named, undefined, undefined, value);
    }
    if (ts.isClassStaticBlockDeclaration(part)) return factory.updateClassStaticBlockDeclaration(part, bodyOf(compilation, part.body, inField));
    return compileNode(compilation, part, frame) as ts.ClassElement;
  };
  const heritage = node.heritageClauses?.filter(({ token }) => token === SyntaxKind.ExtendsKeyword)
    .map((clause) => compileNode(compilation, clause, frame) as ts.HeritageClause);
  const members = node.members.map(member);
  return ts.isClassDeclaration(node)
    ? factory.updateClassDeclaration(node, node.modifiers, node.name, undefined, heritage, members)
    : factory.updateClassExpression(node, node.modifiers, node.name, undefined, heritage, members);
}

