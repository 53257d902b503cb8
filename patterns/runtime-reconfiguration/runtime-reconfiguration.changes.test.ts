import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, listenersTo, surfaced } from '../hand-clock.ts';
import { Changes, ChangeRefusedError, type ChangeEvent, type ChangesOptions, type Refusal } from './runtime-reconfiguration.changes.ts';
import { RuntimeConfig, type Component, type RuntimeConfigOptions } from './runtime-reconfiguration.ts';

interface Settings {
  readonly url: string;
  readonly key: string;
  readonly pool: number;
  readonly level: string;
  readonly port: number;
}
const initial: Settings = { url: 'old', key: 'key of old', pool: 10, level: 'info', port: 80 };
const moved = { url: 'new', key: 'key of new' };

/** A gateway's settings on a hand clock. `said` has every event of its changes, `told` all that they say. */
function setUp({ revision = 0, drainMs = 600_000, ...options }: Partial<ChangesOptions<Settings>> & Pick<RuntimeConfigOptions<Settings>, 'revision' | 'drainMs'> = {}) {
  const clock = new HandClock();
  const said: string[] = [];
  const told: ChangeEvent[] = [];
  const config = new RuntimeConfig<Settings>({ initial, revision, drainMs, clock });
  const onEvent = (event: ChangeEvent) => {
    told.push(event);
    said.push(`${event.change} ${event.kind}: ${event.state}`);
  };
  const changes = new Changes<Settings>({ config, kinds: { url: 'drain', key: 'drain', pool: 'hot', level: 'hot' }, clock, wallNow: clock.now, onEvent, ...options });
  /** What follows the address, and cannot follow it to `bad`. */
  const client: Component<Settings, string> = { name: 'client', keys: ['url'], prepare: ({ url }) => { if (url === 'bad') throw new Error('no'); return url; } };
  return { clock, said, told, config, changes, client };
}
const isRefused = (reason: Refusal, check: (error: ChangeRefusedError) => void = () => undefined) => (error: unknown) => {
  assert.ok(error instanceof ChangeRefusedError);
  assert.equal(error.code, 'CHANGE_REFUSED');
  assert.equal(error.reason, reason);
  check(error);
  return true;
};
/** How each of them ended: the version, or the reason of the refusal. */
const ends = async (updates: readonly Promise<{ readonly version: number }>[]) =>
  (await Promise.allSettled(updates)).map((end) => (end.status === 'fulfilled' ? end.value.version : (end.reason as ChangeRefusedError).reason));

