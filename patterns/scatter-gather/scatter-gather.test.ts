import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { RequestEndedError, ScatterGather, TooFewAnswersError, type Gathered, type Part, type PartEvent, type RequestContext, type ScatterGatherOptions } from './scatter-gather.ts';

type Options = ScatterGatherOptions<string, readonly string[], readonly string[]>;
interface Sent {
  readonly replica: string;
  readonly query: string;
  readonly request: RequestContext;
  /** The answer that its replica gives when none is named: its own name. */
  readonly answer: (value?: readonly string[]) => void;
  readonly fail: (error?: unknown) => void;
}

const outage = new Error('the leaf is down');
const goneAway = new Error('the shopper went away');
/** `shards('ab', 'c')` has two shards: one with the replicas a and b, and one with c. */
const shards = (...replicas: readonly string[]): readonly Part[] => replicas.map((each, place) => ({ name: `s${place + 1}`, replicas: each.split('') }));

/** A root on a hand clock whose replicas answer when they are told to. */
function setUp(options: Partial<Options> = {}) {
  const clock = new HandClock();
  const sent: Sent[] = [];
  const merged: string[] = [];
  const events: PartEvent[] = [];
  const root = new ScatterGather<string, readonly string[], readonly string[]>({
    send: (replica, query, request) =>
      new Promise((resolve, reject) => {
        sent.push({ replica, query, request, answer: (value = [replica]) => resolve(value), fail: (error = outage) => reject(error as Error) });
      }),
    empty: () => [],
    merge: (whole, answer, part) => {
      merged.push(part);
      return [...whole, ...answer];
    },
    deadlineMs: 100,
    onEvent: (event) => void events.push(event),
    clock,
    ...options,
  });
  /** The last request that went to a replica. */
  const to = (replica: string): Sent => sent.findLast((one) => one.replica === replica)!;
  const ask = (parts: readonly Part[], given: Parameters<typeof root.ask>[2] = {}) => {
    const outcome: { value?: Gathered<readonly string[]>; error?: unknown } = {};
    root.ask('shoes', parts, given).then((value) => (outcome.value = value), (error: unknown) => (outcome.error = error));
    return outcome;
  };
  const replicas = () => sent.map(({ replica }) => replica).join('');
  const states = ({ value, error }: ReturnType<typeof ask>) => (value ?? (error as TooFewAnswersError)).parts.map(({ state }) => state);
  return { root, clock, sent, merged, events, to, ask, replicas, states };
}
/** A policy that hedges after a fixed time, and keeps count of what it is told. */
function hedging(delayMs: number, allowed = Infinity) {
  const told = { asked: 0, times: [] as number[], left: allowed };
  return {
    told,
    hedge: {
      delayMs: () => delayMs,
      asked: () => void (told.asked += 1),
      allows: () => (told.left -= 1) >= 0,
      took: (ms: number) => void told.times.push(ms),
    },
  };
}
function listenersOf({ signal }: AbortController) {
  let listeners = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...given: Parameters<typeof add>) => (listeners++, add(...given));
  signal.removeEventListener = (...given: Parameters<typeof remove>) => (listeners--, remove(...given));
  return () => listeners;
}

