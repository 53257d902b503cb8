import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { Aged, Fallback, FallbackExhaustedError, LevelTimeoutError, type FallbackOptions, type Level, type LevelContext, type PassedLevel, type StateChange } from './fallback.ts';

const down = new Error('recommendations is down');
const refused = new Error('403');
const fails = () => Promise.reject(down);
const never = () => new Promise<string>(() => undefined);

type Levels = readonly (Partial<Level<string, string>> & { name: string })[];

/** A chain on a hand clock, with what it told of each level that it went past and of every change of state. Levels answer with their name. */
function setUp(levels: Levels, options: Partial<FallbackOptions<string, string>> = {}) {
  const clock = new HandClock();
  const told: PassedLevel[] = [];
  const changes: string[] = [];
  const asked: string[] = [];
  const fallback = new Fallback<string, string>({
    levels: levels.map(({ run, ...level }) => ({
      ...level,
      run: (request, context) => {
        asked.push(level.name);
        return run === undefined ? Promise.resolve(level.name) : run(request, context);
      },
    })),
    clock,
    onFallback: (passed) => void told.push(passed),
    onStateChange: ({ from, to, reason }: StateChange) => void changes.push(`${from} > ${to}: ${reason}`),
    ...options,
  });
  const call = (signal?: AbortSignal) => fallback.execute('product 7', signal);
  /** A call that is going on while time passes. */
  const begin = (signal?: AbortSignal) => {
    const answer = call(signal);
    answer.catch(() => undefined);
    return answer;
  };
  const source = async () => (await call()).source;
  const taken = (name: string) => fallback.metrics().levels.find((level) => level.name === name)!.taken;
  const reasons = () => told.map(({ level, reason }) => `${level} ${reason}`);
  return { fallback, clock, told, reasons, changes, asked, call, begin, source, taken };
}

/** Work that ends when it is told to. */
function held() {
  const given: { resolve: (value: string) => void; reject: (error: unknown) => void }[] = [];
  const contexts: LevelContext[] = [];
  const run = (_request: string, context: LevelContext) => {
    contexts.push(context);
    return new Promise<string>((resolve, reject) => void given.push({ resolve, reject }));
  };
  return { run, contexts, given };
}

const exhausted = (reasons: readonly string[], cause: unknown = down) => (error: unknown) => {
  assert.ok(error instanceof FallbackExhaustedError);
  assert.deepEqual([error.name, error.code, error.cause], ['FallbackExhaustedError', 'FALLBACK_EXHAUSTED', cause]);
  assert.deepEqual(error.passed.map(({ level, reason }) => `${level} ${reason}`), reasons);
  assert.equal(error.message, `No level answered: ${reasons.join(', ')}.`);
  return true;
};

describe('a chain whose primary answers', () => {
  it('asks no other level, and says that the answer is the primary’s', async () => {
    const { call, asked, told } = setUp([{ name: 'primary' }, { name: 'replica' }]);
    assert.deepEqual(await call(), { value: 'primary', source: 'primary', quality: 'full', degraded: false, ageMs: 0 });
    assert.deepEqual([asked, told], [['primary'], []]);
  });

  it('hands every level the request, and counts the levels that were asked', async () => {
    const seen: unknown[] = [];
    const note = (end: () => Promise<string>) => (request: string, { attempt, passed }: LevelContext) => {
      seen.push([request, attempt, passed.map(({ level }) => level)]);
      return end();
    };
    const { call } = setUp([{ name: 'primary', run: note(fails) }, { name: 'replica', run: note(fails) }, { name: 'cache', run: note(() => Promise.resolve('picks')) }]);
    await call();
    assert.deepEqual(seen, [['product 7', 1, []], ['product 7', 2, ['primary']], ['product 7', 3, ['primary', 'replica']]]);
  });

  it('takes what is returned at once, and what is a promise only by its then', async () => {
    // oxlint-disable-next-line unicorn/no-thenable
    const thenable = { then: (resolve: (value: string) => void) => resolve('later') } as PromiseLike<string>;
    for (const more of [{}, { timeoutMs: 100 }]) {
      assert.equal((await setUp([{ name: 'static', run: () => 'at once', ...more }]).call()).value, 'at once');
      assert.equal((await setUp([{ name: 'odd', run: () => thenable, ...more }]).call()).value, 'later');
    }
  });

  it('reads no clock and sets no timer where no time is limited', async () => {
    const { call, clock } = setUp([{ name: 'primary' }, { name: 'replica' }], { hysteresis: {} });
    for (let times = 0; times < 3; times += 1) await call();
    assert.equal(clock.reads, 0);
  });

  it('gives a level a signal of its own, the same each time, that aborts neither before nor after', async () => {
    const signals: AbortSignal[] = [];
    const run = (_: string, context: LevelContext) => {
      assert.equal(context.signal, context.signal);
      signals.push(context.signal);
      return 'picks';
    };
    const { signal } = new AbortController();
    for (const more of [{}, { timeoutMs: 50 }]) {
      const { call, clock } = setUp([{ name: 'primary', run, ...more }]);
      await call();
      await call(signal);
      await clock.advance(1_000);
    }
    assert.equal(new Set(signals).size, 4);
    assert.ok(signals.every(({ aborted }) => !aborted));
  });
});

