import { fromCallback } from 'xstate';
import type { RunInput, RunResult } from '@/simulation/run.ts';
import type { Runner } from './runner.ts';

/** An input to run. Orders are numbered, so that it can be told which of them a run answers. */
export interface RunnerOrder {
  readonly type: 'run';
  readonly number: number;
  readonly input: RunInput;
}
/** What the runner tells the playground. */
export type RunnerNews =
  | { readonly type: 'run.finished'; readonly number: number; readonly result: RunResult }
  | { readonly type: 'run.failed'; readonly number: number; readonly sentence: string };

/** The sandbox, as an actor: it is told of inputs and tells of runs. It lives as long as the playground. */
export const runnerActor = fromCallback<RunnerOrder, { readonly open: () => Runner }>(({ input, sendBack, receive }) => {
  const runner = input.open();
  receive(({ number, input: run }) => {
    void runner.run(run).then((outcome) => {
      if (outcome.kind === 'run') sendBack({ type: 'run.finished', number, result: outcome.result } satisfies RunnerNews);
      else if (outcome.kind !== 'superseded') sendBack({ type: 'run.failed', number, sentence: outcome.sentence } satisfies RunnerNews);
    });
  });
  return () => runner.dispose();
});
