import { Script } from 'node:vm';
import type { SimulationFile } from '../simulation/simulation-file.ts';
import { readText } from './folders.ts';

const loaded = new Map<string, SimulationFile>();

/** Evaluates the one file of a scenario in this process, the same that a page runs. */
export function simulationOf(slug: string): SimulationFile {
  const known = loaded.get(slug);
  if (known !== undefined) return known;
  const text = readText(`generated/simulation/${slug}.js`, 'run npm run simulations');
  new Script(text, { filename: `${slug}.js` }).runInThisContext();
  const { breakable } = globalThis as unknown as { readonly breakable: SimulationFile };
  loaded.set(slug, breakable);
  return breakable;
}
