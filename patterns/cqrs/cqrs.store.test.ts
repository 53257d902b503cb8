import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surfaced } from '../hand-clock.ts';
import { ConflictError, MemoryEventStore, type ExpectedVersion, type Recorded } from './cqrs.store.ts';

interface Event {
  readonly type: string;
  readonly details?: { count: number };
}
const event = (type: string): Event => ({ type });
const setUp = () => new MemoryEventStore<Event>();
const types = (recorded: readonly Recorded<Event>[]) => recorded.map(({ event: { type } }) => type).join(' ');
const isConflict = (stream: string, expected: ExpectedVersion, actual: number) => (error: unknown) =>
  error instanceof ConflictError && error.code === 'VERSION_CONFLICT' && error.name === 'ConflictError' && error.stream === stream && error.expected === expected && error.actual === actual;

describe('an append', () => {
  it('numbers its events by stream and over all streams, and answers with both', () => {
    const store = setUp();
    assert.deepEqual(store.append('lamp', [event('a'), event('b')], 'any'), { version: 2, position: 2 });
    assert.deepEqual(store.append('chair', [event('c')], 'any', 'c1'), { version: 1, position: 3 });
    assert.deepEqual(store.readAll(0), [
      { event: { type: 'a' }, stream: 'lamp', version: 1, position: 1 },
      { event: { type: 'b' }, stream: 'lamp', version: 2, position: 2 },
      { event: { type: 'c' }, stream: 'chair', version: 1, position: 3, commandId: 'c1' },
    ]);
  });

  it('passes where the version is the one expected', () => {
    const store = setUp();
    store.append('lamp', [event('a')], 'no-stream');
    store.append('lamp', [event('b')], 'exists');
    store.append('lamp', [event('c')], 2);
    store.append('lamp', [event('d')], 'any');
    store.append('chair', [event('e')], 0);
    assert.equal(store.head(), 5);
  });

  it('fails with both versions where it is not, and appends nothing', () => {
    const store = setUp();
    assert.throws(() => store.append('lamp', [event('a')], 'exists'), isConflict('lamp', 'exists', 0));
    store.append('lamp', [event('a'), event('b')], 'any');
    for (const expected of [0, 1, 3, 'no-stream'] as const) assert.throws(() => store.append('lamp', [event('c')], expected), isConflict('lamp', expected, 2));
    assert.equal(store.head(), 2);
  });

  it('says in words what it found', () => {
    const store = setUp();
    store.append('lamp', [event('a')], 'any');
    assert.throws(() => store.append('lamp', [], 4), { message: 'The stream lamp is at version 1; version 4 was expected.' });
    assert.throws(() => store.append('lamp', [], 'no-stream'), { message: 'The stream lamp is at version 1; no-stream was expected.' });
  });

  it('of no events appends nothing, answers with where the stream is, and checks the version all the same', () => {
    const store = setUp();
    assert.deepEqual(store.append('lamp', [], 'any'), { version: 0, position: 0 });
    store.append('lamp', [event('a')], 'any');
    store.append('chair', [event('b')], 'any');
    assert.deepEqual(store.append('lamp', [], 1), { version: 1, position: 1 });
    assert.throws(() => store.append('lamp', [], 2), isConflict('lamp', 2, 1));
    assert.equal(store.head(), 2);
  });

  it('keeps events that nobody can change any more', () => {
    const store = setUp();
    const given = { type: 'a', details: { count: 1 } };
    store.append('lamp', [Object.freeze(given)], 'any');
    assert.throws(() => void (given.details.count = 2), TypeError);
    assert.throws(() => void ((store.read('lamp') as Recorded<Event>[])[0] as { version: number }).version++, TypeError);
    assert.equal(store.read('lamp')[0]!.event.details!.count, 1);
  });

  it('takes bytes, which cannot be frozen', () => {
    const store = new MemoryEventStore<{ type: string; bytes: Uint8Array }>();
    store.append('lamp', [{ type: 'a', bytes: new Uint8Array([1]) }], 'any');
    assert.equal(store.head(), 1);
  });
});

describe('reading', () => {
  it('a stream gives its events from a version on', () => {
    const store = setUp();
    store.append('lamp', [event('a'), event('b'), event('c')], 'any');
    assert.equal(types(store.read('lamp')), 'a b c');
    assert.equal(types(store.read('lamp', 2)), 'b c');
    assert.equal(types(store.read('lamp', 4)), '');
    assert.equal(types(store.read('chair')), '');
  });

  it('the log gives the events of all streams after a position, a hundred at most unless told otherwise', () => {
    const store = setUp();
    for (let index = 0; index < 150; index += 1) store.append(`item ${index % 3}`, [event(String(index))], 'any');
    assert.equal(store.readAll(0).length, 100);
    assert.equal(types(store.readAll(147, 2)), '147 148');
    assert.equal(types(store.readAll(149)), '149');
    assert.equal(types(store.readAll(150)), '');
    assert.equal(types(store.readAll(900)), '');
    assert.equal(store.head(), 150);
  });

  it('hands out copies of its lists', () => {
    const store = setUp();
    store.append('lamp', [event('a')], 'any');
    (store.read('lamp') as Recorded<Event>[]).pop();
    (store.readAll(0) as Recorded<Event>[]).pop();
    assert.deepEqual([store.read('lamp').length, store.readAll(0).length], [1, 1]);
  });

  it('refuses what is no version, no position and no number of events', () => {
    const store = setUp();
    assert.throws(() => store.read('lamp', 0), new RangeError('fromVersion must be a whole number from 1, got 0.'));
    assert.throws(() => store.readAll(-1), new RangeError('afterPosition must be a whole number from 0, got -1.'));
    assert.throws(() => store.readAll(0, 0), new RangeError('max must be a whole number from 1, got 0.'));
  });
});

