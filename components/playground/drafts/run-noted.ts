import type { Edits } from '@/simulation/edits/edits.ts';
import type { Runner } from '../runner/runner.ts';
import type { DraftKeeper } from './draft-keeper.ts';

/** A runner whose runs of edited code are noted: before each is ordered, and when it came to an end or had to be ended. */
export function runNoted(runner: Runner, keeper: Pick<DraftKeeper, 'noteRunning' | 'noteEnded' | 'noteHung' | 'noteLeft'>): Runner {
  const underWay: Edits[] = [];
  return {
    stop: () => runner.stop(),
    dispose: () => runner.dispose(),
    run: async (input) => {
      const { edits } = input;
      if (edits === undefined) return runner.run(input);
      underWay.push(edits);
      keeper.noteRunning(edits);
      const outcome = await runner.run(input);
      underWay.splice(underWay.indexOf(edits), 1);
      if (outcome.kind === 'silent' || outcome.kind === 'stopped') keeper.noteHung(edits);
      // While the same texts run once more, with a knob turned, it is not known how they end.
      else if (!underWay.includes(edits)) keeper[outcome.kind === 'run' ? 'noteEnded' : 'noteLeft'](edits);
      return outcome;
    },
  };
}
