import { describe, expect, it } from 'vitest';
import type { RunResult } from '@/simulation/run.ts';
import { sampleData } from '@/simulation/views/frame-sample.ts';
import { playgroundInHand, run } from './playground-in-hand.ts';
import { openingSettings } from './settings-after.ts';

const violated: Partial<RunResult> = { status: 'violated', endedAt: 600_000, violation: { promise: 'limited', at: 600_000, row: 4, what: 'Nine at once.', chain: [] } };

describe('the playground', () => {
  it('loads the first experiment and stands at its telling moment', () => {
    const { seen, finish, orders } = playgroundInHand();
    expect(seen()).toEqual({ mode: 'loading', at: 0 });
    expect(orders).toMatchObject([{ number: 1, input: { experiment: 'slow', seed: 7, knobs: { slots: 8, rate: 20 } } }]);
    expect(finish()).toEqual({ mode: 'ready', at: 400_000 });
  });

  it('plays and pauses, and at the end plays from the start', () => {
    const { finish, send, playhead } = playgroundInHand();
    finish();
    expect(send({ type: 'play.toggled' })).toEqual({ mode: 'playing', at: 400_000 });
    expect(send({ type: 'play.toggled' }).mode).toBe('paused');
    send({ type: 'play.toggled' });
    playhead.move(1_000_000);
    expect(send({ type: 'clock.ended' })).toEqual({ mode: 'paused', at: 1_000_000 });
    expect(send({ type: 'play.toggled' })).toEqual({ mode: 'playing', at: 0 });
  });

  it('turns to a pane and raises the panel with it, until it is lowered or another run is opened', () => {
    const { finish, send, context } = playgroundInHand();
    const panel = () => [context().pane, context().isRaised];
    finish();
    expect(panel()).toEqual(['tweak', false]);
    send({ type: 'pane.opened', pane: 'log' });
    expect(panel()).toEqual(['log', true]);
    send({ type: 'panel.lowered' });
    expect(panel()).toEqual(['log', false]);
    send({ type: 'pane.opened', pane: 'code' }, { type: 'experiment.chosen', name: 'calm' });
    expect(panel()).toEqual(['code', false]);
  });

  it('steps from one time at which something happened to the next, and back', () => {
    const { finish, send } = playgroundInHand();
    finish();
    expect(send({ type: 'start.pressed' })).toEqual({ mode: 'paused', at: 0 });
    expect(send({ type: 'step.forward' }).at).toBe(100);
    expect(send({ type: 'step.forward' }).at).toBe(250);
    expect(send({ type: 'step.back' }).at).toBe(100);
    expect(send({ type: 'step.back' }, { type: 'step.back' }).at).toBe(0);
  });

  it('stops playing when the playhead is moved, and keeps it within the run', () => {
    const { finish, send } = playgroundInHand();
    finish();
    send({ type: 'play.toggled' });
    expect(send({ type: 'playhead.moved', to: 9e9 })).toEqual({ mode: 'paused', at: 1_000_000 });
    expect(send({ type: 'playhead.moved', to: -5 }).at).toBe(0);
  });

  it('runs again when a knob is turned, with the playhead kept', () => {
    const { finish, send, orders } = playgroundInHand();
    finish();
    send({ type: 'playhead.moved', to: 300_000 }, { type: 'knob.turned', name: 'slots', value: 2 });
    expect(orders.at(-1)).toMatchObject({ number: 2, input: { knobs: { slots: 2, rate: 20 } } });
    expect(finish()).toEqual({ mode: 'paused', at: 300_000 });
  });

  it('goes on playing when a run arrives while it plays', () => {
    const { finish, send } = playgroundInHand();
    finish();
    send({ type: 'play.toggled' }, { type: 'knob.turned', name: 'slots', value: 2 });
    expect(finish()).toEqual({ mode: 'playing', at: 400_000 });
    send({ type: 'knob.turned', name: 'slots', value: 3 });
    expect(finish({ endedAt: 300_000 })).toEqual({ mode: 'paused', at: 300_000 });
  });

  it('cuts the run at the playhead when a fault is added there: the past is the same, the rest is computed anew', () => {
    const { finish, send, orders } = playgroundInHand();
    finish();
    send({ type: 'fault.added', fault: { kind: 'crash', target: 'stock', atMs: 400 } });
    expect(orders.at(-1)!.input.faults!.at(-1)).toEqual({ kind: 'crash', target: 'stock', atMs: 400 });
    expect(finish()).toEqual({ mode: 'paused', at: 400_000 });
  });

  it('opens an experiment at its moment and a break at the event that broke the promise', () => {
    const { finish, send, orders } = playgroundInHand();
    finish();
    expect(send({ type: 'break.chosen', name: 'no-limit' }).mode).toBe('loading');
    expect(orders.at(-1)!.input).toMatchObject({ mutant: 'unlimited', seed: 11, knobs: { slots: 2 } });
    expect(finish(violated)).toEqual({ mode: 'violated', at: 600_000 });
    send({ type: 'experiment.chosen', name: 'calm' });
    expect(orders.at(-1)!.input.mutant).toBeUndefined();
    expect(finish({ experiment: 'calm' })).toEqual({ mode: 'ready', at: 0 });
  });

  it('stops at the event that broke a promise, and knows it again after scrubbing away', () => {
    const { finish, send, playhead } = playgroundInHand();
    finish(violated);
    send({ type: 'play.toggled' });
    playhead.move(600_000);
    expect(send({ type: 'clock.ended' }).mode).toBe('violated');
    expect(send({ type: 'playhead.moved', to: 500_000 }).mode).toBe('paused');
    expect(send({ type: 'playhead.moved', to: 700_000 })).toEqual({ mode: 'violated', at: 600_000 });
    expect(send({ type: 'play.toggled' })).toEqual({ mode: 'playing', at: 0 });
  });

  it('does not take an overtaken run for the experiment that was opened since', () => {
    const { finish, send } = playgroundInHand();
    finish();
    send({ type: 'knob.turned', name: 'slots', value: 2 }, { type: 'experiment.chosen', name: 'calm' });
    expect(send({ type: 'run.finished', number: 2, result: run })).toEqual({ mode: 'loading', at: 400_000 });
    expect(finish({ experiment: 'calm' })).toEqual({ mode: 'ready', at: 0 });
  });

  it('ignores an experiment that does not exist', () => {
    const { finish, send, orders } = playgroundInHand();
    finish();
    expect(send({ type: 'experiment.chosen', name: 'nowhere' }).mode).toBe('ready');
    expect(orders).toHaveLength(1);
  });

  it('says why there is no run, and tries again on play', () => {
    const { send, finish, context, orders } = playgroundInHand();
    expect(send({ type: 'run.failed', number: 1, sentence: 'It could not be fetched.', place: undefined }).mode).toBe('failed');
    expect(context().sentence).toBe('It could not be fetched.');
    expect(send({ type: 'play.toggled' }).mode).toBe('loading');
    expect(orders).toHaveLength(2);
    expect(finish()).toEqual({ mode: 'ready', at: 400_000 });
    expect(context().sentence).toBe('');
  });

  it('changes its speed without a new run', () => {
    const { finish, send, context, orders } = playgroundInHand();
    finish();
    expect(send({ type: 'play.toggled' }, { type: 'speed.chosen', speed: 1 }).mode).toBe('playing');
    expect(context().settings.speed).toBe(1);
    expect(orders).toHaveLength(1);
  });

  it('goes to the promise that edited code breaks, and stays where it is when none breaks', () => {
    const { finish, send } = playgroundInHand();
    finish();
    send({ type: 'playhead.moved', to: 300_000 }, { type: 'code.run', edits: { sample: 'one' } });
    expect(finish()).toEqual({ mode: 'paused', at: 300_000 });
    send({ type: 'code.run', edits: { sample: 'two' } });
    expect(finish(violated)).toEqual({ mode: 'violated', at: 600_000 });
  });

  it('does not take who watches it play to the promise that edited code breaks', () => {
    const { finish, send } = playgroundInHand();
    finish();
    expect(send({ type: 'play.toggled' }, { type: 'code.run', edits: { sample: 'one' } }).mode).toBe('playing');
    expect(finish(violated)).toEqual({ mode: 'playing', at: 400_000 });
  });

  it('turns to a line of the code, each time that it is asked to', () => {
    const { finish, send, context } = playgroundInHand();
    finish();
    const shown = { type: 'code.shown', file: 'sample', line: 51 } as const;
    send(shown);
    const first = context();
    expect(first).toMatchObject({ pane: 'code', isRaised: true, codeAt: { file: 'sample', line: 51 } });
    send(shown);
    expect(context().codeAt).not.toBe(first.codeAt);
    send({ type: 'pane.opened', pane: 'log' });
    expect(context()).toMatchObject({ pane: 'log', codeAt: undefined });
  });
});

