import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, listenersTo } from '../hand-clock.ts';
import { ChangeIdReusedError, CompactedError, ConfigStore, InvalidConfigurationError, LogBehindError, RevisionConflictError, UnknownRevisionError, difference, type ConfigStoreOptions, type Revision, type RevisionLog, type Values } from './external-configuration-store.ts';

/** A table in memory. */
class Table implements RevisionLog {
  rows: readonly Revision[] = [];
  /** What happens before the next `append`, once: somebody else is faster. */
  meanwhile: (() => void) | undefined;
  newest = async () => this.rows.at(-1)?.revision ?? 0;
  head = async (label: string) => this.rows.findLast((row) => row.label === label);
  get = async (revision: number) => this.rows.find((row) => row.revision === revision);
  find = async (label: string, id: string) => this.rows.find((row) => row.label === label && row.id === id);
  history = async (label: string) => this.rows.filter((row) => row.label === label);
  append = async (revision: Revision) => {
    const { meanwhile } = this;
    this.meanwhile = undefined;
    meanwhile?.();
    if (this.rows.some((row) => row.revision === revision.revision)) return false;
    this.rows = [...this.rows, revision];
    return true;
  };
  forget = async (revisions: readonly number[]) => {
    this.rows = this.rows.map((row) => (revisions.includes(row.revision) ? { ...row, values: undefined } : row));
  };
}

function setUp(options: Partial<ConfigStoreOptions> = {}) {
  const clock = new HandClock();
  const table = new Table();
  const store = new ConfigStore({ log: table, clock, wallNow: () => 1_700_000_000_000, ...options });
  let changes = 0;
  const publish = async (label: string, values: Values, expected: number, id = `change ${(changes += 1)}`) => (await store.publish(label, values, { expected, by: 'release', id })).revision;
  return { clock, table, store, publish };
}
/** How a promise stands, without waiting for it. */
async function outcomeOf(promise: Promise<unknown>, clock: HandClock): Promise<unknown> {
  let outcome: unknown = 'open';
  promise.then((value) => (outcome = value), (error: unknown) => (outcome = error));
  await clock.settle();
  return outcome;
}

