import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { CommandHandler, type CommandHandlerOptions, type Conflict, type Decider, type EventStore } from './cqrs.ts';
import { ConflictError, MemoryEventStore } from './cqrs.store.ts';

type Event = { readonly type: 'stocked'; readonly count: number } | { readonly type: 'ordered'; readonly order: string };
type Command = { readonly do: 'stock'; readonly count: number } | { readonly do: 'order'; readonly order: string } | { readonly do: 'nothing' };

const soldOut = new Error('sold out');
const goneAway = new Error('the shopper went away');

/** What is left of one item. */
const decider: Decider<number, Command, Event> = {
  initial: () => 0,
  decide: (left, command) => {
    if (command.do === 'nothing') return [];
    if (command.do === 'stock') return { type: 'stocked', count: command.count };
    if (left === 0) throw soldOut;
    return { type: 'ordered', order: command.order };
  },
  evolve: (left, event) => (event.type === 'stocked' ? left + event.count : left - 1),
};
const stock = (count: number): Command => ({ do: 'stock', count });
const order = (id: string): Command => ({ do: 'order', order: id });

/** A handler on a hand clock over a store in memory; chance draws the longest waits. */
function setUp(options: Partial<CommandHandlerOptions<number, Command, Event>> = {}) {
  const clock = new HandClock();
  const store = new MemoryEventStore<Event>();
  const conflicts: Conflict[] = [];
  const handler = new CommandHandler<number, Command, Event>({ store, decider, clock, random: () => 0, onConflict: (conflict) => void conflicts.push(conflict), ...options });
  return { clock, store, handler, conflicts };
}

/** A store to which somebody else appends one event between each of the first `times` reads and the append that follows. */
function contested(store: MemoryEventStore<Event>, times: number, other: Event = { type: 'stocked', count: 1 }): EventStore<Event> & { reads: number } {
  return {
    reads: 0,
    read(stream) {
      this.reads += 1;
      const recorded = store.read(stream);
      if (this.reads <= times) store.append(stream, [other], 'any');
      return recorded;
    },
    append: (...given) => store.append(...given),
  };
}

const listening = ({ signal }: AbortController) => {
  let listeners = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...given: Parameters<typeof add>) => (listeners++, add(...given));
  signal.removeEventListener = (...given: Parameters<typeof remove>) => (listeners--, remove(...given));
  return () => listeners;
};

describe('a command', () => {
  it('is decided on what its stream folds to, and its events are appended', async () => {
    const { store, handler } = setUp();
    await handler.handle('lamp', stock(2));
    const handled = await handler.handle('lamp', order('a'));
    assert.deepEqual(handled, { state: 1, version: 2, position: 2, events: [{ type: 'ordered', order: 'a' }], attempts: 1, isDuplicate: false });
    assert.deepEqual(store.read('lamp').map(({ event }) => event.type), ['stocked', 'ordered']);
  });

  it('sees nothing of other streams', async () => {
    const { handler } = setUp();
    await handler.handle('lamp', stock(2));
    await assert.rejects(handler.handle('chair', order('a')), soldOut);
  });

  it('may decide several events, which are appended together', async () => {
    const store = new MemoryEventStore<Event>();
    const handler = new CommandHandler({ store, decider: { ...decider, decide: (_: number, count: number): Event[] => Array.from({ length: count }, () => ({ type: 'stocked', count: 1 })) } });
    assert.deepEqual(await handler.handle('lamp', 3), { state: 3, version: 3, position: 3, events: Array.from({ length: 3 }, () => ({ type: 'stocked', count: 1 })), attempts: 1, isDuplicate: false });
  });

  it('that decides nothing appends nothing, and answers with the last position of its stream', async () => {
    const { store, handler } = setUp();
    assert.deepEqual(await handler.handle('lamp', { do: 'nothing' }), { state: 0, version: 0, position: 0, events: [], attempts: 1, isDuplicate: false });
    await handler.handle('lamp', stock(2));
    await handler.handle('chair', stock(1));
    const handled = await handler.handle('lamp', { do: 'nothing' });
    assert.deepEqual([handled.version, handled.position, store.head()], [1, 1, 2]);
  });

  it('that is refused appends nothing, and what refused it is handed on unwrapped', async () => {
    const { store, handler } = setUp();
    await assert.rejects(handler.handle('lamp', order('a')), (error) => error === soldOut);
    assert.equal(store.head(), 0);
  });

  it('takes a store that answers later as well as one that answers at once', async () => {
    const { store } = setUp();
    const later: EventStore<Event> = { read: async (stream) => store.read(stream), append: async (...given) => store.append(...given) };
    const { handler } = setUp({ store: later });
    assert.equal((await handler.handle('lamp', stock(2))).version, 1);
  });
});

