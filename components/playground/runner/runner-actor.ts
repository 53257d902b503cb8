import { fromCallback } from 'xstate';
import type { RunInput, RunResult } from '@/simulation/run.ts';
import type { RunOutcome } from './run-outcome.ts';
import type { Runner } from './runner.ts';

/** An input to run, for the picture or for the pale line beside it. Orders are numbered, so that it can be told which of them a run answers. */
export interface RunnerOrder {
  readonly type: 'run';
  readonly arm: 'shown' | 'counterpart';
  readonly number: number;
  readonly input: RunInput;
}
/** What the runner tells the playground. */
export type RunnerNews =
  /** It takes orders. Where the page is taken down and put up again, what was ordered before is lost. */
  | { readonly type: 'runner.opened' }
  | { readonly type: 'run.finished' | 'counterpart.finished'; readonly number: number; readonly result: RunResult }
  | { readonly type: 'run.failed' | 'counterpart.failed'; readonly number: number; readonly sentence: string };

/**
 * The sandboxes, as an actor: it is told of inputs and tells of runs. It lives as long as the playground. A counterpart waits until no shown run is
 * under way, and runs in a sandbox of its own, which is opened when it is first needed: so it never holds up what is shown.
 */
export const runnerActor = fromCallback<RunnerOrder, { readonly open: () => Runner }>(({ input: { open }, sendBack, receive }) => {
  const runner = open();
  let beside: Runner | undefined;
  let waiting: RunnerOrder | undefined;
  let underWay = 0;
  const tell = (name: 'run' | 'counterpart', number: number, outcome: RunOutcome) => {
    if (outcome.kind === 'run') sendBack({ type: `${name}.finished`, number, result: outcome.result } satisfies RunnerNews);
    else if (outcome.kind !== 'superseded') sendBack({ type: `${name}.failed`, number, sentence: outcome.sentence } satisfies RunnerNews);
  };
  const runCounterpart = () => {
    if (underWay > 0 || waiting === undefined) return;
    const { number, input } = waiting;
    waiting = undefined;
    beside ??= open();
    void beside.run(input).then((outcome) => tell('counterpart', number, outcome));
  };
  receive((order) => {
    if (order.arm === 'counterpart') {
      waiting = order;
      runCounterpart();
      return;
    }
    // What waited belongs to an input that was left; its successor follows this order.
    waiting = undefined;
    underWay += 1;
    void runner.run(order.input).then((outcome) => {
      underWay -= 1;
      tell('run', order.number, outcome);
      runCounterpart();
    });
  });
  sendBack({ type: 'runner.opened' } satisfies RunnerNews);
  return () => {
    runner.dispose();
    beside?.dispose();
  };
});
