import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { Bulkhead, BulkheadFullError, type BulkheadOptions, type Rejection } from './bulkhead.ts';

const outage = new Error('payments is down');
const goneAway = new Error('the shopper went away');

/** A bulkhead on a hand clock with two slots and three places, and every rejection that it announces. */
function setUp(options: Partial<BulkheadOptions> = {}) {
  const clock = new HandClock();
  const rejections: Rejection[] = [];
  const bulkhead = new Bulkhead({ limit: 2, queue: 3, clock, onReject: ({ reason }) => void rejections.push(reason), ...options });
  const started: string[] = [];
  /** A call that ends when it is told to. */
  const call = (name = 'call', signal?: AbortSignal, deadline?: number) => {
    let succeed = (): void => undefined;
    let fail = (): void => undefined;
    const end = { state: 'pending' };
    const promise = bulkhead.execute(
      () => {
        started.push(name);
        return new Promise<string>((resolve, reject) => {
          succeed = () => resolve('paid');
          fail = () => reject(outage);
        });
      },
      signal,
      deadline,
    );
    promise.then(() => (end.state = 'answered'), () => (end.state = 'rejected'));
    return { promise, end, succeed: () => succeed(), fail: () => fail() };
  };
  const isRejected = (promise: Promise<unknown>, reason: Rejection) =>
    assert.rejects(promise, (error) => error instanceof BulkheadFullError && error.code === 'BULKHEAD_FULL' && error.name === 'BulkheadFullError' && error.reason === reason);
  return { bulkhead, clock, rejections, started, call, isRejected };
}

/** Counts who listens to a signal. */
function listenersOf({ signal }: AbortController) {
  let listeners = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...given: Parameters<typeof add>) => (listeners++, add(...given));
  signal.removeEventListener = (...given: Parameters<typeof remove>) => (listeners--, remove(...given));
  return () => listeners;
}

describe('a bulkhead with a free slot', () => {
  it('runs a call at once and hands on what it returns, be it a promise or not', async () => {
    const { bulkhead } = setUp();
    let ran = false;
    const promise = bulkhead.execute(() => {
      ran = true;
      return 42;
    });
    assert.ok(ran);
    assert.equal(await promise, 42);
    assert.equal(await bulkhead.execute(() => Promise.resolve('paid')), 'paid');
  });

  it('hands on what a call throws, unwrapped, be it an error or not, thrown at once or later', async () => {
    const { bulkhead } = setUp();
    const thrown = async (task: () => unknown) => {
      try {
        await bulkhead.execute(task);
      } catch (error) {
        return error;
      }
      return 'nothing';
    };
    assert.equal(await thrown(() => Promise.reject(outage)), outage);
    assert.equal(await thrown(() => { throw outage; }), outage);
    // oxlint-disable-next-line prefer-promise-reject-errors
    assert.equal(await thrown(() => Promise.reject('a word')), 'a word');
  });

  it('takes its slot back however a call ends: with a value, with a rejection, with a throw before the first await', async () => {
    const { bulkhead } = setUp({ limit: 1, queue: 0 });
    for (let round = 0; round < 3; round += 1) {
      await bulkhead.execute(() => 'paid');
      await assert.rejects(bulkhead.execute(() => Promise.reject(outage)), outage);
      await assert.rejects(bulkhead.execute(() => { throw outage; }), outage);
    }
    assert.equal(bulkhead.active, 0);
  });

  it('gives a task the signal of its caller, or one of its own that never aborts, and calls it the first attempt', async () => {
    const { bulkhead } = setUp();
    const { signal } = new AbortController();
    await bulkhead.execute((context) => assert.deepEqual([context.signal, context.attempt], [signal, 1]), signal);
    const signals = [await bulkhead.execute((context) => context.signal), await bulkhead.execute((context) => context.signal)];
    assert.notEqual(signals[0], signals[1]);
    assert.ok(signals.every(({ aborted }) => !aborted));
    await bulkhead.execute((context) => assert.equal(context.signal, context.signal));
  });

  it('reads no clock and sets no timer for a call without a deadline', async () => {
    const { bulkhead, clock } = setUp({ maxWaitMs: 100 });
    for (let call = 0; call < 5; call += 1) await bulkhead.execute(() => 'paid');
    assert.deepEqual([clock.reads, clock.waiting], [0, 0]);
  });
});

