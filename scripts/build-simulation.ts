import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { RunInput } from '../simulation/run.ts';
import { root } from './root.mjs';
import { generated, loadSimulationFile } from './simulation-of.ts';
import { compilePattern, type CompiledPattern, type Texts } from './simulations/compile-pattern.ts';
import { withDrawnIcons } from './simulations/with-drawn-icons.ts';

const patterns = join(root, 'patterns');
const startedAt = new Date();

/**
 * Compiles every scenario below patterns/, or those that are named, into generated/simulation/<slug>.js, and writes what pages need into generated/catalog/<slug>.json.
 * Until a new file is written the old one stands, so that pages being worked on are never without one.
 */
async function buildAll(wanted: readonly string[]): Promise<void> {
  const slugs = readdirSync(patterns).filter((name) => existsSync(join(patterns, name, 'scenario.ts')));
  for (const folder of ['simulation', 'catalog']) mkdirSync(join(generated, folder), { recursive: true });
  for (const slug of slugs.sort()) if (wanted.length === 0 || wanted.includes(slug)) await buildScenario(slug);
  for (const folder of ['simulation', 'catalog']) {
    const gone = readdirSync(join(generated, folder)).filter((file) => !slugs.includes(file.replace(/\.\w+$/, '')));
    for (const file of gone) rmSync(join(generated, folder, file));
  }
}

async function buildScenario(slug: string): Promise<void> {
  const pattern = await compilePattern(slug);
  const { data, sources } = pattern;
  const drawn = await withDrawnIcons(data).catch((error: unknown) => {
    throw new Error(`patterns/${slug}: ${(error as Error).message}`, { cause: error });
  });
  const kernel = await bundleKernel(join(patterns, slug), pattern.imports);
  writeWhole(join('simulation', `${slug}.js`), fileText(kernel, pattern));
  const first = data.experiments[0];
  if (first === undefined) throw new Error(`patterns/${slug}/scenario.ts declares no experiment.`);
  const input: RunInput = { experiment: first.name, seed: first.seed, knobs: {} };
  const result = loadSimulationFile(slug).simulate(input);
  writeWhole(join('catalog', `${slug}.json`), JSON.stringify({ data: drawn, still: { input, result }, sources }));
}

/**
 * Nobody reads half a file, as it takes its name when it is whole. It is as old as the start of the build, so that a source which changed
 * meanwhile is newer.
 */
function writeWhole(path: string, text: string): void {
  const unfinished = join(generated, `unfinished-${process.pid}`);
  writeFileSync(unfinished, text);
  utimesSync(unfinished, startedAt, startedAt);
  renameSync(unfinished, join(generated, path));
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
function fileText(kernel: string, { slug, scenario, code, mutants, decisive }: CompiledPattern): string {
  const object = (entries: readonly (readonly [string, string])[]) => `{\n${entries.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(',\n')}\n}`;
  const texts = (modules: Texts) => object(Object.entries(modules));
  const whole = object([
    ['slug', JSON.stringify(slug)],
    ['imports', 'kernel.imports'],
    ['scenario', texts(scenario)],
    ['code', texts(code)],
    ['mutants', object(Object.entries(mutants).map(([name, modules]) => [name, texts(modules)]))],
    ['decisive', JSON.stringify(decisive)],
  ]);
  return `(() => {\n${kernel}\nglobalThis.breakable = kernel.loadSimulation(${whole});\n})();\n`;
}

await buildAll(process.argv.slice(2));