describe('a change', () => {
  it('is one snapshot in the place of another, and says what it changed', async () => {
    const { config, changes } = setUp();
    const before = config.current();
    const applied = await changes.update({ ...moved, pool: 10 }, { by: 'the operator' });
    assert.deepEqual(applied, { version: 2, changed: ['url', 'key'] });
    assert.deepEqual(config.current(), { version: 2, revision: 0, value: { ...initial, ...moved } });
    assert.deepEqual(before.value, initial);
  });

  it('takes a function of all settings too', async () => {
    const { config, changes } = setUp();
    await changes.update((settings) => ({ ...settings, pool: settings.pool / 2 }));
    assert.equal(config.current().value.pool, 5);
  });

  it('that changes nothing makes no version, and has its number noted', async () => {
    const { config, changes, said } = setUp();
    assert.deepEqual(await changes.update({ pool: 10 }, { revision: 3 }), { version: 1, changed: [] });
    assert.equal(changes.history().length, 1);
    assert.equal(config.current().revision, 3);
    assert.ok(Object.isFrozen(config.current()));
    assert.deepEqual(said, ['1 offered: waiting', '1 unchanged: over']);
  });

  it('is a copy of what was given, and cannot be made in place', async () => {
    const config = new RuntimeConfig<{ hosts: string[] }>({ initial: { hosts: ['one'] } });
    const changes = new Changes({ config, kinds: { hosts: 'hot' } });
    await assert.rejects(changes.update((value) => Object.assign(value, { hosts: [] })), isRefused('invalid'));
    const next = Object.freeze({ hosts: ['four'] });
    await changes.update(next);
    next.hosts.push('five');
    assert.deepEqual(config.current().value, { hosts: ['four'] });
  });

  it('sees that a nested value differs, and that one is the same', async () => {
    type Nested = { readonly a?: number; readonly b?: number };
    const config = new RuntimeConfig<{ nested: { list: readonly Nested[] | Nested } }>({ initial: { nested: { list: [{ a: 1 }] } } });
    const changes = new Changes({ config, kinds: { nested: 'hot' } });
    const changed = async (list: readonly Nested[] | Nested) => (await changes.update({ nested: { list } })).changed.length;
    assert.deepEqual([await changed([{ a: 1 }]), await changed([{ a: 2 }]), await changed([{ a: 2, b: 1 }]), await changed([]), await changed({}), await changed({ a: Number.NaN }), await changed({ a: Number.NaN })], [0, 1, 1, 1, 1, 1, 0]);
  });

  it('notices a setting that is gone, and one that is new', async () => {
    const config = new RuntimeConfig<{ one?: number; two?: number }>({ initial: { one: 1 } });
    const changes = new Changes({ config, kinds: { one: 'hot', two: 'hot' } });
    assert.deepEqual((await changes.update(() => ({ two: 2 }))).changed, ['one', 'two']);
    assert.deepEqual((await changes.update({ one: undefined })).changed, ['one']);
  });

  it('tells its life', async () => {
    const { changes, told } = setUp();
    await changes.update({ pool: 5 }, { by: 'the operator' });
    const common = { change: 1, by: 'the operator', error: undefined };
    assert.deepEqual(told, [
      { ...common, kind: 'offered', state: 'waiting', version: 1, keys: [] },
      { ...common, kind: 'preparing', state: 'preparing', version: 1, keys: ['pool'] },
      { ...common, kind: 'applied', state: 'active', version: 2, keys: ['pool'] },
    ]);
  });

  it('can be taken back while it waits', async () => {
    const { changes, config, clock, said } = setUp({ coalesceMs: 100 });
    const stopping = new AbortController();
    const reason = new Error('changed my mind');
    const update = assert.rejects(changes.update({ pool: 5 }, { signal: stopping.signal }), reason);
    await clock.advance(50);
    stopping.abort(reason);
    await update;
    await clock.advance(50);
    assert.deepEqual([said, config.current().version], [['1 offered: waiting', '1 refused: over'], 1]);
    await assert.rejects(changes.update({ pool: 5 }, { signal: AbortSignal.abort(reason) }), reason);
    assert.equal(said.length, 2);
    const late = new AbortController();
    const made = changes.update({ pool: 5 }, { signal: late.signal });
    await clock.advance(100);
    late.abort();
    assert.equal((await made).version, 2);
  });
});

describe('the signal of a change', () => {
  it('takes nothing with it that waits, once its own change is prepared', async () => {
    const { config, changes, clock } = setUp();
    let open = (): void => undefined;
    await config.attach({ name: 'client', keys: ['url'], prepare: ({ url }) => (url === 'old' ? undefined : new Promise<void>((resolve) => (open = resolve))) });
    const stopping = new AbortController();
    const first = changes.update({ url: 'new' }, { signal: stopping.signal });
    await clock.settle();
    const second = ends([changes.update({ pool: 5 })]);
    stopping.abort();
    open();
    assert.deepEqual([(await first).version, await second], [2, [3]]);
  });

  it('is not listened to after the end', async () => {
    const { changes } = setUp();
    const { signal } = new AbortController();
    const listening = listenersTo(signal);
    const updates = ends([changes.update({ pool: 5 }, { signal }), changes.update({ port: 81 }, { signal })]);
    assert.equal(listening(), 2);
    assert.deepEqual([await updates, listening()], [[2, 'restart'], 0]);
  });
});

