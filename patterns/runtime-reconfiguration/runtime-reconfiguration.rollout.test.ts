import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, listenersTo, surfaced } from '../hand-clock.ts';
import { bake, bucketOf, cutFor, isWithin, Rollout, type BakeOptions, type RolloutEvent, type RolloutOptions } from './runtime-reconfiguration.rollout.ts';

const fleet = Array.from({ length: 10 }, (_, place) => `gateway-${place + 1}`);
const within = (percent: number, flag = 'change 8') => fleet.filter((key) => isWithin(key, flag, percent));

describe('the hash', () => {
  it('is the same everywhere and always', () => {
    const known = ['a', 'gateway-1', 'é☃', '𝄞'].map((key) => bucketOf(key, 'flag').toFixed(6));
    assert.deepEqual(known, ['93.768219', '15.061989', '3.793943', '57.869653']);
  });

  it('spreads many keys evenly', () => {
    for (const percent of [1, 10, 50, 90]) {
      const inside = Array.from({ length: 5_000 }, (_, place) => isWithin(`shopper ${place}`, 'flag', percent)).filter(Boolean).length;
      assert.ok(Math.abs(inside / 50 - percent) < 2, `${inside} of 5000 at ${percent} %`);
    }
  });

  it('takes in nobody at 0 and everybody at 100, and keeps whom it had as the share rises', () => {
    assert.deepEqual([within(0), within(100)], [[], fleet]);
    assert.equal(isWithin('a', 'flag', bucketOf('a', 'flag')), false);
    for (let percent = 1; percent <= 100; percent += 1) {
      for (const key of within(percent - 1)) assert.ok(within(percent).includes(key));
    }
  });

  it('chooses others for another change', () => {
    const firsts = Array.from({ length: 30 }, (_, change) => fleet.toSorted((one, other) => bucketOf(one, `change ${change}`) - bucketOf(other, `change ${change}`))[0]);
    assert.ok(new Set(firsts).size > 5);
  });

  it('refuses a share that is none', () => {
    assert.throws(() => isWithin('a', 'b', 101), /percent must be from 0 to 100, got 101/);
  });
});

describe('the cut', () => {
  it('takes in just as many of a small fleet as the share says, and one at least', () => {
    for (const [percent, many] of [[0, 1], [1, 1], [10, 1], [11, 2], [50, 5], [99, 10], [100, 10]] as const) {
      assert.equal(within(cutFor(fleet, 'change 8', percent)).length, many, `${percent} %`);
    }
    assert.equal(cutFor(['alone'], 'f', 10), 100);
  });

  it('rounds up what is a part of one, and nothing that is whole', () => {
    const hundred = Array.from({ length: 100 }, (_, place) => `shop-${place}`);
    for (const percent of [7, 14, 28, 55, 56, 57]) assert.equal(hundred.filter((key) => isWithin(key, 'f', cutFor(hundred, 'f', percent))).length, percent);
  });
});

/** A rollout over the fleet on a hand clock, with all that it has told. */
function setUp(options: Partial<RolloutOptions> = {}) {
  const clock = new HandClock();
  const told: RolloutEvent[] = [];
  const rollout = new Rollout({ flag: 'change 8', keys: fleet, clock, stageTimeoutMs: 1_000, onEvent: (event) => void told.push(event), ...options });
  const all = (verdict: 'kept' | 'reverted', keys = within(rollout.percent)) => keys.forEach((key) => rollout.heard(key, verdict));
  return { clock, told, rollout, all };
}