describe('the limit', () => {
  it('is how many calls run at once, and one more waits', async () => {
    const { bulkhead, started, call } = setUp();
    for (const name of ['a', 'b', 'c']) call(name);
    assert.deepEqual([started, bulkhead.active, bulkhead.queued], [['a', 'b'], 2, 1]);
  });

  it('of one lets calls run one after the other', async () => {
    const { bulkhead } = setUp({ limit: 1, queue: 9 });
    let running = 0;
    let most = 0;
    const task = async () => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => bulkhead.execute(task)));
    assert.deepEqual([most, bulkhead.active, bulkhead.queued], [1, 0, 0]);
  });

  it('holds though the caller has aborted: a slot comes back only when the work has ended', async () => {
    const { bulkhead, started, call, clock } = setUp({ limit: 1 });
    const controller = new AbortController();
    const first = call('first', controller.signal);
    call('second');
    controller.abort(goneAway);
    await clock.settle();
    assert.deepEqual([started, bulkhead.active, first.end.state], [['first'], 1, 'pending']);
    first.fail();
    await assert.rejects(first.promise, outage);
    assert.deepEqual(started, ['first', 'second']);
  });

  it('holds though the deadline of a running call is over', async () => {
    const { bulkhead, started, call, clock } = setUp({ limit: 1 });
    call('first', undefined, clock.now() + 50);
    call('second');
    await clock.advance(1_000);
    assert.deepEqual([started, bulkhead.active], [['first'], 1]);
  });
});

describe('the queue', () => {
  it('has no place unless it is given some: what finds no slot is rejected at once, without being run', async () => {
    const clock = new HandClock();
    const bulkhead = new Bulkhead({ limit: 1, clock });
    const end = bulkhead.tryAcquire();
    assert.ok(end);
    let runs = 0;
    await assert.rejects(bulkhead.execute(() => (runs += 1)), BulkheadFullError);
    assert.deepEqual([runs, clock.waiting], [0, 0]);
  });

  it('rejects the first call that has no place, with the numbers', async () => {
    const { bulkhead, rejections, call } = setUp();
    const calls = Array.from({ length: 5 }, () => call());
    assert.deepEqual([bulkhead.active, bulkhead.queued, rejections], [2, 3, []]);
    await assert.rejects(call().promise, (error: unknown) => {
      assert.ok(error instanceof BulkheadFullError);
      assert.deepEqual([error.reason, error.limit, error.queue, error.waitedMs], ['full', 2, 3, 0]);
      assert.equal(error.message, 'Every slot is taken and the queue is full (limit 2, queue 3, waited 0 ms).');
      return true;
    });
    assert.deepEqual(rejections, ['full']);
    assert.ok(calls.every(({ end }) => end.state === 'pending'));
  });

  it('is served first come, first served', async () => {
    const { started, call } = setUp();
    const calls = ['a', 'b', 'c', 'd', 'e'].map((name) => call(name));
    for (const { succeed, promise } of calls) {
      succeed();
      await promise;
    }
    assert.deepEqual(started, ['a', 'b', 'c', 'd', 'e']);
  });

  it('gives a slot straight to the call that has waited longest: a newcomer in the very next job does not get it', async () => {
    const { bulkhead, started, call, clock } = setUp({ limit: 1, queue: 2 });
    let end = (): void => undefined;
    const work = new Promise<void>((resolve) => (end = resolve));
    const ended = bulkhead.execute(() => work);
    const waiting = call('waiting');
    // These jobs run right after the one in which the slot comes back, and some jobs later.
    void work.then(() => void call('newcomer'));
    void ended.then(() => void call('next newcomer'));
    end();
    await clock.settle();
    assert.deepEqual([started, bulkhead.queued], [['waiting'], 2]);
    waiting.succeed();
    await clock.settle();
    assert.deepEqual(started, ['waiting', 'newcomer']);
  });

  it('counts a slot as taken from the moment that it is handed over, before the call goes on', async () => {
    const { bulkhead, call, started, isRejected } = setUp({ limit: 1, queue: 0 });
    const release = bulkhead.tryAcquire();
    await isRejected(call('too early').promise, 'full');
    const patient = setUp({ limit: 1, queue: 1 });
    const give = patient.bulkhead.tryAcquire();
    patient.call('waiting');
    give?.();
    assert.deepEqual([patient.bulkhead.active, patient.bulkhead.queued, patient.bulkhead.tryAcquire(), patient.started], [1, 0, undefined, []]);
    release?.();
    assert.deepEqual([bulkhead.active, started], [0, []]);
  });

  it('passes over a long line without a search: a hundred thousand leave from anywhere in a moment', async () => {
    const places = 100_000;
    const { bulkhead } = setUp({ limit: 1, queue: places });
    const release = bulkhead.tryAcquire();
    const kept = Array.from({ length: places - 100 }, () => bulkhead.execute(() => 1));
    const controllers = Array.from({ length: 100 }, () => new AbortController());
    const left = controllers.map(({ signal }) => bulkhead.execute(() => 1, signal).catch(() => 0));
    for (const controller of controllers) controller.abort(goneAway);
    assert.equal(bulkhead.queued, places - 100);
    release?.();
    const sum = (await Promise.all([...kept, ...left])).reduce((total, one) => total + one, 0);
    assert.equal(sum, places - 100);
  });
});