describe('a call', () => {
  it('asks every part at once, and returns when all have answered, merged in the order in which they came', async () => {
    const { ask, clock, replicas, to } = setUp();
    const outcome = ask(shards('a', 'b', 'c'));
    assert.equal(replicas(), 'abc');
    await clock.advance(10);
    to('c').answer();
    await clock.advance(10);
    to('a').answer();
    await clock.settle();
    assert.deepEqual(outcome, {});
    to('b').answer();
    await clock.settle();
    assert.deepEqual(outcome.value?.result, ['c', 'a', 'b']);
    assert.equal(outcome.value.isComplete, true);
    assert.deepEqual(outcome.value.arrivals, [2, 0, 1]);
    assert.deepEqual(outcome.value.parts.map(({ name, state, replica, requests, ms }) => [name, state, replica, requests, ms]), [['s1', 'answered', 'a', 1, 20], ['s2', 'answered', 'b', 1, 20], ['s3', 'answered', 'c', 1, 10]]);
    assert.equal(clock.waiting, 0);
  });

  it('takes an answer that is a value, an empty one, and a replica that throws at once', async () => {
    const { ask, clock, states } = setUp({
      send: (replica) => {
        if (replica === 'x') throw outage;
        return replica === 'e' ? [] : [replica];
      },
    });
    const outcome = ask(shards('a', 'e', 'x'));
    await clock.settle();
    assert.deepEqual([outcome.value?.result, outcome.value?.isComplete, states(outcome)], [['a'], false, ['answered', 'answered', 'failed']]);
    assert.equal(outcome.value?.parts[2]?.error, outage);
  });

  it('does not mind what becomes of the list of parts that it was given', async () => {
    const { ask, clock, to } = setUp();
    const parts = [...shards('a', 'b')];
    const outcome = ask(parts);
    parts.pop();
    to('a').answer();
    await clock.advance(100);
    assert.deepEqual([outcome.value?.isComplete, outcome.value?.parts.length], [false, 2]);
  });

  it('over no parts is whole, and empty', async () => {
    const { ask, clock } = setUp({ atLeast: 3 });
    const outcome = ask([]);
    await clock.settle();
    assert.deepEqual(outcome.value, { result: [], isComplete: true, parts: [], arrivals: [] });
    assert.equal(clock.waiting, 0);
  });

  it('bears thousands of sends that throw at once', async () => {
    const { ask, clock, states } = setUp({ send: () => { throw outage; }, atLeast: 0 });
    const outcome = ask(Array.from({ length: 5_000 }, (_, place) => ({ name: String(place), replicas: ['a', 'b'] })));
    await clock.settle();
    assert.deepEqual(new Set(states(outcome)), new Set(['failed']));
    assert.equal(clock.waiting, 0);
  });

  it('shares nothing with the next one', async () => {
    const { ask, clock, sent } = setUp();
    const [first, second] = [ask(shards('a')), ask(shards('a'))];
    sent[1]!.answer(['new']);
    sent[0]!.answer(['old']);
    await clock.settle();
    assert.deepEqual([first.value?.result, second.value?.result], [['old'], ['new']]);
  });

  it('takes an answer that cannot be merged for a failure', async () => {
    const { ask, clock, states } = setUp({ send: (replica) => [replica], merge: (whole, [hit = '']) => (hit === 'bad' ? assert.fail(outage) : [...whole, hit]), deadlineMs: 50 });
    const outcome = ask([{ name: 's1', replicas: ['bad'] }, { name: 's2', replicas: ['a'] }]);
    await clock.settle();
    assert.deepEqual([outcome.value?.result, states(outcome)], [['a'], ['failed', 'answered']]);
  });

  it('tells what becomes of every part, and is not harmed by who is told', async () => {
    const { ask, clock, events, to } = setUp();
    ask(shards('ab', 'c'));
    to('a').fail();
    await clock.settle();
    to('b').answer();
    await clock.advance(100);
    to('c').answer();
    await clock.settle();
    assert.deepEqual(events.map(({ kind, part, replica, state }) => `${kind} ${part} ${replica} ${state}`), [
      'asked s1 a asked', 'asked s2 c asked', 'failed-over s1 b asked-again', 'answered s1 b answered', 'late s2 c late', 'dropped s2 c late',
    ]);
  });
});

