import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { Retry, RetryBudget, TimeoutError, backoff, type Backoff, type CallContext, type Jitter, type RetryOptions } from './retry.ts';

const outage = new Error('pricing is down');
const left = new Error('the shopper left');

/** A retry on a hand clock that waits 100 ms, with all that it says. */
function setUp(options: RetryOptions = {}) {
  const clock = new HandClock();
  const said: string[] = [];
  const retry = new Retry({
    backoff: backoff.constant(100),
    clock,
    random: () => 0.5,
    onRetry: ({ attempt, delayMs }) => void said.push(`${attempt} failed, waits ${delayMs}`),
    onGiveUp: ({ attempt, reason }) => void said.push(`gave up after ${attempt}: ${reason}`),
    ...options,
  });
  return { clock, said, retry };
}

/** A task that fails so many times and then answers; it notes when each attempt began. */
function failing(times: number, clock: HandClock, error: unknown = outage) {
  const startedAt: number[] = [];
  const task = async () => {
    startedAt.push(clock.now() - 1_000);
    if (startedAt.length <= times) throw error;
    return 'priced';
  };
  return { task, startedAt };
}

/** How a call ends, once the clock has moved on. */
async function ended(call: Promise<unknown>, clock: HandClock, ms: number): Promise<unknown> {
  const settled = call.catch((error: unknown) => error);
  await clock.advance(ms);
  return settled;
}

/** A task that ends when it is told to, whatever its signal says. */
function held() {
  const contexts: CallContext[] = [];
  const ends: { resolve: (value: string) => void; reject: (error: unknown) => void }[] = [];
  const task = (context: CallContext) => {
    contexts.push(context);
    return new Promise<string>((resolve, reject) => void ends.push({ resolve, reject }));
  };
  return { task, contexts, ends };
}

/** How many listeners a signal has now. */
function counted(signal: AbortSignal): () => number {
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(signal, given);
  };
  signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
    listeners -= 1;
    removeEventListener.apply(signal, given);
  };
  return () => listeners;
}

describe('a call', () => {
  it('is made once where it succeeds, and what it returns is handed on', async () => {
    const { retry, said, clock } = setUp();
    const { task, startedAt } = failing(0, clock);
    assert.equal(await retry.execute(task), 'priced');
    assert.equal(await retry.execute(() => 42), 42);
    assert.deepEqual([startedAt.length, said], [1, []]);
  });

  it('is made again after each failure, until it succeeds', async () => {
    const { retry, said, clock } = setUp();
    const { task, startedAt } = failing(2, clock);
    assert.equal(await ended(retry.execute(task), clock, 200), 'priced');
    assert.deepEqual(startedAt, [0, 100, 200]);
    assert.deepEqual(said, ['1 failed, waits 100', '2 failed, waits 100']);
  });

  it('that throws at once is taken like one that rejects', async () => {
    const { retry, clock } = setUp({ maxAttempts: 2 });
    let runs = 0;
    const call = retry.execute(() => {
      runs += 1;
      throw outage;
    });
    assert.equal(await ended(call, clock, 100), outage);
    assert.equal(runs, 2);
  });

  it('hands on its last error as it came, be it an error or not', async () => {
    const { retry, clock } = setUp({ maxAttempts: 2 });
    let runs = 0;
    const call = retry.execute(() => {
      runs += 1;
      return Promise.reject(runs === 1 ? outage : 'busy');
    });
    assert.equal(await ended(call, clock, 100), 'busy');
  });

  it('reads no clock and sets no timer where it succeeds and no time is limited', async () => {
    const { retry, clock } = setUp();
    await retry.execute(() => 1);
    assert.deepEqual([clock.reads, clock.waiting], [0, 0]);
  });

  it('knows its number, from 1, and keeps it when later attempts are made', async () => {
    const { retry, clock } = setUp();
    const contexts: CallContext[] = [];
    await ended(retry.execute((context) => (contexts.push(context), Promise.reject(outage))), clock, 200);
    assert.deepEqual(contexts.map(({ attempt }) => attempt), [1, 2, 3]);
  });
});

describe('the limit of attempts', () => {
  it('counts the first one', async () => {
    for (const [maxAttempts, runs] of [[1, 1], [3, 3], [10, 10]] as const) {
      const { retry, clock, said } = setUp({ maxAttempts });
      const { task, startedAt } = failing(99, clock);
      assert.equal(await ended(retry.execute(task), clock, 10_000), outage);
      assert.equal(startedAt.length, runs);
      assert.equal(said.at(-1), `gave up after ${runs}: attempts`);
    }
  });

  it('is three where nothing is said', async () => {
    const clock = new HandClock();
    const { task, startedAt } = failing(99, clock);
    await ended(new Retry({ clock }).execute(task), clock, 10_000);
    assert.equal(startedAt.length, 3);
  });

  it('may be left out', async () => {
    const { retry, clock } = setUp({ maxAttempts: Infinity });
    const { task } = failing(500, clock);
    assert.equal(await ended(retry.execute(task), clock, 50_000), 'priced');
  });
});

