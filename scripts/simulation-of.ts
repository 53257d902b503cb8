import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { simulationOf } from '../lib/simulation.ts';
import { InputError } from '../simulation/bounds.ts';
import type { SimulationFile } from '../simulation/simulation-file.ts';
import { root } from './root.mjs';

export const generated = join(root, 'generated');

/** Compiles the simulations where there are none, or where a source is newer than they are. */
export function buildWhatIsStale(): void {
  const folder = join(generated, 'simulation');
  const built = existsSync(folder) ? Math.min(...files(folder).map(changedAt), Infinity) : 0;
  const sources = ['simulation', 'patterns', 'scripts/simulations', 'scripts/build-simulation.ts'].flatMap((path) => files(join(root, path)));
  if (built !== Infinity && sources.every((file) => changedAt(file) <= built)) return;
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build-simulation.ts'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new InputError('The simulations could not be compiled: mend what is named above and run the command again.');
}

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