describe('subscribers', () => {
  it('are told of each event once it is recorded, until they end it', () => {
    const store = setUp();
    const told: string[] = [];
    const end = store.subscribe(({ event: { type }, position }) => void told.push(`${type} ${position} of ${store.head()}`));
    store.append('lamp', [event('a'), event('b')], 'any');
    end();
    end();
    store.append('lamp', [event('c')], 'any');
    assert.deepEqual(told, ['a 1 of 2', 'b 2 of 2']);
  });

  it('hear events in order, also those that one of them appends meanwhile', () => {
    const store = setUp();
    const told: string[] = [];
    store.subscribe(({ event: { type } }) => {
      if (type === 'a') store.append('chair', [event('c')], 'any');
    });
    store.subscribe(({ event: { type } }) => void told.push(type));
    store.append('lamp', [event('a'), event('b')], 'any');
    assert.deepEqual(told, ['a', 'b', 'c']);
  });

  it('that throw harm neither the append nor one another', async () => {
    const store = setUp();
    const bug = new Error('bug');
    const told: string[] = [];
    store.subscribe(() => { throw bug; });
    store.subscribe(({ event: { type } }) => void told.push(type));
    assert.deepEqual(await surfaced(() => assert.deepEqual(store.append('lamp', [event('a')], 'any'), { version: 1, position: 1 })), [bug]);
    assert.deepEqual(told, ['a']);
  });

  it('are told as often as they subscribed', () => {
    const store = setUp();
    let times = 0;
    const listener = () => void (times += 1);
    store.subscribe(listener);
    const end = store.subscribe(listener);
    store.append('lamp', [event('a')], 'any');
    end();
    store.append('lamp', [event('b')], 'any');
    assert.equal(times, 3);
  });
});

describe('durability', () => {
  it('is what write makes it: an append that cannot be written is not made and nobody is told', () => {
    const full = new Error('the disk is full');
    const told: string[] = [];
    let isFull = false;
    const written: Recorded<Event>[] = [];
    const store = new MemoryEventStore<Event>({
      write: (recorded) => {
        if (isFull) throw full;
        written.push(...recorded);
      },
    });
    store.subscribe(({ event: { type } }) => void told.push(type));
    store.append('lamp', [event('a')], 'any');
    isFull = true;
    assert.throws(() => store.append('lamp', [event('b')], 1), full);
    assert.deepEqual([types(store.readAll(0)), told.join(' ')], ['a', 'a']);
    isFull = false;
    store.append('lamp', [event('b')], 1);
    assert.equal(types(written), 'a b');
  });

  it('writes nothing for an append of no events', () => {
    const store = new MemoryEventStore<Event>({ write: () => assert.fail('it was written') });
    store.append('lamp', [], 'any');
  });

  it('begins with the log as it was, and goes on from its end', () => {
    const before = setUp();
    before.append('lamp', [event('a'), event('b')], 'any', 'c1');
    before.append('chair', [event('c')], 'any');
    const store = new MemoryEventStore<Event>({ recorded: before.readAll(0) });
    assert.deepEqual(store.readAll(0), before.readAll(0));
    assert.deepEqual(store.append('lamp', [event('d')], 2), { version: 3, position: 4 });
  });

  it('refuses a log with a gap or with versions out of order', () => {
    const one = { event: event('a'), stream: 'lamp', version: 1, position: 1 };
    const begin = (...recorded: Recorded<Event>[]) => () => new MemoryEventStore<Event>({ recorded });
    assert.throws(begin({ ...one, position: 2 }), new RangeError('recorded must have the positions 1, 2, 3 … in order, got 2 as number 1.'));
    assert.throws(begin(one, { ...one, position: 2 }), new RangeError('recorded must have the versions of lamp in order: after 1 came 1.'));
  });
});

describe('what is no stream, version, event or command', () => {
  it('is refused, and nothing is appended', () => {
    const store = setUp();
    assert.throws(() => store.append('', [event('a')], 'any'), new TypeError('stream must be a text that is not empty, got "".'));
    for (const expected of [-1, 0.5, Number.NaN, 'newest' as never]) assert.throws(() => store.append('lamp', [event('a')], expected), new RangeError(`expected must be a whole number from 0, any, no-stream or exists, got ${expected}.`));
    assert.throws(() => store.append('lamp', [event('a'), null as never], 'any'), new TypeError('An event must be an object, got null.'));
    assert.throws(() => store.append('lamp', [event('a')], 'any', ''), new TypeError('commandId must be a text that is not empty, got "".'));
    assert.equal(store.head(), 0);
  });
});