describe('a level that fails', () => {
  it('is followed by the next, whose answer says so', async () => {
    const { call, told } = setUp([{ name: 'primary', run: fails }, { name: 'replica', quality: 'popular' }]);
    assert.deepEqual(await call(), { value: 'replica', source: 'replica', quality: 'popular', degraded: true, ageMs: 0 });
    assert.deepEqual(told, [{ level: 'primary', reason: 'failed', outcome: { ok: false, error: down } }]);
  });

  it('may throw at once, later, and what is no error', async () => {
    // oxlint-disable-next-line no-throw-literal
    for (const run of [fails, () => { throw down; }, () => { throw 'a word'; }, () => Promise.reject()] as (() => Promise<string>)[]) {
      for (const more of [{}, { timeoutMs: 100, limit: 1 }]) {
        const { source, clock } = setUp([{ name: 'primary', run, ...more }, { name: 'replica' }]);
        assert.equal(await source(), 'replica');
        assert.equal(await source(), 'replica');
        assert.equal(clock.waiting, 0);
      }
    }
  });

  it('is asked once a call, and told of once', async () => {
    const { call, asked, reasons } = setUp([{ name: 'primary', run: fails }, { name: 'replica', run: fails }, { name: 'cache' }]);
    await call();
    assert.deepEqual(asked, ['primary', 'replica', 'cache']);
    assert.deepEqual(reasons(), ['primary failed', 'replica failed']);
  });

  it('ends in an error that names every level and keeps the first error as its cause, where none answers', async () => {
    const other = new Error('no entry');
    const { call, fallback } = setUp([{ name: 'primary', run: fails }, { name: 'cache', run: () => Promise.reject(other) }]);
    await assert.rejects(call(), exhausted(['primary failed', 'cache failed']));
    await assert.rejects(call(), ({ passed }: FallbackExhaustedError) => passed[1]!.outcome?.ok === false && passed[1]!.outcome.error === other);
    assert.equal(fallback.metrics().exhausted, 2);
  });

  it('may be the only one', async () => {
    await assert.rejects(setUp([{ name: 'primary', run: fails }]).call(), exhausted(['primary failed']));
  });
});

describe('an outcome that is not eligible', () => {
  const isEligible = (outcome: { ok: boolean; error?: unknown }) => !outcome.ok && outcome.error !== refused;

  it('is the call’s own: the very same error, and no other level is asked', async () => {
    for (const more of [{}, { timeoutMs: 100 }]) {
      const { call, asked, told } = setUp([{ name: 'primary', run: () => Promise.reject(refused), isEligible, ...more }, { name: 'replica' }]);
      await assert.rejects(call(), (error) => error === refused);
      assert.deepEqual([asked, told], [['primary'], []]);
    }
  });

  it('is a TypeError by default, as most are bugs; a rule may say otherwise', async () => {
    const bug = new TypeError('undefined is no function');
    for (const more of [{}, { timeoutMs: 100 }]) {
      const { call, asked } = setUp([{ name: 'primary', run: () => Promise.reject(bug), ...more }, { name: 'replica' }]);
      await assert.rejects(call(), (error) => error === bug);
      assert.deepEqual(asked, ['primary']);
      assert.equal(await setUp([{ name: 'primary', run: () => Promise.reject(bug), isEligible: ({ ok }) => !ok, ...more }, { name: 'replica' }]).source(), 'replica');
    }
  });

  it('is judged by the rule of the level that it comes from', async () => {
    const { call, asked } = setUp([{ name: 'primary', run: fails, isEligible }, { name: 'replica', run: () => Promise.reject(refused), isEligible }, { name: 'cache' }]);
    await assert.rejects(call(), (error) => error === refused);
    assert.deepEqual(asked, ['primary', 'replica']);
  });

  it('is never a timeout, an old answer or a full level: those always send the call on', async () => {
    const { begin, clock, reasons } = setUp([
      { name: 'slow', run: never, timeoutMs: 50, isEligible: () => false },
      { name: 'old', run: () => new Aged('old', 10), maxAgeMs: 5, isEligible: () => false },
      { name: 'static' },
    ]);
    const answer = begin();
    await clock.advance(50);
    assert.equal((await answer).source, 'static');
    assert.deepEqual(reasons(), ['slow timed-out', 'old too-old']);
  });

  it('may be a value: an empty answer can send the call on', async () => {
    const { call, told } = setUp([{ name: 'primary', run: () => '', isEligible: (outcome) => !outcome.ok || outcome.value === '' }, { name: 'replica' }]);
    assert.equal((await call()).source, 'replica');
    assert.deepEqual(told, [{ level: 'primary', reason: 'failed', outcome: { ok: true, value: '' } }]);
  });

  it('is judged by the value within an aged answer', async () => {
    const seen: unknown[] = [];
    const { call } = setUp([{ name: 'cache', run: () => new Aged('kept', 3), maxAgeMs: 5, isEligible: (outcome) => (seen.push(outcome), false) }]);
    await call();
    assert.deepEqual(seen, [{ ok: true, value: 'kept' }]);
  });

  it('stays the call’s own where the rule throws, which surfaces elsewhere', async () => {
    const bug = new Error('a bug in the rule');
    const { call } = setUp([{ name: 'primary', run: fails, isEligible: () => { throw bug; } }, { name: 'replica' }]);
    const errors = await surfaced(() => assert.rejects(call(), (error) => error === down));
    assert.deepEqual(errors, [bug]);
  });
});

