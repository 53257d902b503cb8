import { describe, expect, it } from 'vitest';
import { comparisonState } from './playground-comparison.ts';
import { playgroundInHand } from './playground-in-hand.ts';

const on = { type: 'control.switched', isOn: true } as const;
const off = { type: 'control.switched', isOn: false } as const;

/** The instrument with its first run, and the order that it came from. */
function opened() {
  const playground = playgroundInHand();
  playground.answer(playground.orders[0]!);
  const arms = () => {
    const { run, counterpart } = playground.context();
    return [run?.control, counterpart?.control];
  };
  return { ...playground, arms };
}
/** The same, compared with the run without the pattern. */
function compared() {
  const playground = opened();
  playground.send(on);
  playground.answer(playground.orders[1]!);
  return playground;
}

describe('the run without the pattern', () => {
  it('is not computed before it is asked for', () => {
    const { orders, context, send } = opened();
    send({ type: 'knob.turned', name: 'slots', value: 2 });
    expect(orders.map(({ arm, input }) => [arm, input.control])).toEqual([['shown', false], ['shown', false]]);
    expect(context()).toMatchObject({ isComparing: false, counterpart: undefined });
  });

  it('is shown once it has arrived, with the same inputs, at the same moment; the run with the pattern stays beside it and is not run again', () => {
    const { send, orders, answer, context, arms, seen } = opened();
    const withPattern = context().run;
    expect(send(on)).toEqual({ mode: 'ready', at: 400_000 });
    expect(orders).toHaveLength(2);
    expect(orders[1]).toEqual({ type: 'run', arm: 'shown', number: 2, input: { ...orders[0]!.input, control: true } });
    answer(orders[1]!);
    expect(arms()).toEqual([true, false]);
    expect(context().counterpart).toBe(withPattern);
    expect(seen()).toEqual({ mode: 'paused', at: 400_000 });
  });

  it('changes places with the run with the pattern at once, without a run', () => {
    const { send, orders, context, arms } = compared();
    const { run, counterpart } = context();
    send(off);
    expect(arms()).toEqual([false, true]);
    expect(context()).toMatchObject({ run: counterpart, counterpart: run, isComparing: true });
    send(on);
    expect(arms()).toEqual([true, false]);
    expect(orders).toHaveLength(2);
  });

  it('goes on playing while the two change places', () => {
    const { send, arms } = compared();
    send({ type: 'play.toggled' });
    expect(send(off).mode).toBe('playing');
    expect(arms()).toEqual([false, true]);
  });

  it('is run after the one that is shown when something is changed, and the last one stands until then', () => {
    const { send, orders, answer, context } = compared();
    expect(comparisonState(context())).toBe('stands');
    send(off, { type: 'knob.turned', name: 'slots', value: 2 });
    const [shown, counterpart] = orders.slice(2);
    expect([shown, counterpart]).toMatchObject([{ arm: 'shown', input: { control: false, knobs: { slots: 2 } } }, { arm: 'counterpart', input: { control: true, knobs: { slots: 2 } } }]);
    answer(shown!);
    expect(context()).toMatchObject({ run: { knobs: { slots: 2 } }, counterpart: { knobs: { slots: 8 }, control: true } });
    expect(comparisonState(context())).toBe('awaited');
    answer(counterpart!);
    expect(context()).toMatchObject({ counterpart: { knobs: { slots: 2 }, control: true }, counterpartOrdered: 0 });
  });

  it('is dropped when a later choice has overtaken it', () => {
    const { send, orders, answer, context } = compared();
    send({ type: 'seed.chosen', seed: 1 }, { type: 'seed.chosen', seed: 2 });
    answer(orders[3]!);
    expect(context().counterpart).toMatchObject({ seed: 7 });
    answer(orders[5]!);
    expect(context().counterpart).toMatchObject({ seed: 2 });
  });

  it('never takes the place of the run with the pattern, however late it arrives', () => {
    const { send, orders, answer, arms } = opened();
    send(on, off);
    answer(orders[1]!);
    expect(arms()).toEqual([false, undefined]);
    answer(orders[2]!);
    expect(arms()[0]).toBe(false);
  });

  it('is gone where it fails, and what is shown stands', () => {
    const { send, orders, seen, context, answer } = compared();
    send({ type: 'seed.chosen', seed: 1 });
    answer(orders[2]!);
    const { mode } = seen();
    send({ type: 'counterpart.failed', number: orders[3]!.number, sentence: 'It fell silent.', place: undefined });
    expect(seen().mode).toBe(mode);
    expect(context()).toMatchObject({ run: { seed: 1 }, counterpart: undefined, isComparing: true, sentence: '' });
    expect(comparisonState(context())).toBe('missing');
  });
});

describe('a comparison', () => {
  it('ends with another experiment or break', () => {
    for (const event of [{ type: 'experiment.chosen', name: 'calm' }, { type: 'break.chosen', name: 'no-limit' }] as const) {
      const { send, orders, context } = compared();
      send(event);
      expect(context()).toMatchObject({ isComparing: false, counterpart: undefined, settings: { control: false } });
      expect(orders.slice(2).map(({ arm }) => arm)).toEqual(['shown']);
    }
  });

  it('ends when the reader stops it, with the run with the pattern', () => {
    const { send, orders, context, arms } = compared();
    send({ type: 'comparison.ended' });
    expect(arms()).toEqual([false, undefined]);
    expect(context()).toMatchObject({ isComparing: false, settings: { control: false } });
    expect(orders).toHaveLength(2);
  });

  it('leaves the pattern when a wrong version is chosen, and compares that with the run that is known', () => {
    const { send, orders, answer, context } = compared();
    const without = context().run;
    send({ type: 'mutant.chosen', name: 'unlimited' });
    expect(orders.slice(2)).toMatchObject([{ arm: 'shown', input: { mutant: 'unlimited', control: false } }]);
    answer(orders[2]!);
    expect(context()).toMatchObject({ run: { mutant: 'unlimited' }, counterpart: without });
    send(on);
    expect(context()).toMatchObject({ run: without, counterpart: { mutant: 'unlimited' } });
    expect(orders).toHaveLength(3);
  });
});
