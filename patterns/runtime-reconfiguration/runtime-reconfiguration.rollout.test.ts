import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock } from '../hand-clock.ts';
import { bake, bucketOf, cutFor, isWithin, Rollout, type BakeOptions, type RolloutEvent, type RolloutOptions } from './runtime-reconfiguration.rollout.ts';

const fleet = Array.from({ length: 10 }, (_, place) => `gateway-${place + 1}`);
const within = (percent: number, flag = 'change 8') => fleet.filter((key) => isWithin(key, flag, percent));

describe('the hash', () => {
  it('is the same everywhere and always', () => {
    const known = ['a', 'gateway-1', 'é☃'].map((key) => bucketOf(key, 'flag').toFixed(6));
    assert.deepEqual(known, ['93.768219', '15.061989', '3.793943']);
  });

  it('spreads many keys evenly', () => {
    for (const percent of [1, 10, 50, 90]) {
      const inside = Array.from({ length: 5_000 }, (_, place) => isWithin(`shopper ${place}`, 'flag', percent)).filter(Boolean).length;
      assert.ok(Math.abs(inside / 50 - percent) < 2, `${inside} of 5000 at ${percent} %`);
    }
  });

  it('takes in nobody at 0 and everybody at 100, and keeps whom it had as the share rises', () => {
    assert.deepEqual([within(0), within(100)], [[], fleet]);
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

  it('goes on after a restart where it was, and hears nobody whom it does not know', () => {
    const { rollout, all } = setUp({ stage: 1 });
    rollout.heard('gateway-1', 'reverted');
    rollout.begin();
    rollout.begin();
    rollout.heard('somebody', 'reverted');
    assert.equal(within(rollout.percent).length, 5);
    all('kept');
    assert.equal(rollout.percent, 100);
  });

  const wrong: readonly (readonly [Partial<RolloutOptions>, RegExp])[] = [
    [{ flag: '' }, /flag must be a text/],
    [{ keys: [] }, /keys must be one or more/],
    [{ keys: ['a', 'a'] }, /keys must be one or more, and all differ/],
    [{ stages: [50, 10, 100] }, /stages\[1\] must be from 50 to 100, got 10/],
    [{ stages: [] }, /stages must end with 100/],
    [{ stages: [10, 90] }, /stages must end with 100, got \[10,90\]/],
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

  it('keeps the change when the guard finds it good for so long', async () => {
    const { clock, ended, guard } = watch();
    await clock.advance(999);
    assert.deepEqual([ended, guard.asked], [[], 3]);
    await clock.advance(1);
    assert.deepEqual([ended, guard.asked, clock.waiting], [['kept'], 4, 0]);
  });

  it('takes it back at the first bad word', async () => {
    const { clock, ended, guard, told } = watch();
    await clock.advance(300);
    guard.says = 'bad';
    await clock.advance(300);
    assert.deepEqual([ended, told, clock.waiting], [['reverted'], ['bad', 'reverts'], 0]);
  });

  it('goes on for as long as the guard does not know', async () => {
    const { clock, ended, guard } = watch();
    guard.says = 'unknown';
    await clock.advance(4_000);
    assert.deepEqual([ended, guard.asked], [[], 14]);
    guard.says = 'good';
    await clock.advance(300);
    assert.deepEqual(ended, ['kept']);
  });

  it('takes a guard that throws for one that does not know', async () => {
    let isBroken = true;
    const { clock, ended } = watch({ guard: () => {
      if (isBroken) throw new Error('no figures');
      return 'good';
    } });
    await clock.advance(2_000);
    assert.deepEqual(ended, []);
    isBroken = false;
    await clock.advance(300);
    assert.deepEqual(ended, ['kept']);
  });

  it('tries again to take it back until that succeeds', async () => {
    let tries = 0;
    const { clock, ended, guard, told } = watch({ revert: () => {
      tries += 1;
      if (tries < 3) throw new Error('not now');
    } });
    guard.says = 'bad';
    await clock.advance(900);
    assert.deepEqual([ended, told], [['reverted'], ['bad', 'error', 'error']]);
  });

  it('ends with the signal’s reason, in a pause and before a revert', async () => {
    const reason = new Error('superseded');
    const stopping = new AbortController();
    const { clock, baking } = watch({}, stopping.signal);
    const rejected = assert.rejects(baking, reason);
    await clock.advance(100);
    stopping.abort(reason);
    await rejected;
    assert.equal(clock.waiting, 0);
    await assert.rejects(watch({}, AbortSignal.abort(reason)).baking, reason);
    const late = new AbortController();
    const second = watch({ guard: () => 'bad', onEvent: () => late.abort(reason), revert: () => assert.fail('it went back') }, late.signal);
    const ended = assert.rejects(second.baking, reason);
    await second.clock.advance(300);
    await ended;
  });

  it('has its options judged at the door', async () => {
    await assert.rejects(watch({ bakeMs: -1 }).baking, /bakeMs must be from 0 to 2147483647, got -1/);
    await assert.rejects(watch({ checkEveryMs: 0 }).baking, /checkEveryMs must be from 1/);
  });
});
