import type { RunInput, RunResult } from '@/simulation/run.ts';
import type { PlaygroundContext } from './playground-context.ts';
import { answers } from './runner/answers.ts';
import type { RunnerOrder } from './runner/runner-actor.ts';

/** A changed pattern broke a promise. Whether the change is to blame shows in a run of the code as it is. */
export const raisesQuestion = (run: RunResult): boolean => run.violation !== undefined && (run.mutant !== '' || Object.keys(run.edits).length > 0);

/** The same inputs with the code as it is. */
const originalInput = ({ experiment, seed, knobs, faults, control }: RunResult): RunInput => ({ experiment, seed, knobs, faults, control });

/** This run is what the code as it is made of that one's inputs. */
export const isOriginalOf = (original: RunResult, run: RunResult): boolean => answers(original, originalInput(run));

interface OriginalChoice {
  readonly change: Pick<PlaygroundContext, 'original' | 'originalOrdered'>;
  readonly order: RunnerOrder | undefined;
}

/** What is done about the code as it is when this run arrives: nothing, where the last word on it still holds; a run that is known already is taken, and else one is ordered. */
export function originalFor(result: RunResult, number: number, { run, counterpart, original, ordered }: PlaygroundContext): OriginalChoice {
  if (number !== ordered || !raisesQuestion(result)) return { change: { original, originalOrdered: 0 }, order: undefined };
  const input = originalInput(result);
  const known = [original, run, counterpart].find((each) => each !== undefined && answers(each, input));
  if (known !== undefined) return { change: { original: known, originalOrdered: 0 }, order: undefined };
  return { change: { original: undefined, originalOrdered: number }, order: { type: 'run', arm: 'original', number, input } };
}