describe('the longest wait', () => {
  it('ends a wait to the millisecond, and frees the place', async () => {
    const { bulkhead, call, clock, isRejected, rejections } = setUp({ maxWaitMs: 100 });
    call();
    call();
    const waiting = call();
    await clock.advance(99);
    assert.deepEqual([waiting.end.state, bulkhead.queued], ['pending', 1]);
    await clock.advance(1);
    await isRejected(waiting.promise, 'wait-over');
    assert.deepEqual([bulkhead.queued, rejections, clock.waiting], [0, ['wait-over'], 0]);
  });

  it('is said in the error', async () => {
    const { call, clock } = setUp({ limit: 1, maxWaitMs: 100 });
    call();
    const waiting = call();
    await clock.advance(100);
    await assert.rejects(waiting.promise, { waitedMs: 100, message: 'No slot became free in time (limit 1, queue 3, waited 100 ms).' });
  });

  it('does not hold once a call has its slot', async () => {
    const { call, clock } = setUp({ limit: 1, maxWaitMs: 100 });
    const first = call('first');
    const second = call('second');
    await clock.advance(60);
    first.succeed();
    await clock.advance(1_000);
    assert.equal(second.end.state, 'pending');
    second.succeed();
    assert.equal(await second.promise, 'paid');
  });

  it('is over in the moment that it ends: a slot that comes free then goes to the next', async () => {
    const { started, call, clock, isRejected } = setUp({ limit: 1, maxWaitMs: 100 });
    const first = call('first');
    clock.setTimeout(() => first.succeed(), 100);
    const late = call('late');
    await clock.advance(50);
    call('next');
    await clock.advance(50);
    await isRejected(late.promise, 'wait-over');
    assert.deepEqual(started, ['first', 'next']);
  });

  it('holds though its timer is late, as after the process stood still', async () => {
    const clock = new HandClock();
    const late = { now: () => clock.now() + offset, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout };
    let offset = 0;
    const { call, started, isRejected } = setUp({ limit: 1, maxWaitMs: 100, clock: late });
    const first = call('first');
    const second = call('second');
    offset = 5_000;
    const third = call('third');
    first.succeed();
    await isRejected(second.promise, 'wait-over');
    assert.deepEqual(started, ['first', 'third']);
    third.succeed();
    await third.promise;
    assert.equal(clock.waiting, 0);
  });

  it('that is over gives its place to a newcomer though its timer is late, wherever in the line it is', async () => {
    const clock = new HandClock();
    let offset = 0;
    const late = { now: () => clock.now() + offset, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout };
    const { bulkhead, call, isRejected, rejections } = setUp({ limit: 1, maxWaitMs: 100, clock: late });
    call('runs');
    offset = 50;
    const patient = call('patient');
    const hasty = call('hasty', undefined, late.now() + 20);
    const lasting = call('lasting');
    await isRejected(call('too many').promise, 'full');
    offset = 70;
    const newcomer = call('newcomer');
    await isRejected(hasty.promise, 'expired');
    await isRejected(call('too many').promise, 'full');
    offset = 150;
    const another = call('another');
    await isRejected(patient.promise, 'wait-over');
    await isRejected(lasting.promise, 'wait-over');
    assert.deepEqual([newcomer.end.state, another.end.state, bulkhead.queued], ['pending', 'pending', 2]);
    assert.deepEqual(rejections, ['full', 'expired', 'full', 'wait-over', 'wait-over']);
  });

  it('that is over lets no newcomer in before a call that its rejection has brought', async () => {
    const clock = new HandClock();
    let offset = 0;
    let brought: Promise<unknown> | undefined;
    const late = { now: () => clock.now() + offset, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout };
    const { call, isRejected, bulkhead } = setUp({ limit: 1, queue: 1, maxWaitMs: 100, clock: late, onReject: ({ reason }) => { if (reason === 'wait-over') brought = call('brought').promise; } });
    call('runs');
    const waiting = call('waits');
    offset = 100;
    const newcomer = call('newcomer');
    await isRejected(waiting.promise, 'wait-over');
    await isRejected(newcomer.promise, 'full');
    assert.deepEqual([bulkhead.queued, brought === undefined], [1, false]);
  });

  it('has no end unless it is given one', async () => {
    const { call, clock } = setUp({ limit: 1 });
    call();
    const waiting = call();
    await clock.advance(10_000_000);
    assert.deepEqual([waiting.end.state, clock.waiting], ['pending', 0]);
  });
});

