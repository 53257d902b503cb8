import { InputError } from '../bounds.ts';
import type { CompiledScenario } from '../compiled-scenario.ts';
import type { ResolvedInput } from '../run-input.ts';
import type { ScenarioData } from '../scenario.ts';
import type { EditedCode } from './edited-code.ts';

/**
 * The scenario with edited modules in place of the pattern files of their names. Without the pattern edits play no part, and need no modules.
 * @throws InputError where the modules are not those of the input's edits.
 */
export function withEdits(compiled: CompiledScenario, data: ScenarioData, { edits, control }: ResolvedInput, edited: EditedCode = {}): CompiledScenario {
  const files = Object.keys(edits);
  for (const file of Object.keys(edited)) {
    if (!files.includes(file)) throw new InputError(`A compiled ${file}.ts is handed over, but the input has no edit of it: add its text to the edits, or leave it out.`);
  }
  if (control || files.length === 0) return compiled;
  for (const file of files) {
    if (!Object.hasOwn(edited, file)) throw new InputError(`The edit of ${file}.ts is not compiled: compile its text and hand it over beside the input.`);
  }
  const fileOf = (number: number) => data.decisive[number]?.file ?? data.code[0];
  const untouched = (compiled.decisive[''] ?? []).filter(({ number }) => !files.includes(fileOf(number) ?? ''));
  const spots = [...untouched, ...files.flatMap((file) => edited[file]!.decisive)].sort((one, other) => one.number - other.number);
  return {
    ...compiled,
    code: { ...compiled.code, ...Object.fromEntries(files.map((file) => [file, edited[file]!.module])) },
    decisive: { ...compiled.decisive, '': spots },
  };
}
