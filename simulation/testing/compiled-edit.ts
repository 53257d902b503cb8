import { runInThisContext } from 'node:vm';
import type { ModuleFunction } from '../compiled-scenario.ts';
import { compile, type CompileOptions } from '../compiler/compile.ts';
import type { EditedCode } from '../edits/edited-code.ts';

/** A text in place of a pattern file, compiled for a test. @throws Error with the problems when it cannot be compiled. */
export function compiledEdit(text: string, options: Omit<CompileOptions, 'executor'>): EditedCode[string] {
  const result = compile(text, { ...options, executor: 'virtual' });
  if (!result.ok) throw new Error(result.problems.map(({ line, column, message }) => `${line}:${column} ${message}`).join('\n'));
  return { module: runInThisContext(result.code) as ModuleFunction, decisive: result.decisive };
}