describe('what is worth another attempt', () => {
  it('is asked of each outcome, with the number of its attempt', async () => {
    const asked: unknown[] = [];
    const { retry, clock } = setUp({ isRetryable: (outcome, attempt) => (asked.push([outcome, attempt]), !outcome.ok) });
    const { task } = failing(1, clock);
    await ended(retry.execute(task), clock, 100);
    assert.deepEqual(asked, [[{ ok: false, error: outage }, 1], [{ ok: true, value: 'priced' }, 2]]);
  });

  it('leaves an error that does not pass at one attempt', async () => {
    const { retry, clock, said } = setUp({ isRetryable: (outcome) => !outcome.ok && outcome.error !== outage });
    const { task, startedAt } = failing(99, clock);
    assert.equal(await ended(retry.execute(task), clock, 1_000), outage);
    assert.deepEqual([startedAt.length, said], [1, ['gave up after 1: not-retryable']]);
  });

  it('is every error where nothing is said, apart from a TypeError, which most often is a bug', async () => {
    for (const [error, attempts] of [[new Error('down'), 3], ['down', 3], [new TypeError('x is not a function'), 1]] as const) {
      let made = 0;
      const failing = new Retry({ backoff: backoff.constant(0) }).execute(() => {
        made += 1;
        throw error;
      });
      await assert.rejects(failing, (thrown) => thrown === error);
      assert.equal(made, attempts);
    }
  });

  it('may be an answer, which is handed on when it stays the same', async () => {
    const { retry, clock, said } = setUp({ isRetryable: (outcome) => outcome.ok && outcome.value === 'not yet' });
    assert.equal(await ended(retry.execute(() => 'not yet'), clock, 1_000), 'not yet');
    assert.equal(said.at(-1), 'gave up after 3: attempts');
  });

  it('is nothing where the predicate throws, and what it throws surfaces', async () => {
    const bug = new Error('bug');
    const { retry, clock } = setUp({ isRetryable: () => { throw bug; } });
    const { task, startedAt } = failing(99, clock);
    const errors = await surfaced(async () => assert.equal(await ended(retry.execute(task), clock, 1_000), outage));
    assert.deepEqual([errors, startedAt.length], [[bug], 1]);
  });
});

describe('the deadline', () => {
  it('lets nothing begin at it or later, and gives up rather than wait in vain', async () => {
    const { retry, clock, said } = setUp({ maxAttempts: 9, maxElapsedMs: 200 });
    const { task, startedAt } = failing(99, clock);
    const call = retry.execute(task);
    assert.equal(await ended(call, clock, 100), outage);
    assert.deepEqual([startedAt, said.at(-1), clock.waiting], [[0, 100], 'gave up after 2: deadline', 0]);
  });

  it('leaves time for an attempt that begins a moment before it', async () => {
    const { retry, clock } = setUp({ maxElapsedMs: 101 });
    const { task, startedAt } = failing(1, clock);
    assert.equal(await ended(retry.execute(task), clock, 100), 'priced');
    assert.deepEqual(startedAt, [0, 100]);
  });

  it('ends the attempt that is out', async () => {
    const { retry, clock, said } = setUp({ maxElapsedMs: 250 });
    const { task, contexts } = held();
    const call = retry.execute(task).catch((error: unknown) => error);
    await clock.advance(249);
    assert.equal(clock.waiting, 1);
    await clock.advance(1);
    const error = await call;
    assert.ok(error instanceof TimeoutError && error.timeoutMs === 250);
    assert.deepEqual([contexts.length, said, clock.waiting], [1, ['gave up after 1: deadline'], 0]);
  });

  it('shortens the time of the last attempt to what is left', async () => {
    const { retry, clock } = setUp({ maxElapsedMs: 350, attemptTimeoutMs: 200 });
    const { task, contexts } = held();
    const error = await ended(retry.execute(task), clock, 350);
    assert.ok(error instanceof TimeoutError && error.timeoutMs === 50);
    assert.equal(contexts.length, 2);
  });

  it('holds where a timer is late', async () => {
    const late = new HandClock();
    const clock = { now: () => late.now(), clearTimeout: late.clearTimeout, setTimeout: (run: () => void, ms: number) => late.setTimeout(run, ms === 100 ? 300 : ms) };
    const { retry, said } = setUp({ clock, maxElapsedMs: 250 });
    const { task, startedAt } = failing(99, late);
    assert.equal(await ended(retry.execute(task), late, 1_000), outage);
    assert.deepEqual([startedAt, said], [[0], ['1 failed, waits 100', 'gave up after 1: deadline']]);
  });
});

