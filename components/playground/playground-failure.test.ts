import { describe, expect, it } from 'vitest';
import { playgroundInHand } from './playground-in-hand.ts';

const edits = { sample: 'export const mine = ;' };
const place = { file: 'sample', line: 1 };
const failed = (number: number, sentence = 'sample.ts, line 1: Expression expected.') => ({ type: 'run.failed', number, sentence, place }) as const;

/** The instrument whose latest run, of edited code, could not be had. */
function standing() {
  const playground = playgroundInHand();
  playground.finish();
  playground.send({ type: 'playhead.moved', to: 300_000 }, { type: 'code.run', edits }, failed(2));
  return playground;
}

describe('a run that cannot be had', () => {
  it('leaves the run before it as it is: it is moved in, stepped and played', () => {
    const { context, seen, send } = standing();
    expect(context()).toMatchObject({ sentence: 'sample.ts, line 1: Expression expected.', failedAt: place, run: { edits: {} }, settings: { edits } });
    expect(seen()).toEqual({ mode: 'paused', at: 300_000 });
    expect(send({ type: 'playhead.moved', to: 100 }, { type: 'step.forward' }).at).toBe(250);
    expect(send({ type: 'play.toggled' })).toEqual({ mode: 'playing', at: 250 });
    expect(context().sentence).not.toBe('');
  });

  it('does not stop what plays', () => {
    const { send, finish, context } = playgroundInHand();
    finish();
    expect(send({ type: 'play.toggled' }, { type: 'code.run', edits }, failed(2)).mode).toBe('playing');
    expect(context().sentence).not.toBe('');
  });

  it('lets an experiment that was opened go back to where the last run stands', () => {
    const { send, finish } = playgroundInHand();
    finish({ status: 'violated', endedAt: 600_000, violation: { promise: 'limited', at: 600_000, row: 4, what: '', chain: [] } });
    send({ type: 'playhead.moved', to: 600_000 });
    expect(send({ type: 'experiment.chosen', name: 'calm' }, failed(2)).mode).toBe('violated');
    send({ type: 'playhead.moved', to: 100 });
    expect(send({ type: 'experiment.chosen', name: 'slow' }, failed(3)).mode).toBe('paused');
  });

  it('is asked for again, by a button or by running the same code once more', () => {
    const { send, orders, finish, context } = standing();
    send({ type: 'run.retried' });
    send(failed(3), { type: 'code.run', edits });
    expect(orders.map(({ number, input }) => [number, input.edits])).toEqual([[1, undefined], [2, edits], [3, edits], [4, edits]]);
    finish();
    expect(context()).toMatchObject({ sentence: '', failedAt: undefined });
    send({ type: 'code.run', edits });
    expect(orders).toHaveLength(4);
  });

  it('is not told of where a later input has overtaken it', () => {
    const { send, context, finish } = playgroundInHand();
    finish();
    send({ type: 'code.run', edits }, { type: 'seed.chosen', seed: 1 }, failed(2));
    expect(context().sentence).toBe('');
    send(failed(3));
    expect(context().sentence).not.toBe('');
  });

  it('may be told the line of later, unless something else was chosen since', () => {
    const { send, context } = standing();
    const located = { type: 'run.located', number: 2, sentence: 'It was last at line 51.', place: { file: 'sample', line: 51 } } as const;
    send(located);
    expect(context()).toMatchObject({ sentence: located.sentence, failedAt: { line: 51 } });
    send({ type: 'seed.chosen', seed: 1 }, failed(3, 'It could not be fetched.'), located);
    expect(context().sentence).toBe('It could not be fetched.');
  });

  it('is followed by the next one that works', () => {
    const { send, finish, context, seen } = standing();
    send({ type: 'code.run', edits: { sample: 'export const mine = 1;' } });
    finish({ edits: { sample: 'export const mine = 1;' } });
    expect(context()).toMatchObject({ sentence: '', run: { edits: { sample: 'export const mine = 1;' } } });
    expect(seen()).toEqual({ mode: 'paused', at: 300_000 });
  });
});

describe('a run that is under way', () => {
  const isAwaited = ({ context }: ReturnType<typeof playgroundInHand>) => context().answered !== context().ordered;

  it('is awaited until it or a failure comes back', () => {
    const playground = playgroundInHand();
    expect(isAwaited(playground)).toBe(true);
    playground.finish();
    expect(isAwaited(playground)).toBe(false);
    playground.send({ type: 'seed.chosen', seed: 1 }, { type: 'seed.chosen', seed: 2 });
    playground.answer(playground.orders[1]!);
    expect(isAwaited(playground)).toBe(true);
    playground.send(failed(3));
    expect(isAwaited(playground)).toBe(false);
  });

  it('is stopped when the reader says so', () => {
    const { send, finish, stops } = playgroundInHand();
    finish();
    send({ type: 'code.run', edits }, { type: 'run.stopped' });
    expect(stops()).toBe(1);
  });
});
