import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock } from '../hand-clock.ts';
import { ChangeRefusedError, RuntimeConfig, type Component, type ConfigEvent, type Refusal, type RuntimeConfigOptions } from './runtime-reconfiguration.ts';

interface Settings {
  readonly url: string;
  readonly key: string;
  readonly pool: number;
  readonly level: string;
  readonly port: number;
}
const initial: Settings = { url: 'old', key: 'key of old', pool: 10, level: 'info', port: 80 };
const moved = { url: 'new', key: 'key of new' };

/** A gateway's settings on a hand clock. `said` has every event, `done` what components were told. */
function setUp(options: Partial<RuntimeConfigOptions<Settings>> = {}) {
  const clock = new HandClock();
  const said: string[] = [];
  const done: string[] = [];
  const onEvent = ({ kind, change, state }: ConfigEvent) => void said.push(`${change} ${kind}: ${state}`);
  const config = new RuntimeConfig<Settings>({ initial, kinds: { url: 'drain', key: 'drain', pool: 'hot', level: 'hot' }, clock, onEvent, ...options });
  /** A component that follows some of the settings and says what it is told. */
  const component = (name: string, keys: readonly (keyof Settings)[], change: Partial<Component<Settings, string>> = {}): Component<Settings, string> => ({
    name,
    keys,
    prepare: (next) => {
      done.push(`${name} prepares`);
      return `${name} ${keys.map((key) => next[key]).join(' ')}`;
    },
    commit: (part) => void done.push(`commits ${part}`),
    rollback: (part) => void done.push(`lets go of ${part}`),
    retire: (part) => void done.push(`retires ${part}`),
    ...change,
  });
  return { clock, said, done, config, component };
}
const isRefused = (reason: Refusal, check: (error: ChangeRefusedError) => void = () => undefined) => (error: unknown) => {
  assert.ok(error instanceof ChangeRefusedError);
  assert.equal(error.code, 'CHANGE_REFUSED');
  assert.equal(error.reason, reason);
  check(error);
  return true;
};
/** A promise that is settled by hand. */
function door<T = void>() {
  let open!: (value: T) => void;
  let shut!: (error: unknown) => void;
  const opened = new Promise<T>((resolve, reject) => ([open, shut] = [resolve, reject]));
  return { opened, open, shut };
}

describe('a change', () => {
  it('is one snapshot in the place of another, and says what it changed', async () => {
    const { config } = setUp();
    const before = config.current();
    const applied = await config.update({ ...moved, pool: 10 }, { by: 'the operator' });
    assert.deepEqual(applied, { version: 2, changed: ['url', 'key'] });
    assert.deepEqual(config.current(), { version: 2, revision: 0, value: { ...initial, ...moved } });
    assert.deepEqual(before.value, initial);
  });

  it('takes a function of all settings too', async () => {
    const { config } = setUp();
    await config.update((settings) => ({ ...settings, pool: settings.pool / 2 }));
    assert.equal(config.current().value.pool, 5);
  });

  it('that changes nothing makes no version', async () => {
    const { config, said } = setUp();
    assert.deepEqual(await config.update({ pool: 10 }), { version: 1, changed: [] });
    assert.equal(config.history().length, 1);
    assert.deepEqual(said, ['1 offered: waiting', '1 unchanged: over']);
  });

  it('cannot be made past it: neither a snapshot nor what was given can be changed', async () => {
    const hosts = ['one'];
    const config = new RuntimeConfig<{ hosts: string[] }>({ initial: { hosts }, kinds: { hosts: 'hot' } });
    hosts.push('two');
    assert.deepEqual(config.current().value, { hosts: ['one'] });
    assert.throws(() => void config.current().value.hosts.push('three'), TypeError);
    await assert.rejects(config.update((value) => Object.assign(value, { hosts: [] })), isRefused('invalid'));
    const next = { hosts: ['four'] };
    await config.update(next);
    next.hosts.push('five');
    assert.deepEqual(config.current().value, { hosts: ['four'] });
  });

  it('sees that a nested value differs, and that one is the same', async () => {
    const config = new RuntimeConfig<{ nested: { list: readonly { a: number; b?: number }[] } }>({ initial: { nested: { list: [{ a: 1 }] } }, kinds: { nested: 'hot' } });
    assert.deepEqual((await config.update({ nested: { list: [{ a: 1 }] } })).changed, []);
    assert.deepEqual((await config.update({ nested: { list: [{ a: 2 }] } })).changed, ['nested']);
    assert.deepEqual((await config.update({ nested: { list: [{ a: 2, b: 1 }] } })).changed, ['nested']);
    assert.deepEqual((await config.update({ nested: { list: [] } })).changed, ['nested']);
  });

  it('notices a setting that is gone, and one that is new', async () => {
    const config = new RuntimeConfig<{ one?: number; two?: number }>({ initial: { one: 1 }, kinds: { one: 'hot', two: 'hot' } });
    assert.deepEqual((await config.update(() => ({ two: 2 }))).changed, ['one', 'two']);
  });

  it('tells its life', async () => {
    const { config, said } = setUp();
    await config.update({ pool: 5 });
    await config.update({ pool: 4 });
    assert.deepEqual(said, ['1 offered: waiting', '1 preparing: preparing', '1 applied: active', '0 superseded: draining', '0 freed: over', '2 offered: waiting', '2 preparing: preparing', '2 applied: active', '1 superseded: draining', '1 freed: over']);
  });
});

