import { Script } from 'node:vm';
import { InputError } from '../simulation/bounds.ts';
import { compile } from '../simulation/compiler/compile.ts';
import { decisiveWordsOf } from '../simulation/compiler/decisive-words.ts';
import { noEdits, type Edits } from '../simulation/edits/edits.ts';
import { resolveInput } from '../simulation/run-input.ts';
import type { RunInput, RunResult } from '../simulation/run.ts';
import type { CatalogFile } from './catalog-file.ts';
import { readText } from './folders.ts';
import { newRealm } from './realm.ts';

/** A run takes less than a second; what takes this long without an end, in ms, never ends. */
const wallMsMax = 60_000;

/**
 * Compiles edits of a pattern's files, and gives a function that runs inputs with them. Each run is in a realm of its own, since code may
 * change the built-ins of the one in which it runs.
 * @throws InputError with the line and column of what cannot be compiled, and where an input is out of range; its runs do so too.
 */
export function editedSimulation(slug: string, edits: Edits, limitMs = wallMsMax): (input: Omit<RunInput, 'edits'>) => RunResult {
  const { data, sources } = JSON.parse(readText(`generated/catalog/${slug}.json`, 'run npm run simulations')) as CatalogFile;
  const [first] = data.experiments;
  resolveInput(data, { experiment: first!.name, seed: first!.seed, knobs: {}, edits });
  const modules = Object.entries(edits).map(([file, text]) => {
    const result = compile(text, { file, executor: 'virtual', decisive: decisiveWordsOf(data, file), original: sources[file]! });
    if (!result.ok) throw new InputError(result.problems.map(({ line, column, message }) => `${file}.ts:${line}:${column} ${message}`).join('\n'));
    return `${JSON.stringify(file)}: { module: ${result.code}, decisive: ${JSON.stringify(result.decisive)} }`;
  });
  const edited = `{ ${modules.join(', ')} }`;
  const simulation = new Script(readText(`generated/simulation/${slug}.js`, 'run npm run simulations'), { filename: `${slug}.js` });
  return (given) => {
    const input: RunInput = { ...given, edits };
    resolveInput(data, input);
    const realm = newRealm();
    simulation.runInContext(realm);
    const run = new Script(`'use strict'; breakable.ownRealm(); breakable.simulate(JSON.parse(${JSON.stringify(JSON.stringify(input))}), undefined, ${edited})`, { filename: 'edits.js' });
    try {
      return structuredClone(run.runInContext(realm, { timeout: limitMs }) as RunResult);
    } catch (error) {
      throw new InputError(wordsOf(error, limitMs), { cause: error });
    }
  };
}

/** Runs one input with its edits. @throws InputError as `editedSimulation` does. */
export const simulateEdited = (slug: string, { edits = noEdits, ...input }: RunInput): RunResult => editedSimulation(slug, edits)(input);

function wordsOf(error: unknown, limitMs: number): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') return `The edited code could not be run: ${String(message)}`;
  return `The edited code did not come to an end within ${limitMs / 1000} s: look for one call that never ends, such as a regular expression that tries too much.`;
}
