import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Hedge } from './scatter-gather.hedge.ts';

const withTimes = (hedge: Hedge, times: Iterable<number>): Hedge => {
  for (const ms of times) hedge.took(ms);
  return hedge;
};
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('the delay', () => {
  it('is none before enough times are known', () => {
    const hedge = withTimes(new Hedge({ minimum: 20 }), upTo(19));
    assert.equal(hedge.delayMs(), Infinity);
    hedge.took(20);
    assert.ok(hedge.delayMs() < Infinity);
  });

  it('is the time that all but a share of the last requests stayed below', () => {
    for (const [percentile, ms] of [[0.5, 51], [0.95, 96], [0.99, 100], [1, 100], [0, 1]] as const) {
      assert.equal(withTimes(new Hedge({ percentile }), upTo(100)).delayMs(), ms, String(percentile));
    }
  });

  it('forgets what is longer ago than its window', () => {
    const hedge = withTimes(new Hedge({ window: 100 }), [...upTo(100).map((ms) => ms * 50), ...upTo(100)]);
    assert.equal(hedge.delayMs(), 96);
  });

  it('is worked out anew only where a twentieth of the times is', () => {
    const hedge = withTimes(new Hedge(), upTo(100));
    assert.equal(hedge.delayMs(), 96);
    withTimes(hedge, [500, 500, 500, 500]);
    assert.equal(hedge.delayMs(), 96);
    withTimes(hedge, [500, 500]);
    assert.equal(hedge.delayMs(), 500);
  });

  it('is no longer than its limit', () => {
    assert.equal(withTimes(new Hedge({ maxDelayMs: 40 }), upTo(100)).delayMs(), 40);
  });

  it('may be fixed: none, or for ever', () => {
    for (const delayMs of [0, 25, Infinity]) assert.equal(withTimes(new Hedge({ delayMs }), upTo(500)).delayMs(), delayMs);
  });
});

describe('the budget', () => {
  it('starts with a burst, and saves up no more than that and what a window of parts has paid in', () => {
    const hedge = new Hedge({ burst: 3, ratio: 0.5, window: 20 });
    assert.equal(hedge.balance, 3);
    for (let part = 0; part < 100; part += 1) hedge.asked();
    assert.equal(hedge.balance, 13);
  });

  it('pays for all parts of a call that asks more than the burst at once', () => {
    const hedge = new Hedge({ burst: 1, ratio: 1, keptForFailures: 0 });
    for (let part = 0; part < 100; part += 1) hedge.asked();
    for (let part = 0; part < 100; part += 1) assert.ok(hedge.allows(false));
  });

  it('keeps a part for what comes after failures', () => {
    const hedge = new Hedge({ burst: 4, ratio: 0 });
    assert.deepEqual([hedge.allows(false), hedge.allows(false), hedge.allows(false), hedge.allows(true), hedge.allows(true), hedge.allows(true)], [true, true, false, true, true, false]);
  });

  it('is paid in by each part that is asked: ten tenths are one', () => {
    const hedge = new Hedge({ burst: 1, ratio: 0.1 });
    assert.ok(hedge.allows(true));
    for (let part = 0; part < 9; part += 1) hedge.asked();
    assert.equal(hedge.allows(true), false);
    hedge.asked();
    assert.equal(hedge.allows(true), true);
    assert.equal(hedge.balance, 0);
  });

  it('of no share has what it began with', () => {
    const hedge = new Hedge({ burst: 1, ratio: 0 });
    for (let part = 0; part < 1_000; part += 1) hedge.asked();
    assert.deepEqual([hedge.allows(true), hedge.allows(true)], [true, false]);
  });
});

describe('options of a hedge', () => {
  it('are judged at the door, with the value and the range', () => {
    const refused: readonly [ConstructorParameters<typeof Hedge>[0], RegExp][] = [
      [{ percentile: 95 }, /percentile must be from 0 to 1, got 95/],
      [{ delayMs: -1 }, /delayMs must be from 0 to Infinity, got -1/],
      [{ delayMs: Number.NaN }, /got NaN/],
      [{ window: 0 }, /window must be a whole number from 1 to 100000, got 0/],
      [{ window: 10 }, /minimum must be a whole number from 1 to 10, got 20/],
      [{ ratio: -0.1 }, /ratio must be from 0 to 1000, got -0.1/],
      [{ keptForFailures: 11 }, /keptForFailures must be from 0 to 10, got 11/],
      [{ maxDelayMs: Number.NaN }, /maxDelayMs .* got NaN/],
      [{ burst: 0 }, /burst must be a whole number from 1 to 1000000, got 0/],
    ];
    for (const [options, message] of refused) assert.throws(() => new Hedge(options), (error) => error instanceof RangeError && message.test(error.message));
  });
});