describe('a link', () => {
  const settings = { ...openingSettings(sampleData), seed: 99, knobs: { slots: 3, rate: 20 } };

  it('is what the instrument opens with', () => {
    const { orders, finish, context } = playgroundInHand({ settings, at: 700_000, pane: 'log' });
    expect(orders[0]!.input).toMatchObject({ seed: 99, knobs: { slots: 3 } });
    expect(context()).toMatchObject({ pane: 'log', isRaised: false });
    expect(finish()).toEqual({ mode: 'ready', at: 700_000 });
  });

  it('opens at the promise that its run breaks where that is its moment, and at the telling moment where it says none', () => {
    expect(playgroundInHand({ settings, at: 700_000, pane: 'code' }).finish(violated)).toEqual({ mode: 'violated', at: 600_000 });
    expect(playgroundInHand({ settings, at: undefined, pane: 'code' }).finish()).toEqual({ mode: 'ready', at: 400_000 });
  });

  it('is opened while the page stands', () => {
    const { send, finish, orders, context } = playgroundInHand();
    finish();
    expect(send({ type: 'link.opened', settings, at: 700_000, pane: 'code' }).mode).toBe('loading');
    expect(context()).toMatchObject({ pane: 'code', settings });
    expect(orders[1]!.input).toMatchObject({ seed: 99 });
    expect(finish({ seed: 99 })).toEqual({ mode: 'ready', at: 700_000 });
  });

  it('to the run that stands moves to its moment without a run', () => {
    const { send, finish, orders, context } = playgroundInHand();
    finish(violated);
    const link = { type: 'link.opened', settings: { ...context().settings }, pane: 'log' } as const;
    expect(send({ ...link, at: 100_000 })).toEqual({ mode: 'paused', at: 100_000 });
    expect(send({ ...link, at: 600_000 })).toEqual({ mode: 'violated', at: 600_000 });
    expect(send({ ...link, at: undefined })).toEqual({ mode: 'paused', at: 400_000 });
    expect(orders).toHaveLength(1);
    expect(context().pane).toBe('log');
    send({ type: 'seed.chosen', seed: 1 });
    expect(finish().at).toBe(400_000);
  });

  it('ends a comparison', () => {
    const { send, finish, context, answer, orders } = playgroundInHand();
    finish();
    send({ type: 'control.switched', isOn: true });
    answer(orders[1]!);
    send({ type: 'link.opened', settings, at: 0, pane: 'tweak' });
    expect(context()).toMatchObject({ isComparing: false, counterpart: undefined });
  });
});