describe('the time limit of an attempt', () => {
  it('ends it with an error of its own, and the next one begins after the wait', async () => {
    const { retry, clock, said } = setUp({ attemptTimeoutMs: 50, maxAttempts: 2 });
    const { task, contexts } = held();
    const error = await ended(retry.execute(task), clock, 200);
    assert.ok(error instanceof TimeoutError && error.code === 'TIMEOUT' && error.timeoutMs === 50);
    assert.match(error.message, /longer than 50 ms/u);
    assert.equal(contexts.length, 2);
    assert.deepEqual(said, ['1 failed, waits 100', 'gave up after 2: attempts']);
  });

  it('aborts the signal of that attempt alone, with the same error', async () => {
    const { retry, clock } = setUp({ attemptTimeoutMs: 50, maxAttempts: 2 });
    const signals: AbortSignal[] = [];
    const call = retry.execute(({ signal, attempt }) => {
      signals.push(signal);
      return attempt === 2 ? 'priced' : new Promise<string>(() => undefined);
    });
    assert.equal(await ended(call, clock, 150), 'priced');
    assert.ok(signals[0]!.aborted && signals[0]!.reason instanceof TimeoutError);
    assert.ok(!signals[1]!.aborted);
  });

  it('aborts the signal where the caller has one too, and leaves the caller’s alone', async () => {
    const { retry, clock } = setUp({ attemptTimeoutMs: 50, maxAttempts: 1 });
    const caller = new AbortController();
    let own: AbortSignal | undefined;
    await ended(retry.execute(({ signal }) => ((own = signal), new Promise(() => undefined)), caller.signal), clock, 50);
    assert.ok(own!.aborted && own!.reason instanceof TimeoutError && !caller.signal.aborted);
  });

  it('gives an aborted signal to a task that asks for it only later', async () => {
    const { retry, clock } = setUp({ attemptTimeoutMs: 50, maxAttempts: 1 });
    const { task, contexts } = held();
    const error = await ended(retry.execute(task), clock, 50);
    assert.equal(contexts[0]!.signal.reason, error);
  });

  it('drops what comes of the task later, be it an answer or an error', async () => {
    const { retry, clock } = setUp({ attemptTimeoutMs: 50, maxAttempts: 3 });
    const { task, ends } = held();
    const errors = await surfaced(async () => {
      const call = retry.execute(task);
      await clock.advance(150);
      ends[0]!.resolve('late');
      await clock.advance(150);
      ends[1]!.reject(new Error('late'));
      ends[2]!.resolve('priced');
      assert.equal(await ended(call, clock, 0), 'priced');
    });
    assert.deepEqual([errors, clock.waiting], [[], 0]);
  });

  it('holds for a task that ends in that very moment', async () => {
    const { retry, clock } = setUp({ attemptTimeoutMs: 50, maxAttempts: 1 });
    const call = retry.execute(() => new Promise<string>((resolve) => void clock.setTimeout(() => resolve('priced'), 50)));
    assert.ok((await ended(call, clock, 50)) instanceof TimeoutError);
  });

  it('leaves no timer behind a task that ended in time, and does not abort its signal', async () => {
    const { retry, clock } = setUp({ attemptTimeoutMs: 50 });
    const signal = await retry.execute((context) => context.signal);
    await clock.advance(100);
    assert.deepEqual([clock.waiting, signal.aborted], [0, false]);
  });

  it('is waited for as an ordinary failure, which a predicate may refuse', async () => {
    const { retry, clock } = setUp({ attemptTimeoutMs: 50, isRetryable: (outcome) => !outcome.ok && !(outcome.error instanceof TimeoutError) });
    const { task, contexts } = held();
    assert.ok((await ended(retry.execute(task), clock, 1_000)) instanceof TimeoutError);
    assert.equal(contexts.length, 1);
  });
});

