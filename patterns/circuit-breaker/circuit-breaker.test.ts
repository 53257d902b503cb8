import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { CircuitBreaker, CircuitOpenError, type CircuitBreakerOptions, type CircuitSnapshot, type Permit, type StateChange } from './circuit-breaker.ts';

const outage = new Error('payments is down');
const fails = () => Promise.reject(outage);
const works = () => Promise.resolve('paid');

/** A breaker on a hand clock, with every change of state that it announces. Three failures in a row open it for 100 ms. */
function setUp(options: CircuitBreakerOptions = {}) {
  const clock = new HandClock();
  const changes: string[] = [];
  const onStateChange = ({ from, to, reason }: StateChange) => void changes.push(`${from} > ${to}: ${reason}`);
  const breaker = new CircuitBreaker({ trip: { kind: 'consecutive', failures: 3 }, openForMs: 100, clock, onStateChange, ...options });
  const fail = async (times = 1) => {
    for (let time = 0; time < times; time += 1) await assert.rejects(breaker.execute(fails), outage);
  };
  const succeed = async (times = 1) => {
    for (let time = 0; time < times; time += 1) assert.equal(await breaker.execute(works), 'paid');
  };
  const isRejected = (state: string, call = breaker.execute(works)) =>
    assert.rejects(call, (error) => error instanceof CircuitOpenError && error.code === 'CIRCUIT_OPEN' && error.state === state);
  return { breaker, clock, changes, fail, succeed, isRejected };
}

/** A call that ends when it is told to. */
function held(breaker: CircuitBreaker, signal?: AbortSignal) {
  let succeed = (): void => undefined;
  let fail = (_error: unknown = outage): void => undefined;
  let runs = 0;
  const call = breaker.execute(() => {
    runs += 1;
    return new Promise<string>((resolve, reject) => {
      succeed = () => resolve('paid');
      fail = (error = outage) => reject(error as Error);
    });
  }, signal);
  call.catch(() => undefined);
  return { call, succeed: () => succeed(), fail: (error?: unknown) => fail(error), runs: () => runs };
}

const permit = (breaker: CircuitBreaker): Permit => {
  const acquired = breaker.tryAcquire();
  assert.ok(!(acquired instanceof CircuitOpenError), 'the circuit did not let the call in');
  return acquired;
};

describe('a closed circuit', () => {
  it('lets every call through and hands on what it returns', async () => {
    const { breaker, succeed } = setUp();
    await succeed(10);
    assert.equal(await breaker.execute(() => 42), 42);
    assert.equal(breaker.state, 'closed');
  });

  it('hands on what a call throws, unwrapped, be it an error or not, thrown at once or later', async () => {
    const { breaker } = setUp();
    const thrown = async (task: () => unknown) => {
      try {
        await breaker.execute(task);
      } catch (error) {
        return error;
      }
      return 'nothing';
    };
    assert.equal(await thrown(fails), outage);
    assert.equal(await thrown(() => { throw outage; }), outage);
    assert.equal(breaker.metrics().failures, 2);
    // oxlint-disable-next-line prefer-promise-reject-errors
    assert.equal(await thrown(() => Promise.reject('a word')), 'a word');
  });

  it('gives a task its own signal, which never aborts, where its caller has none', async () => {
    const { breaker } = setUp();
    const signals = [await breaker.execute(({ signal }) => signal), await breaker.execute(({ signal }) => signal)];
    assert.notEqual(signals[0], signals[1]);
    assert.ok(signals.every(({ aborted }) => !aborted));
    await breaker.execute((context) => assert.equal(context.signal, context.signal));
  });

  it('gives a task the signal of its caller, and calls it the first attempt', async () => {
    const { breaker } = setUp();
    const { signal } = new AbortController();
    await breaker.execute((context) => assert.deepEqual([context.signal, context.attempt], [signal, 1]), signal);
  });

  it('does not count calls that have not ended', async () => {
    const { breaker, fail } = setUp({ trip: { kind: 'count', calls: 10, failureRatio: 0.5, minimumCalls: 2 } });
    const waiting = Array.from({ length: 20 }, () => held(breaker));
    await fail(2);
    assert.equal(breaker.state, 'open');
    for (const { succeed } of waiting) succeed();
  });
});