describe('a conflict', () => {
  it('is decided again on what is true now', async () => {
    const { clock, store, conflicts } = setUp();
    store.append('lamp', [{ type: 'stocked', count: 1 }], 'any');
    const contestedStore = contested(store, 1, { type: 'ordered', order: 'of another' });
    const { handler } = setUp({ store: contestedStore, clock, onConflict: (conflict) => void conflicts.push(conflict) });
    const refused = assert.rejects(handler.handle('lamp', order('a')), soldOut);
    await clock.advance(100);
    await refused;
    assert.equal(contestedStore.reads, 2);
    assert.deepEqual(store.read('lamp').map(({ event }) => event.type), ['stocked', 'ordered']);
    const { error, ...conflict } = conflicts[0]!;
    assert.deepEqual(conflict, { stream: 'lamp', attempt: 1, delayMs: 100 });
    assert.ok(error instanceof ConflictError);
    assert.deepEqual([error.expected, error.actual], [1, 2]);
  });

  it('waits longer each time, and chance takes up to half of a wait', async () => {
    const delays = async (random: number) => {
      const { store, clock } = setUp();
      const { handler, conflicts } = setUp({ store: contested(store, 3), clock, random: () => random });
      const handled = handler.handle('lamp', stock(1));
      await clock.advance(1_000);
      assert.equal((await handled).attempts, 4);
      return conflicts.map(({ delayMs }) => delayMs);
    };
    assert.deepEqual(await delays(0), [100, 150, 225]);
    assert.deepEqual(await delays(0.5), [75, 112.5, 168.75]);
  });

  it('is handed on as the store threw it when no attempt is left', async () => {
    const { store, clock } = setUp();
    const { handler, conflicts } = setUp({ store: contested(store, 2), clock, maxAttempts: 2, retryDelayMs: 0 });
    const refused = assert.rejects(handler.handle('lamp', stock(1)), (error) => error instanceof ConflictError && error.code === 'VERSION_CONFLICT' && error.expected === 1 && error.actual === 2);
    await clock.advance(0);
    await refused;
    assert.equal(conflicts.length, 1);
  });

  it('is not waited for where one attempt is all', async () => {
    const { store, clock } = setUp();
    const { handler } = setUp({ store: contested(store, 1), clock, maxAttempts: 1 });
    await assert.rejects(handler.handle('lamp', stock(1)), ConflictError);
    assert.equal(clock.waiting, 0);
  });

  it('is told apart from other errors of the store, which are not tried again', async () => {
    const down = new Error('the disk is full');
    const { handler, clock } = setUp({ store: { read: () => [], append: () => { throw down; } } });
    await assert.rejects(handler.handle('lamp', stock(1)), (error) => error === down);
    assert.equal(clock.waiting, 0);
  });

  it('that the append itself had caused is found out: the command is in the stream', async () => {
    const { store, clock } = setUp();
    let isLost = true;
    const losesTheAnswer: EventStore<Event> = {
      read: (stream) => store.read(stream),
      append: (stream, events, expected, commandId) => {
        const appended = store.append(stream, events, expected, commandId);
        if (!isLost) return appended;
        isLost = false;
        throw new ConflictError(stream, expected, appended.version);
      },
    };
    const { handler } = setUp({ store: losesTheAnswer, clock });
    const handled = handler.handle('lamp', stock(2), { commandId: 'c1' });
    await clock.advance(100);
    assert.deepEqual(await handled, { state: 2, version: 1, position: 1, events: [{ type: 'stocked', count: 2 }], attempts: 2, isDuplicate: true });
    assert.equal(store.head(), 1);
  });

  it('is told even to a callback that throws, and the command goes on', async () => {
    const { store, clock } = setUp();
    const bug = new Error('bug');
    const { handler } = setUp({ store: contested(store, 1), clock, onConflict: () => { throw bug; } });
    const uncaught = await surfaced(async () => {
      const handled = handler.handle('lamp', stock(1));
      await clock.advance(100);
      assert.equal((await handled).version, 2);
    });
    assert.deepEqual(uncaught, [bug]);
  });
});