describe('publishing', () => {
  it('makes one revision of all settings, with who, why and when beside it', async () => {
    const { store, table } = setUp();
    await store.publish('web', { host: 'a', port: 1 }, { expected: 0, by: 'release', id: 'one', note: 'the first' });
    assert.deepEqual(table.rows, [{ revision: 1, label: 'web', values: { host: 'a', port: 1 }, replaces: 0, restores: undefined, by: 'release', note: 'the first', at: 1_700_000_000_000, id: 'one' }]);
  });
  it('counts over all labels, and keeps them apart', async () => {
    const { store, publish } = setUp();
    assert.deepEqual([await publish('web', { a: 1 }, 0), await publish('mail', { a: 2 }, 0), await publish('web', { a: 3 }, 1)], [1, 2, 3]);
    assert.deepEqual(await store.read('mail'), { label: 'mail', revision: 2, values: { a: 2 } });
    assert.deepEqual((await store.audit('web')).map(({ revision, replaces }) => [revision, replaces]), [[1, 0], [3, 1]]);
  });
  it('is refused to whoever has not seen the newest revision, and nothing is written', async () => {
    const { publish, table } = setUp();
    await publish('web', { a: 1 }, 0);
    await assert.rejects(publish('web', { a: 2 }, 0), (error) => error instanceof RevisionConflictError && error.code === 'REVISION_CONFLICT' && error.expected === 0 && error.actual === 1 && error.label === 'web');
    assert.equal(table.rows.length, 1);
  });
  it('lets one of two win that have seen the same, and refuses the other', async () => {
    const { publish } = setUp();
    await publish('web', { a: 1 }, 0);
    const both = await Promise.allSettled([publish('web', { a: 2 }, 1), publish('web', { a: 3 }, 1)]);
    assert.deepEqual(both.map(({ status }) => status), ['fulfilled', 'rejected']);
  });
  it('goes on where somebody took the number for another label', async () => {
    const { publish, table } = setUp();
    table.meanwhile = () => (table.rows = [{ revision: 1, label: 'mail', values: {}, replaces: 0, restores: undefined, by: 'on call', note: '', at: 0, id: 'x' }]);
    assert.equal(await publish('web', { a: 1 }, 0), 2);
  });
  it('answers a second try of the same change with what it did the first time, even when others have published since', async () => {
    const { publish, table } = setUp();
    await publish('web', { a: 1 }, 0, 'one');
    await publish('web', { a: 2 }, 1, 'two');
    assert.equal(await publish('web', { a: 1 }, 0, 'one'), 1);
    assert.equal(table.rows.length, 2);
  });
  it('refuses what will not do with everything that is wrong with it, and writes nothing', async () => {
    const { publish, table } = setUp({ validate: ({ port }, label) => (typeof port === 'number' ? [] : [`port of ${label} must be a number.`, 'It is a text.']) });
    await assert.rejects(publish('web', { port: '80' }, 0), (error) => error instanceof InvalidConfigurationError && error.code === 'INVALID_CONFIGURATION' && error.problems.length === 2 && error.label === 'web');
    assert.deepEqual(table.rows, []);
  });
  it('keeps what was given, whatever its author does to it afterwards', async () => {
    const { publish, table } = setUp();
    const values = { pool: { size: 1 } };
    await publish('web', values, 0);
    values.pool.size = 2;
    assert.deepEqual(table.rows[0]?.values, { pool: { size: 1 } });
    assert.ok(Object.isFrozen(table.rows[0]?.values) && Object.isFrozen(table.rows[0]?.values?.pool));
  });
  it('fails as the log does, and as the check does', async () => {
    const broken = new Error('the disk is full');
    const { publish, table } = setUp();
    table.append = () => Promise.reject(broken);
    await assert.rejects(publish('web', {}, 0), broken);
    await assert.rejects(setUp({ validate: () => { throw broken; } }).publish('web', {}, 0), broken);
  });
  it('takes plain data only, for nothing else is the same to all readers', async () => {
    const { store } = setUp();
    const change = { expected: 0, by: 'a', id: 'b' };
    for (const [value, what] of [[undefined, 'values must be an object'], [null, 'values must be an object'], [[1], 'values must be an object'], ['text', 'values must be an object'], [{ at: new Date(1) }, 'values.at must be plain'], [{ a: { b: [1, NaN] } }, 'values.a.b.1 must be plain'], [{ a: 1n }, 'values.a must be plain'], [{ a: undefined }, 'values.a must be plain'], [{ a: new Map() }, 'values.a must be plain']] as const) {
      await assert.rejects(store.publish('web', value as unknown as Values, change), (error) => error instanceof InvalidConfigurationError && error.problems[0]!.startsWith(what), what);
    }
  });
  it('takes an id for one change only', async () => {
    const { store, publish } = setUp();
    await publish('web', { a: 1 }, 0, 'one');
    for (const [values, expected] of [[{ a: 2 }, 0], [{ a: 1 }, 1]] as const) await assert.rejects(publish('web', values, expected, 'one'), (error) => error instanceof ChangeIdReusedError && error.code === 'CHANGE_ID_REUSED' && error.id === 'one' && error.revision === 1);
    await assert.rejects(store.rollback('web', 1, { expected: 0, by: 'a', id: 'one' }), ChangeIdReusedError);
  });
  it('knows a second try where the check has become stricter, and where what was brought back is compacted', async () => {
    let isStrict = false;
    const { store, publish } = setUp({ validate: () => (isStrict ? ['No.'] : []) });
    await publish('web', { a: 1 }, 0, 'one');
    await publish('web', { a: 2 }, 1, 'two');
    assert.equal((await store.rollback('web', 1, { expected: 2, by: 'a', id: 'back' })).revision, 3);
    await store.compact('web', 1);
    isStrict = true;
    assert.equal(await publish('web', { a: 2 }, 1, 'two'), 2);
    assert.equal((await store.rollback('web', 1, { expected: 2, by: 'a', id: 'back' })).revision, 3);
  });
  it('asks for its number before it looks, so that it replaces nothing that it has not seen', async () => {
    const { publish, table } = setUp();
    await publish('web', { a: 1 }, 0);
    const { head } = table;
    table.head = async (label) => {
      const seen = await head(label);
      table.head = head;
      await publish('web', { a: 9 }, 1, 'meanwhile');
      return seen;
    };
    await assert.rejects(publish('web', { a: 2 }, 1, 'late'), RevisionConflictError);
  });
  it('does not try for ever where the log says too low a number each time', async () => {
    const { publish, table } = setUp();
    await publish('web', { a: 1 }, 0);
    let asked = 0;
    table.newest = async () => { asked += 1; return 0; };
    await assert.rejects(publish('web', { a: 2 }, 1), LogBehindError);
    assert.equal(asked, 100);
  });
  it('asks for an author, a name, a label, and a revision that there can be', async () => {
    const { store } = setUp();
    await assert.rejects(store.publish('', {}, { expected: 0, by: 'a', id: 'b' }), new RangeError('label must be a text of one character or more, got "".'));
    await assert.rejects(store.publish('web', {}, { expected: 0, by: '', id: 'b' }), /^RangeError: by must/);
    await assert.rejects(store.publish('web', {}, { expected: 0, by: 'a', id: '' }), /^RangeError: id must/);
    for (const expected of [-1, 0.5, NaN, Infinity]) await assert.rejects(store.publish('web', {}, { expected, by: 'a', id: 'b' }), new RangeError(`expected must be a whole number of 0 or more, got ${expected}.`));
  });
});

