import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { Projector, type Delivery, type Projection, type Recorded, type Saved } from './cqrs.projector.ts';
import { Relay } from './cqrs.relay.ts';
import { ConflictError, MemoryEventStore } from './cqrs.store.ts';
import { CommandHandler, type Decider } from './cqrs.ts';

interface Event {
  readonly type: string;
}
const types = fc.constantFrom('a', 'b', 'c', 'd');
/** A view that shows whether an event was left out, counted twice or in another order; it handles three of four types. */
const projection: Projection<Event, string> = { name: 'list', handles: ['a', 'b', 'c'], initial: () => '', apply: (view, { event, position }) => `${view}${event.type}${position} ` };
const fold = (log: readonly Event[], until: number) => log.slice(0, until).reduce((view, event, index) => (event.type === 'd' ? view : `${view}${event.type}${index + 1} `), '');

it('a store is a list of streams and one list of all, whose versions and positions count', () => {
  const append = fc.record({ stream: fc.constantFrom('lamp', 'chair', 'desk'), count: fc.integer({ min: 0, max: 3 }), expected: fc.oneof(fc.constantFrom('any' as const, 'no-stream' as const, 'exists' as const), fc.integer({ min: 0, max: 6 })) });
  fc.assert(
    fc.property(fc.array(append, { maxLength: 30 }), fc.nat(60), fc.integer({ min: 1, max: 20 }), (appends, after, max) => {
      const store = new MemoryEventStore<Event>();
      const told: number[] = [];
      store.subscribe(({ position }) => void told.push(position));
      const log: { stream: string; version: number }[] = [];
      for (const { stream, count, expected } of appends) {
        const version = log.filter((one) => one.stream === stream).length;
        const isMet = expected === 'any' || expected === version || (expected === 'exists' && version > 0) || (expected === 'no-stream' && version === 0);
        try {
          const appended = store.append(stream, Array.from({ length: count }, () => ({ type: 'a' })), expected);
          assert.ok(isMet);
          for (let index = 1; index <= count; index += 1) log.push({ stream, version: version + index });
          assert.deepEqual(appended, { version: version + count, position: log.findLastIndex((one) => one.stream === stream) + 1 });
        } catch (error) {
          assert.ok(error instanceof ConflictError && !isMet && error.actual === version);
        }
      }
      const all = log.map(({ stream, version }, index) => ({ event: { type: 'a' }, stream, version, position: index + 1 }));
      assert.deepEqual(store.readAll(after, max), all.slice(after, after + max));
      assert.deepEqual(store.read('lamp', 2), all.filter(({ stream, version }) => stream === 'lamp' && version >= 2));
      assert.deepEqual(told, all.map(({ position }) => position));
    }),
  );
});

it('commands that are handled at the same time leave the log that they leave one after the other, and none is carried out twice', async () => {
  const command = fc.record({ id: fc.integer({ min: 1, max: 6 }), takes: fc.integer({ min: 0, max: 3 }), readMs: fc.nat(30), appendMs: fc.nat(30), atMs: fc.nat(100) });
  /** Takes pieces while there are enough. */
  const decider: Decider<number, number, { readonly took: number }> = { initial: () => 5, decide: (left, takes) => (takes > 0 && takes <= left ? { took: takes } : []), evolve: (left, { took }) => left - took };
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 8 }), async (commands) => {
      const clock = new HandClock();
      const store = new MemoryEventStore<{ readonly took: number }>();
      const sleep = (ms: number) => new Promise<void>((resolve) => void clock.setTimeout(resolve, ms));
      const run = async ({ id, takes, readMs, appendMs, atMs }: (typeof commands)[number]) => {
        await sleep(atMs);
        const slow = { read: async (stream: string) => (await sleep(readMs), store.read(stream)), append: async (...given: Parameters<typeof store.append>) => (await sleep(appendMs), store.append(...given)) };
        return new CommandHandler({ store: slow, decider, maxAttempts: 20, retryDelayMs: 5, clock, random: () => 0.5 }).handle('lamp', takes, { commandId: `c${id}` });
      };
      const all = Promise.all(commands.map(run));
      await clock.advance(20_000);
      const handled = await all;
      const log = store.readAll(0);
      assert.ok(log.reduce((left, { event: { took } }) => left - took, 5) >= 0);
      assert.equal(new Set(log.map(({ commandId }) => commandId)).size, log.length);
      for (const [index, { events, version, position }] of handled.entries()) {
        if (events.length > 0) assert.deepEqual([log[version - 1]?.commandId, log[version - 1]?.event], [`c${commands[index]!.id}`, events[0]]);
        else assert.ok(position === (log[version - 1]?.position ?? 0));
      }
    }),
  );
});