describe('the age of an answer', () => {
  const cache = (ageMs: number, maxAgeMs?: number) => setUp([{ name: 'primary', run: fails }, { name: 'cache', run: () => Promise.resolve(new Aged('picks', ageMs)), ...(maxAgeMs === undefined ? {} : { maxAgeMs }) }, { name: 'static' }]);

  it('is told with the value', async () => {
    assert.deepEqual(await cache(4_000, 5_000).call(), { value: 'picks', source: 'cache', quality: 'reduced', degraded: true, ageMs: 4_000 });
  });

  it('may be as high as the limit, and no higher', async () => {
    assert.equal(await cache(5_000, 5_000).source(), 'cache');
    const { source, told } = cache(5_001, 5_000);
    assert.equal(await source(), 'static');
    assert.deepEqual(told[1], { level: 'cache', reason: 'too-old', outcome: { ok: true, value: 'picks' } });
  });

  it('is too high where the level has no limit, unless it is 0', async () => {
    assert.equal(await cache(1).source(), 'static');
    assert.equal(await cache(0).source(), 'cache');
  });

  it('is too high where a level has a limit and does not say it', async () => {
    const { source } = setUp([{ name: 'cache', run: () => 'picks', maxAgeMs: 5_000 }, { name: 'static' }]);
    assert.equal(await source(), 'static');
  });

  it('may be without bound where that is said', async () => {
    const { call } = setUp([{ name: 'archive', run: () => new Aged('picks', 1e12), maxAgeMs: Infinity }]);
    assert.equal((await call()).ageMs, 1e12);
  });

  it('is limited for a primary too', async () => {
    const { source } = setUp([{ name: 'primary', run: () => new Aged('picks', 6), maxAgeMs: 5 }, { name: 'replica' }]);
    assert.equal(await source(), 'replica');
  });

  it('is no age below 0, or where it is no number', () => {
    for (const ageMs of [-1, NaN]) assert.throws(() => new Aged('picks', ageMs), new RangeError(`ageMs must be from 0 to Infinity, got ${ageMs}.`));
  });
});

describe('a timeout', () => {
  it('sends the call on at its limit, not before, and aborts the signal of the level', async () => {
    const { run, contexts } = held();
    const { begin, clock, asked, told } = setUp([{ name: 'primary', run, timeoutMs: 100 }, { name: 'replica' }]);
    const answer = begin();
    await clock.advance(99);
    assert.deepEqual(asked, ['primary']);
    assert.equal(contexts[0]!.signal.aborted, false);
    await clock.advance(1);
    assert.equal((await answer).source, 'replica');
    const { reason } = contexts[0]!.signal as { reason: unknown };
    assert.ok(reason instanceof LevelTimeoutError);
    assert.deepEqual([reason.name, reason.code, reason.level, reason.timeoutMs, reason.message], ['LevelTimeoutError', 'LEVEL_TIMEOUT', 'primary', 100, 'The level primary did not answer within 100 ms.']);
    assert.deepEqual(told, [{ level: 'primary', reason: 'timed-out', outcome: { ok: false, error: reason } }]);
    assert.equal(clock.waiting, 0);
  });

  it('aborts a signal that is first asked for when its time is over', async () => {
    const { run, contexts } = held();
    const { begin, clock } = setUp([{ name: 'primary', run, timeoutMs: 100 }, { name: 'replica' }]);
    void begin();
    await clock.advance(100);
    assert.ok(contexts[0]!.signal.aborted);
    assert.ok((contexts[0]!.signal as { reason: unknown }).reason instanceof LevelTimeoutError);
  });

  it('drops what comes later, be it an answer or an error', async () => {
    for (const end of ['resolve', 'reject'] as const) {
      const { run, given } = held();
      const { begin, clock, told } = setUp([{ name: 'primary', run, timeoutMs: 100 }, { name: 'replica' }]);
      const answer = begin();
      await clock.advance(100);
      given[0]![end]('late');
      await clock.settle();
      assert.equal((await answer).value, 'replica');
      assert.equal(told.length, 1);
    }
  });

  it('wins where the level answers exactly then', async () => {
    const clock = new HandClock();
    const run = () => new Promise<string>((resolve) => void clock.setTimeout(() => resolve('picks'), 100));
    const { begin } = setUp([{ name: 'primary', run, timeoutMs: 100 }, { name: 'replica' }], { clock });
    const answer = begin();
    await clock.advance(100);
    assert.equal((await answer).source, 'replica');
  });

  it('leaves no timer where the level is in time', async () => {
    const { call, clock } = setUp([{ name: 'primary', run: fails, timeoutMs: 100 }, { name: 'replica', timeoutMs: 100 }], { deadlineMs: 1_000 });
    await call();
    assert.equal(clock.waiting, 0);
  });
});

