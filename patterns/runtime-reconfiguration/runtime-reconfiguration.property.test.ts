import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { bucketOf, cutFor, isWithin } from './runtime-reconfiguration.rollout.ts';
import { Changes, ChangeRefusedError } from './runtime-reconfiguration.changes.ts';
import { RuntimeConfig, type Component, type Pin } from './runtime-reconfiguration.ts';

interface Settings {
  readonly url: number;
  readonly pool: number;
  readonly port: number;
}
const noTimer = new Error('no timer');
const isValid = ({ pool }: Settings) => pool >= 0;

/** What is done to a configuration: a change from a source that numbers them, an operation that begins or ends, a clock that breaks or is mended, time that passes. */
type Step =
  | { readonly do: 'update'; readonly revision: number; readonly value: Settings; readonly takesMs: number; readonly refuses: boolean }
  | { readonly do: 'revert'; readonly back: number }
  | { readonly do: 'begin' }
  | { readonly do: 'end'; readonly which: number }
  | { readonly do: 'clock'; readonly isBroken: boolean }
  | { readonly do: 'wait'; readonly ms: number };

const value: fc.Arbitrary<Settings> = fc.record({ url: fc.nat(3), pool: fc.integer({ min: -1, max: 4 }), port: fc.oneof({ weight: 5, arbitrary: fc.constant(80) }, fc.constant(81)) });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('update' as const), revision: fc.integer({ min: 1, max: 12 }), value, takesMs: fc.nat(40), refuses: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revert' as const), back: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'begin' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), isBroken: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(60) }) },
);

/** A configuration with two components, and what an onlooker knows of it. */
async function setUp(coalesceMs: number) {
  const clock = new HandClock();
  const drain = { ms: 600_000, isBroken: false };
  const setTimer = (run: () => void, ms: number) => {
    if (drain.isBroken && ms === drain.ms) throw noTimer;
    return clock.setTimeout(run, ms);
  };
  let plan = { takesMs: 0, refuses: false };
  const alive = new Set<object>();
  const made = (url: number) => {
    const part = { url };
    alive.add(part);
    return part;
  };
  const letGo = (part: object) => assert.ok(alive.delete(part), 'a part was let go twice');
  const limit = { set: 1 };
  const pool: Component<Settings, number> = {
    name: 'pool',
    keys: ['pool'],
    prepare: (next) => next.pool,
    commit: (part) => void (limit.set = part),
    rollback: (_part, before = 1) => void (limit.set = before),
  };
  const client: Component<Settings, { readonly url: number }> = {
    name: 'client',
    keys: ['url'],
    prepare: async (next) => {
      const { takesMs, refuses } = plan;
      if (takesMs > 0) await new Promise<void>((resolve) => void clock.setTimeout(resolve, takesMs));
      if (refuses) throw new Error('no');
      return made(next.url);
    },
    rollback: (part) => letGo(part),
    retire: letGo,
  };
  const initial: Settings = { url: 0, pool: 1, port: 80 };
  const config = new RuntimeConfig<Settings>({ initial, drainMs: drain.ms, clock: { now: clock.now, setTimeout: setTimer, clearTimeout: clock.clearTimeout } });
  const changes = new Changes<Settings>({ config, kinds: { url: 'drain', pool: 'hot' }, coalesceMs, clock, validate: (next) => { if (!isValid(next)) throw new RangeError('no'); } });
  await config.attach(pool);
  await config.attach(client);
  const isWhole = () => {
    const pin = config.pin();
    assert.equal(pin.part(client).url, pin.value.url);
    assert.equal(limit.set, pin.value.pool);
    assert.ok(alive.has(pin.part(client)));
    pin.release();
  };
  return { clock, drain, config, changes, client, alive, isWhole, next: (to: typeof plan) => void (plan = to) };
}

const isRefusal = (error: unknown) => assert.ok(error === noTimer || error instanceof ChangeRefusedError);

describe('whatever is done to a configuration', () => {
  it('parts and settings go together, revisions only grow, operations keep what they began with, and nothing is left behind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.constantFrom(0, 20), async (steps, coalesceMs) => {
        const { clock, drain, config, changes, client, alive, isWhole, next } = await setUp(coalesceMs);
        const pins: { readonly pin: Pin<Settings>; readonly url: number }[] = [];
        const results: Promise<unknown>[] = [];
        let [version, revision] = [1, 0];
        const watch = () => {
          const now = config.current();
          assert.ok(now.version >= version && now.revision >= revision);
          assert.ok(isValid(now.value) && now.value.port === 80);
          [version, revision] = [now.version, now.revision];
          for (const { pin, url } of pins) {
            assert.equal(pin.value.url, url);
            assert.equal(pin.part(client).url, url);
            assert.ok(alive.has(pin.part(client)));
          }
          isWhole();
        };
        for (const one of steps) {
          if (one.do === 'update') {
            next(one);
            results.push(changes.update(() => one.value, { revision: one.revision }).catch(isRefusal));
          } else if (one.do === 'revert') results.push(changes.revert(Math.max(1, config.current().version - one.back)).catch(isRefusal));
          else if (one.do === 'begin') {
            const pin = config.pin();
            pins.push({ pin, url: pin.value.url });
          } else if (one.do === 'end') pins.splice(one.which, 1).forEach(({ pin }) => pin.release());
          else if (one.do === 'clock') drain.isBroken = one.isBroken;
          else await clock.advance(one.ms);
          watch();
        }
        pins.splice(0).forEach(({ pin }) => pin.release());
        await clock.advance(2_000);
        watch();
        await Promise.all(results);
        assert.equal(alive.size, 1);
        assert.equal(clock.waiting, 0);
      }),
      { numRuns: 300 },
    );
  });

  it('of changes that arrive in any order the one with the highest number stays', async () => {
    const arrivals = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(arrivals, fc.array(fc.nat(30), { minLength: 8, maxLength: 8 }), async (order, gaps) => {
        const { clock, config, changes } = await setUp(10);
        const settled = order.map(async (revision, place) => {
          await new Promise<void>((resolve) => void clock.setTimeout(resolve, place * 5 + gaps[place]!));
          await changes.update({ pool: revision }, { revision }).catch(() => undefined);
        });
        await clock.advance(1_000);
        await Promise.all(settled);
        assert.equal(config.current().value.pool, Math.max(...order));
      }),
    );
  });
});

describe('whatever the keys', () => {
  it('a larger share has all of a smaller one', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (key, flag, one, other) => {
        const bucket = bucketOf(key, flag);
        assert.ok(bucket >= 0 && bucket < 100);
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        if (isWithin(key, flag, less)) assert.ok(isWithin(key, flag, more));
      }),
    );
  });

  it('the cut takes in as many as its share says, and those of a smaller share', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 30 }), fc.string({ minLength: 1 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (keys, flag, one, other) => {
        const within = (percent: number) => keys.filter((key) => isWithin(key, flag, cutFor(keys, flag, percent)));
        const buckets = keys.map((key) => bucketOf(key, flag));
        fc.pre(new Set(buckets).size === keys.length);
        const [few, many] = [within(Math.min(one, other)), within(Math.max(one, other))];
        assert.equal(few.length, Math.max(1, Math.ceil((Math.min(one, other) * keys.length) / 100)));
        for (const key of few) assert.ok(many.includes(key));
      }),
    );
  });
});
