import { describe, expect, it } from 'vitest';
import type { RunResult } from '@/simulation/run.ts';
import { blameIn } from './blame.ts';
import { playgroundInHand } from './playground-in-hand.ts';

const violation = { promise: 'limited', at: 600_000, row: 4, what: 'Nine at once.', chain: [{ row: 4, at: 600_000, node: 'stock', sentence: 'It let one in.' }] };
const limited = { name: 'limited', kind: 'safety', checks: 3, checkedAt: [1, 2, 3] } as const;
const broken: Partial<RunResult> = { status: 'violated', endedAt: 600_000, violation, promises: [{ ...limited, status: 'broken' }], lastEdited: { file: 'sample', line: 51, within: '', at: 590_000 } };
const kept: Partial<RunResult> = { promises: [{ ...limited, status: 'held' }] };
const edits = { sample: 'export const mine = 1;' };

/** The instrument with its first run, which keeps its promise. */
function opened() {
  const playground = playgroundInHand();
  playground.answer(playground.orders[0]!, kept);
  const blame = () => blameIn(playground.context().run, playground.context().original);
  const arms = () => playground.orders.map(({ arm }) => arm);
  return { ...playground, blame, arms };
}
/** A run of edited code, with a seed of its own, that broke a promise. */
function brokenByEdit() {
  const playground = opened();
  playground.send({ type: 'seed.chosen', seed: 1 }, { type: 'code.run', edits });
  playground.answer(playground.orders[2]!, broken);
  return playground;
}

describe('the code as it is', () => {
  it('is run on the inputs on which changed code broke a promise, and is never shown', () => {
    const { orders, answer, context, seen, blame } = brokenByEdit();
    const { edits: _, ...same } = orders[2]!.input;
    expect(orders.slice(3)).toEqual([{ type: 'run', arm: 'original', number: 3, input: same }]);
    expect(blame()).toBeUndefined();
    const before = [context().run, seen()];
    answer(orders[3]!, kept);
    expect([context().run, seen()]).toEqual(before);
    expect(blame()).toEqual({ isToBlame: true, kind: 'edit', place: broken.lastEdited, number: 2 });
  });

  it('is run for a wrong version too', () => {
    const { send, answer, orders, blame, arms } = opened();
    send({ type: 'break.chosen', name: 'no-limit' });
    answer(orders[1]!, broken);
    expect(arms()).toEqual(['shown', 'shown', 'original']);
    expect(orders[2]!.input).toMatchObject({ seed: 11, knobs: { slots: 2 }, control: false });
    expect(orders[2]!.input).not.toHaveProperty('mutant');
    answer(orders[2]!, kept);
    expect(blame()).toMatchObject({ isToBlame: true, kind: 'wrong version', place: { line: 51 } });
  });

  it('is not run where nothing broke, where nothing is changed, and without the pattern', () => {
    const { send, answer, orders, arms } = opened();
    send({ type: 'code.run', edits });
    answer(orders[1]!, kept);
    send({ type: 'code.run', edits: {} });
    answer(orders[2]!, broken);
    send({ type: 'code.run', edits }, { type: 'control.switched', isOn: true });
    answer(orders.at(-2)!, { ...broken, control: true });
    expect(arms()).not.toContain('original');
  });

  it('is taken from what stands where it ran already', () => {
    const { send, answer, orders, blame, arms } = opened();
    send({ type: 'code.run', edits });
    answer(orders[1]!, broken);
    expect(arms()).toEqual(['shown', 'shown']);
    expect(blame()).toMatchObject({ isToBlame: true });
    send({ type: 'code.run', edits: { sample: 'export const mine = 2;' } });
    answer(orders[2]!, broken);
    expect(arms()).toEqual(['shown', 'shown', 'shown']);
    expect(blame()).toMatchObject({ isToBlame: true });
  });

  it('clears an edit of the blame where it breaks the promise too', () => {
    const { orders, answer, blame } = brokenByEdit();
    answer(orders[3]!, { ...broken, lastEdited: undefined });
    expect(blame()).toEqual({ isToBlame: false, kind: 'edit' });
  });

  it('says nothing where it stopped before it came as far, or could not be had', () => {
    const { orders, answer, blame } = brokenByEdit();
    answer(orders[3]!, { ...kept, status: 'exhausted', endedAt: 400_000 });
    expect(blame()).toBeUndefined();
    const other = brokenByEdit();
    other.send({ type: 'original.failed', number: 3, sentence: 'It fell silent.', place: undefined });
    expect([other.blame(), other.context().sentence]).toEqual([undefined, '']);
  });

  it('is not held against a run with other inputs, however late it arrives', () => {
    const { orders, answer, send, blame, context } = brokenByEdit();
    send({ type: 'seed.chosen', seed: 2 });
    answer(orders[4]!, broken);
    answer(orders[3]!, kept);
    expect([blame(), context().original]).toEqual([undefined, undefined]);
    answer(orders[5]!, kept);
    expect(blame()).toMatchObject({ isToBlame: true });
  });

  it('is ordered for the latest input alone, and one for other inputs says nothing about a run that was overtaken', () => {
    const { orders, answer, send, arms, blame } = brokenByEdit();
    answer(orders[3]!, { ...broken, lastEdited: undefined });
    expect(blame()).toMatchObject({ isToBlame: false });
    send({ type: 'seed.chosen', seed: 2 }, { type: 'seed.chosen', seed: 3 });
    answer(orders[4]!, broken);
    expect([blame(), arms().slice(4)]).toEqual([undefined, ['shown', 'shown']]);
    answer(orders[5]!, broken);
    expect(arms().at(-1)).toBe('original');
  });
});
