import { expect, it } from 'vitest';
import { createActor, fromCallback, type EventObject } from 'xstate';
import { sampleData, sampleRun } from '@/simulation/views/frame-sample.ts';
import type { ClockInput } from './playground-clock.ts';
import { playgroundMachine } from './playground.machine.ts';
import { MutablePlayhead } from './playhead.ts';
import { pressesInTurn } from './presses-in-turn.ts';
import type { Runner } from './runner/runner.ts';
import type { RunnerOrder } from './runner/runner-actor.ts';

const settled = async () => void (await new Promise((resolve) => setTimeout(resolve, 0)));

it('lets each press wait for the run that the one before it asked for', async () => {
  const orders: (() => void)[] = [];
  const playhead = new MutablePlayhead();
  const actor = createActor(
    playgroundMachine.provide({
      actors: {
        runner: fromCallback<RunnerOrder, { readonly open: () => Runner }>(({ receive, sendBack }) =>
          receive(({ number, input }) => orders.push(() => sendBack({ type: 'run.finished', number, result: sampleRun([], [], { experiment: input.experiment }) }))),
        ),
        clock: fromCallback<EventObject, ClockInput>(() => undefined),
      },
    }),
    { input: { data: sampleData, playhead, openRunner: () => ({ run: () => Promise.resolve({ kind: 'superseded' }), dispose: () => undefined }) } },
  ).start();
  pressesInTurn(actor)([{ type: 'experiment.chosen', name: 'calm' }, { type: 'play.toggled' }]);
  await settled();
  expect([orders.length, actor.getSnapshot().value]).toEqual([1, 'loading']);
  orders[0]!();
  await settled();
  expect([orders.length, actor.getSnapshot().value]).toEqual([2, 'loading']);
  orders[1]!();
  await settled();
  expect(actor.getSnapshot().value).toBe('playing');
  actor.stop();
});
