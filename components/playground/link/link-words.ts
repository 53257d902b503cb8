import type { RunResult } from '@/simulation/run.ts';
import type { Opening, SharedRun } from './opening.ts';
import { isRunOf } from './shown-run.ts';

type Waiting = NonNullable<Opening['waiting']>['why'];

/** What is said of a link above the instrument's controls. */
export interface LinkWords {
  readonly about: 'problem' | 'difference' | 'waiting';
  readonly title: string;
  readonly words: string;
}

const waits: Readonly<Record<Waiting, Omit<LinkWords, 'about'>>> = {
  link: { title: 'This link carries edited code.', words: 'It is shown in Code and runs once you press Run there. Until then you see the run without it.' },
  hung: { title: 'Your draft did not come to an end last time.', words: 'It is shown in Code and runs once you press Run there.' },
  unrun: { title: 'You have a draft that has not run yet.', words: 'It is shown in Code and runs once you press Run there.' },
};

export interface LinkState {
  readonly opening: Pick<Opening, 'problem' | 'shared'>;
  readonly run: RunResult | undefined;
  /** Why the code on the desk waits, while it does. */
  readonly waiting: Waiting | undefined;
  /** The catalog's version here. */
  readonly version: string;
}

/** All that there is to say, the most important first. */
export function linkWords({ opening: { problem, shared }, run, waiting, version }: LinkState): readonly LinkWords[] {
  const difference = shared && run && differenceWords(shared, run, version);
  return [
    ...(problem === '' ? [] : [{ about: 'problem' as const, title: 'This is not the run that was shared.', words: problem }]),
    ...(difference === undefined ? [] : [{ about: 'difference' as const, title: 'This run differs from the one that was shared:', words: difference }]),
    ...(waiting === undefined ? [] : [{ about: 'waiting' as const, ...waits[waiting] }]),
  ];
}

/** Said only of a run of all that was shared, its edits included. */
function differenceWords({ settings, hash, version }: SharedRun, run: RunResult, here: string): string | undefined {
  if (hash === '' || run.hash === hash || !isRunOf(run, settings)) return undefined;
  const made = version === '' ? `this is ${here}` : version === here ? `both were made with ${here}` : `made with ${version}, this is ${here}`;
  return `its hash was ${hash}, here it is ${run.hash} (${made}).`;
}