describe('the consecutive rule', () => {
  it('opens at the last of so many failures in a row, not before', async () => {
    const { breaker, fail, changes } = setUp();
    await fail(2);
    assert.equal(breaker.state, 'closed');
    await fail();
    assert.equal(breaker.state, 'open');
    assert.deepEqual(changes, ['closed > open: tripped']);
  });

  it('begins anew after a success', async () => {
    const { breaker, fail, succeed } = setUp();
    await fail(2);
    await succeed();
    await fail(2);
    assert.equal(breaker.state, 'closed');
  });

  it('opens at the first failure when one is enough', async () => {
    const { breaker, fail } = setUp({ trip: { kind: 'consecutive', failures: 1 } });
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('is not touched by an ignored error', async () => {
    const { breaker, fail } = setUp({ ignore: (outcome) => !outcome.ok && outcome.error !== outage });
    await fail(2);
    await assert.rejects(breaker.execute(() => Promise.reject(new Error('declined'))));
    assert.equal(breaker.state, 'closed');
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('reads no clock while closed, however its calls end', async () => {
    const { clock, fail, succeed } = setUp();
    await succeed(5);
    await fail(2);
    await succeed();
    assert.equal(clock.reads, 0);
  });
});

describe('the count rule', () => {
  const trip = { kind: 'count', calls: 4, failureRatio: 0.5 } as const;

  it('does not open before the minimum of calls has ended', async () => {
    const { breaker, fail } = setUp({ trip });
    await fail(3);
    assert.equal(breaker.state, 'closed');
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('opens when the ratio is reached, not only when it is exceeded', async () => {
    const { breaker, fail, succeed } = setUp({ trip });
    await succeed(2);
    await fail();
    assert.equal(breaker.state, 'closed');
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('stays closed below the ratio', async () => {
    const { breaker, fail, succeed } = setUp({ trip });
    await succeed(3);
    await fail();
    await succeed(3);
    await fail();
    assert.equal(breaker.state, 'closed');
  });

  it('is exact where a product of ratio and calls would not be', async () => {
    for (const [failures, calls, failureRatio] of [[3, 30, 0.1], [7, 100, 0.07], [14, 25, 0.56]] as const) {
      const { breaker, fail, succeed } = setUp({ trip: { kind: 'count', calls, failureRatio } });
      await succeed(calls - failures);
      await fail(failures);
      assert.equal(breaker.state, 'open', `${failures} of ${calls}`);
    }
  });

  it('forgets the oldest call when a new one comes, round after round', async () => {
    const { breaker, fail, succeed } = setUp({ trip });
    for (let round = 0; round < 5; round += 1) {
      await fail();
      await succeed(3);
      assert.deepEqual([breaker.metrics().calls, breaker.metrics().failures], [4, 1]);
    }
    await fail();
    assert.equal(breaker.metrics().failures, 1);
  });

  it('is judged when a call fails, not when one succeeds', async () => {
    const { breaker, fail, succeed } = setUp({ trip });
    await fail(3);
    await succeed();
    assert.equal(breaker.state, 'closed');
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('takes a ratio of one for all calls, and a window of one call', async () => {
    const { breaker, fail, succeed } = setUp({ trip: { kind: 'count', calls: 1, failureRatio: 1 } });
    await succeed();
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('reads no clock while closed', async () => {
    const { clock, fail, succeed } = setUp({ trip });
    await succeed(9);
    await fail();
    assert.equal(clock.reads, 0);
  });
});

describe('the time rule', () => {
  const trip = { kind: 'time', windowMs: 1_000, failureRatio: 0.5, minimumCalls: 4 } as const;

  it('does not open below the minimum of calls', async () => {
    const { breaker, fail } = setUp({ trip });
    await fail(3);
    assert.equal(breaker.state, 'closed');
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('forgets what ended a window ago', async () => {
    const { breaker, fail, clock } = setUp({ trip });
    await fail(3);
    await clock.advance(999);
    assert.equal(breaker.metrics().failures, 3);
    await clock.advance(1);
    assert.equal(breaker.metrics().failures, 0);
    await fail(3);
    assert.equal(breaker.state, 'closed');
  });

  it('forgets everything after a long silence', async () => {
    const { breaker, fail, clock } = setUp({ trip: { ...trip, windowMs: 5_000, minimumCalls: 1, failureRatio: 1 }, openForMs: 1 });
    await fail();
    const { breaker: quiet, fail: failAgain, succeed, clock: itsClock } = setUp({ trip: { ...trip, windowMs: 5_000, minimumCalls: 10 } });
    await failAgain(9);
    await itsClock.advance(15_000);
    await failAgain();
    assert.equal(quiet.state, 'closed');
    assert.deepEqual([quiet.metrics().calls, quiet.metrics().failures], [1, 1]);
    await succeed();
    await clock.advance(1);
    assert.equal(breaker.state, 'half-open');
  });

  it('forgets a tenth of the window at a time', async () => {
    const { breaker, fail, clock } = setUp({ trip: { ...trip, minimumCalls: 100 } });
    for (let tenth = 0; tenth < 10; tenth += 1) {
      await fail();
      await clock.advance(100);
    }
    assert.equal(breaker.metrics().failures, 9);
    await clock.advance(100);
    assert.equal(breaker.metrics().failures, 8);
  });

  it('counts a call when it ends, not when it starts', async () => {
    const { breaker, clock } = setUp({ trip: { ...trip, minimumCalls: 2 } });
    const calls = [held(breaker), held(breaker)];
    await clock.advance(5_000);
    for (const { fail } of calls) fail();
    await clock.settle();
    assert.equal(breaker.state, 'open');
  });

  it('begins at once, however long its clock has been running', async () => {
    const { breaker, fail } = setUp({ trip: { ...trip, windowMs: 1 }, clock: new HandClock(Number.MAX_SAFE_INTEGER / 100) });
    await fail();
    assert.equal(breaker.metrics().failures, 1);
  });

  it('takes a clock that runs backwards for one that stands still', async () => {
    let now = 5_000;
    const clock = { now: () => now, setTimeout: () => undefined, clearTimeout: () => undefined };
    const { breaker, fail } = setUp({ trip, clock });
    await fail(2);
    now = 100;
    await fail();
    now = 5_000;
    assert.equal(breaker.metrics().failures, 3);
  });
});

describe('the slow rule', () => {
  const slow = { overMs: 50, ratio: 0.5 };
  const trip = { kind: 'count', calls: 4, failureRatio: 1 } as const;
  const takes = async ({ breaker, clock }: ReturnType<typeof setUp>, ms: number, end: 'succeed' | 'fail' = 'succeed') => {
    const call = held(breaker);
    await clock.advance(ms);
    call[end]();
    await clock.settle();
  };

  it('opens the circuit on calls that succeed too slowly', async () => {
    const all = setUp({ trip, slow });
    for (const ms of [10, 10, 51]) await takes(all, ms);
    assert.equal(all.breaker.state, 'closed');
    await takes(all, 51);
    assert.equal(all.breaker.state, 'open');
    assert.deepEqual(all.changes, ['closed > open: tripped']);
  });

  it('does not call a call slow that takes exactly the limit', async () => {
    const all = setUp({ trip, slow });
    for (let call = 0; call < 8; call += 1) await takes(all, 50);
    assert.equal(all.breaker.state, 'closed');
    assert.equal(all.breaker.metrics().slow, 0);
  });

  it('counts a failed call as slow as well', async () => {
    const all = setUp({ trip, slow });
    for (const ms of [10, 10]) await takes(all, ms);
    for (const ms of [60, 60]) await takes(all, ms, 'fail');
    assert.equal(all.breaker.state, 'open');
  });

  it('waits for the minimum of calls', async () => {
    const all = setUp({ trip, slow });
    for (let call = 0; call < 3; call += 1) await takes(all, 60);
    assert.equal(all.breaker.state, 'closed');
  });

  it('means every call by default', async () => {
    const all = setUp({ trip, slow: { overMs: 50 } });
    await takes(all, 10);
    for (let call = 0; call < 3; call += 1) await takes(all, 60);
    assert.equal(all.breaker.state, 'closed');
    await takes(all, 60);
    assert.equal(all.breaker.state, 'open');
  });

  it('judges trial calls too', async () => {
    const all = setUp({ slow: { overMs: 50 } });
    await all.fail(3);
    await all.clock.advance(100);
    await takes(all, 51);
    assert.equal(all.breaker.state, 'open');
    await all.clock.advance(100);
    await takes(all, 50);
    assert.equal(all.breaker.state, 'closed');
  });
});

describe('an open circuit', () => {
  it('rejects calls without running them, and says when to come back and why it opened', async () => {
    const { breaker, clock, fail } = setUp();
    await fail(3);
    await clock.advance(30);
    await assert.rejects(breaker.execute(() => assert.fail('it ran')), (error) => {
      assert.ok(error instanceof CircuitOpenError);
      assert.equal(error.name, 'CircuitOpenError');
      assert.equal(error.message, 'The circuit is open, trial calls in 70 ms.');
      assert.deepEqual([error.code, error.state, error.retryAfterMs, error.cause], ['CIRCUIT_OPEN', 'open', 70, outage]);
      return true;
    });
  });

  it('stays open for the whole wait, and for no longer', async () => {
    const { breaker, clock, fail, isRejected } = setUp();
    await fail(3);
    await clock.advance(99);
    assert.equal(breaker.state, 'open');
    await isRejected('open');
    await clock.advance(1);
    assert.equal(breaker.state, 'half-open');
    assert.equal(await breaker.execute(works), 'paid');
  });

  it('never has less than nothing left to wait, though time passes while it answers', async () => {
    let now = 0;
    const clock = { now: () => (now += 60), setTimeout: () => undefined, clearTimeout: () => undefined };
    const { breaker, fail } = setUp({ clock });
    await fail(3);
    const refused = breaker.tryAcquire();
    assert.ok(refused instanceof CircuitOpenError);
    assert.equal(refused.retryAfterMs, 0);
    const other = setUp({ clock });
    await other.fail(3);
    assert.deepEqual(other.breaker.snapshot(), { state: 'open', retryAfterMs: 0, failedTrials: 0 });
  });

  it('is half-open by itself when the wait is over, without a call and without a timer', async () => {
    const { breaker, clock, fail, changes } = setUp();
    await fail(3);
    assert.equal(clock.waiting, 0);
    await clock.advance(1_000_000);
    assert.equal(breaker.state, 'half-open');
    assert.equal(breaker.metrics().state, 'half-open');
    assert.deepEqual(changes, ['closed > open: tripped']);
  });

  it('is not kept open by the calls that it rejects, nor are they counted in its window', async () => {
    const { breaker, clock, fail, isRejected } = setUp();
    await fail(3);
    for (let ms = 0; ms < 100; ms += 10) {
      await isRejected('open');
      await clock.advance(10);
    }
    assert.equal(breaker.state, 'half-open');
    assert.deepEqual([breaker.metrics().calls, breaker.metrics().rejected], [3, 10]);
  });

  it('opens once when many calls fail together', async () => {
    const { breaker, clock, changes } = setUp();
    const calls = Array.from({ length: 10 }, () => held(breaker));
    for (const { fail } of calls) fail();
    await clock.settle();
    assert.deepEqual(changes, ['closed > open: tripped']);
  });

  it('is not closed by a late success', async () => {
    const { breaker, clock, fail } = setUp();
    const early = held(breaker);
    await fail(3);
    early.succeed();
    await clock.settle();
    assert.equal(breaker.state, 'open');
  });

  it('is not kept open longer by a late failure', async () => {
    const { breaker, clock, fail } = setUp();
    const early = held(breaker);
    await fail(3);
    await clock.advance(50);
    early.fail();
    await clock.advance(50);
    assert.equal(breaker.state, 'half-open');
  });
});

describe('a half-open circuit', () => {
  /** Opened and waited for. */
  async function halfOpen(options: CircuitBreakerOptions = {}) {
    const all = setUp(options);
    await all.fail(3);
    await all.clock.advance(100);
    return all;
  }

  it('closes when its trial call succeeds', async () => {
    const { breaker, succeed, changes, clock } = await halfOpen();
    await succeed();
    assert.equal(breaker.state, 'closed');
    assert.deepEqual(changes, ['closed > open: tripped', 'open > half-open: wait-over', 'half-open > closed: trials-passed']);
    assert.equal(clock.waiting, 0);
  });

  it('opens again, for the whole wait, when its trial call fails', async () => {
    const { breaker, clock, fail, changes } = await halfOpen();
    await fail();
    assert.equal(breaker.state, 'open');
    assert.equal(changes.at(-1), 'half-open > open: trial-failed');
    assert.equal(breaker.metrics().retryAfterMs, 100);
    assert.equal(clock.waiting, 0);
  });

  it('opens again at a trial failure though the minimum of calls was never reached', async () => {
    const { breaker, clock, fail } = setUp({ trip: { kind: 'count', calls: 10, failureRatio: 0.5, minimumCalls: 3 } });
    await fail(3);
    await clock.advance(100);
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('counts trial calls when it admits them: no more than so many are ever out', async () => {
    const { breaker, isRejected, clock } = await halfOpen({ halfOpen: { calls: 3 } });
    const trials = [held(breaker), held(breaker), held(breaker)];
    assert.deepEqual(trials.map(({ runs }) => runs()), [1, 1, 1]);
    await isRejected('half-open');
    trials[0]!.succeed();
    await clock.settle();
    await isRejected('half-open');
    assert.deepEqual([breaker.metrics().calls, breaker.metrics().callsOut], [1, 2]);
  });

  it('says that nobody knows when to come back', async () => {
    const { breaker } = await halfOpen();
    held(breaker);
    const refused = breaker.tryAcquire();
    assert.ok(refused instanceof CircuitOpenError);
    assert.deepEqual([refused.state, refused.retryAfterMs, refused.message], ['half-open', undefined, 'The circuit is half-open.']);
  });

  it('closes only when all of its trial calls have come back', async () => {
    const { breaker, succeed } = await halfOpen({ halfOpen: { calls: 3 } });
    await succeed(2);
    assert.equal(breaker.state, 'half-open');
    await succeed();
    assert.equal(breaker.state, 'closed');
  });

  it('opens at the first failed trial call by default', async () => {
    const { breaker, succeed, fail } = await halfOpen({ halfOpen: { calls: 3 } });
    await succeed(2);
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('opens as soon as the share of failed trial calls is reached, and closes below it', async () => {
    const failing = await halfOpen({ halfOpen: { calls: 4, failureRatio: 0.5 } });
    await failing.fail();
    assert.equal(failing.breaker.state, 'half-open');
    await failing.fail();
    assert.equal(failing.breaker.state, 'open');
    const passing = await halfOpen({ halfOpen: { calls: 4, failureRatio: 0.5 } });
    await passing.fail();
    await passing.succeed(3);
    assert.equal(passing.breaker.state, 'closed');
  });

  it('has failed when a trial call hangs until the deadline, and ignores its answer after that', async () => {
    const { breaker, clock, changes } = await halfOpen({ halfOpen: { maxWaitMs: 40 } });
    const hung = held(breaker);
    await clock.advance(39);
    assert.equal(breaker.state, 'half-open');
    await clock.advance(1);
    assert.equal(breaker.state, 'open');
    assert.equal(changes.at(-1), 'half-open > open: trial-hung');
    await clock.advance(100);
    hung.succeed();
    await clock.settle();
    assert.equal(breaker.state, 'half-open');
    assert.equal(await hung.call, 'paid');
  });

  it('waits for each trial call on its own: a late one has its whole time', async () => {
    const { breaker, clock } = await halfOpen({ halfOpen: { calls: 2, maxWaitMs: 40 } });
    const first = held(breaker);
    await clock.advance(30);
    first.succeed();
    const second = held(breaker);
    await clock.advance(39);
    assert.equal(breaker.state, 'half-open');
    second.succeed();
    await clock.settle();
    assert.equal(breaker.state, 'closed');
    assert.equal(clock.waiting, 0);
  });

  it('can wait for calls for ever, since it rejects nobody meanwhile', async () => {
    const { breaker, clock, succeed } = await halfOpen({ halfOpen: { calls: 2, maxWaitMs: 40 } });
    await succeed();
    await clock.advance(1_000_000);
    assert.equal(breaker.state, 'half-open');
    await succeed();
    assert.equal(breaker.state, 'closed');
  });

  it('is not opened or closed by calls from before', async () => {
    const all = setUp();
    const [late, later] = [held(all.breaker), held(all.breaker)];
    await all.fail(3);
    await all.clock.advance(100);
    const trial = held(all.breaker);
    late.succeed();
    later.fail();
    await all.clock.settle();
    assert.equal(all.breaker.state, 'half-open');
    trial.succeed();
    await all.clock.settle();
    assert.equal(all.breaker.state, 'closed');
  });

  it('is not decided by a trial call of an earlier trial', async () => {
    const { breaker, clock } = await halfOpen({ halfOpen: { calls: 2 } });
    const [failed, early] = [held(breaker), held(breaker)];
    failed.fail();
    await clock.advance(100);
    const trial = held(breaker);
    early.fail();
    await clock.settle();
    assert.equal(breaker.state, 'half-open');
    assert.deepEqual([breaker.metrics().calls, breaker.metrics().callsOut], [0, 1]);
    trial.succeed();
  });

  it('gets its permit back from an ignored outcome', async () => {
    const declined = new Error('declined');
    const { breaker, succeed } = await halfOpen({ ignore: (outcome) => !outcome.ok && outcome.error === declined });
    for (let call = 0; call < 5; call += 1) await assert.rejects(breaker.execute(() => Promise.reject(declined)), declined);
    assert.equal(breaker.state, 'half-open');
    await succeed();
    assert.equal(breaker.state, 'closed');
  });

  it('gets its permit back from a caller who aborts', async () => {
    const { breaker, clock, succeed } = await halfOpen();
    const caller = new AbortController();
    const { call, fail } = held(breaker, caller.signal);
    caller.abort(new Error('gone home'));
    fail(caller.signal.reason);
    await assert.rejects(call, { message: 'gone home' });
    assert.equal(breaker.state, 'half-open');
    assert.equal(clock.waiting, 0);
    await succeed();
    assert.equal(breaker.state, 'closed');
  });

  it('starts with an empty window when it closes', async () => {
    for (const trip of [{ kind: 'consecutive', failures: 3 }, { kind: 'count', calls: 3, failureRatio: 0.5 }, { kind: 'time', windowMs: 10_000, failureRatio: 0.5, minimumCalls: 3 }] as const) {
      const { breaker, fail, succeed } = await halfOpen({ trip });
      await succeed();
      assert.equal(breaker.metrics().calls, 0);
      await fail(2);
      assert.equal(breaker.state, 'closed', trip.kind);
    }
  });
});

describe('callers beyond the trial’s', () => {
  async function waitingRoom(calls = 1) {
    const all = setUp({ halfOpen: { calls, surplus: 'wait', maxWaitMs: 40 } });
    await all.fail(3);
    await all.clock.advance(100);
    const trial = held(all.breaker);
    const others = [held(all.breaker), held(all.breaker)];
    await all.clock.settle();
    assert.deepEqual(others.map(({ runs }) => runs()), [0, 0]);
    return { ...all, trial, others };
  }

  it('run when the trial succeeds, where they may wait', async () => {
    const { trial, others, clock } = await waitingRoom();
    trial.succeed();
    await clock.settle();
    assert.deepEqual(others.map(({ runs }) => runs()), [1, 1]);
  });

  it('are rejected when the trial fails', async () => {
    const { trial, others, clock, isRejected } = await waitingRoom();
    trial.fail();
    await clock.settle();
    for (const { call } of others) await isRejected('open', call);
  });

  it('are rejected when the trial hangs', async () => {
    const { others, clock, isRejected } = await waitingRoom();
    await clock.advance(40);
    for (const { call } of others) await isRejected('open', call);
  });

  it('take the permit that an ignored outcome gives back, one caller each', async () => {
    const all = setUp({ halfOpen: { surplus: 'wait' }, ignore: (outcome) => !outcome.ok && outcome.error !== outage });
    await all.fail(3);
    await all.clock.advance(100);
    const trial = held(all.breaker);
    const others = [held(all.breaker), held(all.breaker)];
    trial.fail(new Error('declined'));
    await all.clock.settle();
    assert.deepEqual(others.map(({ runs }) => runs()), [1, 0]);
  });

  it('never run when they abort while they wait, and leave no listener behind', async () => {
    const { breaker, trial, clock } = await waitingRoom();
    const caller = new AbortController();
    let listeners = 0;
    const { signal } = caller;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...given: Parameters<typeof add>) => (listeners++, add(...given));
    signal.removeEventListener = (...given: Parameters<typeof remove>) => (listeners--, remove(...given));
    const leaver = held(breaker, signal);
    await clock.settle();
    caller.abort(new Error('gone home'));
    await assert.rejects(leaver.call, { message: 'gone home' });
    trial.succeed();
    await clock.settle();
    assert.deepEqual([leaver.runs(), listeners], [0, 0]);
  });

  it('never run with a signal that has aborted, at whatever moment between the decision and their turn', async () => {
    for (let jobs = 0; jobs < 8; jobs += 1) {
      const { breaker, trial, clock } = await waitingRoom();
      const caller = new AbortController();
      const call = breaker.execute(({ signal }) => assert.ok(!signal.aborted, `it ran after an abort ${jobs} jobs after the decision`), caller.signal);
      const ended = call.catch((error: unknown) => assert.equal((error as Error).message, 'gone home'));
      trial.succeed();
      for (let job = 0; job < jobs; job += 1) await Promise.resolve();
      caller.abort(new Error('gone home'));
      await clock.settle();
      await ended;
      assert.deepEqual([breaker.state, breaker.metrics().callsOut], ['closed', 2]);
    }
  });

  it('are rejected when somebody isolates the circuit', async () => {
    const { breaker, others, isRejected } = await waitingRoom();
    breaker.isolate();
    for (const { call } of others) await isRejected('isolated', call);
  });
});

describe('the wait', () => {
  it('grows with every failed trial, and starts small again after a recovery', async () => {
    const waits: number[] = [];
    const openForMs = (failedTrials: number) => Math.min(1_000, 100 * 2 ** failedTrials);
    const { breaker, clock, fail, succeed } = setUp({ openForMs });
    const next = async () => {
      const { retryAfterMs } = breaker.metrics();
      waits.push(retryAfterMs!);
      await clock.advance(retryAfterMs!);
    };
    await fail(3);
    await next();
    for (let trial = 0; trial < 4; trial += 1) {
      await fail();
      await next();
    }
    await succeed();
    await fail(3);
    await next();
    assert.deepEqual(waits, [100, 200, 400, 800, 1_000, 100]);
  });

  it('can keep to what the dependency asked for', async () => {
    const openForMs = (_failedTrials: number, cause: unknown) => (cause as { retryAfterMs?: number }).retryAfterMs ?? 50;
    const { breaker } = setUp({ trip: { kind: 'consecutive', failures: 1 }, openForMs });
    await assert.rejects(breaker.execute(() => Promise.reject(Object.assign(new Error('busy'), { retryAfterMs: 7_000 }))));
    assert.equal(breaker.metrics().retryAfterMs, 7_000);
  });
});

describe('what counts', () => {
  it('is decided by isFailure, for values as for errors', async () => {
    const { breaker } = setUp({ isFailure: (outcome) => outcome.ok && outcome.value === 503 });
    for (let call = 0; call < 9; call += 1) await assert.rejects(breaker.execute(fails));
    assert.equal(breaker.state, 'closed');
    for (let call = 0; call < 3; call += 1) assert.equal(await breaker.execute(() => 503), 503);
    assert.equal(breaker.state, 'open');
  });

  it('is neither success nor failure where ignore says so, for values as for errors', async () => {
    const { breaker, fail } = setUp({ trip: { kind: 'count', calls: 2, failureRatio: 0.5 }, ignore: (outcome) => outcome.ok && outcome.value === 404 });
    await fail();
    for (let call = 0; call < 9; call += 1) await breaker.execute(() => 404);
    assert.equal(breaker.metrics().calls, 1);
    await fail();
    assert.equal(breaker.state, 'open');
  });

  it('is no abort by the caller, whatever the task then throws', async () => {
    const { breaker } = setUp({ trip: { kind: 'consecutive', failures: 1 } });
    const caller = new AbortController();
    const { call, fail } = held(breaker, caller.signal);
    caller.abort(new Error('gone home'));
    fail(outage);
    await assert.rejects(call, outage);
    assert.deepEqual([breaker.state, breaker.metrics().calls], ['closed', 0]);
  });

  it('is an abort that the caller did not ask for', async () => {
    const { breaker } = setUp({ trip: { kind: 'consecutive', failures: 1 } });
    const aborted = new DOMException('The operation was aborted.', 'AbortError');
    await assert.rejects(breaker.execute(() => Promise.reject(aborted), new AbortController().signal), aborted);
    assert.equal(breaker.state, 'open');
  });

  it('is a success that comes in spite of an abort', async () => {
    const { breaker } = setUp({ trip: { kind: 'count', calls: 9, failureRatio: 1 } });
    const caller = new AbortController();
    const { call, succeed } = held(breaker, caller.signal);
    caller.abort();
    succeed();
    assert.equal(await call, 'paid');
    assert.equal(breaker.metrics().calls, 1);
  });

  it('is not run at all for a caller who has aborted already, and takes no permit', async () => {
    const { breaker, fail, clock, succeed } = setUp();
    const run = () => breaker.execute(() => assert.fail('it ran'), AbortSignal.abort(new Error('gone home')));
    await assert.rejects(run(), { message: 'gone home' });
    await fail(3);
    await assert.rejects(run(), { message: 'gone home' });
    await clock.advance(100);
    await assert.rejects(run(), { message: 'gone home' });
    await succeed();
    assert.equal(breaker.state, 'closed');
  });
});

describe('a permit', () => {
  it('counts like a call', async () => {
    const { breaker } = setUp();
    permit(breaker).failure();
    permit(breaker).success();
    for (let call = 0; call < 3; call += 1) permit(breaker).failure(outage);
    const refused = breaker.tryAcquire();
    assert.ok(refused instanceof CircuitOpenError);
    assert.deepEqual([refused.cause, refused.retryAfterMs], [outage, 100]);
  });

  it('listens to the first word only', () => {
    const { breaker } = setUp();
    const once = permit(breaker);
    once.failure();
    once.failure();
    once.failure();
    once.success();
    assert.deepEqual([breaker.metrics().calls, breaker.metrics().failures, breaker.metrics().callsOut], [1, 1, 0]);
  });

  it('goes back when it is released', async () => {
    const { breaker, clock, fail } = setUp();
    await fail(3);
    await clock.advance(100);
    permit(breaker).release();
    permit(breaker).release();
    permit(breaker).success();
    assert.equal(breaker.state, 'closed');
  });

  it('that is forgotten ends a trial at the deadline', async () => {
    const { breaker, clock, fail } = setUp({ halfOpen: { maxWaitMs: 40 } });
    await fail(3);
    await clock.advance(100);
    permit(breaker);
    await clock.advance(40);
    assert.equal(breaker.state, 'open');
  });

  it('is never kept waiting for: it is refused while the trial is out', async () => {
    const { breaker, clock, fail } = setUp({ halfOpen: { surplus: 'wait' } });
    await fail(3);
    await clock.advance(100);
    permit(breaker);
    assert.ok(breaker.tryAcquire() instanceof CircuitOpenError);
  });
});

describe('isolation', () => {
  it('rejects every call until it is released, however long that takes', async () => {
    const { breaker, clock, isRejected, succeed, changes } = setUp();
    const release = breaker.isolate();
    await clock.advance(1_000_000);
    await isRejected('isolated');
    release();
    await succeed();
    assert.deepEqual(changes, ['closed > isolated: isolated', 'isolated > closed: released']);
  });

  it('is held by everybody who asked for it, each once', () => {
    const { breaker } = setUp();
    const [first, second] = [breaker.isolate(), breaker.isolate()];
    first();
    first();
    assert.equal(breaker.state, 'isolated');
    second();
    assert.equal(breaker.state, 'closed');
    second();
    assert.equal(breaker.state, 'closed');
  });

  it('is not ended by outcomes, by a reset or by what is restored', async () => {
    const { breaker, clock } = setUp();
    const early = held(breaker);
    const release = breaker.isolate();
    early.succeed();
    await clock.settle();
    breaker.reset();
    breaker.restore({ state: 'closed', retryAfterMs: 0, failedTrials: 0 });
    assert.equal(breaker.state, 'isolated');
    release();
    assert.equal(breaker.state, 'closed');
  });
});

describe('a reset', () => {
  it('closes an open circuit with an empty window and the shortest wait', async () => {
    const { breaker, clock, fail, changes } = setUp({ openForMs: (failedTrials) => 100 + failedTrials });
    await fail(3);
    await clock.advance(100);
    await fail();
    breaker.reset();
    assert.deepEqual([breaker.state, breaker.metrics().calls], ['closed', 0]);
    assert.equal(changes.at(-1), 'open > closed: reset');
    await fail(3);
    assert.equal(breaker.metrics().retryAfterMs, 100);
  });

  it('empties the window of a closed circuit without announcing a change, and calls from before do not count', async () => {
    const { breaker, fail, changes, clock } = setUp();
    const early = held(breaker);
    await fail(2);
    breaker.reset();
    early.fail();
    await clock.settle();
    await fail(2);
    assert.deepEqual([breaker.state, changes], ['closed', []]);
  });
});

describe('a snapshot', () => {
  const json = (snapshot: CircuitSnapshot) => JSON.parse(JSON.stringify(snapshot)) as CircuitSnapshot;

  it('brings back an open circuit with its old deadline', async () => {
    const before = setUp();
    await before.fail(3);
    await before.clock.advance(30);
    const saved = json(before.breaker.snapshot());
    const { breaker, clock, isRejected, changes } = setUp();
    breaker.restore(saved, 20);
    assert.deepEqual(changes, ['closed > open: restored']);
    await clock.advance(49);
    await isRejected('open');
    await clock.advance(1);
    assert.equal(breaker.state, 'half-open');
  });

  it('brings back a circuit whose wait was over long ago as half-open', async () => {
    const { breaker, succeed } = setUp();
    breaker.restore({ state: 'open', retryAfterMs: 70, failedTrials: 0 }, 3_600_000);
    assert.equal(breaker.state, 'half-open');
    await succeed();
    assert.equal(breaker.state, 'closed');
  });

  it('brings back a half-open circuit with fresh permits, and a closed one closed', async () => {
    const before = setUp();
    assert.deepEqual(before.breaker.snapshot(), { state: 'closed', retryAfterMs: 0, failedTrials: 0 });
    await before.fail(3);
    await before.clock.advance(100);
    held(before.breaker);
    const saved = json(before.breaker.snapshot());
    assert.deepEqual(saved, { state: 'open', retryAfterMs: 0, failedTrials: 0 });
    const { breaker, succeed } = setUp();
    breaker.restore(saved);
    assert.equal(breaker.state, 'half-open');
    await succeed();
    breaker.restore(setUp().breaker.snapshot());
    assert.equal(breaker.state, 'closed');
  });

  it('remembers how often the trial has failed', async () => {
    const openForMs = (failedTrials: number) => 100 * (failedTrials + 1);
    const before = setUp({ openForMs });
    await before.fail(3);
    await before.clock.advance(100);
    await before.fail();
    const { breaker, clock, fail } = setUp({ openForMs });
    breaker.restore(json(before.breaker.snapshot()));
    await clock.advance(200);
    await fail();
    assert.equal(breaker.metrics().retryAfterMs, 300);
  });

  it('does not follow the circuit that it was made of', async () => {
    const { breaker, fail } = setUp();
    const saved = breaker.snapshot();
    await fail(3);
    assert.equal(saved.state, 'closed');
  });

  it('does not count calls from before it was restored', async () => {
    const { breaker, clock } = setUp();
    const early = [held(breaker), held(breaker), held(breaker)];
    breaker.restore({ state: 'closed', retryAfterMs: 0, failedTrials: 0 });
    for (const { fail } of early) fail();
    await clock.settle();
    assert.equal(breaker.state, 'closed');
  });

  it('is refused when it is none', () => {
    const { breaker } = setUp();
    const good = { state: 'open', retryAfterMs: 1, failedTrials: 0 } as const;
    assert.throws(() => breaker.restore({ ...good, state: 'half-open' as 'open' }), /snapshot\.state must be closed or open, got half-open/);
    assert.throws(() => breaker.restore({ ...good, retryAfterMs: NaN }), /snapshot\.retryAfterMs must be from 0 to 2147483647, got NaN/);
    assert.throws(() => breaker.restore({ ...good, failedTrials: -1 }), /snapshot\.failedTrials/);
    assert.throws(() => breaker.restore(good, -5), /elapsedMs must be from 0 to Infinity, got -5/);
    assert.equal(breaker.state, 'closed');
  });
});

describe('a callback', () => {
  const bug = new Error('a bug');
  const buggy = () => {
    throw bug;
  };

  it('hears of a change when it is complete', async () => {
    const seen: unknown[] = [];
    const { breaker, fail } = setUp({ onStateChange: () => seen.push(breaker.state, breaker.metrics().retryAfterMs) });
    await fail(3);
    assert.deepEqual(seen, ['open', 100]);
  });

  it('may act on the circuit while it hears of a change', async () => {
    const { breaker, fail } = setUp({ onStateChange: ({ to }) => { if (to === 'open') breaker.isolate(); } });
    await fail(3);
    assert.equal(breaker.state, 'isolated');
  });

  it('that throws on a change harms nothing, and its error surfaces', async () => {
    const errors = await surfaced(async () => {
      const { breaker, fail, clock, succeed } = setUp({ onStateChange: buggy });
      await fail(3);
      assert.equal(breaker.state, 'open');
      await clock.advance(100);
      await succeed();
      assert.equal(breaker.state, 'closed');
    });
    assert.deepEqual(errors, [bug, bug, bug]);
  });

  it('that throws instead of judging returns the permit', async () => {
    for (const options of [{ isFailure: buggy }, { ignore: buggy }]) {
      const errors = await surfaced(async () => {
        const { breaker, clock } = setUp(options);
        breaker.restore({ state: 'open', retryAfterMs: 0, failedTrials: 0 });
        await assert.rejects(breaker.execute(fails), outage);
        assert.equal(await breaker.execute(works), 'paid');
        assert.deepEqual([breaker.metrics().callsOut, clock.waiting], [0, 0]);
      });
      assert.deepEqual(errors, [bug, bug]);
    }
  });

  it('that cannot say how long to stay open leaves the default of 5 s', async () => {
    for (const openForMs of [buggy, () => NaN, () => -1, () => Infinity]) {
      const errors = await surfaced(async () => {
        const { breaker, fail } = setUp({ openForMs });
        await fail(3);
        assert.equal(breaker.metrics().retryAfterMs, 5_000);
      });
      assert.equal(errors.length, 1);
    }
  });
});

describe('the options', () => {
  const refused = (options: unknown, message: RegExp) =>
    assert.throws(() => new CircuitBreaker(options as CircuitBreakerOptions), (error) => error instanceof RangeError && message.test(error.message));

  it('are checked at the door, and the error names the option, the range and the value', () => {
    const count = { kind: 'count', calls: 10, failureRatio: 0.5 };
    const time = { kind: 'time', windowMs: 1_000, failureRatio: 0.5 };
    refused({ trip: { kind: 'consecutive', failures: 0 } }, /^trip\.failures must be a whole number from 1 to 100000, got 0\.$/);
    refused({ trip: { kind: 'consecutive', failures: 2.5 } }, /trip\.failures must be a whole number .* got 2\.5/);
    refused({ trip: { kind: 'unheard of' } }, /trip\.failures .* got undefined/);
    refused({ trip: { ...count, calls: NaN } }, /trip\.calls .* got NaN/);
    refused({ trip: { ...count, calls: 100_001 } }, /trip\.calls/);
    refused({ trip: { ...count, failureRatio: 0 } }, /trip\.failureRatio must be from 0\.001 to 1, got 0/);
    refused({ trip: { ...count, failureRatio: 1.01 } }, /trip\.failureRatio/);
    refused({ trip: { ...count, minimumCalls: 0 } }, /trip\.minimumCalls must be a whole number from 1 to 10, got 0/);
    refused({ trip: { ...count, minimumCalls: 11 } }, /trip\.minimumCalls .* got 11/);
    refused({ trip: { ...time, windowMs: 0 } }, /trip\.windowMs must be from 1 to 2147483647, got 0/);
    refused({ trip: { ...time, minimumCalls: -3 } }, /trip\.minimumCalls/);
    refused({ slow: { overMs: -1 } }, /slow\.overMs/);
    refused({ slow: { overMs: 10, ratio: 2 } }, /slow\.ratio/);
    refused({ openForMs: 0 }, /openForMs must be from 1 to 2147483647, got 0/);
    refused({ openForMs: Infinity }, /openForMs/);
    refused({ halfOpen: { calls: 0 } }, /halfOpen\.calls must be a whole number from 1 to 100000, got 0/);
    refused({ halfOpen: { calls: 2, failureRatio: 1.5 } }, /halfOpen\.failureRatio/);
    refused({ halfOpen: { maxWaitMs: 0 } }, /halfOpen\.maxWaitMs/);
    refused({ halfOpen: { maxWaitMs: 2 ** 31 } }, /halfOpen\.maxWaitMs .* got 2147483648/);
  });

  it('are accepted at their limits', () => {
    const most = 2 ** 31 - 1;
    new CircuitBreaker({ trip: { kind: 'consecutive', failures: 100_000 }, openForMs: 1, halfOpen: { calls: 2_000 } });
    new CircuitBreaker({ trip: { kind: 'count', calls: 1, failureRatio: 0.001, minimumCalls: 1 }, slow: { overMs: 0, ratio: 0.001 }, openForMs: most });
    new CircuitBreaker({ trip: { kind: 'time', windowMs: 1, failureRatio: 1, minimumCalls: 100_000 }, halfOpen: { maxWaitMs: most, failureRatio: 1 } });
  });

  it('can be left out: then half of at least twenty calls in 10 s open it for 5 s, and one trial call decides', async () => {
    const clock = new HandClock();
    const breaker = new CircuitBreaker({ clock });
    for (let call = 0; call < 10; call += 1) await breaker.execute(works);
    for (let call = 0; call < 9; call += 1) await assert.rejects(breaker.execute(fails), outage);
    assert.equal(breaker.state, 'closed');
    await assert.rejects(breaker.execute(fails), outage);
    assert.deepEqual([breaker.state, breaker.metrics().retryAfterMs], ['open', 5_000]);
    await clock.advance(5_000);
    permit(breaker);
    assert.ok(breaker.tryAcquire() instanceof CircuitOpenError);
    await clock.advance(9_999);
    assert.equal(breaker.state, 'half-open');
    await clock.advance(1);
    assert.equal(breaker.state, 'open');
  });

  it('need no clock: it runs on the process’s own', async () => {
    const breaker = new CircuitBreaker({ trip: { kind: 'consecutive', failures: 1 }, openForMs: 1, halfOpen: { maxWaitMs: 5 } });
    await assert.rejects(breaker.execute(fails), outage);
    const states: string[] = [];
    while (states.at(-1) !== 'half-open') {
      states.push(breaker.state);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    permit(breaker);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { state } = breaker;
    assert.ok(state === 'open' || state === 'half-open');
    assert.ok(!(breaker.tryAcquire() instanceof CircuitOpenError), 'the hung trial call still holds its permit');
  });
});
