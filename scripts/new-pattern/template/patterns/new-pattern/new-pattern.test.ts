import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock } from '../hand-clock.ts';
import { NewPattern, TooManyCallsError, type NewPatternOptions, type StateChange } from './new-pattern.ts';

const works = () => Promise.resolve('in stock');

/** One on a hand clock that lets two calls through in 100 ms, with every change of state that it announces. */
function setUp(options: NewPatternOptions = {}) {
  const clock = new HandClock();
  const changes: string[] = [];
  const onStateChange = ({ from, to, reason }: StateChange) => void changes.push(`${from} > ${to}: ${reason}`);
  const guard = new NewPattern({ limit: 2, windowMs: 100, clock, onStateChange, ...options });
  const isLetThrough = async (times = 1) => {
    for (let time = 0; time < times; time += 1) assert.equal(await guard.execute(works), 'in stock');
  };
  const isTurnedAway = (retryAfterMs: number) =>
    assert.rejects(guard.execute(() => assert.fail('the call was made')), (error) => error instanceof TooManyCallsError && error.code === 'TOO_MANY_CALLS' && error.retryAfterMs === retryAfterMs);
  return { clock, changes, guard, isLetThrough, isTurnedAway };
}

describe('the window', () => {
  it('takes as many calls as the limit, and turns the next away with the time until there is room', async () => {
    const { clock, isLetThrough, isTurnedAway } = setUp();
    await isLetThrough();
    await clock.advance(30);
    await isLetThrough();
    await isTurnedAway(70);
  });

  it('has room again when its oldest call is as old as the window is long, and not before', async () => {
    const { clock, isLetThrough, isTurnedAway } = setUp();
    await isLetThrough(2);
    await clock.advance(99);
    await isTurnedAway(1);
    await clock.advance(1);
    await isLetThrough(2);
  });

  it('does not count a call that was turned away', async () => {
    const { clock, isLetThrough, isTurnedAway } = setUp();
    await isLetThrough(2);
    await clock.advance(50);
    await isTurnedAway(50);
    await clock.advance(50);
    await isLetThrough(2);
  });

  it('holds ten calls a second unless it is told otherwise', async () => {
    const { clock, guard, isLetThrough, isTurnedAway } = setUp({ limit: undefined, windowMs: undefined });
    await isLetThrough(10);
    await isTurnedAway(1_000);
    await clock.advance(1_000);
    assert.deepEqual(guard.metrics(), { state: 'empty', calls: 0 });
  });
});

describe('a call', () => {
  it('hands on what its task returns or throws, unwrapped', async () => {
    const { guard } = setUp();
    const outage = new Error('stock is down');
    assert.equal(await guard.execute(() => 42), 42);
    await assert.rejects(guard.execute(() => Promise.reject(outage)), outage);
  });

  it('gives its task the signal of its caller, or one that never aborts, and calls it the first attempt', async () => {
    const { guard } = setUp();
    const { signal } = new AbortController();
    await guard.execute((context) => assert.deepEqual(context, { signal, attempt: 1 }), signal);
    assert.equal(await guard.execute((context) => context.signal.aborted), false);
  });

  it('whose caller has given up is not made and takes no place', async () => {
    const { guard, isLetThrough } = setUp();
    const reason = new Error('gone');
    await assert.rejects(guard.execute(() => assert.fail('the call was made'), AbortSignal.abort(reason)), reason);
    await isLetThrough(2);
  });
});

describe('its changes of state', () => {
  it('are announced when they are complete, each with its reason', async () => {
    const { clock, changes, guard, isLetThrough } = setUp();
    await isLetThrough();
    await clock.advance(50);
    await isLetThrough();
    assert.deepEqual(guard.metrics(), { state: 'full', calls: 2 });
    await clock.advance(50);
    assert.deepEqual(guard.metrics(), { state: 'filling', calls: 1 });
    await clock.advance(50);
    assert.deepEqual(guard.metrics(), { state: 'empty', calls: 0 });
    assert.deepEqual(changes, ['empty > filling: first-let-in', 'filling > full: last-let-in', 'full > filling: room-again', 'filling > empty: window-empty']);
  });

  it('go from empty to full at once where one call is the limit', async () => {
    const { clock, changes, guard, isLetThrough } = setUp({ limit: 1 });
    await isLetThrough();
    await clock.advance(100);
    assert.equal(guard.metrics().state, 'empty');
    assert.deepEqual(changes, ['empty > full: last-let-in', 'full > empty: window-empty']);
  });
});

describe('an option out of range', () => {
  it('is refused with its name, its value and the range', () => {
    for (const limit of [0, 1.5, 100_001, Number.NaN]) assert.throws(() => new NewPattern({ limit }), new RangeError(`limit must be a whole number from 1 to 100000, got ${limit}.`));
    for (const windowMs of [0, 2 ** 31, Number.NaN]) assert.throws(() => new NewPattern({ windowMs }), new RangeError(`windowMs must be from 1 to 2147483647, got ${windowMs}.`));
  });
});
