import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { InputError } from '../simulation/bounds.ts';
import type { SimulationFile } from '../simulation/simulation-file.ts';

export const generated = join(dirname(import.meta.dirname), 'generated');

/** The slugs whose simulation was built. */
export function builtSlugs(): string[] {
  const folder = join(generated, 'simulation');
  if (!existsSync(folder)) throw new InputError('No simulation was built yet: run `npm run simulations`.');
  return readdirSync(folder).map((file) => file.replace(/\.js$/, '')).sort();
}

const scripts = new Map<string, Script>();

/**
 * Evaluates the one file of a scenario, the same that the page loads.
 * @throws InputError where there is no such pattern; its message lists those that there are.
 */
export function loadSimulationFile(slug: string): SimulationFile {
  const slugs = builtSlugs();
  if (!slugs.includes(slug)) throw new InputError(`No pattern is named "${slug}"; there are: ${slugs.join(', ')}.`);
  let script = scripts.get(slug);
  if (script === undefined) scripts.set(slug, (script = new Script(readFileSync(join(generated, 'simulation', `${slug}.js`), 'utf8'), { filename: `${slug}.js` })));
  script.runInThisContext();
  return (globalThis as unknown as { breakable: SimulationFile }).breakable;
}