describe('the deadline', () => {
  it('ends the call with an explicit error, while a level is being asked and before any other is', async () => {
    const { begin, clock, asked } = setUp([{ name: 'primary', run: never, timeoutMs: 80 }, { name: 'replica', run: never, timeoutMs: 80 }, { name: 'static' }], { deadlineMs: 100 });
    const answer = begin();
    await clock.advance(99);
    assert.deepEqual(asked, ['primary', 'replica']);
    await clock.advance(1);
    await assert.rejects(answer, (error) => exhausted(['primary timed-out', 'replica timed-out', 'static no-time'], (error as Error).cause)(error));
    assert.deepEqual([asked, clock.waiting], [['primary', 'replica'], 0]);
  });

  it('cuts the time of a level to what is left', async () => {
    const { begin, clock } = setUp([{ name: 'primary', run: never }, { name: 'replica', run: never, timeoutMs: 500 }], { deadlineMs: 100 });
    const answer = begin();
    await clock.advance(100);
    await assert.rejects(answer, ({ passed }: FallbackExhaustedError) => passed.map(({ reason }) => reason).join() === 'timed-out,no-time');
  });

  it('is each call’s own', async () => {
    const { begin, clock } = setUp([{ name: 'primary', run: never }], { deadlineMs: 100 });
    const first = begin();
    await clock.advance(60);
    const second = begin();
    let isOver = false;
    second.catch(() => (isOver = true));
    await clock.advance(40);
    await assert.rejects(first);
    assert.equal(isOver, false);
    await clock.advance(60);
    assert.equal(isOver, true);
  });
});

describe('a limit', () => {
  it('sends calls beyond it on to the next level, and says so', async () => {
    const { run, given } = held();
    const { begin, clock, reasons, taken, source } = setUp([{ name: 'replica', run, limit: 2 }, { name: 'cache' }]);
    const calls = [begin(), begin()];
    await clock.settle();
    assert.equal(taken('replica'), 2);
    assert.equal(await source(), 'cache');
    assert.deepEqual(reasons(), ['replica full']);
    for (const { resolve } of given) resolve('picks');
    assert.deepEqual((await Promise.all(calls)).map(({ source: from }) => from), ['replica', 'replica']);
    assert.equal(taken('replica'), 0);
    void begin();
    assert.equal(taken('replica'), 1);
  });

  it('counts a call until its work has ended, though nobody waits for it any more', async () => {
    for (const end of ['resolve', 'reject'] as const) {
      const { run, given } = held();
      const { begin, clock, taken, source } = setUp([{ name: 'replica', run, limit: 1, timeoutMs: 50 }, { name: 'cache' }]);
      void begin();
      await clock.advance(50);
      assert.equal(taken('replica'), 1);
      assert.equal(await source(), 'cache');
      given[0]![end]('late');
      await clock.settle();
      assert.equal(taken('replica'), 0);
    }
  });

  it('counts it after an abort too, and gives its place back once', async () => {
    const { run, given } = held();
    const { begin, clock, taken } = setUp([{ name: 'replica', run, limit: 2 }]);
    const controller = new AbortController();
    void begin(controller.signal);
    controller.abort();
    await clock.settle();
    assert.equal(taken('replica'), 1);
    given[0]!.resolve('late');
    await clock.settle();
    assert.equal(taken('replica'), 0);
  });

  it('is no failure of the primary', async () => {
    const { run } = held();
    const { begin, source, changes } = setUp([{ name: 'primary', run, limit: 1 }, { name: 'replica' }], { hysteresis: { leaveAfter: 1 } });
    void begin();
    for (let times = 0; times < 3; times += 1) assert.equal(await source(), 'replica');
    assert.deepEqual(changes, []);
  });
});