describe('what is refused', () => {
  it('is what is not valid, with the cause, by whom it was wanted, and whatever that threw', async () => {
    const { config, changes, told } = setUp({ validate: ({ pool }) => { if (!(pool >= 1)) throw new RangeError(`pool must be 1 or more, got ${pool}.`); } });
    await assert.rejects(changes.update({ pool: 0 }, { by: 'the operator' }), isRefused('invalid', ({ message, cause }) => {
      assert.match(message, /pool must be 1 or more, got 0/);
      assert.ok(cause instanceof RangeError);
    }));
    assert.deepEqual(config.current().value, initial);
    const { kind, by, state, error } = told.at(-1)!;
    assert.deepEqual([kind, by, state], ['refused', 'the operator', 'over']);
    assert.ok(error instanceof ChangeRefusedError);
    await assert.rejects(changes.update(() => { throw Object.create(null); }), isRefused('invalid', ({ message }) => assert.match(message, /It did not say why/)));
    assert.equal((await changes.update({ pool: 5 })).version, 2);
  });

  it('is what is no settings at all', async () => {
    const { changes } = setUp();
    const odd = [() => undefined, () => null, () => 5, () => new Map(), { level: () => 'info' }, { level: new Date(0) }];
    for (const change of odd) await assert.rejects(changes.update(change as never), isRefused('invalid'));
  });

  it('is also a start with what is not valid', () => {
    assert.throws(() => setUp({ validate: () => { throw new RangeError('no'); } }), RangeError);
  });

  it('is all, where the check is not synchronous: nobody would know that it failed', async () => {
    let isAsync = false;
    const { changes } = setUp({ validate: (): void => { if (isAsync) return Promise.reject(new Error('too late')) as never; } });
    isAsync = true;
    const errors = await surfaced(() => assert.rejects(changes.update({ pool: -5 }), isRefused('invalid', ({ message }) => assert.match(message, /validate must be synchronous/))));
    assert.deepEqual(errors, []);
  });

  it('is an older revision than the newest, and the same again', async () => {
    const { config, changes } = setUp({ revision: 6 });
    await changes.update({ pool: 8 }, { revision: 8 });
    await assert.rejects(changes.update({ pool: 7 }, { revision: 7 }), isRefused('stale'));
    await assert.rejects(changes.update({ pool: 9 }, { revision: 8 }), isRefused('stale'));
    assert.deepEqual(config.current(), { version: 2, revision: 8, value: { ...initial, pool: 8 } });
    await changes.update({ pool: 8 }, { revision: 9 });
    await assert.rejects(changes.update({ pool: 1 }, { revision: 9 }), isRefused('stale'));
    assert.equal(config.current().version, 2);
  });

  it('is an older revision in one burst with a newer', async () => {
    const { config, changes } = setUp();
    assert.deepEqual(await ends([changes.update({ pool: 8 }, { revision: 8 }), changes.update({ pool: 7 }, { revision: 7 })]), [2, 'stale']);
    assert.equal(config.current().value.pool, 8);
  });

  it('is a revision, or a version, that is none', async () => {
    const { changes, said } = setUp();
    for (const revision of [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5]) await assert.rejects(changes.update({ pool: 5 }, { revision }), new RegExp(`RangeError: revision must be a whole number from 0 to 9007199254740991, got ${revision}`));
    await assert.rejects(changes.revert(1, { expectedVersion: 0 }), /RangeError: expectedVersion must be a whole number from 1/);
    assert.deepEqual(said, []);
  });

  it('is one that was made for another version', async () => {
    const { changes } = setUp();
    const [first, second] = [changes.update({ pool: 5 }, { expectedVersion: 1 }), changes.update({ pool: 6 }, { expectedVersion: 1 })];
    await assert.rejects(second, isRefused('conflict', ({ message }) => assert.match(message, /Version 1 is not what it would change: 1 is active, and 1 changes go first/)));
    assert.equal((await first).version, 2);
    await assert.rejects(changes.update({ pool: 7 }, { expectedVersion: 1 }), isRefused('conflict'));
    assert.equal((await changes.update({ pool: 7 }, { expectedVersion: 2 })).version, 3);
  });

  it('is whatever needs a restart, whole, and with it each setting that nobody has named', async () => {
    const { config, changes } = setUp();
    await assert.rejects(changes.update({ port: 81, pool: 5 }), isRefused('restart', ({ keys }) => assert.deepEqual(keys, ['port'])));
    assert.deepEqual(config.current().value, initial);
    const other = setUp({ kinds: { port: 'restart', pool: 'hot' } });
    await assert.rejects(other.changes.update({ level: 'debug', port: 81 }), isRefused('restart', ({ keys }) => assert.deepEqual(keys, ['level', 'port'])));
  });

  it('is each whole document that follows with it too', async () => {
    const { changes } = setUp();
    assert.deepEqual(await ends([changes.update(() => ({ ...initial, port: 81 })), changes.update(() => ({ ...initial, port: 81, level: 'debug' })), changes.update(() => ({ ...initial, level: 'debug' }))]), ['restart', 'restart', 2]);
  });

  it('is a setting that only an object’s prototype has', async () => {
    const { changes } = setUp();
    const change = JSON.parse('{ "toString": "x", "constructor": 1, "__proto__": { "admin": true } }') as object;
    await assert.rejects(changes.update(change), isRefused('restart', ({ keys }) => assert.deepEqual(keys, ['toString', 'constructor', '__proto__'])));
  });

  it('stays so, whoever changes the kinds afterwards', async () => {
    const kinds: { pool: 'hot'; port?: 'hot' } = { pool: 'hot' };
    const { changes } = setUp({ kinds });
    kinds.port = 'hot';
    await assert.rejects(changes.update({ port: 81 }), isRefused('restart'));
  });

  it('does not take those with it that waited beside it', async () => {
    const { config, changes } = setUp();
    assert.deepEqual(await ends([changes.update({ pool: 5 }), changes.update({ port: 81 }), changes.update({ level: 'debug' })]), [2, 'restart', 2]);
    assert.deepEqual(config.current().value, { ...initial, pool: 5, level: 'debug' });
  });

  it('does not hang where it fails for another reason: a clock that throws', async () => {
    const broken = new Error('no timer');
    const { changes } = setUp({ coalesceMs: 1, clock: { setTimeout: () => { throw broken; }, clearTimeout: () => undefined } });
    await assert.rejects(changes.update({ pool: 5 }), broken);
    await assert.rejects(changes.update({ pool: 5 }), broken);
  });
});