describe('a rollout', () => {
  it('goes to more when all who have the change have kept it, and ends when all have', () => {
    const { rollout, told, all, clock } = setUp();
    assert.deepEqual([rollout.state, rollout.percent], ['ready', 0]);
    rollout.begin();
    const sizes = [within(rollout.percent).length];
    all('kept');
    sizes.push(within(rollout.percent).length);
    const five = within(rollout.percent);
    all('kept', five.slice(1));
    assert.equal(rollout.percent, cutFor(fleet, 'change 8', 50));
    all('kept', five.slice(0, 1));
    sizes.push(within(rollout.percent).length);
    all('kept');
    assert.deepEqual(sizes, [1, 5, 10]);
    assert.deepEqual(told.map(({ kind, stage }) => [kind, stage]), [['stage', 0], ['stage', 1], ['stage', 2], ['kept', 2]]);
    assert.deepEqual([rollout.state, rollout.percent, clock.waiting], ['kept', 100, 0]);
  });

  it('ends for all when one takes the change back', () => {
    const { rollout, told, all, clock } = setUp();
    rollout.begin();
    all('kept');
    rollout.heard(within(rollout.percent)[0]!, 'reverted');
    assert.deepEqual([rollout.state, rollout.percent, clock.waiting], ['reverted', 0, 0]);
    assert.match(told.at(-1)!.reason, /gateway-\d+ has taken it back/);
    all('kept', fleet);
    rollout.takeBack('again');
    rollout.begin();
    assert.equal(told.length, 3);
  });

  it('can be ended before it has begun', () => {
    const { rollout, told, clock } = setUp();
    rollout.takeBack('by hand');
    rollout.begin();
    assert.deepEqual([rollout.state, told.map(({ kind }) => kind), clock.waiting], ['reverted', ['reverted'], 0]);
  });

  it('takes silence for no consent', async () => {
    const { rollout, clock } = setUp();
    rollout.begin();
    await clock.advance(999);
    assert.equal(rollout.state, 'rolling');
    await clock.advance(1);
    assert.equal(rollout.state, 'reverted');
  });

  it('gives each stage its time', async () => {
    const { rollout, all, clock } = setUp();
    rollout.begin();
    await clock.advance(900);
    all('kept');
    await clock.advance(900);
    assert.equal(rollout.state, 'rolling');
  });

  for (const size of [1, 2, 3, 10]) {
    it(`of ${size} ends when each has said once that it keeps the change`, async () => {
      const keys = fleet.slice(0, size);
      const { rollout, told, clock } = setUp({ keys });
      const silent = new Set(keys);
      rollout.begin();
      while (silent.size > 0) {
        const next = [...silent].find((key) => isWithin(key, 'change 8', rollout.percent));
        assert.ok(next !== undefined, `At ${rollout.percent} % all who have it have kept it, and nothing follows.`);
        silent.delete(next);
        rollout.heard(next, 'kept');
      }
      await clock.advance(1_000);
      assert.deepEqual(told.map(({ kind, stage }) => [kind, stage]), [['stage', 0], ['stage', 1], ['stage', 2], ['kept', 2]]);
    });
  }

  it('goes on after a restart where it was, with those who had kept it', () => {
    const all = within(cutFor(fleet, 'change 8', 50));
    const { rollout, told } = setUp({ stage: 1, kept: all.slice(1) });
    rollout.heard(all[0]!, 'kept');
    rollout.begin();
    rollout.begin();
    assert.equal(rollout.percent, cutFor(fleet, 'change 8', 50));
    assert.deepEqual(told.map(({ kind, stage }) => [kind, stage]), [['stage', 1]]);
    rollout.heard(all[0]!, 'kept');
    assert.equal(rollout.percent, 100);
    const other = setUp({ stage: 1, kept: all });
    other.rollout.begin();
    assert.equal(other.rollout.percent, 100);
  });

  it('does not count those as having kept it who do not have it', () => {
    const { rollout } = setUp({ kept: fleet });
    const first = within(cutFor(fleet, 'change 8', 10));
    const others = fleet.filter((key) => !first.includes(key));
    rollout.begin();
    assert.equal(within(rollout.percent).length, 5);
    const late = setUp();
    late.rollout.begin();
    for (const key of others) late.rollout.heard(key, 'kept');
    late.rollout.heard(first[0]!, 'kept');
    assert.equal(within(late.rollout.percent).length, 5);
    assert.equal(late.rollout.state, 'rolling');
  });

  it('hears what is bad from everybody who has the change, and from nobody else', () => {
    const { rollout } = setUp();
    rollout.begin();
    const [first] = within(rollout.percent);
    rollout.heard(fleet.find((key) => key !== first)!, 'reverted');
    assert.equal(rollout.state, 'rolling');
    rollout.heard(first!, 'kept');
    rollout.heard(first!, 'reverted'); // it had kept it, and found out later
    assert.equal(rollout.state, 'reverted');
    const grown = setUp();
    grown.rollout.begin();
    const strangers = Array.from({ length: 100 }, (_, place) => `stranger ${place}`);
    const [has, hasNot] = [true, false].map((isIn) => strangers.find((key) => isWithin(key, 'change 8', grown.rollout.percent) === isIn)!);
    grown.rollout.heard(hasNot!, 'reverted');
    assert.equal(grown.rollout.state, 'rolling');
    grown.rollout.heard(has!, 'reverted');
    assert.equal(grown.rollout.state, 'reverted');
  });

  it('may hear words, and be ended, by what it tells', () => {
    const rollout: Rollout = new Rollout({ flag: 'change 8', keys: fleet, clock: new HandClock(), onEvent: ({ kind, percent }) => {
      if (kind === 'stage') within(percent).forEach((key) => rollout.heard(key, 'kept'));
    } });
    rollout.begin();
    assert.equal(rollout.state, 'kept');
    const events: string[] = [];
    const ended: Rollout = new Rollout({ flag: 'change 8', keys: fleet, clock: new HandClock(), stage: 2, kept: fleet, onEvent: ({ kind }) => {
      events.push(kind);
      ended.takeBack('by hand');
    } });
    ended.begin();
    assert.deepEqual(events, ['stage', 'reverted']);
  });

  it('goes on where what it tells throws, which surfaces', async () => {
    const broken = new Error('the callback');
    const { rollout, all } = setUp({ onEvent: () => { throw broken; } });
    assert.deepEqual(await surfaced(() => rollout.begin()), [broken]);
    await surfaced(() => [10, 50, 100].forEach(() => all('kept')));
    assert.equal(rollout.state, 'kept');
  });

  it('is not changed by who changes its options afterwards', () => {
    const [keys, stages] = [[...fleet], [50, 100]];
    const { rollout } = setUp({ keys, stages });
    keys.length = 1;
    stages[0] = 1;
    rollout.begin();
    assert.equal(within(rollout.percent).length, 5);
  });

  it('has three stages by default, and half an hour for each', async () => {
    const { rollout, clock, told } = setUp({ stageTimeoutMs: undefined });
    rollout.begin();
    assert.equal(within(told[0]!.percent).length, 1);
    await clock.advance(1_799_999);
    assert.equal(rollout.state, 'rolling');
    await clock.advance(1);
    assert.equal(rollout.state, 'reverted');
  });

  const wrong: readonly (readonly [Partial<RolloutOptions>, RegExp])[] = [
    [{ flag: '' }, /flag must be a text/],
    [{ keys: [] }, /keys must be one or more/],
    [{ keys: ['a', 'a'] }, /keys must be one or more, and all differ/],
    [{ stages: [50, 10, 100] }, /stages must rise, and end with 100, got \[50,10,100\]/],
    [{ stages: [50, 50, 100] }, /stages must rise, and end with 100, got \[50,50,100\]/],
    [{ stages: [-1, 100] }, /stages\[0\] must be from 0 to 100, got -1/],
    [{ stages: [] }, /stages must rise, and end with 100/],
    [{ stages: [10, 90] }, /stages must rise, and end with 100, got \[10,90\]/],
    [{ stage: 3 }, /stage must be from 0 to 2, got 3/],
    [{ stage: 0.5 }, /stage must be a whole number, got 0.5/],
    [{ stageTimeoutMs: 0 }, /stageTimeoutMs must be from 1 to 2147483647, got 0/],
  ];
  for (const [options, message] of wrong) {
    it(`has its options judged at the door: ${JSON.stringify(options)}`, () => assert.throws(() => setUp(options), (error) => error instanceof RangeError && message.test(error.message)));
  }
});