describe('a deadline', () => {
  it('that is over keeps a call from being run, though slots are free', async () => {
    const { call, clock, started, isRejected, bulkhead } = setUp();
    await isRejected(call('late', undefined, clock.now()).promise, 'expired');
    await isRejected(call('later', undefined, clock.now() - 1).promise, 'expired');
    assert.deepEqual([started, bulkhead.active], [[], 0]);
    call('in time', undefined, clock.now() + 1);
    assert.deepEqual(started, ['in time']);
  });

  it('ends a wait, whichever of it and the longest wait is first', async () => {
    const { call, clock, isRejected, rejections } = setUp({ limit: 1, maxWaitMs: 100 });
    call();
    const soon = call('soon', undefined, clock.now() + 40);
    const late = call('late', undefined, clock.now() + 400);
    await clock.advance(40);
    await isRejected(soon.promise, 'expired');
    await clock.advance(60);
    await isRejected(late.promise, 'wait-over');
    assert.deepEqual(rejections, ['expired', 'wait-over']);
  });

  it('is held to when a slot comes free in that moment, or when the timer is late', async () => {
    const { call, clock, started, isRejected } = setUp({ limit: 1 });
    const first = call('first');
    clock.setTimeout(() => first.succeed(), 40);
    const late = call('late', undefined, clock.now() + 40);
    await clock.advance(40);
    await isRejected(late.promise, 'expired');
    assert.deepEqual(started, ['first']);
  });

  it('so far away that no timer can run to it sets none', async () => {
    const { call, clock } = setUp({ limit: 1 });
    call();
    const patient = call('patient', undefined, clock.now() + 2 ** 31);
    assert.equal(clock.waiting, 0);
    await clock.advance(1_000);
    assert.equal(patient.end.state, 'pending');
  });

  it('must be a number', async () => {
    const { bulkhead } = setUp();
    await assert.rejects(bulkhead.execute(() => 1, undefined, Number.NaN), { name: 'RangeError', message: 'deadline must be from -Infinity to Infinity, got NaN.' });
    assert.equal(bulkhead.active, 0);
  });
});

