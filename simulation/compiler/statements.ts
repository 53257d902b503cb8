import ts from 'typescript';
import { awaited } from './awaits.ts';
import { assign, block, declare, name, number, ownNames, sequence, statement } from './build.ts';
import { forAwait } from './for-await.ts';
import type { Compilation, Frame } from './frame.ts';
import { at, caught, giveBack, goOn, mark, turn, valueGivingBack } from './markers.ts';
import { contains } from './names.ts';
import { reportsBefore } from './reports.ts';

const { factory } = ts;

/** Compiles a list of statements, each with its marker before it. */
export function compileStatements(compilation: Compilation, list: readonly ts.Statement[], frame: Frame): ts.Statement[] {
  const compiled: ts.Statement[] = [];
  let marked = 0;
  for (const node of list) {
    if (!isUnmarked(node)) {
      const line = compilation.lineOf(node);
      if (line !== marked) compiled.push(statement(mark(line)));
      frame.line = line;
      marked = ts.isExpressionStatement(node) || ts.isVariableStatement(node) ? line : 0;
    }
    if (!ts.isBlock(node)) compiled.push(...reportsBefore(compilation.reports, node));
    compiled.push(...compileStatement(compilation, node, frame));
  }
  return compiled;
}

/** A statement that can neither fail nor call anything needs no marker. */
function isUnmarked(node: ts.Statement): boolean {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.every(({ name: bound, initializer }) => ts.isIdentifier(bound) && isTrivial(initializer));
  }
  if (ts.isReturnStatement(node)) return isTrivial(node.expression);
  return (
    ts.isFunctionDeclaration(node) || ts.isBlock(node) || ts.isBreakOrContinueStatement(node) || ts.isTryStatement(node) ||
    ts.isEmptyStatement(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

const isTrivial = (value: ts.Expression | undefined): boolean =>
  value === undefined || ts.isIdentifier(value) || ts.isLiteralExpression(value) || ts.isArrowFunction(value) || ts.isFunctionExpression(value) ||
  value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword || value.kind === ts.SyntaxKind.NullKeyword ||
  value.kind === ts.SyntaxKind.ThisKeyword;

const calls = (node: ts.Node): boolean =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isTaggedTemplateExpression(node);

function compileStatement(compilation: Compilation, node: ts.Statement, frame: Frame): ts.Statement[] {
  const inner = (body: ts.Statement) => (ts.isBlock(body) ? compilation.whole(body, frame) : compilation.statements([body], frame));
  const inBlock = (body: ts.Statement) => block(inner(body));
  const expression = (part: ts.Expression) => compilation.expression(part, frame);
  const loopPart = (part: ts.Expression | undefined): ts.Expression | undefined => {
    if (part === undefined) return undefined;
    const line = compilation.lineOf(part);
    const remark = calls(part) || contains(part, calls);
    if (remark) frame.line = line;
    return remark ? sequence(mark(line), expression(part)) : expression(part);
  };
  const body = (loop: ts.IterationStatement) => block([turn(loop.statement), ...inner(loop.statement)]);

  if (ts.isReturnStatement(node)) return compileReturn(compilation, node, frame);
  if (ts.isBlock(node)) return [inBlock(node)];
  if (ts.isIfStatement(node)) {
    const otherwise = node.elseStatement === undefined ? undefined : inBlock(node.elseStatement);
    return [factory.updateIfStatement(node, expression(node.expression), inBlock(node.thenStatement), otherwise)];
  }
  if (ts.isForStatement(node)) {
    const first = node.initializer === undefined ? undefined : (compilation.node(node.initializer, frame) as ts.ForInitializer);
    const condition = loopPart(node.condition);
    const incrementor = loopPart(node.incrementor);
    return [factory.updateForStatement(node, first, condition, incrementor, body(node))];
  }
  if (ts.isForInStatement(node)) {
    return [factory.updateForInStatement(node, compilation.node(node.initializer, frame) as ts.ForInitializer, expression(node.expression), body(node))];
  }
  if (ts.isForOfStatement(node)) {
    if (node.awaitModifier !== undefined && frame.lowered) return [forAwait(compilation, node, [], frame)];
    const first = compilation.node(node.initializer, frame) as ts.ForInitializer;
    const items = expression(node.expression);
    const turns = node.awaitModifier === undefined ? body(node) : block([...resumed(), turn(node.statement), ...inner(node.statement)]);
    return [factory.updateForOfStatement(node, node.awaitModifier, first, items, turns)];
  }
  if (ts.isWhileStatement(node)) return [factory.updateWhileStatement(node, loopPart(node.expression)!, body(node))];
  if (ts.isDoStatement(node)) {
    const turns = body(node);
    return [factory.updateDoStatement(node, turns, loopPart(node.expression)!)];
  }
  if (ts.isLabeledStatement(node)) return [compileLabelled(compilation, node, frame)];
  if (ts.isTryStatement(node)) return [compileTry(compilation, node, frame)];
  if (ts.isSwitchStatement(node)) {
    const clauses = node.caseBlock.clauses.map((clause) => {
      const list = compilation.statements(clause.statements, frame);
      return ts.isCaseClause(clause) ? factory.updateCaseClause(clause, expression(clause.expression), list) : factory.updateDefaultClause(clause, list);
    });
    return [factory.updateSwitchStatement(node, expression(node.expression), factory.updateCaseBlock(node.caseBlock, clauses))];
  }
  return [compilation.node(node, frame) as ts.Statement];
}

function compileReturn(compilation: Compilation, node: ts.ReturnStatement, frame: Frame): ts.Statement[] {
  if (node.expression === undefined) return frame.lowered ? [node] : [statement(giveBack()), node];
  const value = compilation.expression(node.expression, frame);
  if (frame.lowered) {
    const given = frame.kind === 'async-generator' ? awaited(compilation, value, node.expression, frame) : value;
    return [factory.updateReturnStatement(node, given)];
  }
  if (isTrivial(node.expression)) return [statement(giveBack()), factory.updateReturnStatement(node, value)];
  return [factory.updateReturnStatement(node, valueGivingBack(value))];
}

function compileLabelled(compilation: Compilation, node: ts.LabeledStatement, frame: Frame): ts.Statement {
  const labels = [node.label];
  let target = node.statement;
  for (; ts.isLabeledStatement(target); target = target.statement) labels.push(target.label);
  if (ts.isForOfStatement(target) && target.awaitModifier !== undefined && frame.lowered) return forAwait(compilation, target, labels, frame);
  const compiled = compileStatement(compilation, target, frame);
  const only: ts.Statement = compiled.length === 1 ? compiled[0]! : block(compiled);
  return labels.reduceRight((inner, label) => factory.createLabeledStatement(label, inner), only);
}

function compileTry(compilation: Compilation, node: ts.TryStatement, frame: Frame): ts.Statement {
  const tried = block(compilation.whole(node.tryBlock, frame));
  const { catchClause, finallyBlock } = node;
  const handler = catchClause === undefined ? rethrowing() : compileCatch(compilation, catchClause, frame);
  const ended = finallyBlock && block([
    declare(ts.NodeFlags.Const, [[ownNames.finallyAt, at()]]),
    ...goOn(compilation.lineOf(finallyBlock)),
    ...compilation.whole(finallyBlock, frame),
    statement(assign(at(), name(ownNames.finallyAt))),
  ]);
  return factory.updateTryStatement(node, tried, handler, ended);
}

/** What is caught is told to the runtime before the code has it, also where the code takes it apart or does not name it. */
function compileCatch(compilation: Compilation, clause: ts.CatchClause, frame: Frame): ts.CatchClause {
  const bound = clause.variableDeclaration?.name;
  const named = bound !== undefined && ts.isIdentifier(bound) ? bound.text : ownNames.thrown;
  const taken = bound === undefined || ts.isIdentifier(bound) ? [] : [bindCaught(compilation.node(bound, frame) as ts.BindingName)];
  return factory.updateCatchClause(
    clause,
    factory.createVariableDeclaration(named),
    block([caught(named), ...goOn(compilation.lineOf(clause)), ...taken, ...compilation.whole(clause.block, frame)]),
  );
}

const bindCaught = (bound: ts.BindingName): ts.Statement =>
  factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList([factory.createVariableDeclaration(bound, undefined, undefined, name(ownNames.thrown))], ts.NodeFlags.Let),
  );

/** For a `finally` without a `catch`: where the engine's own stack ends, the code must not go on in it. */
const rethrowing = () => factory.createCatchClause(
  factory.createVariableDeclaration(ownNames.thrown),
  block([caught(ownNames.thrown), factory.createThrowStatement(name(ownNames.thrown))]),
);

/** A turn of a native `for await` begins in a job of its own. */
const resumed = (): ts.Statement[] => [
  statement(assign(name(ownNames.callerAt), number(0))),
  statement(assign(name(ownNames.level), name(ownNames.entry))),
];