describe('rolling back', () => {
  it('is a new revision that says what it brings back', async () => {
    const { store, publish } = setUp();
    await publish('web', { a: 1 }, 0);
    await publish('web', { a: 2 }, 1);
    const { revision, values, restores, replaces } = await store.rollback('web', 1, { expected: 2, by: 'on call', id: 'back' });
    assert.deepEqual([revision, values, restores, replaces], [3, { a: 1 }, 1, 2]);
  });
  it('is refused for a revision of another label, one that never was, and one whose values are gone', async () => {
    const { store, publish } = setUp();
    await publish('mail', { a: 1 }, 0);
    await publish('web', { a: 1 }, 0);
    await publish('web', { a: 2 }, 2);
    await store.compact('web', 1);
    for (const to of [1, 2, 9]) await assert.rejects(store.rollback('web', to, { expected: 3, by: 'a', id: 'b' }), (error) => error instanceof UnknownRevisionError && error.code === 'UNKNOWN_REVISION' && error.revision === to);
  });
  it('is checked as any other change: what did once may not do now', async () => {
    let isStrict = false;
    const { store, publish } = setUp({ validate: () => (isStrict ? ['No.'] : []) });
    await publish('web', { a: 1 }, 0);
    isStrict = true;
    await assert.rejects(store.rollback('web', 1, { expected: 1, by: 'a', id: 'b' }), InvalidConfigurationError);
  });
});

describe('reading', () => {
  it('says that nothing is new to whoever knows the newest, and to nobody else', async () => {
    const { store, publish } = setUp();
    await publish('web', { a: 1 }, 0);
    assert.equal(await store.read('web', 1), 'not-modified');
    for (const known of [undefined, 0, 7]) assert.deepEqual(await store.read('web', known), { label: 'web', revision: 1, values: { a: 1 } });
  });
  it('fails for a label of which nothing is known', async () => {
    await assert.rejects(setUp().store.read('web'), (error) => error instanceof UnknownRevisionError && error.label === 'web');
  });
});