describe('the deadline', () => {
  it('ends a call with what there is, and it says what is missing', async () => {
    const { ask, clock, states, to } = setUp();
    const outcome = ask(shards('a', 'b', 'c'));
    to('b').answer();
    await clock.advance(99);
    assert.deepEqual(outcome, {});
    await clock.advance(1);
    assert.deepEqual([outcome.value?.result, outcome.value?.isComplete, states(outcome)], [['b'], false, ['late', 'answered', 'late']]);
    assert.equal(clock.waiting, 0);
  });

  it('drops an answer that comes at it or later: the result that was returned does not change', async () => {
    const { ask, clock, merged, to } = setUp();
    const outcome = ask(shards('a', 'b', 'c'));
    to('a').answer();
    clock.setTimeout(() => to('b').answer(), 100); // set after the call's own, so it runs in the same moment after it
    await clock.advance(100);
    to('c').answer();
    await clock.settle();
    assert.deepEqual([outcome.value?.result, outcome.value?.arrivals, merged], [['a'], [0], ['s1']]);
  });

  it('decides though its timer is late: an answer that comes first after a standstill is late', async () => {
    let now = 0;
    const { ask, states, to } = setUp({ clock: { now: () => now, setTimeout: () => 0, clearTimeout: () => undefined } });
    const { settle } = new HandClock();
    const outcome = ask(shards('a', 'b'));
    to('a').answer();
    await settle();
    now = 100;
    to('b').answer();
    await settle();
    assert.deepEqual([outcome.value?.result, states(outcome)], [['a'], ['answered', 'late']]);
  });

  it('is the sooner of its own and its caller’s', async () => {
    const { ask, clock, sent } = setUp();
    const [short, long] = [ask(shards('a'), { withinMs: 30 }), ask(shards('a'), { withinMs: 1_000 })];
    assert.deepEqual(sent.map(({ request }) => request.remainingMs), [30, 100]);
    await clock.advance(30);
    assert.ok(short.error instanceof TooFewAnswersError);
    assert.deepEqual(long, {});
    await clock.advance(70);
    assert.ok(long.error instanceof TooFewAnswersError);
  });

  it('that has passed already has nobody asked', async () => {
    const { ask, clock, replicas, states } = setUp({ reserveMs: 20 });
    const outcomes = [ask(shards('a', 'b'), { withinMs: -5 }), ask(shards('a', 'b'), { withinMs: 20 })];
    await clock.settle();
    assert.equal(replicas(), '');
    for (const outcome of outcomes) {
      assert.deepEqual(states(outcome), ['late', 'late']);
      assert.equal((outcome.error as TooFewAnswersError).reason, 'deadline');
    }
  });

  it('is passed on as what remains, less what is kept back', async () => {
    const { ask, clock, to } = setUp({ reserveMs: 20 });
    ask(shards('ab'));
    assert.equal(to('a').request.remainingMs, 80);
    await clock.advance(30);
    to('a').fail();
    await clock.settle();
    assert.equal(to('b').request.remainingMs, 50);
  });

  it('keeps whoever could answer too late from being asked', async () => {
    const { ask, clock, replicas, states, to } = setUp({ reserveMs: 20 });
    const outcome = ask(shards('ab'));
    await clock.advance(80);
    to('a').fail();
    await clock.settle();
    assert.deepEqual([replicas(), states(outcome)], ['a', ['failed']]);
  });
});

describe('enough', () => {
  it('answers end the call at once, and let the others go', async () => {
    const { ask, clock, states, to } = setUp({ enough: 2 });
    const outcome = ask(shards('a', 'b', 'c'));
    const { signal } = to('c').request;
    to('a').answer();
    to('b').answer();
    await clock.settle();
    assert.deepEqual([outcome.value?.result, outcome.value?.isComplete, states(outcome)], [['a', 'b'], false, ['answered', 'answered', 'not-needed']]);
    assert.ok(signal.aborted && signal.reason instanceof RequestEndedError);
    assert.equal(signal.reason.code, 'NOT_NEEDED');
    assert.equal(clock.waiting, 0);
  });

  it('may be one: the first answer', async () => {
    const { ask, clock, merged, to } = setUp({ enough: 1 });
    const outcome = ask(shards('a', 'b'));
    to('b').answer();
    to('a').answer();
    await clock.settle();
    assert.deepEqual([outcome.value?.result, merged], [['b'], ['s2']]);
  });
});

describe('too few answers', () => {
  it('fail the call as soon as enough parts have failed, with the first failure as the cause', async () => {
    const { ask, clock, states, to } = setUp({ atLeast: 2 });
    const outcome = ask(shards('a', 'b', 'c'));
    to('c').fail();
    await clock.settle();
    assert.deepEqual(outcome, {});
    to('b').fail(new Error('another'));
    await clock.settle();
    const { error } = outcome;
    assert.ok(error instanceof TooFewAnswersError);
    assert.deepEqual([error.code, error.name, error.reason, error.answered, error.needed, error.cause], ['TOO_FEW_ANSWERS', 'TooFewAnswersError', 'failures', 0, 2, outage]);
    assert.deepEqual(states(outcome), ['not-needed', 'failed', 'failed']);
    assert.ok(to('a').request.signal.aborted);
    assert.equal(clock.waiting, 0);
  });

  it('fail it at the deadline', async () => {
    const { ask, clock, to } = setUp({ atLeast: 2 });
    const outcome = ask(shards('a', 'b'));
    to('a').answer();
    await clock.advance(100);
    assert.ok(outcome.error instanceof TooFewAnswersError);
    assert.deepEqual([outcome.error.reason, outcome.error.answered, outcome.error.message], ['deadline', 1, '1 of 2 parts had answered by the deadline, and 2 were needed.']);
  });

  it('are never too few where none is needed', async () => {
    const { ask, clock, to } = setUp({ atLeast: 0 });
    const outcome = ask(shards('a'));
    to('a').fail();
    await clock.settle();
    assert.deepEqual([outcome.value?.result, outcome.value?.isComplete], [[], false]);
  });
});