describe('a command that comes again', () => {
  it('is not carried out again, and is answered as the first time', async () => {
    const { store, handler } = setUp();
    await handler.handle('lamp', stock(2));
    const first = await handler.handle('lamp', order('a'), { commandId: 'c1' });
    await handler.handle('lamp', order('b'), { commandId: 'c2' });
    const again = await handler.handle('lamp', order('a'), { commandId: 'c1' });
    assert.deepEqual(again, { ...first, isDuplicate: true });
    assert.equal(store.head(), 3);
  });

  it('is known by its id also in a new process, for the id stands in the stream', async () => {
    const { store, handler } = setUp();
    await handler.handle('lamp', stock(2), { commandId: 'c1' });
    const restarted = setUp({ store: new MemoryEventStore({ recorded: store.readAll(0) }) });
    assert.equal((await restarted.handler.handle('lamp', stock(2), { commandId: 'c1' })).isDuplicate, true);
  });

  it('is carried out each time where it has no id', async () => {
    const { store, handler } = setUp();
    await handler.handle('lamp', stock(2));
    await handler.handle('lamp', stock(2));
    assert.equal(store.head(), 2);
  });

  it('is known while the first of the two is under way: one of them is carried out', async () => {
    const { store, clock } = setUp();
    const slow: EventStore<Event> = { read: async (stream) => store.read(stream), append: async (...given) => store.append(...given) };
    const { handler } = setUp({ store: slow, clock });
    const both = Promise.all([handler.handle('lamp', stock(2), { commandId: 'c1' }), handler.handle('lamp', stock(2), { commandId: 'c1' })]);
    await clock.advance(100);
    assert.deepEqual((await both).map(({ isDuplicate }) => isDuplicate), [false, true]);
    assert.equal(store.head(), 1);
  });
});

describe('the version that a caller expects', () => {
  it('lets the command pass where it is right', async () => {
    const { handler } = setUp();
    assert.equal((await handler.handle('lamp', stock(1), { expected: 'no-stream' })).version, 1);
    assert.equal((await handler.handle('lamp', stock(1), { expected: 1 })).version, 2);
    assert.equal((await handler.handle('lamp', stock(1), { expected: 'exists' })).version, 3);
    assert.equal((await handler.handle('lamp', stock(1), { expected: 'any' })).version, 4);
    assert.equal((await handler.handle('chair', stock(1), { expected: 0 })).version, 1);
  });

  it('is a conflict where it is wrong, before anything is decided, and is not tried again', async () => {
    const { handler, clock } = setUp();
    await handler.handle('lamp', stock(1));
    for (const expected of [0, 2, 'no-stream'] as const) {
      await assert.rejects(handler.handle('lamp', order('a'), { expected }), (error) => error instanceof ConflictError && error.expected === expected && error.actual === 1);
    }
    assert.equal(clock.waiting, 0);
  });

  it('of a stream that must exist may come true while it is tried again', async () => {
    const { store, clock } = setUp();
    const { handler } = setUp({ store, clock });
    const handled = handler.handle('lamp', stock(1), { expected: 'exists' });
    await clock.settle();
    store.append('lamp', [{ type: 'stocked', count: 1 }], 'any');
    await clock.advance(100);
    assert.equal((await handled).version, 2);
  });

  it('may come true while it is looked at: the command is decided on what the stream holds by then', async () => {
    for (const expected of [1, 'exists'] as const) {
      const memory = new MemoryEventStore<Event>();
      const { handler } = setUp({ store: contested(memory, 1) });
      assert.deepEqual(await handler.handle('lamp', order('a'), { expected }), { state: 0, version: 2, position: 2, events: [{ type: 'ordered', order: 'a' }], attempts: 1, isDuplicate: false });
    }
  });

  it('may come true by the command itself, sent at the same time: it is known again', async () => {
    const { store } = setUp();
    let reads = 0;
    const { handler } = setUp({ store: { append: (...given) => store.append(...given), read: (stream) => {
      const recorded = store.read(stream);
      if ((reads += 1) === 1) {
        store.append(stream, [{ type: 'stocked', count: 1 }], 'any');
        store.append(stream, [{ type: 'ordered', order: 'a' }], 1, 'c1');
      }
      return recorded;
    } } });
    const { isDuplicate, version } = await handler.handle('lamp', order('a'), { expected: 'exists', commandId: 'c1' });
    assert.deepEqual([isDuplicate, version, store.head()], [true, 2, 2]);
  });

  it('is kept to where a store lets an append without events pass', async () => {
    const { store } = setUp();
    const { handler } = setUp({ store: { read: (stream) => store.read(stream), append: (stream, events, expected) => (events.length === 0 ? { version: 0, position: 0 } : store.append(stream, events, expected)) } });
    await assert.rejects(handler.handle('lamp', stock(1), { expected: 3 }), ConflictError);
  });
});