describe('an abort by the caller', () => {
  it('before the call keeps the task from running', async () => {
    const { retry, clock } = setUp();
    const { task, startedAt } = failing(0, clock);
    await assert.rejects(retry.execute(task, AbortSignal.abort(left)), left);
    assert.equal(startedAt.length, 0);
  });

  it('during a wait ends the call at once, and nothing is left', async () => {
    const { retry, clock, said } = setUp();
    const controller = new AbortController();
    const listeners = counted(controller.signal);
    const { task, startedAt } = failing(99, clock);
    const call = retry.execute(task, controller.signal);
    call.catch(() => undefined);
    await clock.advance(50);
    assert.equal(listeners(), 1);
    controller.abort(left);
    await assert.rejects(call, left);
    await clock.advance(1_000);
    assert.deepEqual([startedAt.length, clock.waiting, listeners(), said], [1, 0, 0, ['1 failed, waits 100']]);
  });

  it('during an attempt ends the call when the attempt fails, with its own reason', async () => {
    for (const options of [{}, { attemptTimeoutMs: 500 }]) {
      const { retry, clock, said } = setUp(options);
      const controller = new AbortController();
      const { task, ends, contexts } = held();
      const call = retry.execute(task, controller.signal);
      call.catch(() => undefined);
      await clock.advance(10);
      const { signal } = contexts[0]!;
      controller.abort(left);
      assert.deepEqual([signal.aborted, signal.reason], [true, left]);
      ends[0]!.reject(new Error('the connection was closed'));
      await assert.rejects(call, left);
      assert.deepEqual([contexts.length, said, clock.waiting], [1, [], 0]);
    }
  });

  it('does not take an answer away that came all the same', async () => {
    const { retry } = setUp();
    const controller = new AbortController();
    assert.equal(await retry.execute(() => (controller.abort(left), 'priced'), controller.signal), 'priced');
  });

  it('by what is told of the retry ends it before the wait', async () => {
    const controller = new AbortController();
    const { retry, clock } = setUp({ onRetry: () => controller.abort(left) });
    const { task, startedAt } = failing(99, clock);
    await assert.rejects(retry.execute(task, controller.signal), left);
    assert.deepEqual([startedAt.length, clock.waiting], [1, 0]);
  });

  it('in the moment in which a wait ends, be it one of no time, keeps the task from running once more', async () => {
    for (const waitMs of [0, 100]) {
      const controller = new AbortController();
      const { retry, clock, said } = setUp({ backoff: backoff.constant(waitMs), onRetry: () => waitMs === 0 && queueMicrotask(() => controller.abort(left)) });
      const { setTimeout } = clock;
      const andAborts = (run: () => void) => () => (run(), controller.abort(left));
      Object.assign(clock, { setTimeout: (run: () => void, ms: number) => setTimeout(andAborts(run), ms) });
      const { task, startedAt } = failing(99, clock);
      assert.equal(await ended(retry.execute(task, controller.signal), clock, waitMs), left);
      assert.deepEqual([startedAt.length, said, clock.waiting], [1, [], 0]);
    }
  });

  it('ends at once an attempt whose time is limited, though its task hears nothing, and drops what comes of that', async () => {
    const { retry, clock } = setUp({ attemptTimeoutMs: 500 });
    const controller = new AbortController();
    const listeners = counted(controller.signal);
    const { task, contexts, ends } = held();
    const call = retry.execute(task, controller.signal).catch((error: unknown) => error);
    await clock.settle();
    controller.abort(left);
    assert.deepEqual([clock.waiting, listeners()], [0, 0]);
    assert.equal(contexts[0]!.signal.reason, left);
    ends[0]!.resolve('late');
    assert.equal(await call, left);
  });

  it('is told from the end of an attempt’s time', async () => {
    const { retry, clock } = setUp({ attemptTimeoutMs: 50, maxAttempts: 1 });
    const controller = new AbortController();
    const { task } = held();
    const call = retry.execute(task, controller.signal).catch((error: unknown) => error);
    controller.abort(left);
    await clock.advance(50);
    assert.equal(await call, left);
  });

  it('leaves no listener on the signal, however the call ends', async () => {
    const { signal } = new AbortController();
    const listeners = counted(signal);
    const { retry, clock } = setUp({ attemptTimeoutMs: 50 });
    await retry.execute((context) => context.signal, signal);
    await ended(retry.execute((context) => (void context.signal, Promise.reject(outage)), signal), clock, 1_000);
    await ended(retry.execute((context) => (void context.signal, new Promise(() => undefined)), signal), clock, 1_000);
    let kept: CallContext | undefined;
    await retry.execute((context) => void (kept = context), signal);
    assert.equal(kept!.signal.aborted, false);
    assert.equal(listeners(), 0);
  });
});

describe('the signal of an attempt', () => {
  it('is the caller’s own where no time is limited', async () => {
    const { retry } = setUp();
    const { signal } = new AbortController();
    assert.equal(await retry.execute((context) => context.signal, signal), signal);
  });

  it('is one that never aborts where the caller has none, another for each call', async () => {
    const { retry } = setUp();
    const signals = [await retry.execute(({ signal }) => signal), await retry.execute(({ signal }) => signal)];
    assert.notEqual(signals[0], signals[1]);
    assert.ok(signals.every(({ aborted }) => !aborted));
    await retry.execute((context) => assert.equal(context.signal, context.signal));
  });

  it('is aborted from the start where the caller’s aborted while the task had not asked yet', async () => {
    const { retry } = setUp({ attemptTimeoutMs: 50, maxAttempts: 1 });
    const controller = new AbortController();
    let signal: AbortSignal | undefined;
    const call = retry.execute((context) => (controller.abort(left), (signal = context.signal)), controller.signal);
    await assert.rejects(call, left);
    assert.equal(signal!.reason, left);
  });
});