describe('bursts', () => {
  it('go together: what comes while one is prepared makes one version', async () => {
    const { config, changes, said, clock } = setUp();
    const opens: (() => void)[] = [];
    let calls = 0;
    await config.attach({ name: 'client', keys: ['url'], prepare: ({ url }) => {
      if (url === 'old') return;
      calls += 1;
      return new Promise<void>((resolve) => void opens.push(resolve));
    } });
    const first = changes.update({ url: '1' });
    await clock.settle();
    const rest = ['2', '3', '4'].map((url) => changes.update({ url }));
    opens[0]!();
    assert.equal((await first).version, 2);
    await clock.settle();
    opens[1]!();
    assert.deepEqual((await Promise.all(rest)).map(({ version }) => version), [3, 3, 3]);
    assert.equal(calls, 2);
    assert.equal(config.current().value.url, '4');
    assert.deepEqual(said.filter((one) => /^[234]/.test(one)).slice(3), ['4 preparing: preparing', '2 joined: over', '3 joined: over', '4 applied: active']);
  });

  it('wait for so long from their first change, however many follow', async () => {
    const { config, changes, clock } = setUp({ coalesceMs: 100 });
    const updates = [changes.update({ pool: 1 })];
    for (let pool = 2; pool <= 4; pool += 1) {
      await clock.advance(33);
      updates.push(changes.update({ pool }));
    }
    assert.equal(config.current().version, 1);
    await clock.advance(1);
    await Promise.all(updates);
    assert.equal(config.current().version, 2);
    assert.equal(config.current().value.pool, 4);
    assert.equal(clock.waiting, 0);
  });

  it('of one moment go together without any wait', async () => {
    const { config, changes } = setUp();
    await Promise.all([changes.update({ pool: 1 }), changes.update({ level: 'debug' })]);
    assert.equal(config.current().version, 2);
  });

  it('lose those that touch what a component refuses, and no others', async () => {
    const { config, changes, client } = setUp();
    await config.attach(client);
    assert.deepEqual(await ends([changes.update({ level: 'debug' }), changes.update({ url: 'bad' }), changes.update((value) => ({ ...value, pool: value.pool / 2 }))]), [2, 'component', 'component']);
    assert.deepEqual(config.current().value, { ...initial, level: 'debug' });
    // A function before it stands alone, and goes on.
    assert.deepEqual(await ends([changes.update((value) => ({ ...value, pool: value.pool / 2 })), changes.update({ url: 'bad' })]), [3, 'component']);
    assert.equal(config.current().value.pool, 5);
  });

  it('that lose one keep their order, and those after it that do not touch what is refused', async () => {
    const { config, changes, client } = setUp();
    await config.attach(client);
    assert.deepEqual(await ends([changes.update({ pool: 1 }), changes.update({ url: 'bad' }), changes.update({ pool: 2 }), changes.update({ pool: 3 })]), [2, 'component', 2, 2]);
    assert.equal(config.current().value.pool, 3);
  });

  it('are refused whole where the component follows all settings', async () => {
    const { config, changes } = setUp();
    await config.attach({ name: 'all', prepare: ({ url }) => { if (url === 'bad') throw new Error('no'); } });
    assert.deepEqual(await ends([changes.update({ level: 'debug' }), changes.update({ url: 'bad' })]), ['component', 'component']);
  });
});