describe('a replica that fails', () => {
  it('is followed by the next at once, and none is asked twice', async () => {
    const { ask, clock, replicas, states, to } = setUp();
    const outcome = ask(shards('abc', 'd'));
    to('d').answer();
    for (const replica of 'abc') {
      to(replica).fail();
      await clock.settle();
    }
    assert.equal(replicas(), 'adbc');
    assert.deepEqual([outcome.value?.result, states(outcome), outcome.value?.parts[0]?.requests], [['d'], ['failed', 'answered'], 3]);
  });

  it('is followed by none where its policy allows none', async () => {
    const { hedge } = hedging(Infinity, 1);
    const { ask, clock, replicas, to } = setUp({ hedge });
    const outcome = ask(shards('ab', 'cd'));
    to('a').fail();
    to('c').fail();
    await clock.settle();
    to('b').answer();
    await clock.settle();
    assert.deepEqual([replicas(), outcome.value?.result], ['acb', ['b']]);
  });

  it('by taking longer than a request may, is let go and followed by the next', async () => {
    const { ask, clock, replicas, states, to } = setUp({ requestTimeoutMs: 30 });
    const outcome = ask(shards('ab'));
    const { signal, remainingMs } = to('a').request;
    await clock.advance(30);
    assert.deepEqual([replicas(), remainingMs, (signal.reason as RequestEndedError).code], ['ab', 30, 'REQUEST_TIMEOUT']);
    to('a').answer();
    await clock.advance(30);
    assert.deepEqual(states(outcome), ['failed']);
    assert.equal(((outcome.error as TooFewAnswersError).cause as RequestEndedError).message, 'a did not answer within 30 ms.');
    assert.equal(clock.waiting, 0);
  });
});

