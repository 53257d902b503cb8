import { blameOf } from '@/simulation/edits/blame.ts';
import type { EditedPlace, RunResult } from '@/simulation/run.ts';
import { isOriginalOf, raisesQuestion } from './playground-original.ts';

/** What was changed: by the reader, or in a wrong version of the catalog. */
export type ChangeKind = 'edit' | 'wrong version';

/** What is known of a change's part in a broken promise. */
export type Blame =
  /** The code as it is keeps the promise on the same inputs. The place is a cause of its own, with the number that follows the chain's. */
  | { readonly isToBlame: true; readonly kind: ChangeKind; readonly place: EditedPlace; readonly number: number }
  /** The code as it is breaks it too. */
  | { readonly isToBlame: false; readonly kind: ChangeKind };

/** Undefined where nothing is claimed: no promise broke, nothing was changed, or what the code as it is does is not known. */
export function blameIn(run: RunResult | undefined, original: RunResult | undefined): Blame | undefined {
  if (run?.violation === undefined || original === undefined || !raisesQuestion(run) || !isOriginalOf(original, run)) return undefined;
  const { chain, promise } = run.violation;
  const kind = run.mutant === '' ? 'edit' : 'wrong version';
  const place = blameOf(run, original);
  if (place !== undefined) return { isToBlame: true, kind, place, number: chain.length + 1 };
  const breaksToo = original.promises.some(({ name, status }) => name === promise && status === 'broken');
  return breaksToo ? { isToBlame: false, kind } : undefined;
}