describe('a change that drains', () => {
  it('waits until fewer older versions are in use, and what follows goes with it, in order', async () => {
    const { config, changes, clock } = setUp();
    const first = config.pin();
    await changes.update({ url: '1' });
    const updates = [changes.update({ url: '2', pool: 3 }), changes.update({ pool: 5 })];
    await clock.advance(100);
    assert.equal(config.current().value.url, '1');
    first.release();
    assert.deepEqual(await ends(updates), [3, 3]);
    assert.deepEqual([config.current().value.url, config.current().value.pool], ['2', 5]);
  });

  it('waits for no operation that began before a hot change', async () => {
    const { config, changes } = setUp();
    config.pin();
    await changes.update({ level: 'debug' });
    assert.equal((await changes.update({ url: '1' })).version, 3);
  });

  it('waits no longer than operations may go on', async () => {
    const { config, changes, clock } = setUp({ drainMs: 500 });
    config.pin();
    await changes.update({ url: '1' });
    const second = changes.update({ url: '2' });
    await clock.advance(499);
    assert.equal(config.current().value.url, '1');
    await clock.advance(1);
    assert.equal((await second).version, 3);
  });

  it('can be taken back while it waits', async () => {
    const { config, changes, clock } = setUp();
    config.pin();
    await changes.update({ url: '1' });
    const stopping = new AbortController();
    const reason = new Error('changed my mind');
    const second = assert.rejects(changes.update({ url: '2' }, { signal: stopping.signal }), reason);
    await clock.advance(100);
    stopping.abort(reason);
    await second;
  });

  it('waits for nobody where it goes back', async () => {
    const { config, changes, clock } = setUp();
    config.pin();
    await changes.update({ url: 'bad' });
    assert.equal((await changes.revert(1)).version, 3);
    assert.equal(config.current().value.url, 'old');
    config.pin();
    await changes.update({ pool: 5 });
    const waits = changes.update({ url: '2', pool: 7 });
    await clock.settle();
    const back = changes.revert(1);
    assert.deepEqual(await ends([waits, back]), [5, 5]);
    assert.deepEqual(config.current().value, initial);
  });
});