describe('an abort', () => {
  it('before the call keeps it from being run and takes no place', async () => {
    const { bulkhead, started, call, rejections } = setUp();
    await assert.rejects(call('aborted', AbortSignal.abort(goneAway)).promise, goneAway);
    assert.deepEqual([started, bulkhead.active, bulkhead.queued, rejections], [[], 0, 0, []]);
    call('running');
    call('running');
    await assert.rejects(call('aborted', AbortSignal.abort(goneAway)).promise, goneAway);
    assert.deepEqual([bulkhead.active, bulkhead.queued, rejections], [2, 0, []]);
  });

  it('while a call waits rejects with its reason, unwrapped, and frees the place at once', async () => {
    const { bulkhead, call, started, rejections, clock } = setUp({ limit: 1, queue: 2, maxWaitMs: 100 });
    const first = call('first');
    const controller = new AbortController();
    const listeners = listenersOf(controller);
    const leaving = call('leaving', controller.signal);
    call('behind');
    controller.abort(goneAway);
    assert.equal(bulkhead.queued, 1);
    call('newcomer');
    assert.equal(bulkhead.queued, 2);
    await assert.rejects(leaving.promise, goneAway);
    first.succeed();
    await clock.settle();
    assert.deepEqual([started, rejections, listeners()], [['first', 'behind'], [], 0]);
  });

  it('between the hand-over of a slot and the start of the task passes the slot on', async () => {
    const { bulkhead, call, started, clock } = setUp({ limit: 1 });
    const release = bulkhead.tryAcquire();
    const controller = new AbortController();
    const leaving = call('leaving', controller.signal);
    const behind = call('behind');
    release?.();
    controller.abort(goneAway);
    await assert.rejects(leaving.promise, goneAway);
    await clock.settle();
    assert.deepEqual([started, bulkhead.active, bulkhead.queued], [['behind'], 1, 0]);
    behind.succeed();
    assert.equal(await behind.promise, 'paid');
  });

  it('reaches a running task by its signal, and what the task makes of it is handed on', async () => {
    const { bulkhead } = setUp();
    const controller = new AbortController();
    const call = bulkhead.execute(({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))), controller.signal);
    controller.abort(goneAway);
    await assert.rejects(call, goneAway);
    assert.equal(bulkhead.active, 0);
  });

  it('and every other end of a wait leaves no listener and no timer behind', async () => {
    const { bulkhead, call, clock } = setUp({ limit: 1, queue: 9, maxWaitMs: 100 });
    const controller = new AbortController();
    const listeners = listenersOf(controller);
    const first = call('first', controller.signal);
    assert.equal(listeners(), 0);
    const calls = ['started', 'drained', 'over'].map((name) => call(name, controller.signal, name === 'over' ? clock.now() + 10 : undefined));
    assert.deepEqual([listeners(), clock.waiting], [3, 3]);
    await clock.advance(10);
    assert.deepEqual([listeners(), clock.waiting], [2, 2]);
    first.succeed();
    await clock.settle();
    assert.deepEqual([listeners(), clock.waiting], [1, 1]);
    bulkhead.drain();
    assert.deepEqual([listeners(), clock.waiting], [0, 0]);
    await clock.settle();
    assert.deepEqual(calls.map(({ end }) => end.state), ['pending', 'rejected', 'rejected']);
  });
});

describe('a slot by hand', () => {
  it('is given where one is free, and comes back once, however often it is given back', () => {
    const { bulkhead, rejections } = setUp();
    const first = bulkhead.tryAcquire();
    const second = bulkhead.tryAcquire();
    assert.ok(first && second);
    assert.equal(bulkhead.tryAcquire(), undefined);
    assert.deepEqual([bulkhead.active, rejections, bulkhead.metrics().rejected.full], [2, ['full'], 1]);
    first();
    first();
    first();
    assert.equal(bulkhead.active, 1);
    second();
    assert.equal(bulkhead.active, 0);
  });

  it('says where there is none that no slot is free, whether or not there are places to wait', () => {
    const messages: string[] = [];
    const { bulkhead } = setUp({ limit: 1, onReject: ({ reason, message }) => void messages.push(`${reason}: ${message}`) });
    bulkhead.tryAcquire();
    bulkhead.tryAcquire();
    assert.deepEqual(messages, ['full: No slot is free (limit 1, queue 3, waited 0 ms).']);
  });

  it('comes back once, though what is told of the calls behind it gives it back again', async () => {
    const clock = new HandClock();
    let offset = 0;
    const late = { now: () => clock.now() + offset, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout };
    const { bulkhead, call, isRejected } = setUp({ limit: 2, maxWaitMs: 10, clock: late, onReject: () => release?.() });
    const release = bulkhead.tryAcquire();
    call();
    const waiting = call();
    offset = 20;
    release?.();
    await isRejected(waiting.promise, 'wait-over');
    assert.equal(bulkhead.active, 1);
  });

  it('goes to whoever waits when it comes back', async () => {
    const { bulkhead, call, started, clock } = setUp({ limit: 1 });
    const release = bulkhead.tryAcquire();
    call('waiting');
    release?.();
    release?.();
    await clock.settle();
    assert.deepEqual([started, bulkhead.active], [['waiting'], 1]);
  });
});

