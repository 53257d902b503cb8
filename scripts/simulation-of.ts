import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogFile } from '../lib/catalog-file.ts';
import { patternFile, patternFolders } from '../lib/folders.ts';
import { simulationOf } from '../lib/simulation.ts';
import { InputError } from '../simulation/bounds.ts';
import type { SimulationFile } from '../simulation/simulation-file.ts';
import { root } from './root.mjs';

export const generated = join(root, 'generated');

/**
 * Compiles the simulations that are not there, or of which a source is newer than they are.
 * @param wanted slugs; all when left out. What another pattern lacks does not stop these.
 */
export function buildWhatIsStale(wanted?: readonly string[]): void {
  const kernel = newest(['simulation', 'scripts/simulations', 'scripts/build-simulation.ts'].map((path) => join(root, path)));
  const stale = patternFolders().filter((slug) => (wanted?.includes(slug) ?? true) && isStale(slug, kernel));
  if (stale.length === 0) return;
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build-simulation.ts', ...stale], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new InputError('The simulations could not be compiled: mend what is named above and run the command again.');
}

function isStale(slug: string, kernel: number): boolean {
  const built = [join(generated, 'simulation', `${slug}.js`), join(generated, 'catalog', `${slug}.json`)];
  if (!built.every((file) => existsSync(file))) return true;
  const { sources } = JSON.parse(readFileSync(built[1]!, 'utf8')) as CatalogFile;
  // A scenario may run another pattern's file beside its own.
  const code = Object.keys(sources).map(patternFile);
  return !code.every((file) => existsSync(file)) || Math.min(...built.map(changedAt)) < Math.max(kernel, newest([...code, join(root, 'patterns', slug)]));
}

const newest = (paths: readonly string[]): number => Math.max(...paths.flatMap(files).map(changedAt));
const changedAt = (file: string) => statSync(file).mtimeMs;

function files(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.includes('.test.'))
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}

/** The slugs whose simulation was built. */
export function builtSlugs(): string[] {
  return readdirSync(join(generated, 'simulation')).map((file) => file.replace(/\.js$/, '')).sort();
}

/**
 * The one file of a scenario, evaluated: the same that the page loads.
 * @throws InputError where there is no such pattern; its message lists those that there are.
 */
export function loadSimulationFile(slug: string): SimulationFile {
  const slugs = builtSlugs();
  if (!slugs.includes(slug)) throw new InputError(`No pattern is named "${slug}"; there are: ${slugs.join(', ')}.`);
  return simulationOf(slug);
}
