import { describe, expect, it } from 'vitest';
import { createActor, fromCallback, type EventObject } from 'xstate';
import { sampleData, sampleRun } from '@/simulation/views/frame-sample.ts';
import type { ClockInput } from './playground-clock.ts';
import { playgroundMachine } from './playground.machine.ts';
import { MutablePlayhead } from './playhead.ts';
import type { Press } from './press.ts';
import { pressesInTurn } from './presses-in-turn.ts';
import type { Runner } from './runner/runner.ts';
import type { RunnerCommand } from './runner/runner-actor.ts';

/** The machine with a runner that answers when it is told to, and a clock that stands. */
function playground({ standsStill = false } = {}) {
  const orders: (() => void)[] = [];
  const playhead = new MutablePlayhead();
  const runner = fromCallback<RunnerCommand, { readonly open: () => Runner }>(({ receive, sendBack }) => {
    receive((command) => {
      if (command.type !== 'run') return;
      const { number, input: { experiment, faults = [] } } = command;
      orders.push(() => sendBack({ type: 'run.finished', number, result: sampleRun([], [], { experiment, faults, durationUs: 9e6, endedAt: 9e6 }) }));
    });
    sendBack({ type: 'runner.opened' });
  });
  const clock = fromCallback<EventObject, ClockInput>(() => undefined);
  const input = { data: sampleData, playhead, openRunner: () => ({ run: () => Promise.resolve({ kind: 'superseded' as const }), stop: () => undefined, dispose: () => undefined }) };
  const actor = createActor(playgroundMachine.provide({ actors: { runner, clock } }), { input }).start();
  const send = pressesInTurn(actor, () => standsStill);
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  const seen = () => ({ mode: actor.getSnapshot().value, orders: orders.length, at: playhead.get() });
  return {
    playhead,
    press: async (...presses: Press[]) => {
      send(presses);
      await settled();
      return seen();
    },
    arrive: async () => {
      orders.at(-1)!();
      await settled();
      return seen();
    },
  };
}
const calm: Press = { type: 'experiment.chosen', name: 'calm' };
const laterCrash: Press = { type: 'run.requested', choices: [{ type: 'experiment.chosen', name: 'calm' }, { type: 'fault.added', fault: { kind: 'crash', target: 'stock', atMs: 5000 } }] };

describe('presses', () => {
  it('each wait for the run that the one before it asked for', async () => {
    const { press, arrive } = playground();
    expect(await press(calm, { type: 'play.toggled' })).toMatchObject({ mode: 'loading', orders: 1 });
    expect(await arrive()).toMatchObject({ mode: 'loading', orders: 2 });
    expect(await arrive()).toMatchObject({ mode: 'playing', orders: 2 });
  });
});

describe('a run that the article asks for', () => {
  it('is ordered at once with all its choices, and plays from shortly before what matters', async () => {
    const { press, arrive } = playground();
    await arrive();
    expect(await press(laterCrash)).toMatchObject({ mode: 'loading', orders: 2 });
    expect(await arrive()).toEqual({ mode: 'playing', orders: 2, at: 4e6 });
  });

  it('is paused by a second press, and goes on from there by a third', async () => {
    const { press, arrive, playhead } = playground();
    await arrive();
    await press(laterCrash);
    await arrive();
    playhead.move(6e6);
    expect(await press(laterCrash)).toMatchObject({ mode: 'paused', orders: 2, at: 6e6 });
    expect(await press(laterCrash)).toMatchObject({ mode: 'playing', orders: 2, at: 6e6 });
  });

  it('stands at its telling moment where nothing may move unasked', async () => {
    const { press, arrive } = playground({ standsStill: true });
    await arrive();
    await press(laterCrash);
    expect(await arrive()).toEqual({ mode: 'ready', orders: 2, at: 0 });
  });
});