describe('a new limit', () => {
  it('that is higher starts as many waiting calls at once, those that waited longest first', async () => {
    const { bulkhead, call, started, clock } = setUp({ limit: 1 });
    for (const name of ['a', 'b', 'c', 'd']) call(name);
    bulkhead.limit = 3;
    assert.deepEqual([bulkhead.limit, bulkhead.active, bulkhead.queued], [3, 3, 1]);
    await clock.settle();
    assert.deepEqual(started, ['a', 'b', 'c']);
  });

  it('that is lower lets the running calls end, and starts none before fewer run than it says', async () => {
    const { bulkhead, call, started, clock } = setUp({ limit: 3 });
    const calls = ['a', 'b', 'c', 'd', 'e'].map((name) => call(name));
    bulkhead.limit = 1;
    assert.deepEqual([bulkhead.active, bulkhead.queued], [3, 2]);
    calls[0]!.succeed();
    calls[1]!.succeed();
    await clock.settle();
    assert.deepEqual([bulkhead.active, bulkhead.queued, started], [1, 2, ['a', 'b', 'c']]);
    calls[2]!.succeed();
    await clock.settle();
    assert.deepEqual([bulkhead.active, started], [1, ['a', 'b', 'c', 'd']]);
  });

  it('is what later rejections say', async () => {
    const { bulkhead } = setUp({ limit: 2, queue: 0 });
    bulkhead.tryAcquire();
    bulkhead.limit = 1;
    await assert.rejects(bulkhead.execute(() => 1), { limit: 1 });
  });

  it('out of range is refused, and the old one stays', () => {
    const { bulkhead } = setUp();
    for (const limit of [0, -1, 1.5, Number.NaN, Infinity]) {
      assert.throws(() => (bulkhead.limit = limit), { name: 'RangeError', message: `limit must be a whole number from 1 to 1000000, got ${limit}.` });
    }
    assert.equal(bulkhead.limit, 2);
  });
});

describe('draining', () => {
  it('rejects every call that waits, with its cause, and touches none that runs', async () => {
    const { bulkhead, call, isRejected, rejections } = setUp({ limit: 1 });
    const running = call('running');
    const waiting = [call('a'), call('b')];
    const cause = new Error('shutting down');
    bulkhead.drain(cause);
    assert.equal(bulkhead.queued, 0);
    for (const { promise } of waiting) {
      await isRejected(promise, 'drained');
      await assert.rejects(promise, { cause });
    }
    assert.deepEqual(rejections, ['drained', 'drained']);
    running.succeed();
    assert.equal(await running.promise, 'paid');
  });

  it('of an empty queue does nothing, and calls are taken after it', async () => {
    const { bulkhead } = setUp();
    bulkhead.drain();
    assert.equal(await bulkhead.execute(() => 'paid'), 'paid');
    assert.deepEqual(bulkhead.metrics().rejected.drained, 0);
  });

  it('ends, though every rejected call comes back at once', async () => {
    const clock = new HandClock();
    const again: Promise<unknown>[] = [];
    const bulkhead: Bulkhead = new Bulkhead({ limit: 1, queue: 5, clock, onReject: () => void again.push(bulkhead.execute(() => 'again')) });
    const release = bulkhead.tryAcquire();
    const waiting = [1, 2, 3].map(() => bulkhead.execute(() => 'first').catch(() => 'drained'));
    bulkhead.drain();
    assert.equal(bulkhead.queued, 3);
    release?.();
    assert.deepEqual([await Promise.all(waiting), await Promise.all(again)], [Array(3).fill('drained'), Array(3).fill('again')]);
  });
});

