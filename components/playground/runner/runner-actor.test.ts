import { describe, expect, it } from 'vitest';
import { createActor, setup, type AnyEventObject } from 'xstate';
import { sampleRun } from '@/simulation/views/frame-sample.ts';
import { runnerActor, type RunnerOrder } from './runner-actor.ts';
import type { RunOutcome, Told } from './run-outcome.ts';
import type { Runner } from './runner.ts';

/** Runners in the hand: each run ends when the test says so. */
function page() {
  const runners: { readonly seed: number; readonly end: (outcome: RunOutcome) => void }[][] = [];
  const stops: unknown[] = [];
  const open = (): Runner => {
    const runs: (typeof runners)[number] = [];
    runners.push(runs);
    return { run: ({ seed }) => new Promise((resolve) => void runs.push({ seed, end: resolve })), stop: () => void stops.push(runs), dispose: () => undefined };
  };
  const news: AnyEventObject[] = [];
  const parent = setup({ actors: { runner: runnerActor } }).createMachine({
    invoke: { id: 'runner', src: 'runner', input: { open } },
    on: { order: { actions: ({ self, event }) => self.getSnapshot().children['runner']!.send(event.order) }, '*': { actions: ({ event }) => void news.push(event) } },
  });
  const actor = createActor(parent).start();
  const order = (arm: RunnerOrder['arm'], number: number) => actor.send({ type: 'order', order: { type: 'run', arm, number, input: { experiment: 'slow', seed: number, knobs: {} } } });
  const stop = () => actor.send({ type: 'order', order: { type: 'stop' } });
  const seeds = () => runners.map((runs) => runs.map(({ seed }) => seed));
  const end = async (runner: number, run: number, outcome: RunOutcome = { kind: 'run', result: sampleRun([]) }) => {
    runners[runner]![run]!.end(outcome);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { order, end, seeds, stop, stopped: () => stops.map((runs) => runners.indexOf(runs as (typeof runners)[number])), leave: () => actor.stop(), news: () => news.map(({ type, number }) => [type, number]) };
}

describe('the sandboxes', () => {
  it('run the counterpart after the run that is shown, in a sandbox of its own', async () => {
    const { order, end, seeds, news } = page();
    order('shown', 1);
    order('counterpart', 1);
    expect(seeds()).toEqual([[1]]);
    await end(0, 0);
    expect(seeds()).toEqual([[1], [1]]);
    await end(1, 0);
    expect(news()).toEqual([['runner.opened', undefined], ['run.finished', 1], ['counterpart.finished', 1]]);
  });

  it('never hold up what is shown for a counterpart', async () => {
    const { order, seeds } = page();
    order('counterpart', 1);
    order('shown', 2);
    expect(seeds()).toEqual([[2], [1]]);
  });

  it('leave out a counterpart whose turn had not come when another input was chosen', async () => {
    const { order, end, seeds } = page();
    for (const number of [1, 2, 3]) {
      order('shown', number);
      order('counterpart', number);
    }
    await end(0, 0);
    await end(0, 1, { kind: 'superseded' });
    expect(seeds()).toEqual([[1, 2, 3]]);
    await end(0, 2);
    expect(seeds()).toEqual([[1, 2, 3], [3]]);
  });

  it('tell which of the two failed', async () => {
    const { order, end, news } = page();
    order('shown', 1);
    order('counterpart', 1);
    await end(0, 0);
    await end(1, 0, { kind: 'silent', sentence: 'It fell silent.' });
    expect(news()).toEqual([['runner.opened', undefined], ['run.finished', 1], ['counterpart.failed', 1]]);
  });

  it('run the code as it is last, and one at a time beside what is shown', async () => {
    const { order, end, seeds, news } = page();
    order('shown', 1);
    order('original', 1);
    order('counterpart', 2);
    await end(0, 0);
    expect(seeds()).toEqual([[1], [2]]);
    order('original', 3);
    expect(seeds()).toEqual([[1], [2]]);
    await end(1, 0);
    expect(seeds()).toEqual([[1], [2, 3]]);
    await end(1, 1);
    expect(news()).toEqual([['runner.opened', undefined], ['run.finished', 1], ['counterpart.finished', 2], ['original.finished', 3]]);
  });

  it('end what is shown when they are told to', () => {
    const { order, stop, stopped } = page();
    order('shown', 1);
    stop();
    expect(stopped()).toEqual([0]);
  });

  it('run nothing any more once the playground is gone', async () => {
    const { order, end, seeds, leave } = page();
    order('shown', 1);
    order('original', 1);
    leave();
    await end(0, 0, { kind: 'superseded' });
    expect(seeds()).toEqual([[1]]);
  });

  it('tell the line of a run that hung once it is found', async () => {
    const { order, end, news } = page();
    order('shown', 1);
    let found: ((told: Told) => void) | undefined;
    const located = new Promise<Told>((resolve) => void (found = resolve));
    await end(0, 0, { kind: 'silent', sentence: 'It fell silent.', located });
    expect(news().at(-1)).toEqual(['run.failed', 1]);
    found?.({ sentence: 'It fell silent at line 51.', place: { file: 'sample', line: 51 } });
    await located;
    expect(news().at(-1)).toEqual(['run.located', 1]);
  });
});