describe('watching', () => {
  it('answers at once where there is something new, with all that changed since in one step', async () => {
    const { store, publish } = setUp();
    await publish('web', { a: 1, b: 1, c: { d: [1] } }, 0);
    await publish('web', { a: 2, b: 1, c: { d: [1] } }, 1);
    await publish('web', { a: 2, c: { d: [1] }, e: 5 }, 2);
    assert.deepEqual(await store.watch('web', 1), { label: 'web', from: 1, revision: 3, set: { a: 2, e: 5 }, removed: ['b'] });
    assert.deepEqual(await store.watch('web', 0), { label: 'web', from: 0, revision: 3, set: { a: 2, c: { d: [1] }, e: 5 }, removed: [] });
  });
  it('waits for the next change of its label, and leaves no timer and no waiter behind', async () => {
    const { store, publish, clock } = setUp();
    await publish('web', { a: 1 }, 0);
    const watch = store.watch('web', 1);
    await publish('mail', { a: 1 }, 0);
    assert.equal(await outcomeOf(watch, clock), 'open');
    await publish('web', { a: 2 }, 1);
    assert.deepEqual(await watch, { label: 'web', from: 1, revision: 3, set: { a: 2 }, removed: [] });
    assert.equal(clock.waiting, 0);
  });
  it('ends with nothing after its time', async () => {
    const { store, publish, clock } = setUp();
    await publish('web', { a: 1 }, 0);
    const watch = store.watch('web', 1, { waitMs: 500 });
    await clock.advance(499);
    assert.equal(await outcomeOf(watch, clock), 'open');
    await clock.advance(1);
    assert.equal(await watch, undefined);
    assert.equal(clock.waiting, 0);
  });
  it('sees at the end of its time what others have appended without a word', async () => {
    const { store, publish, table, clock } = setUp();
    await publish('web', { a: 1 }, 0);
    const watch = store.watch('web', 1, { waitMs: 500 });
    await clock.settle();
    await new ConfigStore({ log: table }).publish('web', { a: 2 }, { expected: 1, by: 'another process', id: 'z' });
    await clock.advance(500);
    assert.deepEqual((await watch)?.set, { a: 2 });
  });
  it('is woken by `arrived` where another process appends', async () => {
    const { store, publish, table, clock } = setUp();
    await publish('web', { a: 1 }, 0);
    const watch = store.watch('web', 1);
    await clock.settle();
    await new ConfigStore({ log: table }).publish('web', { a: 2 }, { expected: 1, by: 'another process', id: 'z' });
    store.arrived('web');
    assert.deepEqual((await watch)?.set, { a: 2 });
  });
  it('waits at a copy that lags behind its reader, and says so in the end, for it confirms nothing', async () => {
    const { store, publish, clock } = setUp();
    await publish('web', { a: 1 }, 0);
    const watch = store.watch('web', 7, { waitMs: 500 });
    assert.equal(await outcomeOf(watch, clock), 'open');
    const outcome = outcomeOf(watch, clock);
    await clock.advance(500);
    await outcome;
    await assert.rejects(watch, (error) => error instanceof LogBehindError && error.code === 'LOG_BEHIND' && error.label === 'web');
  });
  it('ends in time, and when it is given up, where the log hangs', async () => {
    const { store, table, clock } = setUp();
    table.head = () => new Promise(() => undefined);
    const late = assert.rejects(store.watch('web', 1, { waitMs: 500 }), LogBehindError);
    const controller = new AbortController();
    const left = assert.rejects(store.watch('web', 1, { waitMs: 500, signal: controller.signal }), /enough/);
    await clock.settle();
    controller.abort(new Error('enough'));
    await clock.advance(500);
    await Promise.all([late, left]);
    assert.equal(clock.waiting, 0);
  });
  it('leaves nobody behind who waits, however it ended', async () => {
    const { store, publish, clock } = setUp();
    await publish('web', { a: 1 }, 0);
    const { signal } = new AbortController();
    const listening = listenersTo(signal);
    const late = store.watch('web', 1, { waitMs: 10, signal });
    await clock.advance(10);
    await late;
    const waiting = Reflect.get(store, 'waiting') as ReadonlyMap<string, unknown>;
    assert.deepEqual([listening(), waiting.size], [0, 0]);
    const told = [store.watch('web', 1, { signal }), store.watch('web', 1, { signal })];
    await clock.settle();
    await publish('web', { a: 2 }, 1);
    await Promise.all(told);
    assert.deepEqual([listening(), waiting.size], [0, 0]);
  });
  it('wakes all who wait for a label', async () => {
    const { store, publish } = setUp();
    await publish('web', { a: 1 }, 0);
    const all = [1, 2, 3].map(() => store.watch('web', 1));
    await publish('web', { a: 2 }, 1);
    assert.deepEqual((await Promise.all(all)).map((delta) => delta?.revision), [2, 2, 2]);
  });
  it('cannot tell what changed since a revision that is compacted, is of another label, or never was', async () => {
    const { store, publish } = setUp();
    await publish('web', { a: 1 }, 0);
    await publish('mail', { a: 1 }, 0);
    await publish('web', { a: 2 }, 1);
    await publish('web', { a: 3 }, 3);
    await store.compact('web', 1);
    for (const after of [1, 2, 3]) await assert.rejects(store.watch('web', after), (error) => error instanceof CompactedError && error.code === 'COMPACTED' && error.after === after);
  });
  it('ends with the reason of whoever gives it up: before it begins, and while it waits', async () => {
    const { store, publish, clock } = setUp();
    await publish('web', { a: 1 }, 0);
    const controller = new AbortController();
    const watch = store.watch('web', 1, { signal: controller.signal });
    await clock.settle();
    const reason = new Error('enough');
    controller.abort(reason);
    await assert.rejects(watch, reason);
    await assert.rejects(store.watch('web', 1, { signal: controller.signal }), reason);
    assert.equal(clock.waiting, 0);
  });
  it('ends with the reason of whoever gives it up while the log is asked', async () => {
    const { store, publish, table, clock } = setUp();
    await publish('web', { a: 1 }, 0);
    let answer = (): void => undefined;
    table.head = () => new Promise((resolve) => (answer = () => resolve(table.rows[0])));
    const controller = new AbortController();
    const watch = store.watch('web', 1, { signal: controller.signal });
    await clock.settle();
    controller.abort(new Error('enough'));
    answer();
    await assert.rejects(watch, /enough/);
    assert.equal(clock.waiting, 0);
  });
  it('waits for a time that a timer can wait', async () => {
    const { store } = setUp();
    for (const waitMs of [-1, NaN, Infinity, 2 ** 31]) await assert.rejects(store.watch('web', 0, { waitMs }), new RangeError(`waitMs must be from 0 to 2147483647, got ${waitMs}.`));
    await assert.rejects(store.watch('web', -1), /^RangeError: after must be a whole number of 0 or more, got -1\./);
  });
});