describe('an abort by the caller', () => {
  const reason = new Error('the shopper has left');

  it('runs nothing where it came before the call', async () => {
    const { call, asked } = setUp([{ name: 'primary' }]);
    await assert.rejects(call(AbortSignal.abort(reason)), (error) => error === reason);
    assert.deepEqual(asked, []);
  });

  it('ends the call at any level with its own reason, unwrapped, asks no other and leaves nothing behind', async () => {
    for (const at of [0, 1, 2]) {
      const { run, contexts } = held();
      const { begin, clock, asked, fallback } = setUp([0, 1, 2].map((index) => ({ name: `level ${index}`, run: index < at ? fails : run, timeoutMs: 100 })), { deadlineMs: 1_000, hysteresis: { leaveAfter: 2 } });
      const { signal, controller, listeners } = counted();
      const answer = begin(signal);
      await clock.advance(10);
      controller.abort(reason);
      await assert.rejects(answer, (error) => error === reason);
      assert.equal((contexts[0]!.signal as { reason: unknown }).reason, reason);
      assert.deepEqual([asked.length, clock.waiting, listeners()], [at + 1, 0, 0]);
      assert.equal(fallback.metrics().exhausted, 0);
    }
  });

  it('ends the call though the level pays no heed to its signal and has no timeout', async () => {
    const { begin, clock } = setUp([{ name: 'primary', run: never }, { name: 'replica' }]);
    const controller = new AbortController();
    const answer = begin(controller.signal);
    await clock.settle();
    controller.abort(reason);
    await assert.rejects(answer, (error) => error === reason);
  });

  it('counts though the level aborts at once, answers or fails in the same moment', async () => {
    for (const run of [() => 'picks', fails, never]) {
      const controller = new AbortController();
      const { call, asked, told } = setUp([{ name: 'primary', run: () => (controller.abort(reason), run()) }, { name: 'replica' }]);
      await assert.rejects(call(controller.signal), (error) => error === reason);
      assert.deepEqual([asked, told], [['primary'], []]);
    }
  });

  it('counts until the answer is out, though it comes in the moments between the answer of the level and that of the call', async () => {
    let answered = 0;
    for (let jobs = 0; jobs < 12; jobs += 1) {
      const controller = new AbortController();
      const { begin, clock } = setUp([{ name: 'primary' }]);
      let ended = '';
      begin(controller.signal).then(() => (ended = 'answered'), (error: unknown) => (ended = error === reason ? 'aborted' : 'otherwise'));
      for (let job = 0; job < jobs; job += 1) await Promise.resolve();
      const isOver = ended !== '';
      controller.abort(reason);
      await clock.settle();
      if (!isOver && ended === 'answered') answered += 1;
      else assert.equal(ended, isOver ? 'answered' : 'aborted');
    }
    assert.ok(answered <= 1, 'only where the answer is out and its caller has not heard of it');
  });

  it('asks no other level where it comes from within a callback or a rule', async () => {
    for (const from of ['onFallback', 'onStateChange', 'isEligible', 'full', 'the last level'] as const) {
      const controller = new AbortController();
      const abort = () => controller.abort(reason);
      const { run } = held();
      const isFull = from === 'full';
      const levels: Levels = [
        { name: 'primary', run: isFull ? run : fails, ...(isFull ? { limit: 1 } : {}), ...(from === 'isEligible' ? { isEligible: () => (abort(), true) } : {}) },
        ...(from === 'the last level' ? [] : [{ name: 'replica', run: never }, { name: 'cache' }]),
      ];
      const onFallback = from === 'isEligible' || from === 'onStateChange' ? () => undefined : abort;
      const { begin, clock, asked, fallback } = setUp(levels, { hysteresis: { leaveAfter: 1 }, onFallback, onStateChange: from === 'onStateChange' ? abort : () => undefined });
      if (isFull) void begin();
      const answer = begin(controller.signal);
      let end: unknown = 'it waits';
      answer.catch((error: unknown) => (end = error));
      await clock.settle();
      assert.equal(end, reason, from);
      assert.deepEqual([asked, fallback.metrics().exhausted], [['primary'], 0], from);
    }
  });

  it('says nothing of the primary', async () => {
    const { begin, changes, clock } = setUp([{ name: 'primary', run: never }], { hysteresis: { leaveAfter: 1 } });
    const controller = new AbortController();
    const answer = begin(controller.signal);
    await clock.settle();
    controller.abort(reason);
    await assert.rejects(answer);
    assert.deepEqual(changes, []);
  });

  it('leaves no listener on a signal that outlives its calls', async () => {
    const { signal, listeners } = counted();
    const { call } = setUp([{ name: 'primary', run: fails }, { name: 'replica' }]);
    for (let times = 0; times < 5; times += 1) await call(signal);
    assert.equal(listeners(), 0);
  });
});

