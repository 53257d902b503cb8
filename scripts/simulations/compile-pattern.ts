import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import { editedSources } from '../../lib/edited-sources.ts';
import { patternFile } from '../../lib/folders.ts';
import { compile, type Compiled, type CompileOptions } from '../../simulation/compiler/compile.ts';
import { decisiveWordsOf } from '../../simulation/compiler/decisive-words.ts';
import type { DecisiveSpot } from '../../simulation/compiler/decisive.ts';
import type { CompiledScenario, ModuleFunction } from '../../simulation/compiled-scenario.ts';
import { dataOf } from '../../simulation/load-simulation.ts';
import type { ScenarioData } from '../../simulation/scenario.ts';
import { root } from '../root.mjs';
import { allFound } from './all-found.ts';

const patterns = join(root, 'patterns');

/** The catalog runs on virtual promises; native ones exist for tests and benches. */
export type Executor = 'virtual' | 'native';

/** Texts by name. Of compiled modules, each is a JavaScript function expression. */
export type Texts = Readonly<Record<string, string>>;

/** Everything of one pattern that a simulation is put together from. */
export interface CompiledPattern {
  readonly slug: string;
  readonly data: ScenarioData;
  /** The pattern files as they are written, by name. */
  readonly sources: Texts;
  readonly scenario: Texts;
  readonly code: Texts;
  readonly mutants: Readonly<Record<string, Texts>>;
  /** Where the decisive lines stand in the code as it is ('') and in each mutant. */
  readonly decisive: Readonly<Record<string, readonly DecisiveSpot[]>>;
  /** What the scenario imports from outside, as paths from the pattern's folder. */
  readonly imports: readonly string[];
}

/** Compiles what the folder patterns/<slug>/ holds. @throws Error with path and line where a file cannot be compiled. */
export async function compilePattern(slug: string, executor: Executor = 'virtual'): Promise<CompiledPattern> {
  const { scenario, imports } = compileScenario(join(patterns, slug), executor);
  const data = dataOf(await evaluated({ slug, scenario, imports, code: {}, mutants: {}, decisive: {} }));
  const sources = Object.fromEntries(data.code.map((file) => [file, readFileSync(patternFile(file), 'utf8')]));
  const compiledFile = (file: string, text: string, note = '') =>
    compiled(text, `${patternFile(file)}${note}`, { file, executor, decisive: decisiveWordsOf(data, file), original: sources[file]! });
  const asItIs = mapValues(sources, (file, text) => compiledFile(file, text));
  allFound(slug, data, sources, spotsOf(asItIs));
  const edited = data.mutants.map(({ name, edits }) =>
    [name, mapValues(editedSources(name, edits, data.code, sources), (file, text) => compiledFile(file, text, ` (mutant ${name})`))] as const);
  return {
    slug, data, sources, scenario, imports,
    code: mapValues(asItIs, (_, { code }) => code),
    mutants: Object.fromEntries(edited.map(([name, files]) => [name, mapValues(files, (_, { code }) => code)])),
    decisive: Object.fromEntries([['', spotsOf(asItIs)], ...edited.map(([name, files]) => [name, spotsOf({ ...asItIs, ...files })] as const)]),
  };
}

type CompiledFile = Extract<Compiled, { readonly ok: true }>;

const mapValues = <From, To>(record: Readonly<Record<string, From>>, change: (name: string, value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(name, value)]));

/** The decisive lines of several files, in the scenario's order. */
const spotsOf = (files: Readonly<Record<string, CompiledFile>>): readonly DecisiveSpot[] =>
  Object.values(files).flatMap(({ decisive }) => decisive).sort((one, other) => one.number - other.number);

/** The compiled modules as functions of this process. */
export async function evaluated({ slug, scenario, imports, code, mutants, decisive }: Omit<CompiledPattern, 'data' | 'sources'>): Promise<CompiledScenario> {
  const outside: Record<string, unknown> = {};
  for (const path of imports) outside[path] = await import(pathToFileURL(join(patterns, slug, path)).href);
  const functions = (texts: Texts) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, runInThisContext(text, { filename: name }) as ModuleFunction]));
  return {
    slug,
    imports: outside,
    scenario: functions(scenario),
    code: functions(code),
    mutants: Object.fromEntries(Object.entries(mutants).map(([name, texts]) => [name, functions(texts)])),
    decisive,
  };
}

/** Compiles scenario.ts and what it imports from its own folder; the statechart and the kernel stay imports. */
function compileScenario(folder: string, executor: Executor): { scenario: Texts; imports: readonly string[] } {
  const scenario: Record<string, string> = {};
  const imports = new Set<string>();
  const visit = (path: string) => {
    if (path in scenario) return;
    const text = readFileSync(join(folder, path), 'utf8');
    scenario[path] = compiled(text, join(folder, path), { file: path, executor }).code;
    for (const specifier of importsOf(text)) {
      const target = relative(folder, join(folder, dirname(path), specifier));
      if (target.startsWith('..') || target.endsWith('.machine.ts')) imports.add(target);
      else visit(target);
    }
  };
  visit('scenario.ts');
  return { scenario, imports: [...imports].sort() };
}

/** The specifiers that a file imports values from. */
function importsOf(text: string): string[] {
  return ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest).statements.flatMap((statement) =>
    ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly !== true && ts.isStringLiteral(statement.moduleSpecifier)
      ? [statement.moduleSpecifier.text]
      : [],
  );
}

function compiled(text: string, path: string, options: CompileOptions): CompiledFile {
  const result = compile(text, options);
  if (result.ok) return result;
  const problems = result.problems.map(({ line, column, message }) => `  ${relative(root, path)}:${line}:${column} ${message}`);
  throw new Error(`Cannot compile a file of the simulation:\n${problems.join('\n')}`);
}
