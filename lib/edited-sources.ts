import type { Mutant } from '../simulation/scenario.ts';

/**
 * The files that a mutant changes, as they read with its edits.
 * @param files the names of the files that the scenario runs; an edit that names none is one of the first
 * @throws Error where an edit's text does not stand exactly once in its file.
 */
export function editedSources(
  mutant: string, edits: Mutant['edits'], files: readonly string[], sources: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const edited: Record<string, string> = {};
  for (const { file = files[0]!, find, replace } of edits) {
    const text = edited[file] ?? sources[file];
    if (text === undefined) throw new Error(`The mutant ${mutant} edits ${file}.ts, which the scenario does not run; it runs: ${files.join(', ')}.`);
    const times = text.split(find).length - 1;
    if (times !== 1) throw new Error(`The mutant ${mutant} looks for a text that stands ${times} times in ${file}.ts; it must stand once:\n${find}`);
    edited[file] = text.replace(find, () => replace);
  }
  return edited;
}