describe('a wait that is asked for', () => {
  const busy = (retryAfterMs: unknown) => Object.assign(new Error('busy'), { retryAfterMs });

  it('passes in full, and then the backoff', async () => {
    const { retry, clock } = setUp();
    const { task, startedAt } = failing(1, clock, busy(400));
    await ended(retry.execute(task), clock, 500);
    assert.deepEqual(startedAt, [0, 500]);
  });

  it('is read by a function of the outcome where there is one', async () => {
    const { retry, clock } = setUp({ delayFrom: (outcome) => (outcome.ok ? 1 : 50) });
    const { task, startedAt } = failing(1, clock);
    await ended(retry.execute(task), clock, 150);
    assert.deepEqual(startedAt, [0, 150]);
  });

  it('ends the call when it is null, negative or too long', async () => {
    for (const ms of [null, -1, 1_001, Infinity]) {
      const { retry, clock, said } = setUp({ delayFrom: () => ms, maxDelayMs: 1_000 });
      const { task, startedAt } = failing(99, clock);
      assert.equal(await ended(retry.execute(task), clock, 5_000), outage);
      assert.deepEqual([startedAt.length, said], [1, ['gave up after 1: pushback']]);
    }
    const { retry, clock } = setUp({ delayFrom: () => 1_000, maxDelayMs: 1_000 });
    const { task } = failing(1, clock);
    assert.equal(await ended(retry.execute(task), clock, 1_100), 'priced');
  });

  it('ends the call where the error’s own word for it is negative or too long', async () => {
    for (const ms of [-1, 60_001, Infinity]) {
      const { retry, clock, said } = setUp();
      const { task, startedAt } = failing(99, clock, busy(ms));
      await ended(retry.execute(task), clock, 1e6);
      assert.deepEqual([startedAt.length, said], [1, ['gave up after 1: pushback']]);
    }
  });

  it('is for ever where a circuit is open and does not say for how long', async () => {
    for (const [retryAfterMs, attempts] of [[undefined, 1], [null, 1], [400, 2]] as const) {
      const { retry, clock, said } = setUp();
      const { task, startedAt } = failing(1, clock, Object.assign(busy(retryAfterMs), { code: 'CIRCUIT_OPEN' }));
      await ended(retry.execute(task), clock, 1_000);
      assert.deepEqual([startedAt.length, said], [attempts, [attempts === 1 ? 'gave up after 1: pushback' : '1 failed, waits 500']]);
    }
  });

  it('counts as none where an error’s own word for it is no length of time', async () => {
    for (const word of ['5', NaN, undefined, null]) {
      const { retry, clock } = setUp();
      const { task, startedAt } = failing(1, clock, busy(word));
      await ended(retry.execute(task), clock, 100);
      assert.deepEqual(startedAt, [0, 100]);
    }
    const { retry, clock } = setUp({ maxAttempts: 2 });
    assert.equal(await ended(retry.execute(() => Promise.reject(null)), clock, 100), null);
  });

  it('is none where a function that reads it is wrong, and that surfaces', async () => {
    const { retry, clock } = setUp({ delayFrom: () => NaN });
    const { task, startedAt } = failing(1, clock);
    const errors = await surfaced(async () => void (await ended(retry.execute(task), clock, 100)));
    assert.equal((errors[0] as Error).message, 'delayFrom must be from -Infinity to Infinity, got NaN.');
    assert.deepEqual(startedAt, [0, 100]);
  });
});

describe('a call that does harm when it is made twice', () => {
  it('is made once where its task sends no key', async () => {
    const { retry, clock, said } = setUp({ idempotent: false });
    const { task, startedAt } = failing(99, clock);
    assert.equal(await ended(retry.execute(task), clock, 1_000), outage);
    assert.deepEqual([startedAt.length, said], [1, ['gave up after 1: no-key']]);
  });

  it('is retried with the same key, another for every call', async () => {
    let draws = 0;
    const { retry, clock } = setUp({ idempotent: false, random: () => (draws += 1) / 100 });
    const keys: string[] = [];
    const task = (context: CallContext) => (keys.push(context.idempotencyKey), Promise.reject(outage));
    await ended(retry.execute(task), clock, 1_000);
    await ended(retry.execute(task), clock, 1_000);
    assert.equal(keys.length, 6);
    assert.deepEqual([new Set(keys.slice(0, 3)).size, new Set(keys).size], [1, 2]);
    assert.match(keys[0]!, /^[0-9a-f]{32}$/u);
  });

  it('draws no chance for a key that nobody asks for', async () => {
    let draws = 0;
    const { retry } = setUp({ random: () => (draws += 1) / 100 });
    await retry.execute(() => 1);
    assert.equal(draws, 0);
  });
});