describe('of hot changes', () => {
  it('one that comes after a change that waits for operations waits with it: it would make that one stale', async () => {
    const { config, changes, clock, said } = setUp();
    const first = config.pin();
    await changes.update({ url: '1' }, { revision: 1 });
    const updates = [changes.update({ url: '2', pool: 3 }, { revision: 2 }), changes.update({ pool: 5 }, { revision: 3 })];
    await clock.advance(100);
    assert.deepEqual(config.current(), { version: 2, revision: 1, value: { ...initial, url: '1' } });
    first.release();
    assert.deepEqual(await ends(updates), [3, 3]);
    assert.deepEqual(config.current(), { version: 3, revision: 3, value: { ...initial, url: '2', pool: 5 } });
    assert.deepEqual(said.slice(-3), ['3 preparing: preparing', '2 joined: over', '3 applied: active']);
  });

  it('one goes at once when the change is taken back behind which it waits', async () => {
    const { config, changes, clock } = setUp();
    config.pin();
    await changes.update({ url: '1' });
    const stopping = new AbortController();
    const ended = ends([changes.update({ url: '2' }, { signal: stopping.signal }), changes.update({ pool: 5 })]);
    await clock.advance(100);
    stopping.abort(new Error('changed my mind'));
    assert.deepEqual(await ended, [undefined, 3]);
    assert.deepEqual(config.current().value, { ...initial, url: '1', pool: 5 });
  });

  it('one goes on waiting when another is taken back', async () => {
    const { config, changes, clock } = setUp();
    const first = config.pin();
    await changes.update({ url: '1' });
    const stopping = new AbortController();
    const ended = ends([changes.update({ url: '2' }), changes.update({ level: 'debug' }, { signal: stopping.signal }), changes.update({ pool: 5 })]);
    await clock.advance(100);
    stopping.abort(new Error('changed my mind'));
    await clock.advance(100);
    assert.equal(config.current().version, 2);
    first.release();
    assert.deepEqual(await ended, [3, undefined, 3]);
  });

  it('none waits for an operation', async () => {
    const { config, changes } = setUp();
    const pins = [];
    for (let pool = 1; pool <= 5; pool += 1) {
      pins.push(config.pin());
      await changes.update({ pool });
    }
    assert.equal(config.current().version, 6);
    pins.forEach(({ release }) => release());
  });
});

describe('the history', () => {
  it('has what was changed by whom, and goes back to any version, which makes a new one', async () => {
    const { config, changes, clock } = setUp();
    await changes.update(moved, { by: 'the operator', revision: 4 });
    await clock.advance(10);
    assert.deepEqual(await changes.revert(1, { by: 'the guard' }), { version: 3, changed: ['url', 'key'] });
    assert.deepEqual(config.current(), { version: 3, revision: 4, value: initial });
    assert.deepEqual(
      changes.history().map(({ version, by, at, keys }) => [version, by, at, keys.length]),
      [[1, [], 1_000, 5], [2, ['the operator'], 1_000, 2], [3, ['the guard'], 1_010, 2]],
    );
    await assert.rejects(changes.update(moved, { revision: 4 }), isRefused('stale'));
  });

  it('has all who had a part in a version', async () => {
    const { changes } = setUp();
    await Promise.all([changes.update({ url: 'new' }, { by: 'one' }), changes.update({ level: 'debug' }, { by: 'other' }), changes.update({ pool: 5 })]);
    assert.deepEqual(changes.history().at(-1)!.by, ['one', 'other']);
  });

  it('goes back only where nobody has changed it since, if that is asked', async () => {
    const { config, changes } = setUp();
    await changes.update({ pool: 5 });
    await changes.update({ pool: 6 });
    await assert.rejects(changes.revert(1, { expectedVersion: 2 }), isRefused('conflict'));
    assert.equal(config.current().value.pool, 6);
  });

  it('forgets what is older than it is long', async () => {
    const { changes } = setUp({ historySize: 2 });
    await changes.update({ pool: 5 });
    await changes.update({ pool: 6 });
    assert.deepEqual(changes.history().map(({ version }) => version), [2, 3]);
    await assert.rejects(changes.revert(1), isRefused('forgotten'));
  });

  it('has fifty versions by default', async () => {
    const { changes } = setUp();
    for (let pool = 100; pool < 160; pool += 1) await changes.update({ pool });
    assert.equal(changes.history().length, 50);
  });

  it('is a copy, and what it holds cannot be changed', () => {
    const { changes } = setUp();
    (changes.history() as unknown[]).pop();
    assert.equal(changes.history().length, 1);
    const [first] = changes.history() as unknown as { value: unknown; by: string[]; keys: string[] }[];
    assert.throws(() => void (first!.value = {}), TypeError);
    assert.throws(() => void first!.by.push('x'), TypeError);
    assert.throws(() => void first!.keys.push('x'), TypeError);
  });
});