describe('hysteresis', () => {
  /** A primary that is well or not, and a replica that is. */
  function flaky(hysteresis: NonNullable<FallbackOptions<string, string>['hysteresis']> = { leaveAfter: 3, trialEveryMs: 100, returnAfter: 2 }, replica: () => Promise<string> = () => Promise.resolve('replica')) {
    const primary = { isWell: false };
    const all = setUp([{ name: 'primary', run: () => (primary.isWell ? Promise.resolve('primary') : fails()) }, { name: 'replica', run: replica }], { hysteresis });
    const leave = async () => {
      while (all.fallback.state === 'primary') await all.call();
      all.asked.length = 0;
    };
    return { ...all, primary, leave };
  }

  it('asks the primary first in every call where there is none', async () => {
    const { call, asked, fallback } = setUp([{ name: 'primary', run: fails }, { name: 'replica' }]);
    for (let times = 0; times < 50; times += 1) await call();
    assert.equal(asked.filter((name) => name === 'primary').length, 50);
    assert.equal(fallback.state, 'primary');
  });

  it('leaves the primary at the last of so many failures in a row, not before', async () => {
    const { call, fallback, changes, primary } = flaky();
    for (let times = 0; times < 2; times += 1) await call();
    primary.isWell = true;
    await call();
    primary.isWell = false;
    for (let times = 0; times < 2; times += 1) await call();
    assert.equal(fallback.state, 'primary');
    await call();
    assert.equal(fallback.state, 'degraded');
    assert.deepEqual(changes, ['primary > degraded: left']);
  });

  it('has five failures, one trial a second and three good answers by default', async () => {
    const { call, fallback, primary, clock, asked } = flaky({});
    for (let times = 0; times < 4; times += 1) await call();
    assert.equal(fallback.state, 'primary');
    await call();
    assert.equal(fallback.state, 'degraded');
    primary.isWell = true;
    asked.length = 0;
    for (let trial = 0; trial < 3; trial += 1) {
      await clock.advance(999);
      await call();
      await clock.advance(1);
      await call();
    }
    assert.deepEqual(asked, ['replica', 'primary', 'replica', 'primary', 'replica', 'primary']);
    assert.equal(fallback.state, 'primary');
  });

  it('asks the primary last while it is left alone, and only where nobody else answers', async () => {
    const { source, asked, leave, call } = flaky();
    await leave();
    assert.equal(await source(), 'replica');
    assert.deepEqual(asked, ['replica']);
    const alone = flaky(undefined, fails);
    for (let times = 0; times < 3; times += 1) await assert.rejects(alone.call());
    alone.asked.length = 0;
    await assert.rejects(alone.call(), exhausted(['replica failed', 'primary failed']));
    assert.deepEqual(alone.asked, ['replica', 'primary']);
    alone.primary.isWell = true;
    assert.deepEqual(await alone.call(), { value: 'primary', source: 'primary', quality: 'full', degraded: false, ageMs: 0 });
    await call();
  });

  it('lets one call in so many ms try the primary first', async () => {
    const { call, asked, leave, clock } = flaky();
    await leave();
    for (let ms = 0; ms < 300; ms += 10) {
      await clock.advance(10);
      await call();
    }
    assert.equal(asked.filter((name) => name === 'primary').length, 3);
  });

  it('comes back after so many good answers in a row, by way of returning', async () => {
    const { call, changes, leave, clock, primary } = flaky();
    await leave();
    primary.isWell = true;
    for (let trial = 0; trial < 2; trial += 1) {
      await clock.advance(100);
      await call();
    }
    assert.deepEqual(changes, ['primary > degraded: left', 'degraded > returning: trial-passed', 'returning > primary: returned']);
  });

  it('starts counting again when a trial fails', async () => {
    const { call, changes, leave, clock, primary, fallback } = flaky();
    await leave();
    for (const isWell of [true, false, true]) {
      primary.isWell = isWell;
      await clock.advance(100);
      await call();
    }
    assert.equal(fallback.state, 'returning');
    assert.deepEqual(changes.slice(1), ['degraded > returning: trial-passed', 'returning > degraded: trial-failed', 'degraded > returning: trial-passed']);
  });

  it('comes back at once where one good answer is enough', async () => {
    const { call, changes, leave, clock, primary } = flaky({ leaveAfter: 1, trialEveryMs: 100, returnAfter: 1 });
    await leave();
    primary.isWell = true;
    await clock.advance(100);
    await call();
    assert.deepEqual(changes, ['primary > degraded: left', 'degraded > primary: returned']);
  });

  it('counts timeouts and old answers as failures, and no error that is not eligible', async () => {
    const { run } = held();
    const timedOut = setUp([{ name: 'primary', run, timeoutMs: 10 }, { name: 'replica' }], { hysteresis: { leaveAfter: 1 } });
    void timedOut.begin();
    await timedOut.clock.advance(10);
    assert.equal(timedOut.fallback.state, 'degraded');
    const old = setUp([{ name: 'primary', run: () => new Aged('picks', 2), maxAgeMs: 1 }, { name: 'replica' }], { hysteresis: { leaveAfter: 1 } });
    await old.call();
    assert.equal(old.fallback.state, 'degraded');
    const own = setUp([{ name: 'primary', run: fails, isEligible: () => false }, { name: 'replica' }], { hysteresis: { leaveAfter: 1 } });
    await assert.rejects(own.call(), (error) => error === down);
    assert.equal(own.fallback.state, 'primary');
  });

  it('takes a timeout for a failure only where the time was the primary’s own, or all that the call had', async () => {
    const first = setUp([{ name: 'primary', run: never }, { name: 'replica' }], { deadlineMs: 100, hysteresis: { leaveAfter: 1 } });
    void first.begin();
    await first.clock.advance(100);
    assert.deepEqual(first.changes, ['primary > degraded: left']);

    for (const [timeoutMs, state] of [[9, 'degraded'], [10, 'degraded'], [11, 'returning'], [500, 'returning']] as const) {
      let primary: () => Promise<string> = fails;
      let replica: () => Promise<string> = () => Promise.resolve('replica');
      const { begin, source, clock, fallback, reasons } = setUp(
        [{ name: 'primary', run: () => primary(), timeoutMs }, { name: 'replica', run: () => replica(), timeoutMs: 90 }],
        { deadlineMs: 100, hysteresis: { leaveAfter: 1, trialEveryMs: 1_000, returnAfter: 2 } },
      );
      await source();
      primary = () => Promise.resolve('primary');
      await clock.advance(1_000);
      assert.deepEqual([await source(), fallback.state], ['primary', 'returning']);
      primary = replica = never;
      void begin();
      await clock.advance(100);
      assert.deepEqual([reasons().slice(1), fallback.state], [['replica timed-out', 'primary timed-out'], state], `a timeout of ${timeoutMs} ms, with 10 ms left`);
    }
  });

  it('does not let calls from before it left decide the return, however they end', async () => {
    const { run, given } = held();
    let isHeld = true;
    const { begin, call, clock, fallback, changes } = setUp([{ name: 'primary', run: (request, context) => (isHeld ? run(request, context) : fails()) }, { name: 'replica' }], { hysteresis: { leaveAfter: 2, returnAfter: 1 } });
    void begin();
    void begin();
    isHeld = false;
    await call();
    await call();
    assert.equal(fallback.state, 'degraded');
    given[0]!.resolve('late');
    given[1]!.reject(down);
    await clock.settle();
    assert.deepEqual(changes, ['primary > degraded: left']);
  });

  it('is not held up by a trial that hangs', async () => {
    const { run } = held();
    let isHanging = false;
    const { begin, source, clock, fallback } = setUp([{ name: 'primary', run: (request, context) => (isHanging ? run(request, context) : fails()) }, { name: 'replica' }], { hysteresis: { leaveAfter: 1, trialEveryMs: 100, returnAfter: 1 } });
    await source();
    isHanging = true;
    await clock.advance(100);
    void begin();
    await clock.advance(99);
    assert.equal(await source(), 'replica');
    isHanging = false;
    await clock.advance(1);
    await source();
    assert.equal(fallback.state, 'degraded');
  });
});

