import { fromCallback } from 'xstate';
import type { RunInput, RunResult } from '@/simulation/run.ts';
import type { CodePlace, RunOutcome } from './run-outcome.ts';
import type { Runner } from './runner.ts';

/**
 * An input to run: for the picture, for the pale line beside it, or to see what the code as it is makes of the same. Orders are numbered, so
 * that it can be told which of them a run answers.
 */
export interface RunnerOrder {
  readonly type: 'run';
  readonly arm: 'shown' | 'counterpart' | 'original';
  readonly number: number;
  readonly input: RunInput;
}
export type RunnerCommand = RunnerOrder | { readonly type: 'stop' };
/** What the runner tells the playground. */
export type RunnerNews =
  /** It takes orders. Where the page is taken down and put up again, what was ordered before is lost. */
  | { readonly type: 'runner.opened' }
  | { readonly type: 'run.finished' | 'counterpart.finished' | 'original.finished'; readonly number: number; readonly result: RunResult }
  /** `run.located` follows a failure that was told before its line was known. */
  | { readonly type: 'run.failed' | 'run.located' | 'counterpart.failed' | 'original.failed'; readonly number: number; readonly sentence: string; readonly place: CodePlace | undefined };

/**
 * The sandboxes, as an actor: it is told of inputs and tells of runs. It lives as long as the playground. What is not shown waits until no shown run
 * is under way, the counterpart first, and runs in a sandbox of its own, which is opened when it is first needed: so it never holds up what is shown.
 */
export const runnerActor = fromCallback<RunnerCommand, { readonly open: () => Runner }>(({ input: { open }, sendBack, receive }) => {
  const runner = open();
  let beside: Runner | undefined;
  const waiting = new Map<RunnerOrder['arm'], RunnerOrder>();
  let underWay = 0;
  let isBesideBusy = false;
  const send = (news: RunnerNews) => sendBack(news);
  const tell = ({ arm, number }: RunnerOrder, outcome: RunOutcome) => {
    const name = arm === 'shown' ? 'run' : arm;
    if (outcome.kind === 'run') send({ type: `${name}.finished`, number, result: outcome.result });
    else if (outcome.kind !== 'superseded') send({ type: `${name}.failed`, number, sentence: outcome.sentence, place: outcome.place });
    if (outcome.kind === 'silent' && arm === 'shown') void outcome.located?.then(({ sentence, place }) => send({ type: 'run.located', number, sentence, place }));
  };
  const runBeside = () => {
    const order = waiting.get('counterpart') ?? waiting.get('original');
    if (underWay > 0 || isBesideBusy || order === undefined) return;
    waiting.delete(order.arm);
    isBesideBusy = true;
    beside ??= open();
    void beside.run(order.input).then((outcome) => {
      isBesideBusy = false;
      tell(order, outcome);
      runBeside();
    });
  };
  const runShown = (order: RunnerOrder) => {
    // What waited belongs to an input that was left; its successor follows this order.
    waiting.delete('counterpart');
    underWay += 1;
    void runner.run(order.input).then((outcome) => {
      underWay -= 1;
      tell(order, outcome);
      runBeside();
    });
  };
  receive((command) => {
    if (command.type === 'stop') return runner.stop();
    if (command.arm === 'shown') return runShown(command);
    waiting.set(command.arm, command);
    runBeside();
  });
  send({ type: 'runner.opened' });
  return () => {
    waiting.clear();
    runner.dispose();
    beside?.dispose();
  };
});
