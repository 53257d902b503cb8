import fc from 'fast-check';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { randomProgram } from '../async/random-program.ts';
import { compile } from './compile.ts';

/** One of the lines is gone, or stands twice, or in another place. */
function changed(lines: readonly string[], kind: 'gone' | 'twice' | 'moved', from: number, to: number): readonly string[] {
  const line = lines[from % lines.length]!;
  const others = lines.filter((_, index) => index !== from % lines.length);
  if (kind === 'gone') return others;
  return (kind === 'twice' ? lines : others).toSpliced(to % lines.length, 0, line);
}

const isReport = (node: ts.Node): node is ts.CallExpression => ts.isCallExpression(node) && node.expression.getText() === '$edited';

/** The code without its reports, and the lines that they told: a report is a statement of its own, or stands in brackets before a value. */
function withoutReports(code: string): { readonly code: string; readonly lines: readonly number[] } {
  const source = ts.createSourceFile('program.js', code, ts.ScriptTarget.ES2022, true);
  const cuts: [from: number, to: number][] = [];
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (isReport(node)) {
      lines.push(Number(node.arguments[1]!.getText()));
      if (ts.isExpressionStatement(node.parent)) cuts.push([node.parent.getFullStart(), node.parent.end]);
    }
    if (ts.isParenthesizedExpression(node) && ts.isBinaryExpression(node.expression)) cuts.push(...cutsBefore(node, node.expression));
    ts.forEachChild(node, visit);
  };
  visit(source);
  const plain = cuts.toSorted(([a], [b]) => b - a).reduce((text, [from, to]) => text.slice(0, from) + text.slice(to), code);
  return { code: plain.replace(', edited: $edited', ''), lines };
}

/** `(report, report, value)` becomes `value`, which keeps the brackets where it would not be a value without them. */
function cutsBefore(brackets: ts.ParenthesizedExpression, { left, right }: ts.BinaryExpression): [from: number, to: number][] {
  const reports = ts.isBinaryExpression(left) ? left.right : left;
  if (!isReport(reports)) return [];
  if (ts.isObjectLiteralExpression(right) && ts.isArrowFunction(brackets.parent)) return [[brackets.expression.getStart(), right.getStart()]];
  return [[brackets.getStart(), right.getStart()], [right.end, brackets.end]];
}

it('tells where a program was changed and changes nothing else of it, whatever was changed', () => {
  let toldOf = 0;
  fc.assert(
    fc.property(fc.nat(5000), fc.constantFrom('gone' as const, 'twice' as const, 'moved' as const), fc.nat(), fc.nat(), (seed, kind, from, to) => {
      const original = randomProgram(seed).replaceAll('; ', ';\n').replaceAll('{ ', '{\n');
      const text = changed(original.split('\n'), kind, from, to).join('\n');
      const [telling, plain] = [compile(text, { file: 'program', executor: 'virtual', original }), compile(text, { file: 'program', executor: 'virtual' })];
      expect(telling.ok).toBe(plain.ok);
      if (!telling.ok || !plain.ok) return;
      const { code, lines } = withoutReports(telling.code);
      for (const line of lines) {
        toldOf += 1;
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(text.split('\n').length);
      }
      expect(code).toBe(plain.code);
    }),
    { numRuns: 30, examples: [[112, 'twice', 18, 1820957747]] },
  );
  expect(toldOf).toBeGreaterThan(5);
});