describe('a chain for writes', () => {
  it('asks only levels that store, so that no other can acknowledge', async () => {
    const { call, asked, reasons } = setUp([{ name: 'wishes', run: fails, stores: true }, { name: 'memory' }, { name: 'outbox', stores: true }], { writes: true });
    assert.equal((await call()).source, 'outbox');
    assert.deepEqual(asked, ['wishes', 'outbox']);
    assert.deepEqual(reasons(), ['wishes failed', 'memory stores-nothing']);
  });

  it('ends in an explicit error where none of them could store', async () => {
    const { call } = setUp([{ name: 'wishes', run: fails, stores: true }, { name: 'memory' }], { writes: true });
    await assert.rejects(call(), exhausted(['wishes failed', 'memory stores-nothing']));
  });

  it('needs at least one level that stores', () => {
    assert.throws(() => setUp([{ name: 'memory' }], { writes: true }), new RangeError('writes needs a level that stores, got none.'));
  });
});

describe('what is told', () => {
  it('counts what each level answered and how often it was passed over', async () => {
    let isWell = true;
    const { call, fallback } = setUp([{ name: 'primary', run: () => (isWell ? 'picks' : fails()) }, { name: 'replica' }]);
    await call();
    isWell = false;
    await call();
    await call();
    assert.deepEqual(fallback.metrics(), {
      state: 'primary', exhausted: 0,
      levels: [{ name: 'primary', answered: 1, passedOver: 2, taken: 0 }, { name: 'replica', answered: 2, passedOver: 0, taken: 0 }],
    });
  });

  it('survives callbacks that throw, which surfaces elsewhere', async () => {
    const bug = new Error('a bug in a callback');
    const broken = () => { throw bug; };
    const { source, fallback } = setUp([{ name: 'primary', run: fails }, { name: 'replica' }], { hysteresis: { leaveAfter: 1 }, onFallback: broken, onStateChange: broken });
    const errors = await surfaced(async () => assert.equal(await source(), 'replica'));
    assert.equal(fallback.state, 'degraded');
    assert.deepEqual(errors, [bug, bug]);
  });

  it('is told when the state is already the new one', async () => {
    const seen: string[] = [];
    const fallback: Fallback<string, string> = new Fallback({
      levels: [{ name: 'primary', run: fails }, { name: 'replica', run: () => 'picks' }], hysteresis: { leaveAfter: 1 },
      onStateChange: ({ to }) => void seen.push(`${to} ${fallback.state}`), onFallback: () => void seen.push(fallback.metrics().levels[0]!.passedOver.toString()),
    });
    await fallback.execute('product 7');
    assert.deepEqual(seen, ['degraded degraded', '1']);
  });
});