describe('a bake', () => {
  function watch(options: Partial<BakeOptions> = {}, signal?: AbortSignal) {
    const clock = new HandClock();
    const told: string[] = [];
    const guard = { says: 'good' as ReturnType<BakeOptions['guard']>, asked: 0 };
    const ended: string[] = [];
    const baking = bake({
      guard: () => {
        guard.asked += 1;
        return guard.says;
      },
      revert: () => void told.push('reverts'),
      bakeMs: 1_000,
      checkEveryMs: 300,
      onEvent: ({ kind }) => void told.push(kind),
      clock,
      ...options,
    }, signal);
    baking.then((verdict) => ended.push(verdict), () => ended.push('rejected'));
    return { clock, told, guard, ended, baking };
  }

  it('keeps the change when the guard finds it good for so long, from its first word on', async () => {
    const { clock, ended, guard } = watch();
    await clock.advance(1_299);
    assert.deepEqual([ended, guard.asked], [[], 4]);
    await clock.advance(1);
    assert.deepEqual([ended, guard.asked, clock.waiting], [['kept'], 5, 0]);
  });

  it('takes it back at the first bad word', async () => {
    const { clock, ended, guard, told } = watch();
    await clock.advance(300);
    guard.says = 'bad';
    await clock.advance(300);
    assert.deepEqual([ended, told, clock.waiting], [['reverted'], ['bad', 'reverts'], 0]);
  });

  it('goes on for as long as the guard does not know, and watches for the whole time after that', async () => {
    const { clock, ended, guard } = watch();
    guard.says = 'unknown';
    await clock.advance(4_200);
    assert.deepEqual([ended, guard.asked], [[], 14]);
    guard.says = 'good';
    await clock.advance(1_299);
    assert.deepEqual(ended, []);
    await clock.advance(1);
    assert.deepEqual(ended, ['kept']);
  });

  it('waits for a good word where the guard knows no more when the time is over', async () => {
    const { clock, ended, guard } = watch();
    await clock.advance(300);
    guard.says = 'unknown';
    await clock.advance(1_500);
    assert.deepEqual(ended, []);
    guard.says = 'good';
    await clock.advance(300);
    assert.deepEqual(ended, ['kept']);
  });

  it('takes a guard that throws, or says something else, for one that does not know, and tells it', async () => {
    const broken = new TypeError('no figures');
    let guard: () => unknown = () => { throw broken; };
    const errors: unknown[] = [];
    const { clock, ended } = watch({ guard: () => guard() as 'good', onEvent: ({ kind, error }) => void errors.push(kind, error) });
    await clock.advance(300);
    assert.deepEqual(errors, ['guard-failed', broken]);
    guard = async () => 'bad';
    await clock.advance(300);
    assert.equal(errors.length, 4);
    assert.match(String(errors[3]), /guard must say good, bad or unknown, got object/);
    guard = () => 'good';
    await clock.advance(1_300);
    assert.deepEqual(ended, ['kept']);
  });

  it('tries again to take it back, after longer and longer pauses of at most a minute, until that succeeds', async () => {
    const tries: number[] = [];
    const errors: unknown[] = [];
    const broken = new Error('not now');
    const { clock, ended } = watch({
      guard: () => 'bad',
      checkEveryMs: 10_000,
      onEvent: ({ error }) => void errors.push(error),
      revert: () => {
        tries.push(clock.now() - 1_000);
        if (tries.length < 6) throw broken;
      },
    });
    await clock.advance(500_000);
    assert.deepEqual(tries, [10_000, 20_000, 40_000, 80_000, 140_000, 200_000]);
    assert.deepEqual([ended, errors, clock.waiting], [['reverted'], [undefined, broken, broken, broken, broken, broken], 0]);
  });

  it('tries again no sooner than it looks', async () => {
    const tries: number[] = [];
    const { clock, ended } = watch({
      guard: () => 'bad',
      checkEveryMs: 100_000,
      revert: () => {
        tries.push(clock.now() - 1_000);
        if (tries.length < 3) throw new Error('not now');
      },
    });
    await clock.advance(300_000);
    assert.deepEqual([tries, ended], [[100_000, 200_000, 300_000], ['reverted']]);
  });

  it('waits for whole milliseconds, for a timer may be a little early', async () => {
    const hand = new HandClock();
    const waits: number[] = [];
    const setTimer = (run: () => void, ms: number) => {
      waits.push(ms);
      return hand.setTimeout(run, ms);
    };
    const { ended } = watch({ bakeMs: 500.5, clock: { now: hand.now, setTimeout: setTimer, clearTimeout: hand.clearTimeout } });
    await hand.advance(801);
    assert.deepEqual([waits, ended], [[300, 300, 201], ['kept']]);
  });

  it('goes on where what it tells throws, which surfaces', async () => {
    const broken = new Error('the callback');
    const { clock, ended } = watch({ guard: () => 'bad', onEvent: () => { throw broken; } });
    assert.deepEqual(await surfaced(() => clock.advance(300)), [broken]);
    assert.deepEqual(ended, ['reverted']);
  });

  it('listens to its signal once at a time, and not after its end', async () => {
    const { signal } = new AbortController();
    const listening = listenersTo(signal);
    const { clock, guard, ended } = watch({ bakeMs: 600_000 }, signal);
    await clock.advance(30_000);
    assert.equal(listening(), 1);
    guard.says = 'bad';
    await clock.advance(300);
    assert.deepEqual([ended, listening()], [['reverted'], 0]);
  });

  it('ends with the signal’s reason: in a pause, before a revert, in one that hangs, and between two', async () => {
    const reason = new Error('superseded');
    const aborted = async (options: Partial<BakeOptions>, abortAtMs: number) => {
      const stopping = new AbortController();
      const { clock, baking, told } = watch(options, stopping.signal);
      const rejected = assert.rejects(baking, reason);
      await clock.advance(abortAtMs);
      stopping.abort(reason);
      await rejected;
      assert.equal(clock.waiting, 0);
      return told;
    };
    await assert.rejects(watch({}, AbortSignal.abort(reason)).baking, reason);
    await aborted({}, 100);
    assert.deepEqual(await aborted({ guard: () => 'bad', revert: () => new Promise(() => undefined) }, 300), ['bad']);
    await aborted({ guard: () => 'bad', revert: () => { throw new Error('not now'); } }, 400);
    const late = new AbortController();
    const second = watch({ guard: () => 'bad', onEvent: () => late.abort(reason), revert: () => assert.fail('it went back') }, late.signal);
    const ended = assert.rejects(second.baking, reason);
    await second.clock.advance(300);
    await ended;
  });

  it('lasts ten minutes by default, with a look each second', async () => {
    const { clock, ended, guard } = watch({ bakeMs: undefined, checkEveryMs: undefined });
    await clock.advance(600_999);
    assert.deepEqual([ended, guard.asked], [[], 600]);
    await clock.advance(1);
    assert.deepEqual(ended, ['kept']);
  });

  it('has its options judged at the door', async () => {
    await assert.rejects(watch({ bakeMs: -1 }).baking, /bakeMs must be from 0 to 2147483647, got -1/);
    await assert.rejects(watch({ checkEveryMs: 0 }).baking, /checkEveryMs must be from 1/);
  });
});