describe('a backoff', () => {
  const waits = (strategy: Backoff, random: () => number, retries = 6) => {
    const memory = { value: 0 };
    return Array.from({ length: retries }, (_, index) => strategy(index + 1, random, memory));
  };
  const shape = { initialMs: 100, maxMs: 1_000 };
  const steps = [100, 200, 400, 800, 1_000, 1_000];

  it('waits the same each time, or as a list says, whose last goes on', () => {
    assert.deepEqual(waits(backoff.constant(7), Math.random, 3), [7, 7, 7]);
    assert.deepEqual(waits(backoff.sequence([1, 5, 9]), Math.random, 5), [1, 5, 9, 9, 9]);
  });

  it('grows by its factor to its longest wait', () => {
    assert.deepEqual(waits(backoff.exponential({ ...shape, jitter: 'none' }), Math.random), steps);
    assert.deepEqual(waits(backoff.exponential({ ...shape, factor: 3, jitter: 'none' }), Math.random, 4), [100, 300, 900, 1_000]);
    assert.deepEqual(waits(backoff.exponential({ ...shape, factor: 1, jitter: 'none' }), Math.random, 3), [100, 100, 100]);
  });

  it('has full jitter where nothing is said', () => {
    assert.deepEqual(waits(backoff.exponential(shape), () => 0.25), steps.map((ms) => ms / 4));
  });

  it('is capped before chance comes in, so that waits at the cap differ too', () => {
    for (const jitter of ['full', 'equal'] as const) {
      const [one] = waits(backoff.exponential({ ...shape, jitter }), () => 0.5).slice(-1);
      const [other] = waits(backoff.exponential({ ...shape, jitter }), () => 0.75).slice(-1);
      assert.deepEqual([one, other], jitter === 'full' ? [500, 750] : [750, 875]);
    }
  });

  it('is capped after chance came in where the jitter is decorrelated, so that waits at the cap are equal', () => {
    for (const jitter of ['decorrelated', 'decorrelated-v2'] as const) {
      const [one] = waits(backoff.exponential({ ...shape, jitter }), () => 0.5, 9).slice(-1);
      const [other] = waits(backoff.exponential({ ...shape, jitter }), () => 0.75, 9).slice(-1);
      assert.deepEqual([one, other], [1_000, 1_000]);
    }
  });

  it('with decorrelated jitter lies between the first wait and three times the last one', () => {
    assert.deepEqual(waits(backoff.exponential({ ...shape, jitter: 'decorrelated' }), () => 0, 3), [100, 100, 100]);
    assert.deepEqual(waits(backoff.exponential({ ...shape, jitter: 'decorrelated' }), () => 0.5, 4), [200, 350, 575, 912.5]);
    assert.deepEqual(waits(backoff.exponential({ ...shape, factor: 2, jitter: 'decorrelated' }), () => 0.5, 2), [150, 200]);
  });

  it('with the other decorrelated jitter follows the curve that Polly draws', () => {
    const at = (t: number) => 2 ** t * Math.tanh(Math.sqrt(4 * t));
    const expected = [at(0.5) - at(0), at(1.5) - at(0.5), at(2.5) - at(1.5)].map((rise) => (rise / 1.4) * 100);
    const got = waits(backoff.exponential({ initialMs: 100, jitter: 'decorrelated-v2' }), () => 0.5, 3);
    for (const [index, ms] of got.entries()) assert.ok(Math.abs(ms - expected[index]!) < 1e-9);
  });

  it('is a number at the ten thousandth retry, with every jitter', () => {
    for (const jitter of ['none', 'full', 'equal', 'decorrelated', 'decorrelated-v2'] as const) {
      const strategy = backoff.exponential({ ...shape, jitter });
      const memory = { value: 0 };
      for (let retry = 1; retry <= 10_000; retry += 1) {
        const ms = strategy(retry, () => 0.5, memory);
        assert.ok(ms >= 0 && ms <= 1_000, `${jitter}: ${ms}`);
      }
    }
  });

  it('keeps its memory for one call, so that the next begins anew', async () => {
    const { retry, clock, said } = setUp({ maxAttempts: 3, backoff: backoff.exponential({ ...shape, jitter: 'decorrelated' }) });
    for (const _ of ['one', 'other']) await ended(retry.execute(failing(99, clock).task), clock, 10_000);
    assert.deepEqual(said.slice(0, 2), said.slice(3, 5));
  });

  it('and what was asked for are waited out together, at most as long as a timer can run', async () => {
    const longestMs = 2 ** 31 - 1;
    const { retry, clock } = setUp({ backoff: backoff.constant(longestMs), delayFrom: () => longestMs, maxDelayMs: longestMs });
    const set: number[] = [];
    const { setTimeout } = clock;
    Object.assign(clock, { setTimeout: (run: () => void, ms: number) => (set.push(ms), setTimeout(run, ms)) });
    const controller = new AbortController();
    const call = retry.execute(failing(99, clock).task, controller.signal);
    call.catch(() => undefined);
    await clock.settle();
    assert.deepEqual(set, [longestMs]);
    controller.abort(left);
    await assert.rejects(call, left);
  });

  it('of 0 ms sets no timer, and an abort ends it all the same', async () => {
    const { retry, clock } = setUp({ backoff: backoff.constant(0) });
    const { task, startedAt } = failing(2, clock);
    assert.equal(await retry.execute(task), 'priced');
    assert.deepEqual([startedAt.length, clock.waiting], [3, 0]);
    const controller = new AbortController();
    const call = retry.execute(({ attempt }) => (attempt === 2 && controller.abort(left), Promise.reject(outage)), controller.signal);
    await assert.rejects(call, left);
  });

  it('that is wrong counts as a second, and what is wrong surfaces', async () => {
    const { retry, clock, said } = setUp({ maxAttempts: 2, backoff: () => -5 });
    const errors = await surfaced(async () => void (await ended(retry.execute(failing(99, clock).task), clock, 1_000)));
    assert.equal((errors[0] as Error).message, 'backoff must be from 0 to 2147483647, got -5.');
    assert.equal(said[0], '1 failed, waits 1000');
  });
});

