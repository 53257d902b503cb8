import ts from 'typescript';
import { awaited, resumeAt } from './awaits.ts';
import { assign, block, call, declare, get, name, ownNames, statement } from './build.ts';
import type { Compilation, Frame } from './frame.ts';
import { turn } from './markers.ts';

const { factory } = ts;
const iteration = (property: string) => get(name(ownNames.iteration), property);

/**
 * A `for await` loop, written out from the language's text (ECMA-262, 14.7.5.7): leaving the body by a break, a return or
 * a throw closes the iterator and awaits that; what `next` throws does not.
 */
export function forAwait(compilation: Compilation, loop: ts.ForOfStatement, labels: readonly ts.Identifier[], frame: Frame): ts.Statement {
  const line = compilation.lineOf(loop);
  const { item, thrown, iteration: iterationName, value } = ownNames;
  const iterable = call(name(ownNames.iterateAsync), compilation.expression(loop.expression, frame));
  const next = awaited(compilation, call(iteration('next')), loop, { ...frame, line: -1 });
  const turns = block([
    turn(loop.statement),
    declare(ts.NodeFlags.Let, [[item, next]]),
    factory.createIfStatement(call(iteration('over'), name(item)), factory.createBreakStatement()),
    statement(assign(name(item), get(name(item), 'value'))),
    statement(assign(iteration('open'), factory.createTrue())),
    bind(compilation, loop.initializer, frame),
    block(ts.isBlock(loop.statement) ? compilation.whole(loop.statement, frame) : compilation.statements([loop.statement], frame)),
  ]);
  const endless: ts.Statement = factory.createForStatement(undefined, undefined, undefined, turns);
  const labelled = labels.reduceRight((inner, label) => factory.createLabeledStatement(label, inner), endless);
  const close = block([
    statement(assign(name(value), factory.createYieldExpression(undefined, iteration('closing')))),
    statement(resumeAt(frame, line)),
    statement(call(iteration('closed'), name(value), get(name(ownNames.cursor), 'failed'))),
  ]);
  const rethrow = block([statement(assign(iteration('thrown'), factory.createTrue())), factory.createThrowStatement(name(thrown))]);
  return block([
    declare(ts.NodeFlags.Const, [[iterationName, iterable]]),
    factory.createTryStatement(
      block([labelled]),
      factory.createCatchClause(factory.createVariableDeclaration(thrown), rethrow),
      block([factory.createIfStatement(call(iteration('closes')), close)]),
    ),
  ]);
}

/** `const x = $v;` or `x = $v;` */
function bind(compilation: Compilation, initializer: ts.ForInitializer, frame: Frame): ts.Statement {
  const item = name(ownNames.item);
  if (!ts.isVariableDeclarationList(initializer)) return statement(assign(compilation.expression(initializer, frame), item));
  const [declaration] = initializer.declarations;
  const target = compilation.node(declaration!.name, frame) as ts.BindingName;
  const list = factory.createVariableDeclarationList([factory.createVariableDeclaration(target, undefined, undefined, item)], initializer.flags);
  return factory.createVariableStatement(undefined, list);
}