describe('a hedge', () => {
  it('asks the next replica of a part that is silent, and the first answer counts', async () => {
    const { hedge, told } = hedging(20);
    const { ask, clock, merged, replicas, to } = setUp({ hedge });
    const outcome = ask(shards('ab', 'cd'));
    const { signal } = to('a').request;
    to('c').answer();
    await clock.advance(20);
    assert.equal(replicas(), 'acb');
    assert.equal(to('b').request.attempt, 2);
    await clock.advance(5);
    to('b').answer();
    await clock.settle();
    assert.ok(signal.aborted);
    assert.equal(to('b').request.signal.aborted, false);
    to('a').answer();
    await clock.settle();
    assert.deepEqual([outcome.value?.result, merged], [['c', 'b'], ['s2', 's1']]);
    assert.deepEqual([told.asked, told.times], [2, [25, 0]]);
  });

  it('lets the first answer, and the second go, where the first is the faster after all', async () => {
    const { hedge } = hedging(20);
    const { ask, clock, to } = setUp({ hedge });
    const outcome = ask(shards('ab'));
    await clock.advance(20);
    to('a').answer();
    await clock.settle();
    assert.deepEqual([outcome.value?.result, outcome.value?.parts[0]?.replica], [['a'], 'a']);
    assert.ok(to('b').request.signal.aborted);
  });

  it('comes again after the same time, while there are replicas', async () => {
    const { hedge } = hedging(20);
    const { ask, clock, replicas } = setUp({ hedge });
    ask(shards('abc', 'd'));
    await clock.advance(20);
    assert.equal(replicas(), 'adb');
    await clock.advance(60);
    assert.equal(replicas(), 'adbc');
  });

  it('after no time asks two at once', async () => {
    const { hedge } = hedging(0);
    const { ask, clock, replicas } = setUp({ hedge });
    ask(shards('ab', 'cd'));
    await clock.advance(0);
    assert.equal(replicas(), 'acbd');
  });

  it('is sent once though its timer rings a little early', async () => {
    const { hedge } = hedging(20);
    const hand = new HandClock();
    const early = { now: hand.now, clearTimeout: hand.clearTimeout, setTimeout: (run: () => void, ms: number) => hand.setTimeout(run, ms - 0.4) };
    const { ask, replicas } = setUp({ hedge, clock: early });
    ask(shards('ab'));
    await hand.advance(19.6);
    assert.deepEqual([replicas(), hand.waiting], ['ab', 2]);
  });

  it('whose policy gives no delay that is one fails the call', async () => {
    const { hedge } = hedging(Number.NaN);
    const { ask, clock, replicas } = setUp({ hedge });
    const outcome = ask(shards('ab'));
    await clock.settle();
    assert.deepEqual([String(outcome.error), replicas(), clock.waiting], ['RangeError: hedge.delayMs must be from 0 to Infinity, got NaN.', '', 0]);
  });

  it('is not sent where the policy allows none, and the part waits on', async () => {
    const { hedge } = hedging(20, 1);
    const { ask, clock, replicas, to } = setUp({ hedge });
    const outcome = ask(shards('ab', 'cd'));
    await clock.advance(90);
    to('c').answer();
    to('b').answer();
    await clock.settle();
    assert.deepEqual([replicas(), outcome.value?.isComplete], ['acb', true]);
  });

  it('of two that are out loses one without losing the part', async () => {
    const { hedge } = hedging(20);
    const { ask, clock, events, to } = setUp({ hedge });
    const outcome = ask(shards('ab'));
    await clock.advance(20);
    to('b').fail();
    await clock.settle();
    assert.equal(events.at(-1)?.kind, 'lost');
    to('a').answer();
    await clock.settle();
    assert.deepEqual(outcome.value?.result, ['a']);
  });

  it('comes so long after a fail-over as after a first request', async () => {
    const { hedge } = hedging(20);
    const { ask, clock, replicas, to } = setUp({ hedge });
    ask(shards('abc'));
    await clock.advance(19);
    to('a').fail();
    await clock.advance(19);
    assert.equal(replicas(), 'ab');
    await clock.advance(1);
    assert.equal(replicas(), 'abc');
  });

  it('tells its policy what a request comes after', async () => {
    const after: boolean[] = [];
    const { hedge } = hedging(20);
    const { ask, clock, to } = setUp({ hedge: { ...hedge, allows: (isFailure) => (after.push(isFailure), true) } });
    ask(shards('abc'));
    to('a').fail();
    await clock.advance(20);
    assert.deepEqual(after, [true, false]);
  });

  it('learns nothing from a call that ends before it is known how slow the others are', async () => {
    for (const options of [{ enough: 1 }, { atLeast: 2 }, {}]) {
      const { hedge, told } = hedging(20);
      const controller = new AbortController();
      const { ask, clock, to } = setUp({ hedge, ...options });
      ask(shards('a', 'b'), { signal: controller.signal, ...('enough' in options || 'atLeast' in options ? {} : { withinMs: 12 }) });
      await clock.advance(10);
      if ('atLeast' in options) to('a').fail();
      else to('a').answer();
      await clock.advance(5);
      assert.deepEqual(told.times, [], JSON.stringify(options));
    }
  });

  it('learns that a request which timed out took that long, though it knows no delay yet', async () => {
    const { hedge, told } = hedging(Infinity);
    const { ask, clock, to } = setUp({ hedge, requestTimeoutMs: 30 });
    ask(shards('a', 'b'));
    await clock.advance(5);
    to('b').answer();
    await clock.advance(30);
    assert.deepEqual(told.times, [30, 5]);
  });

  it('whose policy throws counts as none, surfaces, and harms no call', async () => {
    const errors = await surfaced(async () => {
      const broken = () => { throw outage; };
      const { ask, clock, to } = setUp({ hedge: { delayMs: () => 20, asked: broken, allows: broken, took: broken } });
      const outcome = ask(shards('ab', 'c'));
      to('c').answer();
      await clock.advance(20);
      to('a').answer();
      await clock.settle();
      assert.deepEqual([outcome.value?.result, clock.waiting], [['c', 'a'], 0]);
    });
    assert.deepEqual(new Set(errors), new Set([outage]));
  });

  it('counts the times of first requests only, not of failures, and of those that were cut off what is known', async () => {
    const { hedge, told } = hedging(30);
    const { ask, clock, to } = setUp({ hedge });
    ask(shards('ab', 'c', 'd'));
    await clock.advance(10);
    to('a').fail();
    await clock.advance(10);
    to('b').answer();
    to('c').answer();
    await clock.advance(80);
    assert.deepEqual(told.times, [20, 100]);
  });
});