describe('what is refused', () => {
  it('is what is not valid, with the cause', async () => {
    const { config, said } = setUp({ validate: ({ pool }) => { if (!(pool >= 1)) throw new RangeError(`pool must be 1 or more, got ${pool}.`); } });
    await assert.rejects(config.update({ pool: 0 }), isRefused('invalid', ({ message, cause }) => {
      assert.match(message, /pool must be 1 or more, got 0/);
      assert.ok(cause instanceof RangeError);
    }));
    assert.deepEqual(config.current().value, initial);
    assert.deepEqual(said, ['1 offered: waiting', '1 refused: over']);
  });

  it('is also a start with what is not valid', () => {
    assert.throws(() => setUp({ validate: () => { throw new RangeError('no'); } }), RangeError);
  });

  it('is an older revision than the newest, and the same again', async () => {
    const { config } = setUp({ revision: 6 });
    await config.update({ pool: 8 }, { revision: 8 });
    await assert.rejects(config.update({ pool: 7 }, { revision: 7 }), isRefused('stale'));
    await assert.rejects(config.update({ pool: 9 }, { revision: 8 }), isRefused('stale'));
    assert.deepEqual(config.current(), { version: 2, revision: 8, value: { ...initial, pool: 8 } });
    await config.update({ pool: 8 }, { revision: 9 });
    await assert.rejects(config.update({ pool: 1 }, { revision: 9 }), isRefused('stale'));
    assert.equal(config.current().revision, 9);
    assert.equal(config.current().version, 2);
  });

  it('is one that was made for another version', async () => {
    const { config } = setUp();
    const [first, second] = [config.update({ pool: 5 }, { expectedVersion: 1 }), config.update({ pool: 6 }, { expectedVersion: 1 })];
    await assert.rejects(second, isRefused('conflict'));
    assert.equal((await first).version, 2);
    await assert.rejects(config.update({ pool: 7 }, { expectedVersion: 1 }), isRefused('conflict'));
    assert.equal((await config.update({ pool: 7 }, { expectedVersion: 2 })).version, 3);
  });

  it('is whatever needs a restart, whole, and with it each setting that nobody has named', async () => {
    const { config } = setUp();
    await assert.rejects(config.update({ port: 81, pool: 5 }), isRefused('restart', ({ keys }) => assert.deepEqual(keys, ['port'])));
    assert.deepEqual(config.current().value, initial);
    const other = setUp({ kinds: { port: 'restart', pool: 'hot' } });
    await assert.rejects(other.config.update({ level: 'debug', port: 81 }), isRefused('restart', ({ keys }) => assert.deepEqual(keys, ['level', 'port'])));
  });

  it('does not take those with it that waited beside it', async () => {
    const { config } = setUp();
    const results = await Promise.allSettled([config.update({ pool: 5 }), config.update({ port: 81 }), config.update({ level: 'debug' })]);
    assert.deepEqual(results.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled']);
    assert.deepEqual(config.current().value, { ...initial, pool: 5, level: 'debug' });
  });
});

describe('components', () => {
  it('prepare in their order, commit together, and are told only of what they follow', async () => {
    const { config, component, done } = setUp();
    config.attach(component('pool', ['pool']), 'pool 10');
    config.attach(component('client', ['url', 'key']), 'client old key of old');
    config.attach(component('log', ['level']), 'log info');
    await config.update({ ...moved, pool: 5 });
    assert.deepEqual(done, ['pool prepares', 'client prepares', 'commits pool 5', 'commits client new key of new', 'retires pool 10', 'retires client old key of old']);
  });

  it('that name no keys follow all', async () => {
    const { config, done } = setUp();
    config.attach({ name: 'all', prepare: ({ level }) => void done.push(level) }, undefined);
    await config.update({ level: 'debug' });
    assert.deepEqual(done, ['debug']);
  });

  it('are not committed before the last of them is ready', async () => {
    const { config, component, done, clock } = setUp();
    const ready = door<string>();
    config.attach(component('pool', ['pool']), 'pool 10');
    config.attach(component('client', ['url'], { prepare: () => ready.opened }), 'client old');
    const update = config.update({ url: 'new', pool: 5 });
    await clock.settle();
    assert.deepEqual(done, ['pool prepares']);
    assert.equal(config.current().version, 1);
    ready.open('client new');
    await update;
    assert.deepEqual(done.slice(1, 3), ['commits pool 5', 'commits client new']);
  });

  it('all let go, in reverse, when one of them refuses', async () => {
    const { config, component, done, said } = setUp();
    const broken = new Error('no route to new');
    config.attach(component('pool', ['pool']), 'pool 10');
    config.attach(component('log', ['level']), 'log info');
    config.attach(component('client', ['url'], { prepare: () => { throw broken; } }), 'client old');
    await assert.rejects(config.update({ url: 'new', pool: 5, level: 'debug' }), isRefused('component', (error) => {
      assert.equal(error.component, 'client');
      assert.equal(error.cause, broken);
      assert.deepEqual(error.keys, ['url', 'pool', 'level']);
    }));
    assert.deepEqual(done, ['pool prepares', 'log prepares', 'lets go of log debug', 'lets go of pool 5']);
    assert.deepEqual(config.current(), { version: 1, revision: 0, value: initial });
    assert.deepEqual(said, ['1 offered: waiting', '1 preparing: preparing', '1 refused: over']);
    assert.equal((await config.update({ pool: 5 })).version, 2);
  });

  it('undo what they committed when a later commit fails after all', async () => {
    const { config, component, done } = setUp();
    config.attach(component('pool', ['pool']), 'pool 10');
    config.attach(component('client', ['url'], { commit: () => { throw new Error('after all'); } }), 'client old');
    await assert.rejects(config.update({ url: 'new', pool: 5 }), isRefused('component', ({ component: name }) => assert.equal(name, 'client')));
    assert.deepEqual(done, ['pool prepares', 'client prepares', 'commits pool 5', 'lets go of client new', 'lets go of pool 5']);
    assert.equal(config.current().version, 1);
  });

  it('have so long to prepare; what comes too late is let go, and its signal has told it', async () => {
    const { config, component, done, clock } = setUp({ prepareTimeoutMs: 200 });
    const ready = door<string>();
    let given!: AbortSignal;
    config.attach(component('client', ['url'], { prepare: (_next, _current, signal) => {
      given = signal;
      return ready.opened;
    } }), 'client old');
    const update = assert.rejects(config.update({ url: 'new' }), isRefused('component', ({ message }) => assert.match(message, /client refused it: It was not ready within 200 ms/)));
    await clock.advance(199);
    assert.equal(given.aborted, false);
    await clock.advance(1);
    await update;
    assert.equal(given.aborted, true);
    ready.open('client new');
    await clock.settle();
    assert.deepEqual(done, ['lets go of client new']);
    assert.equal(clock.waiting, 0);
  });

  it('leave no timer behind when they are ready in time', async () => {
    const { config, component, clock } = setUp();
    config.attach(component('client', ['url']), 'client old');
    await config.update({ url: 'new' });
    await clock.settle();
    assert.equal(clock.waiting, 0);
  });

  it('can be attached and detached while a change is prepared', async () => {
    const { config, component, done, clock } = setUp();
    const ready = door<string>();
    const [client, log, pool] = [component('client', ['url'], { prepare: () => ready.opened }), component('log', ['level']), component('pool', ['pool'])];
    config.attach(client, 'client old');
    const detach = config.attach(log, 'log info');
    const update = config.update({ url: 'new', level: 'debug' });
    await clock.settle();
    detach();
    config.attach(pool, 'pool 10');
    ready.open('client new');
    await update;
    assert.deepEqual(done, ['commits client new', 'retires client old', 'retires log info']);
    assert.equal(config.pin().part(pool), 'pool 10');
    assert.equal(config.pin().part(log), undefined);
  });

  it('that throw when they are told to let go or to retire harm nobody', async () => {
    const thrown: unknown[] = [];
    const listen = (error: unknown) => void thrown.push(error);
    const { config, component, clock } = setUp();
    const broken = new Error('retire');
    config.attach(component('pool', ['pool'], { retire: () => { throw broken; } }), 'pool 10');
    process.once('uncaughtException', listen);
    assert.equal((await config.update({ pool: 5 })).version, 2);
    await clock.settle();
    process.removeListener('uncaughtException', listen);
    assert.deepEqual(thrown, [broken]);
    assert.equal(config.current().value.pool, 5);
  });
});

describe('an operation', () => {
  it('has one version from its beginning to its end, and its parts', async () => {
    const { config, component } = setUp();
    const client = component('client', ['url', 'key']);
    config.attach(client, 'client old key of old');
    const half = door();
    const operation = config.execute(async (pin) => {
      const { url } = pin.value;
      await half.opened;
      return [url, pin.value.key, pin.part(client), pin.version];
    });
    await config.update(moved);
    half.open();
    assert.deepEqual(await operation, ['old', 'key of old', 'client old key of old', 1]);
    assert.deepEqual(await config.execute(({ value, part }) => [value.url, part(client)]), ['new', 'client new key of new']);
  });

  it('keeps its parts alive, and they are retired when the last has ended', async () => {
    const { config, component, done, clock, said } = setUp();
    config.attach(component('client', ['url']), 'client old');
    const pins = [config.pin(), config.pin()];
    await config.update({ url: 'new' });
    pins[0]!.release();
    pins[0]!.release();
    assert.ok(!done.includes('retires client old'));
    assert.equal(clock.waiting, 1);
    pins[1]!.release();
    assert.equal(done.at(-1), 'retires client old');
    assert.equal(said.at(-1), '0 freed: over');
    assert.equal(clock.waiting, 0);
  });

  it('shares a part that a change did not touch, and that part lives on', async () => {
    const { config, component, done } = setUp();
    const client = component('client', ['url']);
    config.attach(client, 'client old');
    const pin = config.pin();
    await config.update({ pool: 5 });
    pin.release();
    assert.equal(config.pin().part(client), 'client old');
    assert.ok(!done.includes('retires client old'));
  });

  it('that hangs loses its parts once it was drained for so long', async () => {
    const { config, component, done, clock } = setUp({ drainMs: 500 });
    config.attach(component('client', ['url']), 'client old');
    const pin = config.pin();
    await config.update({ url: 'new' });
    await clock.advance(499);
    assert.ok(!done.includes('retires client old'));
    await clock.advance(1);
    assert.equal(done.at(-1), 'retires client old');
    pin.release();
    assert.equal(done.filter((one) => one === 'retires client old').length, 1);
  });

  it('that fails gives its pin back, by a throw as by a rejection', async () => {
    const { config, said } = setUp();
    const broken = new Error('the operation');
    await assert.rejects(config.execute(() => { throw broken; }), broken);
    await assert.rejects(config.execute(() => Promise.reject(broken)), broken);
    await config.update({ pool: 5 });
    assert.equal(said.at(-1), '0 freed: over');
  });

  it('is not begun with a signal that has aborted', async () => {
    const { config } = setUp();
    const reason = new Error('changed my mind');
    await assert.rejects(config.execute(() => assert.fail('it ran'), AbortSignal.abort(reason)), reason);
  });
});

describe('bursts', () => {
  it('go together: what comes while one is prepared makes one version', async () => {
    const { config, component, said, clock } = setUp();
    const doors = [door<string>(), door<string>()];
    let calls = 0;
    config.attach(component('client', ['url'], { prepare: () => doors[calls++]!.opened }), 'client old');
    const first = config.update({ url: '1' });
    await clock.settle();
    const rest = ['2', '3', '4'].map((url) => config.update({ url }));
    doors[0]!.open('client 1');
    assert.equal((await first).version, 2);
    doors[1]!.open('client 4');
    assert.deepEqual((await Promise.all(rest)).map(({ version }) => version), [3, 3, 3]);
    assert.equal(calls, 2);
    assert.equal(config.current().value.url, '4');
    assert.deepEqual(said.filter((one) => /^[234]/.test(one)).slice(3), ['4 preparing: preparing', '2 joined: over', '3 joined: over', '4 applied: active']);
  });

  it('wait for so long from their first change, however many follow', async () => {
    const { config, clock } = setUp({ coalesceMs: 100 });
    const updates = [config.update({ pool: 1 })];
    for (let pool = 2; pool <= 4; pool += 1) {
      await clock.advance(33);
      updates.push(config.update({ pool }));
    }
    assert.equal(config.current().version, 1);
    await clock.advance(1);
    await Promise.all(updates);
    assert.equal(config.current().version, 2);
    assert.equal(config.current().value.pool, 4);
    assert.equal(clock.waiting, 0);
  });

  it('of one moment go together without any wait', async () => {
    const { config } = setUp();
    await Promise.all([config.update({ pool: 1 }), config.update({ level: 'debug' })]);
    assert.equal(config.current().version, 2);
  });

  it('that a component refuses are refused together', async () => {
    const { config, component } = setUp();
    config.attach(component('client', ['url'], { prepare: () => Promise.reject(new Error('no')) }), 'client old');
    const both = await Promise.allSettled([config.update({ url: 'new' }), config.update({ pool: 5 })]);
    assert.deepEqual(both.map(({ status }) => status), ['rejected', 'rejected']);
    assert.deepEqual(config.current().value, initial);
  });

  it('of late revisions are taken in the order of their numbers', async () => {
    const { config } = setUp();
    const both = await Promise.allSettled([config.update({ pool: 8 }, { revision: 8 }), config.update({ pool: 7 }, { revision: 7 })]);
    assert.deepEqual(both.map(({ status }) => status), ['fulfilled', 'rejected']);
    assert.equal(config.current().value.pool, 8);
  });

  it('of a setting that drains wait until fewer older versions are in use', async () => {
    const { config, clock } = setUp({ drainingMax: 1 });
    const first = config.pin();
    await config.update({ url: '1' });
    const waits = config.update({ url: '2' });
    const joins = config.update({ url: '3' });
    await clock.advance(100);
    assert.equal(config.current().value.url, '1');
    first.release();
    assert.deepEqual((await Promise.all([waits, joins])).map(({ version }) => version), [3, 3]);
    assert.equal(config.current().value.url, '3');
  });

  it('of hot settings wait for no operation', async () => {
    const { config } = setUp();
    const pins = [];
    for (let pool = 1; pool <= 5; pool += 1) {
      pins.push(config.pin());
      await config.update({ pool });
    }
    assert.equal(config.current().version, 6);
    pins.forEach(({ release }) => release());
  });
});

describe('the history', () => {
  it('has what was changed by whom, and goes back to any version, which makes a new one', async () => {
    const { config, clock } = setUp();
    await config.update(moved, { by: 'the operator', revision: 4 });
    await clock.advance(10);
    assert.deepEqual(await config.revert(1, { by: 'the guard' }), { version: 3, changed: ['url', 'key'] });
    assert.deepEqual(config.current(), { version: 3, revision: 4, value: initial });
    assert.deepEqual(
      config.history().map(({ version, by, at, keys }) => [version, by, at, keys.length]),
      [[1, '', 1_000, 5], [2, 'the operator', 1_000, 2], [3, 'the guard', 1_010, 2]],
    );
    await assert.rejects(config.update(moved, { revision: 4 }), isRefused('stale'));
  });

  it('goes back only where nobody has changed it since, if that is asked', async () => {
    const { config } = setUp();
    await config.update({ pool: 5 });
    await config.update({ pool: 6 });
    await assert.rejects(config.revert(1, { expectedVersion: 2 }), isRefused('conflict'));
    assert.equal(config.current().value.pool, 6);
  });

  it('forgets what is older than it is long', async () => {
    const { config } = setUp({ historySize: 2 });
    await config.update({ pool: 5 });
    await config.update({ pool: 6 });
    assert.deepEqual(config.history().map(({ version }) => version), [2, 3]);
    await assert.rejects(config.revert(1), isRefused('forgotten'));
  });

  it('is a copy', () => {
    const { config } = setUp();
    (config.history() as unknown[]).pop();
    assert.equal(config.history().length, 1);
  });
});

describe('whoever is told', () => {
  it('may make a change, which comes next', async () => {
    const { clock } = setUp();
    const config: RuntimeConfig<Settings> = new RuntimeConfig({ initial, kinds: { pool: 'hot' }, clock, onEvent: ({ kind }) => {
      if (kind === 'applied' && config.current().version === 2) void config.update({ pool: 1 });
    } });
    await config.update({ pool: 5 });
    await clock.settle();
    assert.equal(config.current().value.pool, 1);
    assert.equal(config.current().version, 3);
  });

  it('may throw, which surfaces and harms nothing', async () => {
    const thrown: unknown[] = [];
    const listen = (error: unknown) => void thrown.push(error);
    const broken = new Error('the callback');
    const { config, clock } = setUp({ onEvent: ({ kind, change }) => { if (kind === 'applied' && change === 1) throw broken; } });
    process.once('uncaughtException', listen);
    await config.update({ pool: 5 });
    await clock.settle();
    process.removeListener('uncaughtException', listen);
    assert.deepEqual(thrown, [broken]);
    assert.equal((await config.update({ pool: 6 })).version, 3);
  });
});

describe('options', () => {
  const wrong: readonly (readonly [Partial<RuntimeConfigOptions<Settings>>, RegExp])[] = [
    [{ coalesceMs: -1 }, /coalesceMs must be from 0 to 2147483647, got -1/],
    [{ prepareTimeoutMs: 0 }, /prepareTimeoutMs must be from 1 to 2147483647, got 0/],
    [{ drainMs: Number.NaN }, /drainMs must be from 1 to 2147483647, got NaN/],
    [{ drainingMax: 0 }, /drainingMax must be a whole number from 1 to 1000, got 0/],
    [{ drainingMax: 1.5 }, /drainingMax must be a whole number from 1 to 1000, got 1.5/],
    [{ historySize: 1 }, /historySize must be a whole number from 2 to 100000, got 1/],
    [{ revision: -1 }, /revision must be from 0 to 9007199254740991, got -1/],
    [{ kinds: { pool: 'warm' as 'hot' } }, /kinds.pool must be hot, drain or restart, got warm/],
  ];
  for (const [options, message] of wrong) {
    it(`are judged at the door: ${JSON.stringify(options)}`, () => assert.throws(() => setUp(options), (error) => error instanceof RangeError && message.test(error.message)));
  }

  it('have a clock by default', async () => {
    const config = new RuntimeConfig({ initial: { pool: 1 }, kinds: { pool: 'hot' as const }, coalesceMs: 1 });
    await config.update({ pool: 2 });
    assert.equal(config.current().value.pool, 2);
  });
});