describe('a budget', () => {
  const budgetOf = (options: ConstructorParameters<typeof RetryBudget>[0] = {}) => {
    const clock = new HandClock();
    const budget = new RetryBudget({ ratio: 0.5, minPerSecond: 0, clock, ...options });
    const drawAll = () => {
      let drawn = 0;
      while (budget.tryWithdraw()) drawn += 1;
      return drawn;
    };
    return { clock, budget, drawAll };
  };

  it('allows a share of the calls to be retried, to the very last', () => {
    for (const [ratio, calls, retries] of [[0.5, 4, 2], [0.29, 100, 29], [0.1, 10, 1], [0.07, 100, 7], [2, 1, 2], [0, 99, 0]] as const) {
      const { budget, drawAll } = budgetOf({ ratio });
      for (let call = 0; call < calls; call += 1) budget.deposit();
      assert.equal(drawAll(), retries, `${ratio} of ${calls}`);
    }
  });

  it('allows whoever makes hardly any calls some retries a second, those of its whole time at once', async () => {
    const { budget, clock, drawAll } = budgetOf({ minPerSecond: 2, ttlMs: 3_000 });
    assert.equal(budget.balance, 6);
    assert.equal(drawAll(), 6);
    await clock.advance(2_800);
    assert.equal(drawAll(), 0); // the floor is not above what was drawn before
    await clock.advance(200);
    assert.equal(drawAll(), 6);
  });

  it('forgets what was paid in, and what was drawn, after its time', async () => {
    const { budget, clock } = budgetOf({ ttlMs: 1_000, minPerSecond: 1 });
    for (let call = 0; call < 4; call += 1) budget.deposit();
    await clock.advance(500);
    assert.ok(budget.tryWithdraw());
    assert.equal(budget.balance, 2);
    await clock.advance(500);
    assert.equal(budget.balance, 0);
    assert.ok(!budget.tryWithdraw());
    await clock.advance(500);
    assert.equal(budget.balance, 1);
    for (const ms of [1_900, 1e9]) {
      budget.deposit();
      await clock.advance(ms);
      assert.equal(budget.balance, 1);
    }
  });

  it('holds 20 % and 10 a second over 10 s where nothing is said', () => {
    const clock = new HandClock();
    const budget = new RetryBudget({ clock });
    assert.equal(budget.balance, 100);
    budget.deposit();
    assert.equal(budget.balance, 100.2);
  });

  it('is shared by all calls, which hand on their own error when it is used up', async () => {
    const { budget, clock } = budgetOf({ ratio: 0, minPerSecond: 0.1 });
    const { retry, said } = setUp({ clock, budget });
    const { task } = failing(99, clock);
    assert.equal(await ended(retry.execute(task), clock, 1_000), outage);
    assert.equal(await ended(retry.execute(task), clock, 1_000), outage);
    assert.deepEqual(said, ['1 failed, waits 100', 'gave up after 2: budget', 'gave up after 1: budget']);
  });

  it('is paid into once a call, and asked only when nothing else forbids the retry', async () => {
    const clock = new HandClock();
    const did: string[] = [];
    const budget = { deposit: () => void did.push('in'), tryWithdraw: () => (did.push('out'), true) };
    for (const options of [{ maxAttempts: 1 }, { isRetryable: () => false }, { idempotent: false }, { delayFrom: () => null }, { maxElapsedMs: 100 }]) {
      await ended(setUp({ clock, budget, ...options }).retry.execute(() => Promise.reject(outage)), clock, 0);
    }
    assert.deepEqual(did, Array.from({ length: 5 }, () => 'in'));
    await ended(setUp({ clock, budget }).retry.execute(() => Promise.reject(outage)), clock, 200);
    assert.deepEqual(did.slice(5), ['in', 'out', 'out']);
  });

  it('is not paid into by a call that was aborted before it began', async () => {
    const { budget } = budgetOf();
    await assert.rejects(new Retry({ budget }).execute(() => 1, AbortSignal.abort(left)), left);
    assert.equal(budget.balance, 0);
  });
});