describe('the parts of a call', () => {
  it('are those that it was given, whatever becomes of the lists', async () => {
    const { ask, clock, replicas, to } = setUp({ concurrency: 1 });
    const parts = [{ name: 's1', replicas: ['a', 'b'] }, { name: 's2', replicas: ['c'] }];
    const outcome = ask(parts);
    parts[0]!.replicas.length = 0;
    parts.length = 1;
    to('a').fail();
    await clock.settle();
    to('b').answer();
    await clock.settle();
    to('c').answer();
    await clock.settle();
    assert.deepEqual([replicas(), outcome.value?.result], ['abc', ['b', 'c']]);
  });
});

describe('concurrency', () => {
  it('is how many parts are asked at one time, and the next is asked when one has answered or failed', async () => {
    const { ask, clock, replicas, to } = setUp({ concurrency: 2 });
    const outcome = ask(shards('a', 'b', 'c', 'd'));
    assert.equal(replicas(), 'ab');
    to('a').answer();
    await clock.settle();
    assert.equal(replicas(), 'abc');
    to('b').fail();
    await clock.settle();
    assert.equal(replicas(), 'abcd');
    await clock.advance(100);
    assert.deepEqual(outcome.value?.result, ['a']);
  });

  it('leaves those that were not asked by the deadline as late, with no request', async () => {
    const { ask, clock } = setUp({ concurrency: 1, atLeast: 0 });
    const outcome = ask(shards('a', 'b'));
    await clock.advance(100);
    assert.deepEqual(outcome.value?.parts.map(({ state, requests }) => [state, requests]), [['late', 1], ['late', 0]]);
  });
});

