import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import { compile } from '../../simulation/compiler/compile.ts';
import type { CompiledScenario, ModuleFunction } from '../../simulation/compiled-scenario.ts';
import { dataOf } from '../../simulation/load-simulation.ts';
import type { Mutant, ScenarioData } from '../../simulation/scenario.ts';
import { root } from '../root.mjs';

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
  /** What the scenario imports from outside, as paths from the pattern's folder. */
  readonly imports: readonly string[];
}

/** Compiles what the folder patterns/<slug>/ holds. @throws Error with path and line where a file cannot be compiled. */
export async function compilePattern(slug: string, executor: Executor = 'virtual'): Promise<CompiledPattern> {
  const { scenario, imports } = compileScenario(join(patterns, slug), executor);
  const data = dataOf(await evaluated({ slug, scenario, imports, code: {}, mutants: {} }));
  const sources = Object.fromEntries(data.code.map((file) => [file, readFileSync(patternFile(file), 'utf8')]));
  const code = Object.fromEntries(Object.entries(sources).map(([file, text]) => [file, compiled(text, file, patternFile(file), executor)]));
  const mutants = data.mutants.map((mutant) => [mutant.name, compileMutant(mutant, data.code, sources, executor)]);
  return { slug, data, sources, scenario, code, mutants: Object.fromEntries(mutants) as CompiledPattern['mutants'], imports };
}

/** The compiled modules as functions of this process. */
export async function evaluated({ slug, scenario, imports, code, mutants }: Omit<CompiledPattern, 'data' | 'sources'>): Promise<CompiledScenario> {
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
  };
}

/** A pattern file by name: `retry` is patterns/retry/retry.ts, `work-queue.worker` is patterns/work-queue/work-queue.worker.ts. */
const patternFile = (file: string) => join(patterns, file.split('.')[0]!, `${file}.ts`);

/** Compiles scenario.ts and what it imports from its own folder; the statechart and the kernel stay imports. */
function compileScenario(folder: string, executor: Executor): { scenario: Texts; imports: readonly string[] } {
  const scenario: Record<string, string> = {};
  const imports = new Set<string>();
  const visit = (path: string) => {
    if (path in scenario) return;
    const text = readFileSync(join(folder, path), 'utf8');
    scenario[path] = compiled(text, path, join(folder, path), executor);
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

function compiled(text: string, name: string, path: string, executor: Executor): string {
  const result = compile(text, { file: name, executor });
  if (result.ok) return result.code;
  const problems = result.problems.map(({ line, column, message }) => `  ${relative(root, path)}:${line}:${column} ${message}`);
  throw new Error(`Cannot compile a file of the simulation:\n${problems.join('\n')}`);
}

function compileMutant(mutant: Mutant, files: readonly string[], sources: Texts, executor: Executor): Texts {
  const edited: Record<string, string> = {};
  for (const { file = files[0]!, find, replace } of mutant.edits) {
    const text = edited[file] ?? sources[file];
    if (text === undefined) throw new Error(`The mutant ${mutant.name} edits ${file}.ts, which the scenario does not run; it runs: ${files.join(', ')}.`);
    const times = text.split(find).length - 1;
    if (times !== 1) throw new Error(`The mutant ${mutant.name} looks for a text that stands ${times} times in ${file}.ts; it must stand once:\n${find}`);
    edited[file] = text.replace(find, () => replace);
  }
  return Object.fromEntries(Object.entries(edited).map(([file, text]) => [file, compiled(text, file, `${patternFile(file)} (mutant ${mutant.name})`, executor)]));
}
