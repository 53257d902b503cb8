import ts from 'typescript';
import { ownNames, statement } from './build.ts';
import { changedPlaces } from './changed-places.ts';
import { decisiveIn, type DecisiveSpot, type DecisiveWords } from './decisive.ts';
import { compileNode } from './expressions.ts';
import type { Compilation, Executor, Frame } from './frame.ts';
import { compileFunction } from './functions.ts';
import { hasBigInts } from './growing.ts';
import { enter, giveBack } from './markers.ts';
import { importsIn } from './imports.ts';
import { languageTypes } from './language-types.ts';
import { reassignedIn } from './lifting.ts';
import { isEndOfStack, tooDeepIn, tooDeepToRead } from './nesting.ts';
import { problemsIn, type Problem } from './problems.ts';
import { reportsBefore, reportsOf } from './reports.ts';
import { compileStatements } from './statements.ts';
import { withoutTypes } from './without-types.ts';

export interface CompileOptions {
  /** The name that positions carry: the file's own, without `.ts`. */
  readonly file: string;
  readonly executor: Executor;
  /** Left out, none. Places that the code reports when it comes there; nothing else of it is compiled otherwise. */
  readonly decisive?: readonly DecisiveWords[];
  /**
   * For a pattern's file, what it is without the reader's changes. The code tells where it was changed when it comes there; nothing else of
   * it is compiled otherwise. It may import nothing.
   */
  readonly original?: string;
  /** Left out, false. True skips the search for early errors, which costs half of the time, for code that is known to run. */
  readonly isKnownToRun?: boolean;
}
export type Compiled =
  | {
      readonly ok: true;
      readonly code: string;
      /** Where each await site stands, counting from 1. */
      readonly awaits: readonly { line: number; column: number }[];
      /** Those decisive places that were found. */
      readonly decisive: readonly DecisiveSpot[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleDetection: ts.ModuleDetectionKind.Force,
  isolatedModules: true,
  esModuleInterop: false,
  noResolve: true,
  removeComments: true,
  suppressOutputPathCheck: true,
  ignoreDeprecations: '6.0',
  types: [],
};

/**
 * Compiles a TypeScript file to the text of one JavaScript function expression, `(function (scope, require) { …; return exports; })`:
 * types stripped, async functions as generators that the runtime runs, a position before each statement, a budget in loops and
 * functions, and no global beside those of its scope. The text is strict and needs no eval: it can stand in a script.
 */
export function compile(text: string, compileOptions: CompileOptions): Compiled {
  try {
    return compileText(text, compileOptions);
  } catch (error) {
    if (isEndOfStack(error)) return { ok: false, problems: [tooDeepToRead] };
    throw error;
  }
}

function compileText(text: string, { file, executor, decisive: asked = [], original, isKnownToRun = false }: CompileOptions): Compiled {
  const source = parsed(text);
  const tooDeep = tooDeepIn(source);
  if (tooDeep !== undefined) return { ok: false, problems: [tooDeep] };
  const imports = original === undefined ? [] : importsIn(source);
  if (imports.length > 0) return { ok: false, problems: imports };
  const program = programOf(source, { ...options, noCheck: true });
  const problems = problemsIn(program, source, isKnownToRun ? undefined : () => programOf(withoutTypes(parsed(text)), options));
  if (problems.length > 0) return { ok: false, problems };
  const globals = new Set<string>();
  const awaits: { line: number; column: number }[] = [];
  const decisive = decisiveIn(source, asked);
  const changed = original === undefined || original === text ? [] : changedPlaces(source, original);
  const reports = reportsOf(file, decisive, changed);
  let code = '';
  program.emit(source, (_path, emitted) => (code = emitted), undefined, false, {
    before: [(context) => (node) => compileModule({ source: node, checker: program.getTypeChecker(), context, executor, globals, awaits, reports })],
  });
  const told = [...(decisive.length > 0 ? ['decisive' as const] : []), ...(changed.length > 0 ? ['edited' as const] : [])];
  return { ok: true, code: wrapped(code, file, [...globals].sort(), told), awaits, decisive: decisive.map(({ number, line }) => ({ number, line })) };
}

const path = 'module.ts';
const parsed = (text: string) => ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ES2022 }, true);
let language: ts.SourceFile | undefined;

function programOf(source: ts.SourceFile, compilerOptions: ts.CompilerOptions): ts.Program {
  language ??= ts.createSourceFile('language.d.ts', languageTypes, { languageVersion: ts.ScriptTarget.ES2022 }, true);
  const host: ts.CompilerHost = {
    getSourceFile: (asked) => (asked === path ? source : language),
    writeFile: () => undefined,
    getDefaultLibFileName: () => 'language.d.ts',
    useCaseSensitiveFileNames: () => true,
    getCanonicalFileName: (asked) => asked,
    getCurrentDirectory: () => '',
    getNewLine: () => '\n',
    fileExists: (asked) => asked === path,
    readFile: () => undefined,
    directoryExists: () => true,
    getDirectories: () => [],
  };
  return ts.createProgram([path], compilerOptions, host);
}

type Input = Pick<Compilation, 'source' | 'checker' | 'context' | 'executor' | 'globals' | 'awaits' | 'reports'>;

function compileModule(input: Input): ts.SourceFile {
  const { source } = input;
  const compilation: Compilation = {
    ...input,
    hasBigInts: hasBigInts(source),
    reassigned: reassignedIn(source, input.checker),
    lifted: [],
    lineOf: (node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
    node: (node, frame) => compileNode(compilation, node, frame),
    expression: (node, frame) => compileNode(compilation, node, frame) as ts.Expression,
    statements: (list, frame) => compileStatements(compilation, list, frame),
    whole: (home, frame) => {
      const list = compileStatements(compilation, home.statements, frame);
      return [...reportsBefore(compilation.reports, home), ...list, ...compilation.lifted.filter((lifted) => lifted.home === home).map(({ body }) => body)];
    },
    functionLike: (node, frame) => compileFunction(compilation, node, frame),
  };
  const frame: Frame = { kind: 'function', lowered: false, superIsLowered: false, line: 0 };
  const statements = compilation.whole(source, frame);
  return ts.factory.updateSourceFile(source, [...enter(true, 1, 1), ...statements, statement(giveBack())]);
}

function wrapped(code: string, file: string, globals: readonly string[], told: readonly ('decisive' | 'edited')[]): string {
  const { scope, cursor, entry, reach, throw: rethrow, power, refuse, deeper, leave, runAsync, runAsyncWith, runWithoutAwait } = ownNames;
  const { runAsyncGenerator, iterateAsync } = ownNames;
  const { caught, grown: text, big, spread, passed, copied } = ownNames;
  const helpers = { reach, caught, text, big, spread, passed, copied, throw: rethrow, power, refuse, deeper, leave, ...Object.fromEntries(told.map((what) => [what, ownNames[what]])) };
  const runs = { runAsync, runAsyncWith, runWithoutAwait, runAsyncGenerator, iterateAsync };
  const pairs = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([property, local]) => `${property}: ${local}`).join(', ');
  return [
    `(function (${scope}, require) {`,
    '"use strict";',
    'const exports = {};',
    `const { cursor: ${cursor}, ${pairs(runs)} } = ${scope}.runtime;`,
    `const { ${pairs(helpers)} } = ${scope}.helpers;`,
    `const ${entry} = ${cursor}.entry(${JSON.stringify(file)});`,
    ...(globals.length > 0 ? [`const { ${globals.join(', ')} } = ${scope}.globals;`] : []),
    code.replace(/^"use strict";\n/, ''),
    'return exports;',
    '})',
  ].join('\n');
}