describe('a caller who aborts', () => {
  it('before the call has nobody asked', async () => {
    const { ask, clock, replicas } = setUp();
    const outcome = ask(shards('a'), { signal: AbortSignal.abort(goneAway) });
    await clock.settle();
    assert.deepEqual([outcome.error, replicas(), clock.waiting], [goneAway, '', 0]);
  });

  it('during it gets the reason, unwrapped, and all requests are let go', async () => {
    const controller = new AbortController();
    const listeners = listenersOf(controller);
    const { ask, clock, merged, to } = setUp();
    const outcome = ask(shards('a', 'b'), { signal: controller.signal });
    const early = to('a').request.signal;
    controller.abort(goneAway);
    to('a').answer();
    await clock.settle();
    assert.equal(outcome.error, goneAway);
    assert.ok(early.aborted && to('b').request.signal.aborted);
    assert.deepEqual([merged, clock.waiting, listeners()], [[], 0, 0]);
  });

  it('from within a send has no more asked', async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const { ask, clock } = setUp({ send: (replica) => (seen.push(replica), controller.abort(goneAway), [replica]) });
    const outcome = ask(shards('a', 'b'), { signal: controller.signal });
    await clock.settle();
    assert.deepEqual([outcome.error, seen, clock.waiting], [goneAway, ['a'], 0]);
  });

  it('from within a merge has no part told of twice', async () => {
    const controller = new AbortController();
    const { ask, clock, events, to } = setUp({ merge: (whole) => (controller.abort(goneAway), whole) });
    const outcome = ask(shards('a', 'b'), { signal: controller.signal });
    to('a').answer();
    await clock.settle();
    assert.deepEqual([outcome.error, events.map(({ kind, part }) => `${kind} ${part}`)], [goneAway, ['asked s1', 'asked s2', 'not-needed s1', 'not-needed s2']]);
  });

  it('from within the end of a request that took too long has no part told of twice', async () => {
    const controller = new AbortController();
    const { ask, clock, events, to } = setUp({ requestTimeoutMs: 20 });
    const outcome = ask(shards('a', 'b'), { signal: controller.signal });
    to('a').request.signal.addEventListener('abort', () => controller.abort(goneAway));
    await clock.advance(100);
    assert.deepEqual([outcome.error, events.map(({ kind, part }) => `${kind} ${part}`)], [goneAway, ['asked s1', 'asked s2', 'not-needed s1', 'not-needed s2']]);
    assert.equal(clock.waiting, 0);
  });

  it('from within a policy has nothing more sent', async () => {
    for (const told of ['asked', 'allows'] as const) {
      const controller = new AbortController();
      const { hedge } = hedging(20);
      const { ask, clock, events, replicas, to } = setUp({ hedge: { ...hedge, [told]: () => (controller.abort(goneAway), true) } });
      const outcome = ask(shards('ab'), { signal: controller.signal });
      to('a')?.fail();
      await clock.settle();
      const isSent = told === 'allows';
      assert.deepEqual([outcome.error, replicas(), clock.waiting], [goneAway, isSent ? 'a' : '', 0]);
      assert.deepEqual(events.map(({ kind }) => kind), isSent ? ['asked', 'not-needed'] : []);
    }
  });

  it('while the call is set up has nobody asked', async () => {
    for (const when of ['empty', 'delayMs'] as const) {
      const controller = new AbortController();
      const listeners = listenersOf(controller);
      const abort = () => controller.abort(goneAway);
      const { hedge } = hedging(20);
      const { ask, clock, replicas } = setUp(when === 'empty' ? { empty: () => (abort(), []) } : { hedge: { ...hedge, delayMs: () => (abort(), 20) } });
      const outcome = ask(shards('a'), { signal: controller.signal });
      await clock.settle();
      assert.deepEqual([outcome.error, replicas(), clock.waiting, listeners()], [goneAway, '', 0, 0], when);
    }
  });

  it('from within a callback has nothing sent, and leaves no timer', async () => {
    const { hedge } = hedging(20);
    const controller = new AbortController();
    const { ask, clock, replicas } = setUp({ hedge, requestTimeoutMs: 50, onEvent: () => controller.abort(goneAway) });
    const outcome = ask(shards('ab', 'c'), { signal: controller.signal });
    await clock.settle();
    assert.deepEqual([outcome.error, replicas(), clock.waiting], [goneAway, '', 0]);
  });

  it('after it changes nothing, and no listener is left', async () => {
    const controller = new AbortController();
    const listeners = listenersOf(controller);
    const { ask, clock, to } = setUp();
    const outcome = ask(shards('a'), { signal: controller.signal });
    to('a').answer();
    await clock.settle();
    controller.abort(goneAway);
    assert.deepEqual([outcome.value?.result, listeners()], [['a'], 0]);
  });
});

describe('options', () => {
  it('are judged at the door, with the value and the range', () => {
    const refused: readonly [Partial<Options>, RegExp][] = [
      [{ deadlineMs: 0 }, /deadlineMs must be from 1 to 2147483647, got 0/],
      [{ deadlineMs: Infinity }, /deadlineMs .* got Infinity/],
      [{ deadlineMs: Number.NaN }, /got NaN/],
      [{ reserveMs: 100 }, /reserveMs must be from 0 to 99, got 100/],
      [{ enough: 0 }, /enough must be a whole number from 1 to Infinity, got 0/],
      [{ enough: 2, atLeast: 3 }, /atLeast must be a whole number from 0 to 2, got 3/],
      [{ atLeast: 1.5 }, /atLeast .* got 1.5/],
      [{ requestTimeoutMs: 0 }, /requestTimeoutMs .* got 0/],
      [{ concurrency: 0 }, /concurrency .* got 0/],
    ];
    for (const [options, message] of refused) assert.throws(() => setUp(options), (error) => error instanceof RangeError && message.test(error.message));
  });

  it('of a call are judged too: every part has a replica, and the rest of a time is a number', async () => {
    const { root } = setUp();
    await assert.rejects(root.ask('shoes', [{ name: 's1', replicas: [] }]), /The number of replicas of s1 must be from 1 to 1000, got 0/);
    await assert.rejects(root.ask('shoes', shards('a'), { withinMs: Number.NaN }), /withinMs must be .* got NaN/);
  });

  it('have defaults with which it works at once, on the process’s own clock', async () => {
    const sum = new ScatterGather<number, number, number>({ send: (replica, query) => Promise.resolve(query * replica.length), empty: () => 0, merge: (whole, answer) => whole + answer, deadlineMs: 1_000 });
    assert.equal((await sum.ask(2, shards('a', 'b'))).result, 4);
  });
});
