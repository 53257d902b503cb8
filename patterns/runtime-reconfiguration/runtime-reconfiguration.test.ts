import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { Changes, ChangeRefusedError } from './runtime-reconfiguration.changes.ts';
import { ComponentRefusedError, ConfigClosedError, CutOffError, RuntimeConfig, type Component, type Pin, type RuntimeConfigOptions } from './runtime-reconfiguration.ts';

interface Settings {
  readonly url: string;
  readonly key: string;
  readonly pool: number;
  readonly level: string;
}
const initial: Settings = { url: 'old', key: 'key of old', pool: 10, level: 'info' };
const moved = { url: 'new', key: 'key of new' };

/** A gateway's settings on a hand clock. `said` has every event of its versions, `done` what components were told since they were attached. */
function setUp(options: Partial<RuntimeConfigOptions<Settings>> = {}) {
  const clock = new HandClock();
  const said: string[] = [];
  const done: string[] = [];
  const config = new RuntimeConfig<Settings>({ initial, clock, onEvent: ({ kind, version, error }) => void said.push(`${version} ${kind}${error === undefined ? '' : ', cut off'}`), ...options });
  const changes = new Changes<Settings>({ config, kinds: { url: 'drain', key: 'drain', pool: 'hot', level: 'hot' }, clock });
  /** A component that follows some of the settings and says what it is told. */
  const component = (name: string, keys: readonly (keyof Settings)[], change: Partial<Component<Settings, string>> = {}): Component<Settings, string> => ({
    name,
    keys,
    prepare: (next) => {
      done.push(`${name} prepares`);
      return `${name} ${keys.map((key) => next[key]).join(' ')}`;
    },
    commit: (part, _next, before) => void done.push(`commits ${part} after ${before}`),
    rollback: (part, before) => void done.push(`lets go of ${part}, back to ${before}`),
    retire: (part) => void done.push(`retires ${part}`),
    ...change,
  });
  const attach = async (...components: Component<Settings, string>[]) => {
    const detachers = [];
    for (const one of components) detachers.push(await config.attach(one));
    done.length = 0;
    return detachers;
  };
  return { clock, said, done, config, changes, component, attach };
}
const isRefused = (check: (error: ChangeRefusedError) => void = () => undefined) => (error: unknown) => {
  assert.ok(error instanceof ChangeRefusedError);
  assert.equal(error.reason, 'component');
  check(error);
  return true;
};
/** A clock that cannot set a timer for so long, or clear any, from when that is asked of it. */
function brittle() {
  const hand = new HandClock();
  const broken = new Error('no timer');
  const fails = { atMs: -1, toClear: false };
  const clock = {
    now: hand.now,
    setTimeout: (run: () => void, ms: number) => {
      if (ms === fails.atMs) throw broken;
      return hand.setTimeout(run, ms);
    },
    clearTimeout: (timer: unknown) => {
      hand.clearTimeout(timer);
      if (fails.toClear) throw broken;
    },
  };
  return { hand, clock, broken, fails };
}
/** A promise that is settled by hand. */
function door<T = void>() {
  let open!: (value: T) => void;
  const opened = new Promise<T>((resolve) => (open = resolve));
  return { opened, open };
}