describe('compaction', () => {
  it('takes the values of all but the newest, and no entry of the audit', async () => {
    const { store, publish } = setUp();
    await publish('web', { a: 1 }, 0);
    await publish('mail', { a: 1 }, 0);
    await publish('web', { a: 2 }, 1);
    await publish('web', { a: 3 }, 3);
    assert.equal(await store.compact('web', 2), 1);
    assert.equal(await store.compact('web', 2), 0);
    assert.deepEqual((await store.audit('web')).map(({ revision, by, values }) => [revision, by, values]), [[1, 'release', undefined], [3, 'release', { a: 2 }], [4, 'release', { a: 3 }]]);
    assert.deepEqual(await store.read('mail'), { label: 'mail', revision: 2, values: { a: 1 } });
  });
  it('keeps the newest at least', async () => {
    await assert.rejects(setUp().store.compact('web', 0), new RangeError('keep must be a whole number of 1 or more, got 0.'));
  });
});

describe('the difference of two sets of values', () => {
  it('is what to set and what to remove, also of keys that objects have by birth', () => {
    assert.deepEqual(difference({ a: 1 }, { a: 1, toString: 1 }), { set: { toString: 1 }, removed: [] });
    const { set } = difference({}, JSON.parse('{"__proto__":{"a":1}}') as Values);
    assert.deepEqual([Object.keys(set), Object.getPrototypeOf(set)], [['__proto__'], Object.prototype]);
  });
  it('does not take a list for an object, nor null for either, nor one order of keys for another', () => {
    assert.deepEqual(Object.keys(difference({ deep: JSON.parse('{"__proto__":{}}') as Values }, { deep: { a: {} } }).set), ['deep']);
    const from = { a: [], b: null, c: { x: 1, y: 2 }, d: { x: 1 }, e: NaN };
    assert.deepEqual(difference(from, { a: {}, b: {}, c: { y: 2, x: 1 }, d: { y: 1 }, e: NaN }).set, { a: {}, b: {}, d: { y: 1 } });
  });
});

it('works with the clocks of the process', async () => {
  const store = new ConfigStore({ log: new Table() });
  const { at } = await store.publish('web', { a: 1 }, { expected: 0, by: 'release', id: 'one' });
  assert.ok(Math.abs(Date.now() - at) < 5_000);
  assert.equal(await store.watch('web', 1, { waitMs: 1 }), undefined);
});