describe('a caller who gives up', () => {
  it('beforehand has nothing read', async () => {
    const { handler } = setUp({ store: { read: () => assert.fail('it was read'), append: () => assert.fail('it was appended') } });
    await assert.rejects(handler.handle('lamp', stock(1), { signal: AbortSignal.abort(goneAway) }), (error) => error === goneAway);
  });

  it('while the stream is read has nothing appended', async () => {
    const aborting = new AbortController();
    const { handler } = setUp({ store: { read: async () => (aborting.abort(goneAway), []), append: () => assert.fail('it was appended') } });
    await assert.rejects(handler.handle('lamp', stock(1), { signal: aborting.signal }), (error) => error === goneAway);
  });

  it('while the append is under way is answered with what came of it', async () => {
    const aborting = new AbortController();
    const { store } = setUp();
    const { handler } = setUp({ store: { read: (stream) => store.read(stream), append: async (...given) => (aborting.abort(goneAway), store.append(...given)) } });
    assert.equal((await handler.handle('lamp', stock(1), { signal: aborting.signal })).version, 1);
  });

  it('during a wait is told at once, and neither a timer nor a listener stays', async () => {
    const aborting = new AbortController();
    const listeners = listening(aborting);
    const { store, clock } = setUp();
    const { handler } = setUp({ store: contested(store, 1), clock });
    const refused = assert.rejects(handler.handle('lamp', stock(1), { signal: aborting.signal }), (error) => error === goneAway);
    await clock.settle();
    assert.equal(clock.waiting, 1);
    aborting.abort(goneAway);
    await refused;
    assert.deepEqual([clock.waiting, listeners()], [0, 0]);
  });

  it('in the callback before a wait is told at once', async () => {
    const aborting = new AbortController();
    const { store, clock } = setUp();
    const { handler } = setUp({ store: contested(store, 1), clock, onConflict: () => aborting.abort(goneAway) });
    await assert.rejects(handler.handle('lamp', stock(1), { signal: aborting.signal }), (error) => error === goneAway);
    assert.equal(clock.waiting, 0);
  });

  it('not at all leaves no listener after a wait', async () => {
    const aborting = new AbortController();
    const listeners = listening(aborting);
    const { store, clock } = setUp();
    const { handler } = setUp({ store: contested(store, 1), clock });
    const handled = handler.handle('lamp', stock(1), { signal: aborting.signal });
    await clock.advance(100);
    await handled;
    assert.equal(listeners(), 0);
  });
});

describe('options', () => {
  it('are refused with the value and the range', () => {
    const { store } = setUp();
    const make = (options: object) => () => new CommandHandler({ store, decider, ...options });
    for (const maxAttempts of [0, 1.5, 101, Number.NaN]) assert.throws(make({ maxAttempts }), new RangeError(`maxAttempts must be a whole number from 1 to 100, got ${maxAttempts}.`));
    for (const retryDelayMs of [-1, 60_001, Number.NaN]) assert.throws(make({ retryDelayMs }), new RangeError(`retryDelayMs must be from 0 to 60000, got ${retryDelayMs}.`));
    assert.doesNotThrow(make({ maxAttempts: 100, retryDelayMs: 60_000 }));
  });

  it('of a command are refused too', async () => {
    const { handler } = setUp();
    await assert.rejects(handler.handle('', stock(1)), new TypeError('stream must be a text that is not empty, got "".'));
    await assert.rejects(handler.handle('lamp', stock(1), { commandId: '' }), new TypeError('commandId must be a text that is not empty, got "".'));
    await assert.rejects(handler.handle('lamp', stock(1), { expected: -1 }), new RangeError('expected must be a whole number from 0 to 9007199254740991, got -1.'));
    await assert.rejects(handler.handle('lamp', stock(1), { expected: 'newest' as never }), new RangeError('expected must be a version, any, no-stream or exists, got newest.'));
  });

  it('have defaults: four attempts, on real time and chance', async () => {
    const { store } = setUp();
    const handler = new CommandHandler({ store: contested(store, 1), decider, retryDelayMs: 1 });
    assert.equal((await handler.handle('lamp', stock(1))).attempts, 2);
  });
});