describe('the callback', () => {
  it('is told of each rejection with the error that the caller gets', async () => {
    const errors: unknown[] = [];
    const { bulkhead, call } = setUp({ limit: 1, queue: 0, onReject: (error) => void errors.push(error) });
    call();
    await bulkhead.execute(() => 1).catch((error: unknown) => assert.equal(error, errors[0]));
    assert.equal(errors.length, 1);
  });

  it('finds the rejection counted and the place free', async () => {
    const seen: unknown[] = [];
    const { bulkhead, call, clock } = setUp({ limit: 1, queue: 1, maxWaitMs: 10, onReject: () => void seen.push([bulkhead.queued, bulkhead.metrics().rejected['wait-over']]) });
    call();
    call();
    await clock.advance(10);
    assert.deepEqual(seen, [[0, 1]]);
  });

  it('that asks for a slot while one is being handed over gets none before those who wait', async () => {
    const clock = new HandClock();
    let offset = 0;
    let newcomer: unknown = 'not asked';
    const late = { now: () => clock.now() + offset, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout };
    const bulkhead: Bulkhead = new Bulkhead({ limit: 1, queue: 5, clock: late, onReject: ({ reason }) => { if (reason === 'expired') newcomer = bulkhead.tryAcquire(); } });
    const release = bulkhead.tryAcquire();
    const expired = bulkhead.execute(() => 1, undefined, clock.now() + 10).catch(() => 'expired');
    const patient = bulkhead.execute(() => 'served');
    offset = 20;
    release?.();
    assert.deepEqual([newcomer, await expired, await patient], [undefined, 'expired', 'served']);
  });

  it('that throws harms nothing, and what it threw surfaces', async () => {
    const mistake = new Error('a mistake in a callback');
    const { bulkhead, call, isRejected } = setUp({ limit: 1, queue: 0, onReject: () => { throw mistake; } });
    const running = call();
    assert.deepEqual(await surfaced(() => isRejected(bulkhead.execute(() => 1), 'full')), [mistake]);
    running.succeed();
    await running.promise;
    assert.equal(await bulkhead.execute(() => 'paid'), 'paid');
  });
});

describe('metrics', () => {
  it('say what is and what was rejected, by reason, as a copy', async () => {
    const { bulkhead, call, clock } = setUp({ limit: 1, queue: 1, maxWaitMs: 10 });
    const first = call();
    call();
    call();
    assert.deepEqual(bulkhead.metrics(), { limit: 1, active: 1, queue: 1, queued: 1, rejected: { full: 1, 'wait-over': 0, expired: 0, drained: 0 } });
    bulkhead.metrics().rejected.full = 99;
    await clock.advance(10);
    call();
    bulkhead.drain();
    first.succeed();
    await first.promise;
    await call('late', undefined, clock.now()).promise.catch(() => undefined);
    assert.deepEqual(bulkhead.metrics(), { limit: 1, active: 0, queue: 1, queued: 0, rejected: { full: 1, 'wait-over': 1, expired: 1, drained: 1 } });
  });
});

describe('its options', () => {
  it('are refused out of range, with the name, the value and the range', () => {
    const bad: readonly (readonly [BulkheadOptions, string])[] = [
      [{ limit: 0 }, 'limit must be a whole number from 1 to 1000000, got 0.'],
      [{ limit: 2.5 }, 'limit must be a whole number from 1 to 1000000, got 2.5.'],
      [{ limit: Number.NaN }, 'limit must be a whole number from 1 to 1000000, got NaN.'],
      [{ limit: 1_000_001 }, 'limit must be a whole number from 1 to 1000000, got 1000001.'],
      [{ limit: '3' as unknown as number }, 'limit must be a whole number from 1 to 1000000, got 3.'],
      [{ limit: 1, queue: -1 }, 'queue must be a whole number from 0 to 1000000, got -1.'],
      [{ limit: 1, queue: Infinity }, 'queue must be a whole number from 0 to 1000000, got Infinity.'],
      [{ limit: 1, maxWaitMs: 0 }, 'maxWaitMs must be from 1 to 2147483647, got 0.'],
      [{ limit: 1, maxWaitMs: Number.NaN }, 'maxWaitMs must be from 1 to 2147483647, got NaN.'],
      [{ limit: 1, maxWaitMs: 2 ** 31 }, 'maxWaitMs must be from 1 to 2147483647, got 2147483648.'],
    ];
    for (const [options, message] of bad) assert.throws(() => new Bulkhead(options), { name: 'RangeError', message });
  });

  it('are taken at their limits', () => {
    for (const options of [{ limit: 1, queue: 0, maxWaitMs: 1 }, { limit: 1_000_000, queue: 1_000_000, maxWaitMs: 2 ** 31 - 1 }, { limit: 1, maxWaitMs: Infinity }]) {
      assert.equal(new Bulkhead(options).limit, options.limit);
    }
  });

  it('need no clock: the process has one', async () => {
    const bulkhead = new Bulkhead({ limit: 1, queue: 1, maxWaitMs: 5 });
    const release = bulkhead.tryAcquire();
    await assert.rejects(bulkhead.execute(() => 1), (error) => error instanceof BulkheadFullError && error.reason === 'wait-over' && error.waitedMs > 0);
    release?.();
    assert.equal(await bulkhead.execute(() => 'paid', undefined, performance.now() + 1_000), 'paid');
  });
});
