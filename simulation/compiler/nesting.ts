import ts from 'typescript';
import type { Problem } from './problems.ts';

/** How deep code may be nested. The compiler goes down with it, and every engine has the stack for this. */
const nestingMax = 200;

const advice = 'Give a part of it a name, or put it into a function of its own.';

/** The first place that is nested too deeply, if there is one. */
export function tooDeepIn(source: ts.SourceFile): Problem | undefined {
  const waiting: { readonly node: ts.Node; readonly depth: number }[] = [{ node: source, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    if (depth > nestingMax) {
      const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
      return { line: line + 1, column: character + 1, message: `The code is nested more than ${nestingMax} deep here. ${advice}` };
    }
    const inner: (typeof next)[] = [];
    ts.forEachChild(node, (child) => void inner.push({ node: child, depth: depth + 1 }));
    for (const one of inner.reverse()) waiting.push(one);
  }
  return undefined;
}

/** For code in which even the parser came to the end of the stack, and so cannot say where. */
export const tooDeepToRead: Problem = { line: 1, column: 1, message: `The code is nested too deeply to be read. ${advice}` };

/** The end of the stack, as engines word it: Firefox has an error of its own. */
export const isEndOfStack = (error: unknown): boolean => error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');