describe('a version', () => {
  it('cannot be changed: neither what was given, nor the snapshot, nor what it holds', async () => {
    const inner = ['one'];
    const hosts = Object.freeze([{ name: 'a' }]);
    const config = new RuntimeConfig<{ inner: string[]; hosts: readonly { name: string }[]; bare: { x: number } }>({ initial: Object.freeze({ inner, hosts, bare: Object.assign(Object.create(null), { x: 1 }) }) });
    inner.push('two');
    hosts[0]!.name = 'b';
    const { value } = config.current();
    assert.deepEqual([value.inner, value.hosts], [['one'], [{ name: 'a' }]]);
    assert.throws(() => void value.inner.push('three'), TypeError);
    assert.throws(() => void (value.hosts[0]!.name = 'c'), TypeError);
    assert.throws(() => void (value.bare.x = 2), TypeError);
    const snapshot = config.current() as { value: unknown; version: number };
    assert.throws(() => void (snapshot.value = {}), TypeError);
    assert.throws(() => void (snapshot.version = 41), TypeError);
  });

  it('is plain data', () => {
    for (const value of [new Map(), new Date(0), () => 1, new (class Odd {})()]) {
      assert.throws(() => new RuntimeConfig<{ value: unknown }>({ initial: { value } }), /TypeError: Settings must be plain data, got \[object/);
    }
  });

  it('is not copied twice', () => {
    const { config } = setUp();
    const copy = config.copy({ ...initial });
    assert.equal(config.copy(copy), copy);
  });

  it('gives way to the next, and tells it, and is freed when nothing uses it', async () => {
    const { config, changes, said } = setUp();
    await changes.update({ pool: 5 });
    const pin = config.pin();
    await changes.update({ pool: 4 });
    assert.deepEqual(said, ['1 superseded', '1 freed', '2 superseded']);
    pin.release();
    assert.equal(said.at(-1), '2 freed');
  });

  it('is superseded before it is freed, also where its last pin is released by who is told', async () => {
    const told: string[] = [];
    const { config, changes } = setUp({ onEvent: ({ kind }) => {
      told.push(kind);
      pin.release();
    } });
    const pin: Pin<Settings> = config.pin();
    await changes.update({ pool: 5 });
    assert.deepEqual(told, ['superseded', 'freed']);
  });
});

describe('components', () => {
  it('prepare in their order, commit together, and are told only of what they follow, and what was before', async () => {
    const { changes, component, done, attach } = setUp();
    await attach(component('pool', ['pool']), component('client', ['url', 'key']), component('log', ['level']));
    await changes.update({ ...moved, pool: 5 });
    assert.deepEqual(done, ['pool prepares', 'client prepares', 'commits pool 5 after pool 10', 'commits client new key of new after client old key of old', 'retires pool 10', 'retires client old key of old']);
  });

  it('are given the settings to come, and those that are active', async () => {
    const { config, changes } = setUp();
    const given: unknown[] = [];
    await config.attach({
      name: 'all',
      prepare: (next, current) => void given.push(['prepare', next.pool, current.pool]),
      commit: (_part, next) => {
        given.push(['commit', next.pool]);
        if (next.pool === 4) throw new Error('no');
      },
      rollback: (_part, _before, current) => void given.push(['rollback', current.pool]),
    });
    await changes.update({ pool: 5 });
    await assert.rejects(changes.update({ pool: 4 }));
    assert.deepEqual(given, [['prepare', 10, 10], ['commit', 10], ['prepare', 5, 10], ['commit', 5], ['prepare', 4, 5], ['commit', 4], ['rollback', 5]]);
  });

  it('are not committed before the last of them is ready', async () => {
    const { config, changes, component, done, clock, attach } = setUp();
    const ready = door<string>();
    await attach(component('pool', ['pool']), component('client', ['url'], { prepare: ({ url }) => (url === 'old' ? 'client old' : ready.opened) }));
    const update = changes.update({ url: 'new', pool: 5 });
    await clock.settle();
    assert.deepEqual(done, ['pool prepares']);
    assert.equal(config.current().version, 1);
    ready.open('client new');
    await update;
    assert.deepEqual(done.slice(1, 3), ['commits pool 5 after pool 10', 'commits client new after client old']);
  });

  it('all let go, in reverse, when one of them refuses', async () => {
    const { config, changes, component, done, attach } = setUp();
    const broken = new Error('no route to new');
    await attach(component('pool', ['pool']), component('log', ['level']), component('client', ['url'], { prepare: ({ url }) => { if (url === 'new') throw broken; return 'client old'; } }));
    await assert.rejects(changes.update({ url: 'new', pool: 5, level: 'debug' }), isRefused((error) => {
      assert.equal(error.component, 'client');
      assert.equal(error.message, 'client refused it: no route to new');
      assert.equal(error.cause, broken);
      assert.deepEqual(error.keys, ['url', 'pool', 'level']);
    }));
    assert.deepEqual(done, ['pool prepares', 'log prepares', 'lets go of log debug, back to log info', 'lets go of pool 5, back to pool 10']);
    assert.deepEqual(config.current(), { version: 1, revision: 0, value: initial });
    assert.equal((await changes.update({ pool: 5 })).version, 2);
  });

  it('undo what they committed when a later commit fails after all', async () => {
    const { config, changes, component, done, attach } = setUp();
    await attach(component('pool', ['pool']), component('client', ['url'], { commit: (_part, { url }) => { if (url === 'new') throw new Error('after all'); } }));
    await assert.rejects(changes.update({ url: 'new', pool: 5 }), isRefused(({ component: name }) => assert.equal(name, 'client')));
    assert.deepEqual(done, ['pool prepares', 'client prepares', 'commits pool 5 after pool 10', 'lets go of client new, back to client old', 'lets go of pool 5, back to pool 10']);
    assert.equal(config.current().version, 1);
  });

  it('refuse by a commit that is not synchronous: nobody would know that it failed', async () => {
    const { config, changes } = setUp();
    await config.attach({ name: 'odd', keys: ['pool'], prepare: () => undefined, commit: (_part, { pool }): void => { if (pool === 5) return Promise.reject(new Error('too late')) as never; } });
    const errors = await surfaced(() => assert.rejects(changes.update({ pool: 5 }), isRefused(({ message }) => assert.equal(message, 'odd refused it: Its commit must be synchronous.'))));
    assert.deepEqual(errors, []);
    assert.equal(config.current().version, 1);
  });

  it('may refuse with what has no words', async () => {
    const { changes, component, attach } = setUp();
    await attach(component('client', ['url'], { prepare: ({ url }) => { if (url === 'new') throw Object.create(null); return ''; } }));
    await assert.rejects(changes.update(moved), isRefused(({ message }) => assert.equal(message, 'client refused it: It did not say why.')));
    assert.equal((await changes.update({ pool: 5 })).version, 2);
  });

  it('have so long to prepare; what comes too late is let go, and its signal has told it', async () => {
    const { changes, component, done, clock, attach } = setUp({ prepareTimeoutMs: 200 });
    const ready = door<string>();
    let given!: AbortSignal;
    await attach(component('client', ['url'], { prepare: ({ url }, _current, signal) => {
      given = signal;
      return url === 'old' ? 'client old' : ready.opened;
    } }));
    const update = assert.rejects(changes.update({ url: 'new' }), isRefused(({ message }) => assert.equal(message, 'client refused it: It was not ready within 200 ms.')));
    await clock.advance(199);
    assert.equal(given.aborted, false);
    await clock.advance(1);
    await update;
    assert.equal(given.aborted, true);
    ready.open('client new');
    await clock.settle();
    assert.deepEqual(done, ['lets go of client new, back to client old']);
    assert.equal(clock.waiting, 0);
  });

  it('have ten seconds to prepare by default, and leave no timer behind when they are ready', async () => {
    const { config, changes, component, clock, attach } = setUp();
    await attach(component('client', ['url'], { prepare: ({ url }) => (url === 'never' ? new Promise(() => undefined) : url) }));
    await changes.update({ url: 'new' });
    await clock.settle();
    assert.equal(clock.waiting, 0);
    const update = assert.rejects(changes.update({ url: 'never' }), isRefused());
    await clock.advance(9_999);
    assert.equal(clock.waiting, 1);
    await clock.advance(1);
    await update;
    assert.equal(config.current().value.url, 'new');
  });

  it('may take the part in use, or one of an older version, and it is not retired under them', async () => {
    const { config, changes, component, done, clock, attach } = setUp({ drainingMax: 5 });
    const ready = door<string>();
    const client = component('client', ['url'], { prepare: ({ url }) => `client ${url}` });
    await attach(client, component('slow', ['url', 'level'], { prepare: ({ level }) => (level === 'debug' ? ready.opened : 'slow'), retire: () => undefined }));
    const [pin] = [config.pin()];
    await changes.update({ url: 'new' });
    const update = changes.update({ url: 'old', level: 'debug' });
    await clock.settle();
    pin.release();
    ready.open('ready');
    await update;
    assert.equal(config.pin().part(client), 'client old');
    assert.ok(!done.includes('retires client old'));
  });

  it('share a part with an older version, and with two', async () => {
    const { config, changes, component, done, attach } = setUp();
    const client = component('client', ['url']);
    await attach(client);
    const pins = [config.pin()];
    await changes.update({ pool: 5 });
    pins.push(config.pin());
    await changes.update({ url: 'new' });
    pins[0]!.release();
    assert.ok(!done.includes('retires client old'));
    pins[1]!.release();
    assert.equal(done.at(-1), 'retires client old');
  });

  it('that throw or reject when they are told to let go or to retire harm nobody, and that surfaces', async () => {
    const { config, changes, component, attach } = setUp();
    const [one, other] = [new Error('one'), new Error('other')];
    await attach(component('pool', ['pool'], { retire: () => { throw one; }, rollback: () => Promise.reject(one) }), component('log', ['level'], { retire: () => Promise.reject(other), rollback: () => { throw other; } }));
    assert.deepEqual(await surfaced(() => changes.update({ pool: 5, level: 'debug' })), [one, other]);
    assert.equal(config.current().version, 2);
    await config.attach(component('last', ['key'], { prepare: ({ key }) => { if (key === 'bad') throw new Error('no'); return key; } }));
    assert.deepEqual(await surfaced(() => assert.rejects(changes.update({ pool: 6, level: 'info', key: 'bad' }), isRefused())), [other, one]);
  });
});

describe('attaching', () => {
  it('makes the part for the version that is active then, and commits it', async () => {
    const { config, changes, component, done } = setUp();
    const client = component('client', ['url']);
    const update = changes.update({ url: 'new' });
    const [detach] = await Promise.all([config.attach(client), update]);
    assert.equal(typeof detach, 'function');
    const pin = config.pin();
    assert.equal(pin.part(client), `client ${pin.value.url}`);
    assert.deepEqual(done.slice(0, 2), ['client prepares', 'commits client old after undefined']);
    const log = component('log', ['level']);
    await changes.update({ level: 'debug' });
    await config.attach(log);
    assert.equal(config.pin().part(log), 'log debug');
  });

  it('waits for the change under way', async () => {
    const { config, changes, component, clock, attach } = setUp();
    const ready = door<string>();
    await attach(component('client', ['url'], { prepare: ({ url }) => (url === 'old' ? '' : ready.opened) }));
    const update = changes.update({ url: 'new', level: 'debug' });
    await clock.settle();
    const log = component('log', ['level']);
    const attached = config.attach(log);
    await clock.settle();
    assert.throws(() => config.pin().part(log), /TypeError: Version 1 has no part of log: it is not attached/);
    ready.open('');
    await Promise.all([update, attached]);
    assert.equal(config.pin().part(log), 'log debug');
  });

  it('is refused where the component is attached, or cannot prepare', async () => {
    const { config, component, done } = setUp();
    const client = component('client', ['url']);
    await Promise.all([config.attach(client), assert.rejects(config.attach(client), { code: 'COMPONENT_REFUSED', component: 'client', message: 'client refused it: It is attached already.' })]);
    const broken = new Error('no');
    const odd = component('odd', ['pool'], { commit: () => { throw broken; } });
    await assert.rejects(config.attach(odd), (error) => error instanceof ComponentRefusedError && error.cause === broken);
    assert.deepEqual(done.slice(-2), ['odd prepares', 'lets go of odd 10, back to undefined']);
    assert.throws(() => config.pin().part(odd), TypeError);
  });

  it('ends: the part is retired at once where no operation has it', async () => {
    const { config, component, done, clock, said, attach } = setUp();
    const [client, log] = [component('client', ['url']), component('log', ['level'])];
    const [detach] = await attach(client, log);
    detach!();
    detach!();
    await clock.settle();
    assert.deepEqual([done, said, clock.waiting], [['retires client old'], [], 0]);
    assert.throws(() => config.pin().part(client), TypeError);
    await config.attach(client);
    detach!();
    await clock.settle();
    assert.equal(config.pin().part(client), 'client old');
  });

  it('ends: an operation keeps the part to its end, and those that follow do not have it', async () => {
    const { config, changes, component, done, clock, said, attach } = setUp();
    const client = component('client', ['url']);
    const [detach] = await attach(client);
    const pin = config.pin();
    detach!();
    await clock.settle();
    assert.throws(() => config.pin().part(client), TypeError);
    assert.equal(pin.part(client), 'client old');
    assert.deepEqual(done, []);
    await changes.update({ url: 'new' });
    assert.deepEqual(said, ['1 superseded']);
    pin.release();
    assert.deepEqual(done, ['retires client old']);
  });
});

describe('an operation', () => {
  it('has one version from its beginning to its end, and its parts', async () => {
    const { config, changes, component, done, attach } = setUp();
    const client = component('client', ['url', 'key']);
    await attach(client);
    const half = door();
    const operation = config.execute(async (pin) => {
      const { url } = pin.value;
      await half.opened;
      return [url, pin.value.key, pin.part(client), pin.version];
    });
    await changes.update(moved);
    assert.ok(!done.includes('retires client old key of old'));
    half.open();
    assert.deepEqual(await operation, ['old', 'key of old', 'client old key of old', 1]);
    assert.equal(done.at(-1), 'retires client old key of old');
    assert.deepEqual(await config.execute(({ value, part }) => [value.url, part(client)]), ['new', 'client new key of new']);
  });

  it('keeps its parts alive, and they are retired when the last has ended', async () => {
    const { config, changes, component, done, clock, said, attach } = setUp();
    await attach(component('client', ['url']));
    const pins = [config.pin(), config.pin()];
    await changes.update({ url: 'new' });
    pins[0]!.release();
    pins[0]!.release();
    assert.ok(!done.includes('retires client old'));
    assert.equal(clock.waiting, 1);
    pins[1]!.release();
    assert.equal(done.at(-1), 'retires client old');
    assert.equal(said.at(-1), '1 freed');
    assert.equal(clock.waiting, 0);
  });

  it('that has ended is not cut off by a change', async () => {
    const { config, changes } = setUp();
    const pins = [config.pin(), config.pin()];
    pins[0]!.release();
    pins[1]!.release();
    await changes.update({ url: 'new' });
    assert.ok(pins.every(({ signal }) => !signal.aborted));
  });

  it('that hangs loses its parts once it was drained for so long, and its signal says so first', async () => {
    const { config, changes, component, done, clock, said, attach } = setUp({ drainMs: 500 });
    await attach(component('client', ['url']));
    const pin = config.pin();
    pin.signal.addEventListener('abort', () => void done.push('told'));
    await changes.update({ url: 'new' });
    await clock.advance(499);
    assert.equal(pin.signal.aborted, false);
    await clock.advance(1);
    assert.deepEqual(done.slice(-2), ['told', 'retires client old']);
    assert.ok(pin.signal.reason instanceof CutOffError && pin.signal.reason.version === 1 && pin.signal.reason.code === 'CUT_OFF');
    assert.equal(said.at(-1), '1 freed, cut off');
    pin.release();
    assert.equal(done.filter((one) => one === 'retires client old').length, 1);
  });

  it('is drained for ten minutes by default', async () => {
    const { config, changes, clock } = setUp();
    const pin = config.pin();
    await changes.update({ url: 'new' });
    await clock.advance(599_999);
    assert.equal(pin.signal.aborted, false);
    await clock.advance(1);
    assert.equal(pin.signal.aborted, true);
  });

  it('that fails gives its pin back, by a throw as by a rejection', async () => {
    const { config, changes, said } = setUp();
    const broken = new Error('the operation');
    await assert.rejects(config.execute(() => { throw broken; }), broken);
    await assert.rejects(config.execute(() => Promise.reject(broken)), broken);
    await changes.update({ pool: 5 });
    assert.equal(said.at(-1), '1 freed');
  });

  it('is not begun with a signal that has aborted', async () => {
    const { config } = setUp();
    const reason = new Error('changed my mind');
    await assert.rejects(config.execute(() => assert.fail('it ran'), AbortSignal.abort(reason)), reason);
  });
});

describe('room for a change that drains', () => {
  for (const drainingMax of [1, 2]) {
    it(`is there while fewer than ${drainingMax} older values are in use, however many versions lie between`, async () => {
      const { config, changes } = setUp({ drainingMax });
      const pins = [];
      for (let url = 1; url <= drainingMax; url += 1) {
        for (let pool = 1; pool <= 3; pool += 1) {
          pins.push(config.pin());
          await changes.update({ pool });
        }
        assert.equal(config.isFull(), false);
        await changes.update({ url: `url ${url}` });
      }
      assert.equal(config.isFull(), true);
      pins.forEach(({ release }) => release());
      assert.equal(config.isFull(), false);
    });
  }
});

describe('a configuration that is closed', () => {
  it('has retired everything, under the operations that still have it, and has no timer', async () => {
    const { config, changes, component, done, clock, attach } = setUp();
    await attach(component('client', ['url']), component('pool', ['pool']));
    const pins = [config.pin()];
    await changes.update({ url: 'new' });
    pins.push(config.pin());
    done.length = 0;
    config.close();
    config.close();
    await clock.settle();
    assert.deepEqual(done, ['retires client old', 'retires client new', 'retires pool 10']);
    assert.ok(pins.every(({ signal }) => signal.reason instanceof CutOffError));
    pins.forEach(({ release }) => release());
    assert.deepEqual([done.length, clock.waiting, config.pin().signal.aborted], [3, 0, true]);
  });

  it('has retired what was just attached, and what a refused change had taken over', async () => {
    const first = setUp();
    await first.attach(first.component('client', ['url']));
    first.config.close();
    assert.deepEqual(first.done, ['retires client old']);
    const { config, changes, component, done, attach } = setUp();
    await attach(component('kept', ['pool'], { prepare: () => 'kept', rollback: () => undefined }), component('client', ['url'], { prepare: ({ url }) => { if (url === 'new') throw new Error('no'); return 'client'; } }));
    await assert.rejects(changes.update({ pool: 5, url: 'new' }), isRefused());
    config.close();
    assert.deepEqual(done, ['retires kept', 'retires client']);
  });

  it('by a commit has the change refused', async () => {
    const { config, changes, component, done, attach } = setUp();
    await attach(component('odd', ['pool'], { commit: (_part, { pool }) => { if (pool === 5) config.close(); } }));
    await assert.rejects(changes.update({ pool: 5 }), { reason: 'closed' });
    assert.deepEqual([config.current().version, done.at(-1)], [1, 'lets go of odd 5, back to odd 10']);
  });

  it('lets go of what is prepared, and takes nothing more', async () => {
    const { config, changes, component, done, clock, attach } = setUp();
    const ready = door<string>();
    const client = component('client', ['url'], { prepare: ({ url }) => (url === 'old' ? 'client old' : ready.opened) });
    const [detach] = await attach(client);
    const update = assert.rejects(changes.update({ url: 'new' }), { reason: 'closed' });
    await clock.settle();
    config.close();
    await update;
    ready.open('client new');
    detach!();
    await clock.settle();
    assert.deepEqual([done, clock.waiting], [['retires client old', 'lets go of client new, back to client old'], 0]);
    await assert.rejects(config.attach(component('log', ['level'])), (error) => error instanceof ConfigClosedError && error.code === 'CONFIG_CLOSED');
    await assert.rejects(changes.update({ pool: 5 }), { reason: 'closed' });
  });
});

describe('whoever is told', () => {
  it('may throw, which surfaces and harms nothing', async () => {
    const broken = new Error('the callback');
    const { config, changes } = setUp({ onEvent: () => { throw broken; } });
    assert.deepEqual(await surfaced(() => changes.update({ pool: 5 })), [broken, broken]);
    assert.equal(config.current().version, 2);
  });

  it('of the swap may throw too: the version stands, what was before it is freed, and that surfaces', async () => {
    const broken = new Error('the callback');
    const { config, component, done, said, attach } = setUp();
    await attach(component('pool', ['pool']));
    const next = { version: 2, revision: 1, value: config.copy({ ...initial, pool: 5 }), keys: ['pool'] as const, drains: false, onActive: () => { throw broken; } };
    assert.deepEqual(await surfaced(() => config.take(next)), [broken]);
    assert.equal(config.current().version, 2);
    assert.deepEqual([done.at(-1), said], ['retires pool 10', ['1 superseded', '1 freed']]);
  });
});

describe('a clock that throws', () => {
  it('in the midst of the swap undoes what was committed, in reverse, and the change fails with that', async () => {
    const { clock, broken, fails, hand } = brittle();
    const { config, changes, component, done, said, attach } = setUp({ clock, drainMs: 500 });
    await attach(component('pool', ['pool']), component('client', ['url']));
    fails.atMs = 500;
    await assert.rejects(changes.update({ url: 'new', pool: 5 }), (error) => error === broken);
    assert.deepEqual(done.slice(2), ['commits pool 5 after pool 10', 'commits client new after client old', 'lets go of client new, back to client old', 'lets go of pool 5, back to pool 10']);
    assert.deepEqual([config.current().version, changes.history().length, said, hand.waiting], [1, 1, [], 0]);
    fails.atMs = -1;
    assert.equal((await changes.update({ url: 'new', pool: 5 })).version, 2);
    assert.deepEqual(done.slice(-2), ['retires pool 10', 'retires client old']);
  });

  it('in the midst of the swap is told also where nothing follows the settings', async () => {
    const { clock, broken, fails } = brittle();
    const { config, changes } = setUp({ clock, drainMs: 500 });
    fails.atMs = 500;
    await assert.rejects(changes.update({ pool: 5 }), (error) => error === broken);
    assert.equal(config.current().version, 1);
  });

  it('before a component prepares has it refuse, with that as the cause', async () => {
    const { clock, broken, fails } = brittle();
    const { config, changes, component, done, attach } = setUp({ clock, prepareTimeoutMs: 200 });
    await attach(component('pool', ['pool']));
    fails.atMs = 200;
    await assert.rejects(changes.update({ pool: 5 }), isRefused(({ cause }) => assert.equal(cause, broken)));
    assert.deepEqual([done, config.current().version], [[], 1]);
  });

  it('when timers are cleared harms nothing, and that surfaces', async () => {
    const { clock, broken, fails } = brittle();
    const { config, changes, component, done, said, attach } = setUp({ clock });
    await attach(component('pool', ['pool']), component('client', ['url']));
    const pin = config.pin();
    fails.toClear = true;
    const errors = await surfaced(async () => {
      await changes.update({ pool: 5 });
      pin.release();
      config.close();
    });
    assert.deepEqual(errors, [broken, broken, broken]);
    assert.deepEqual(done.slice(-3), ['retires pool 10', 'retires pool 5', 'retires client old']);
    assert.deepEqual(said, ['1 superseded', '1 freed']);
  });

  it('when a component is detached leaves it attached, and that surfaces', async () => {
    const { clock, broken, fails } = brittle();
    const { config, changes, component, attach } = setUp({ clock, drainMs: 500 });
    const pool = component('pool', ['pool']);
    const [detach] = await attach(pool);
    fails.atMs = 500;
    assert.deepEqual(await surfaced(() => detach!()), [broken]);
    fails.atMs = -1;
    await changes.update({ pool: 5 });
    assert.equal(config.pin().part(pool), 'pool 5');
  });
});

describe('options', () => {
  const wrong: readonly (readonly [Partial<RuntimeConfigOptions<Settings>>, RegExp])[] = [
    [{ prepareTimeoutMs: 0 }, /prepareTimeoutMs must be from 1 to 2147483647, got 0/],
    [{ drainMs: Number.NaN }, /drainMs must be from 1 to 2147483647, got NaN/],
    [{ drainingMax: 0 }, /drainingMax must be a whole number from 1 to 1000, got 0/],
    [{ drainingMax: 1.5 }, /drainingMax must be a whole number from 1 to 1000, got 1.5/],
    [{ revision: -1 }, /revision must be a whole number from 0 to 9007199254740991, got -1/],
    [{ revision: 0.5 }, /revision must be a whole number from 0 to 9007199254740991, got 0.5/],
  ];
  for (const [options, message] of wrong) {
    it(`are judged at the door: ${JSON.stringify(options)}`, () => assert.throws(() => setUp(options), (error) => error instanceof RangeError && message.test(error.message)));
  }

  it('have a clock by default', async () => {
    const config = new RuntimeConfig({ initial: { pool: 1 } });
    const changes = new Changes({ config, kinds: { pool: 'hot' }, coalesceMs: 1 });
    const before = Date.now();
    await changes.update({ pool: 2 });
    assert.equal(config.current().value.pool, 2);
    const { at } = changes.history().at(-1)!;
    assert.ok(at >= before && at <= Date.now());
    changes.close();
  });
});
