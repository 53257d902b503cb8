import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import ts from 'typescript';
import { compile } from '../simulation/compiler/compile.ts';
import type { CompiledScenario, ModuleFunction } from '../simulation/compiled-scenario.ts';
import { dataOf } from '../simulation/load-simulation.ts';
import type { RunInput } from '../simulation/run.ts';
import type { Mutant, ScenarioData } from '../simulation/scenario.ts';
import { generated, loadSimulationFile } from './simulation-of.ts';

const root = dirname(import.meta.dirname);
const patterns = join(root, 'patterns');

type Texts = Readonly<Record<string, string>>;

/** The texts of compiled modules, by name: each is a JavaScript function expression. */
interface CompiledTexts {
  readonly scenario: Texts;
  readonly code: Texts;
  readonly mutants: Readonly<Record<string, Texts>>;
}

/** Compiles every scenario below patterns/ into generated/simulation/<slug>.js, and writes what pages need into generated/catalog/<slug>.json. */
async function buildAll(): Promise<void> {
  rmSync(generated, { recursive: true, force: true });
  for (const folder of ['simulation', 'catalog']) mkdirSync(join(generated, folder), { recursive: true });
  const slugs = readdirSync(patterns).filter((name) => existsSync(join(patterns, name, 'scenario.ts')));
  for (const slug of slugs.sort()) await buildScenario(slug);
}

async function buildScenario(slug: string): Promise<void> {
  const folder = join(patterns, slug);
  const { scenario, imports } = compileScenario(folder);
  const data = await readData(slug, scenario, imports);
  const sources = Object.fromEntries(data.code.map((file) => [file, readFileSync(patternFile(file), 'utf8')]));
  const texts: CompiledTexts = {
    scenario,
    code: Object.fromEntries(Object.entries(sources).map(([file, text]) => [file, compiled(text, file, patternFile(file))])),
    mutants: Object.fromEntries(data.mutants.map((mutant) => [mutant.name, compileMutant(mutant, data.code, sources)])),
  };
  const kernel = await bundleKernel(folder, imports);
  writeFileSync(join(generated, 'simulation', `${slug}.js`), fileText(slug, kernel, texts));
  const first = data.experiments[0];
  if (first === undefined) throw new Error(`patterns/${slug}/scenario.ts declares no experiment.`);
  const input: RunInput = { experiment: first.name, seed: first.seed, knobs: {} };
  const result = loadSimulationFile(slug).simulate(input);
  writeFileSync(join(generated, 'catalog', `${slug}.json`), JSON.stringify({ data, still: { input, result }, sources }));
}

/** A pattern file by name: `retry` is patterns/retry/retry.ts, `work-queue.worker` is patterns/work-queue/work-queue.worker.ts. */
const patternFile = (file: string) => join(patterns, file.split('.')[0]!, `${file}.ts`);

/** Compiles scenario.ts and what it imports from its own folder; the statechart and the kernel stay imports. */
function compileScenario(folder: string): { scenario: Texts; imports: readonly string[] } {
  const scenario: Record<string, string> = {};
  const imports = new Set<string>();
  const visit = (path: string) => {
    if (path in scenario) return;
    const text = readFileSync(join(folder, path), 'utf8');
    scenario[path] = compiled(text, path, join(folder, path));
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

function compiled(text: string, name: string, path: string): string {
  const result = compile(text, { file: name, executor: 'virtual' });
  if (result.ok) return result.code;
  const problems = result.problems.map(({ line, column, message }) => `  ${relative(root, path)}:${line}:${column} ${message}`);
  throw new Error(`Cannot compile a file of the simulation:\n${problems.join('\n')}`);
}

function compileMutant(mutant: Mutant, files: readonly string[], sources: Texts): Texts {
  const edited: Record<string, string> = {};
  for (const { file = files[0]!, find, replace } of mutant.edits) {
    const text = edited[file] ?? sources[file];
    if (text === undefined) throw new Error(`The mutant ${mutant.name} edits ${file}.ts, which the scenario does not run; it runs: ${files.join(', ')}.`);
    const times = text.split(find).length - 1;
    if (times !== 1) throw new Error(`The mutant ${mutant.name} looks for a text that stands ${times} times in ${file}.ts; it must stand once:\n${find}`);
    edited[file] = text.replace(find, () => replace);
  }
  return Object.fromEntries(Object.entries(edited).map(([file, text]) => [file, compiled(text, file, `${patternFile(file)} (mutant ${mutant.name})`)]));
}

/** The scenario's data, read by instantiating its modules here. */
async function readData(slug: string, scenario: Texts, imports: readonly string[]): Promise<ScenarioData> {
  const modules: Record<string, unknown> = {};
  for (const path of imports) modules[path] = await import(pathToFileURL(join(patterns, slug, path)).href);
  const functions = Object.entries(scenario).map(([path, text]) => [path, runInThisContext(text, { filename: path }) as ModuleFunction]);
  const whole: CompiledScenario = { slug, scenario: Object.fromEntries(functions) as CompiledScenario['scenario'], imports: modules, code: {}, mutants: {} };
  return dataOf(whole);
}

/** The kernel and what the scenario imports from outside, as one script that leaves `kernel` behind. */
async function bundleKernel(folder: string, imports: readonly string[]): Promise<string> {
  const lines = imports.map((path, index) => `import * as import${index} from ${JSON.stringify(join(folder, path))};`);
  const table = imports.map((path, index) => `${JSON.stringify(path)}: import${index}`);
  const loader = JSON.stringify(join(root, 'simulation', 'load-simulation.ts'));
  const contents = [...lines, `export { loadSimulation } from ${loader};`, `export const imports = { ${table.join(', ')} };`].join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'kernel',
    target: 'es2022',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

/** Pattern code is not minified: what runs is what was compiled, names and all. */
function fileText(slug: string, kernel: string, { scenario, code, mutants }: CompiledTexts): string {
  const object = (entries: readonly (readonly [string, string])[]) => `{\n${entries.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(',\n')}\n}`;
  const texts = (modules: Texts) => object(Object.entries(modules));
  const whole = object([
    ['slug', JSON.stringify(slug)],
    ['imports', 'kernel.imports'],
    ['scenario', texts(scenario)],
    ['code', texts(code)],
    ['mutants', object(Object.entries(mutants).map(([name, modules]) => [name, texts(modules)]))],
  ]);
  return `(() => {\n${kernel}\nglobalThis.breakable = kernel.loadSimulation(${whole});\n})();\n`;
}

await buildAll();
