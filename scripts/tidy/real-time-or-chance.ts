import ts from 'typescript';
import { isTest, nodesOf, type SourceFile } from './source-file.ts';

const realCalls = new Set(['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'fetch']);
const realMembers = new Set(['Math.random', 'Date.now', 'performance.now', 'crypto.randomUUID', 'crypto.getRandomValues', 'AbortSignal.timeout', 'AbortSignal.any']);
const inexactMath = /^Math\.(log|log2|log10|log1p|exp|expm1|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot)$/;

/** The kernel's own globals and the executor that exists to be compared with stand for the real ones; a view is drawn after the run. */
const isExempt = ({ path }: SourceFile) => /^simulation\/(globals|native|testing|views)\/|^simulation\/async\/native-/.test(path);

/** In a pattern's file, the default of a port is where the real clock and the real chance come in: a constant of the module. */
function isDefaultOfPort(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isVariableStatement(at) && ts.isSourceFile(at.parent)) return true;
  }
  return false;
}

function isReal(node: ts.Node, isKernel: boolean): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    const member = node.getText().replace(/^globalThis\./, '');
    return realMembers.has(member) || (isKernel && inexactMath.test(member));
  }
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  if (ts.isCallExpression(node)) {
    const called = node.expression.getText().replace(/^globalThis\./, '');
    return realCalls.has(called) || (isKernel && called === 'queueMicrotask');
  }
  if (!isKernel || !ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.AsteriskAsteriskToken) return false;
  return !(/^\d+$/.test(node.left.getText()) && /^\d+$/.test(node.right.getText()));
}

/** The lines of simulated code that reach for the real clock, real chance, or a function that engines disagree on. */
export function realTimeOrChance(file: SourceFile): readonly number[] {
  const isKernel = file.path.startsWith('simulation/');
  const isSimulated = isKernel || /^patterns\/[a-z0-9-]+\//.test(file.path);
  if (!isSimulated || isTest(file) || isExempt(file) || !file.path.endsWith('.ts') || file.path.endsWith('.bench.ts')) return [];
  return [...nodesOf(file)]
    .filter(({ node }) => isReal(node, isKernel) && !(!isKernel && isDefaultOfPort(node)))
    .map(({ line }) => line)
    .sort((a, b) => a - b);
}
