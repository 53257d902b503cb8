import type ts from 'typescript';
import { call, name, number, ownNames, sequence, statement, text } from './build.ts';
import type { ChangedPlace } from './changed-places.ts';
import type { DecisiveNode } from './decisive.ts';

/**
 * Calls by which code tells that it came to a node. They stand before it: before a statement, at the start of a block or a file, before the
 * value of an arrow function or a field. What they tell has no part in what the code does.
 */
export type Reports = ReadonlyMap<ts.Node, readonly (() => ts.Expression)[]>;

export function reportsOf(file: string, decisive: readonly DecisiveNode[], changed: readonly ChangedPlace[]): Reports {
  const reports = new Map<ts.Node, (() => ts.Expression)[]>();
  const add = (node: ts.Node, report: () => ts.Expression) => {
    const others = reports.get(node);
    if (others === undefined) reports.set(node, [report]);
    else others.push(report);
  };
  for (const found of decisive) add(found.node, () => call(name(ownNames.decisive), number(found.number)));
  for (const { node, line, within } of changed) add(node, () => call(name(ownNames.edited), text(file), number(line), text(within)));
  return reports;
}

/** `$decisive(3);` before what the code is to report. */
export const reportsBefore = (reports: Reports, node: ts.Node): ts.Statement[] => (reports.get(node) ?? []).map((report) => statement(report()));

/** `($edited("file", 3, ""), value)` */
export function reporting(reports: Reports, node: ts.Node, value: ts.Expression): ts.Expression {
  const [first, ...rest] = (reports.get(node) ?? []).map((report) => report());
  return first === undefined ? value : sequence(first, ...rest, value);
}