it('a view is the fold of the events up to its position, whatever comes twice, too late, in another order or not at all', async () => {
  const cut = fc.record({ from: fc.nat(20), count: fc.nat(8), crash: fc.constantFrom(false, false, false, true), fails: fc.constantFrom('no', 'no', 'before', 'after'), rebuild: fc.constantFrom(false, false, false, true) });
  await fc.assert(
    fc.asyncProperty(fc.array(types, { maxLength: 20 }), fc.array(cut, { maxLength: 20 }), async (log, cuts) => {
      const events = log.map((type) => ({ type }));
      const recorded: Recorded<Event>[] = events.map((event, index) => ({ event, position: index + 1 }));
      let kept: Saved<string> | undefined;
      let fails = 'no';
      const views = {
        load: () => kept,
        save: (saved: Saved<string>) => {
          if (fails === 'before') throw new Error('full');
          kept = saved;
          if (fails === 'after') throw new Error('full');
        },
      };
      const done = new Set<number>();
      const effect = ({ position }: Recorded<Event>) => void done.add(position);
      const begin = () => new Projector<Event, string>({ projection, views, batch: 3, effect, log: { readAll: (after, max) => recorded.slice(after, after + max) } });
      let projector = begin();
      let shown = 0;
      for (const { from, count, crash, fails: how, rebuild } of cuts) {
        if (crash) projector = begin();
        fails = how;
        const delivery: Delivery<Event> = { after: Math.min(from, log.length), events: recorded.slice(from, from + count), head: log.length };
        await Promise.allSettled([projector.deliver(delivery), projector.deliver(delivery), ...(rebuild ? [projector.rebuild()] : [])]);
        fails = 'no';
        await projector.deliver({ after: 0, events: [], head: log.length });
        assert.equal(projector.view, fold(events, projector.position));
        assert.ok(projector.position >= shown, 'it went back');
        for (const { event, position } of recorded.slice(0, projector.position)) assert.ok(event.type === 'd' || done.has(position), `event ${position} has had no effect`);
        shown = projector.position;
      }
    }),
  );
});

it('a relay brings every reader to the end of the log, whatever fails on the way', async () => {
  const fate = fc.constantFrom('arrives', 'arrives', 'is lost', 'loses its answer', 'arrives twice', 'meets a crash');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ fate, appended: fc.nat(3), waitMs: fc.nat(50) }), { maxLength: 25 }), fc.integer({ min: 1, max: 4 }), async (steps, batch) => {
      const clock = new HandClock();
      const store = new MemoryEventStore<Event>();
      let kept: Saved<string> | undefined;
      const begin = () => new Projector<Event, string>({ projection, views: { load: () => kept, save: (saved) => void (kept = saved) }, clock });
      let projector = begin();
      const fates = steps.map((step) => step.fate);
      const relay = new Relay<Event>({ log: store, batch, pollMs: 10, timeoutMs: 30, clock });
      relay.add('list', async (delivery) => {
        const what = fates.shift() ?? 'arrives';
        if (what === 'is lost') return new Promise<number>(() => undefined);
        if (what === 'meets a crash') projector = begin();
        if (what === 'arrives twice') await projector.deliver(delivery);
        const position = await projector.deliver(delivery);
        if (what === 'loses its answer') throw new Error('lost');
        return position;
      });
      for (const { appended, waitMs } of steps) {
        store.append('lamp', Array.from({ length: appended }, (_, index) => ({ type: 'abcd'[index]! })), 'any');
        if (waitMs % 2 === 0) relay.wake();
        await clock.advance(waitMs);
      }
      await clock.advance(40 * (fates.length + store.head() + 2));
      assert.deepEqual([projector.position, projector.view], [store.head(), fold(store.readAll(0, 1_000).map(({ event }) => event), store.head())]);
      relay.stop();
    }),
    { numRuns: 60 },
  );
});