describe('changes that are closed', () => {
  it('refuse what waits and what comes, leave no timer, and close the configuration', async () => {
    const { config, changes, clock } = setUp({ coalesceMs: 100 });
    const waiting = ends([changes.update({ pool: 5 })]);
    await clock.settle();
    changes.close();
    assert.deepEqual(await waiting, ['closed']);
    assert.deepEqual(await ends([changes.update({ pool: 5 }), changes.update({ pool: 10 }), changes.update({ port: 81 })]), ['closed', 'closed', 'closed']);
    assert.deepEqual([clock.waiting, config.pin().signal.aborted], [0, true]);
  });

  it('refuse one that waits for operations', async () => {
    const { config, changes, clock } = setUp();
    config.pin();
    await changes.update({ url: '1' });
    const waiting = ends([changes.update({ url: '2' })]);
    await clock.settle();
    changes.close();
    assert.deepEqual(await waiting, ['closed']);
  });
});

describe('whoever is told', () => {
  it('may make a change, which comes next', async () => {
    const { clock, config } = setUp();
    const changes: Changes<Settings> = new Changes({ config, kinds: { pool: 'hot' }, clock, onEvent: ({ kind, version }) => {
      if (kind === 'applied' && version === 2) void changes.update({ pool: 1 });
    } });
    await changes.update({ pool: 5 });
    await clock.settle();
    assert.equal(config.current().value.pool, 1);
    assert.equal(config.current().version, 3);
  });

  it('may throw, which surfaces and harms nothing', async () => {
    const broken = new Error('the callback');
    const { config, changes } = setUp({ onEvent: ({ kind, change }) => { if (kind === 'applied' && change === 1) throw broken; } });
    assert.deepEqual(await surfaced(() => changes.update({ pool: 5 })), [broken]);
    assert.equal((await changes.update({ pool: 6 })).version, 3);
    assert.equal(config.current().value.pool, 6);
  });

  it('may throw each time', async () => {
    const broken = new Error('the callback');
    const { changes } = setUp({ onEvent: () => { throw broken; } });
    const errors = await surfaced(async () => assert.deepEqual(await ends([changes.update({ pool: 5 }), changes.update({ port: 81 })]), [2, 'restart']));
    assert.deepEqual(errors, [broken, broken, broken, broken, broken]);
  });
});

describe('a clock that throws', () => {
  it('for the history leaves its place there empty, and that surfaces: the change is made', async () => {
    const broken = new Error('no time');
    let isBroken = false;
    const { config, changes } = setUp({ wallNow: () => { if (isBroken) throw broken; return 7; } });
    isBroken = true;
    assert.deepEqual(await surfaced(async () => assert.equal((await changes.update({ pool: 5 })).version, 2)), [broken]);
    assert.deepEqual([config.current().version, changes.history().map(({ version, at }) => [version, at])], [2, [[1, 7], [2, Number.NaN]]]);
    isBroken = false;
    await changes.revert(1);
    assert.equal(changes.history().at(-1)!.at, 7);
  });

  it('when the wait for others is cut short harms nothing, and that surfaces', async () => {
    const broken = new Error('no timer');
    const hand = new HandClock();
    const { changes } = setUp({ coalesceMs: 100, clock: { setTimeout: hand.setTimeout, clearTimeout: () => { throw broken; } } });
    const waiting = ends([changes.update({ pool: 5 })]);
    await hand.settle();
    assert.deepEqual(await surfaced(() => changes.close()), [broken]);
    assert.deepEqual(await waiting, ['closed']);
  });
});

describe('options', () => {
  const wrong: readonly (readonly [Partial<ChangesOptions<Settings>>, RegExp])[] = [
    [{ coalesceMs: -1 }, /coalesceMs must be from 0 to 2147483647, got -1/],
    [{ historySize: 1 }, /historySize must be a whole number from 2 to 100000, got 1/],
    [{ historySize: 2.5 }, /historySize must be a whole number from 2 to 100000, got 2.5/],
    [{ kinds: { pool: 'warm' as 'hot' } }, /kinds.pool must be hot, drain or restart, got warm/],
  ];
  for (const [options, message] of wrong) {
    it(`are judged at the door: ${JSON.stringify(options)}`, () => assert.throws(() => setUp(options), (error) => error instanceof RangeError && message.test(error.message)));
  }
});