describe('what is told', () => {
  it('harms nothing when it throws, and that surfaces', async () => {
    const bug = new Error('bug');
    const throws = () => { throw bug; };
    const { retry, clock } = setUp({ maxAttempts: 2, onRetry: throws, onGiveUp: throws });
    const errors = await surfaced(async () => assert.equal(await ended(retry.execute(failing(99, clock).task), clock, 100), outage));
    assert.deepEqual([errors, clock.waiting], [[bug, bug], 0]);
  });
});

describe('options that cannot be meant', () => {
  it('are refused, with the value and the range', () => {
    const message = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        assert.ok(error instanceof RangeError);
        return error.message;
      }
      return 'nothing';
    };
    const bad = (options: RetryOptions) => message(() => new Retry(options));
    assert.equal(bad({ maxAttempts: 0 }), 'maxAttempts must be a whole number from 1 to Infinity, got 0.');
    assert.equal(bad({ maxAttempts: 1.5 }), 'maxAttempts must be a whole number from 1 to Infinity, got 1.5.');
    assert.equal(bad({ maxAttempts: NaN }), 'maxAttempts must be a whole number from 1 to Infinity, got NaN.');
    assert.equal(bad({ maxElapsedMs: 0 }), 'maxElapsedMs must be from 1 to Infinity, got 0.');
    assert.equal(bad({ attemptTimeoutMs: -1 }), 'attemptTimeoutMs must be from 1 to Infinity, got -1.');
    assert.equal(bad({ maxDelayMs: NaN }), 'maxDelayMs must be from 0 to 2147483647, got NaN.');
    assert.equal(message(() => backoff.constant(-1)), 'a wait must be from 0 to 2147483647, got -1.');
    assert.equal(message(() => backoff.sequence([])), 'A sequence needs at least one wait, got none.');
    assert.equal(message(() => backoff.exponential({ initialMs: 0 })), 'initialMs must be from 1 to 2147483647, got 0.');
    assert.equal(message(() => backoff.exponential({ initialMs: 100, maxMs: 99 })), 'maxMs must be from 100 to 2147483647, got 99.');
    assert.equal(message(() => backoff.exponential({ initialMs: 100, factor: 0.5 })), 'factor must be from 1 to 100, got 0.5.');
    assert.match(message(() => backoff.exponential({ initialMs: 100, jitter: 'half' as Jitter })), /^jitter must be one of none, full, .*; got half\.$/u);
    assert.equal(message(() => new RetryBudget({ ratio: -0.1 })), 'ratio must be from 0 to 1000, got -0.1.');
    assert.equal(message(() => new RetryBudget({ minPerSecond: -1 })), 'minPerSecond must be from 0 to 1000000, got -1.');
    assert.equal(message(() => new RetryBudget({ ttlMs: 0 })), 'ttlMs must be from 1 to 2147483647, got 0.');
  });

  it('are judged at their ends as they are meant', () => {
    assert.ok(new Retry({ maxAttempts: Infinity, maxElapsedMs: Infinity, attemptTimeoutMs: 1, maxDelayMs: 0 }));
    assert.ok(new RetryBudget({ ratio: 0, minPerSecond: 0, ttlMs: 1 }));
  });
});

describe('a retry in a service', () => {
  it('works without a clock or chance of its own', async () => {
    let runs = 0;
    const retry = new Retry({ backoff: backoff.exponential({ initialMs: 1, maxMs: 2 }), attemptTimeoutMs: 1_000, budget: new RetryBudget() });
    const value = await retry.execute(({ idempotencyKey }) => {
      runs += 1;
      if (runs < 3) throw outage;
      return idempotencyKey;
    });
    assert.deepEqual([value.length, runs], [32, 3]);
  });
});
