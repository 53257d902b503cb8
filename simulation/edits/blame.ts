import { isSame } from '../is-same.ts';
import type { EditedPlace, RunResult } from '../run.ts';

/**
 * The changed place to blame for a broken promise: the one at which the run was last. There is one only if the code as it is keeps that
 * promise on the same inputs, at least for as long as the changed code did.
 */
export function blameOf(broken: RunResult, original: RunResult): EditedPlace | undefined {
  const { violation, lastEdited } = broken;
  if (violation === undefined || lastEdited === undefined) return undefined;
  if (!isAsItIs(original) || !hasSameInputs(broken, original)) return undefined;
  const promise = original.promises.find(({ name }) => name === violation.promise);
  const keeps = promise !== undefined && promise.status !== 'broken' && (original.status === 'ended' || original.endedAt > violation.at);
  return keeps ? lastEdited : undefined;
}

const isAsItIs = ({ mutant, edits }: RunResult) => mutant === '' && Object.keys(edits).length === 0;

const hasSameInputs = (one: RunResult, other: RunResult): boolean =>
  one.slug === other.slug && one.experiment === other.experiment && one.seed === other.seed && one.control === other.control &&
  isSame(one.knobs, other.knobs) && isSame(one.faults, other.faults);