describe('options', () => {
  const bad = (level: Partial<Level<string, string>>, options: Partial<FallbackOptions<string, string>>, message: string) =>
    assert.throws(() => setUp([{ name: 'primary', ...level }], options), new RangeError(message));

  it('are judged at the door, with the value and the range quoted', () => {
    for (const value of [0, NaN, 2 ** 31]) {
      bad({ timeoutMs: value }, {}, `levels[0].timeoutMs must be from 1 to 2147483647, got ${value}.`);
      bad({}, { deadlineMs: value }, `deadlineMs must be from 1 to 2147483647, got ${value}.`);
      bad({}, { hysteresis: { trialEveryMs: value } }, `hysteresis.trialEveryMs must be from 1 to 2147483647, got ${value}.`);
    }
    for (const value of [0, 1.5, NaN, 100_001]) {
      bad({ limit: value }, {}, `levels[0].limit must be a whole number from 1 to 100000, got ${value}.`);
      bad({}, { hysteresis: { leaveAfter: value } }, `hysteresis.leaveAfter must be a whole number from 1 to 100000, got ${value}.`);
      bad({}, { hysteresis: { returnAfter: value } }, `hysteresis.returnAfter must be a whole number from 1 to 100000, got ${value}.`);
    }
    for (const value of [-1, NaN]) bad({ maxAgeMs: value }, {}, `levels[0].maxAgeMs must be from 0 to Infinity, got ${value}.`);
  });

  it('name each level differently, and at least one', () => {
    assert.throws(() => new Fallback({ levels: [] }), new RangeError('levels.length must be from 1 to 100, got 0.'));
    assert.throws(() => setUp([{ name: 'one' }, { name: 'one' }]), new RangeError('levels must each have a name of its own, got \'one\' for two.'));
    assert.throws(() => setUp([{ name: '' }]), new RangeError('levels must each have a name of its own, got \'\' for one.'));
    assert.throws(() => setUp(Array.from({ length: 101 }, (_, index) => ({ name: String(index) }))), new RangeError('levels.length must be from 1 to 100, got 101.'));
  });

  it('may stand at their limits', async () => {
    const { source } = setUp([{ name: 'primary', timeoutMs: 2 ** 31 - 1, limit: 100_000, maxAgeMs: 0, run: () => new Aged('picks', 0) }], { deadlineMs: 2 ** 31 - 1, hysteresis: { leaveAfter: 100_000, trialEveryMs: 1, returnAfter: 1 } });
    assert.equal(await source(), 'primary');
  });

  it('need no clock: the process’s own will do', async () => {
    const fallback = new Fallback<string, string>({ levels: [{ name: 'primary', run: never, timeoutMs: 1 }, { name: 'replica', run: () => 'picks', timeoutMs: 1_000 }], deadlineMs: 60_000 });
    assert.equal((await fallback.execute('product 7')).source, 'replica');
  });
});

/** A signal that counts who listens to it. */
function counted() {
  const controller = new AbortController();
  const { signal } = controller;
  const listening = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = ((type: 'abort', listener: () => void) => {
    listening.add(listener);
    add(type, listener);
  }) as typeof signal.addEventListener;
  signal.removeEventListener = ((type: 'abort', listener: () => void) => {
    listening.delete(listener);
    remove(type, listener);
  }) as typeof signal.removeEventListener;
  return { controller, signal, listeners: () => listening.size };
}
