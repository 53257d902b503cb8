import type { DecisiveSpot } from '../../simulation/compiler/decisive.ts';
import type { ScenarioData } from '../../simulation/scenario.ts';

type Declared = Pick<ScenarioData, 'decisive' | 'code'>;

/** @throws Error where a declared line is not found in the code as it is, saying why. */
export function allFound(slug: string, { decisive, code }: Declared, sources: Readonly<Record<string, string>>, spots: readonly DecisiveSpot[]): void {
  for (const [number, { file = code[0] ?? '', line, label }] of decisive.entries()) {
    const problem = (what: string) => new Error(`patterns/${slug}: the decisive line “${label}” ${what}:\n${line}`);
    const text = sources[file];
    if (text === undefined) throw problem(`is in ${file}.ts, which the scenario does not run; it runs: ${code.join(', ')}`);
    if (decisive.some((other, before) => before < number && other.label === label)) throw problem('has the label of another one');
    const times = text.split(line).length - 1;
    if (times !== 1) throw problem(`looks for words that stand ${times} times in ${file}.ts; they must stand once`);
    if (!spots.some((spot) => spot.number === number)) throw problem(`looks for words on a line of ${file}.ts where no statement begins that they end in`);
  }
}
