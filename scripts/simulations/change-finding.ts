import { blameOf } from '../../simulation/edits/blame.ts';
import type { EditedPlace, RunInput, RunResult } from '../../simulation/run.ts';

/** What the change of the code, an edit or a mutant, has to do with a broken promise. */
export type ChangeFinding =
  /** Nothing broke, nothing was changed, or nothing can be said. */
  | { readonly kind: 'none' }
  | { readonly kind: 'blamed'; readonly place: EditedPlace }
  /** The code as it is breaks the promise too. */
  | { readonly kind: 'innocent' };

const nothing: ChangeFinding = { kind: 'none' };

/** Runs the code as it is on the same inputs where a promise broke, to see whether it keeps the promise. */
export function changeFinding(result: RunResult, simulate: (input: RunInput) => RunResult): ChangeFinding {
  const { violation, experiment, seed, knobs, faults, mutant, edits } = result;
  if (violation === undefined || (mutant === '' && Object.keys(edits).length === 0)) return nothing;
  const original = simulate({ experiment, seed, knobs, faults });
  const place = blameOf(result, original);
  if (place !== undefined) return { kind: 'blamed', place };
  return original.promises.some(({ name, status }) => name === violation.promise && status === 'broken') ? { kind: 'innocent' } : nothing;
}
