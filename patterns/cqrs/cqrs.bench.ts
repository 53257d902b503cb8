import type { Bar } from '../../bench/bar.ts';
import { ratio, type Race } from '../../bench/race.ts';
import { Projector } from './cqrs.projector.ts';
import { MemoryEventStore } from './cqrs.store.ts';
import { CommandHandler } from './cqrs.ts';

type Event = { readonly type: 'ordered' };
/** Events in a stream: a stream is as long in a small store as in a large one. */
const streamLength = 10;
const rounds = 31;
/** How many events are appended and projected in one round. */
const eventsARound = 400;

const counted = { name: 'orders', handles: ['ordered'], initial: () => 0, apply: (count: number) => count + 1 };
const decider = { initial: () => 0, decide: (): Event => ({ type: 'ordered' }), evolve: (count: number) => count + 1 };

/** A store that holds so many events already, and a view of all of them. */
async function filled(size: number) {
  const store = new MemoryEventStore<Event>();
  const projector = new Projector<Event, number>({ projection: counted });
  const handler = new CommandHandler<number, undefined, Event>({ store, decider });
  for (let position = 0; position < size; position += 1) store.append(`order ${Math.floor(position / streamLength)}`, [{ type: 'ordered' }], 'any');
  await projector.deliver({ after: 0, events: store.readAll(0, size), head: size });
  return { store, projector, handler };
}

/** A command for each event: its stream is read, the event is appended under the version that was read, and the view takes it from the log. */
async function nsPerEvent({ store, projector, handler }: Awaited<ReturnType<typeof filled>>): Promise<number> {
  const startedAt = performance.now();
  for (let made = 0; made < eventsARound; made += 1) {
    await handler.handle(`order ${Math.floor(store.head() / streamLength)}`, undefined, { commandId: `command ${store.head()}` });
    await projector.deliver({ after: projector.position, events: store.readAll(projector.position, 100), head: store.head() });
  }
  return ((performance.now() - startedAt) * 1e6) / eventsARound;
}

async function race(sizes: readonly number[]): Promise<Race> {
  const worlds = await Promise.all(sizes.map(async (size) => ({ size, world: await filled(size), ns: [] as number[] })));
  for (let warmUp = 0; warmUp < 5; warmUp += 1) await nsPerEvent(await filled(sizes[0]!));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < worlds.length; turn += 1) {
      const one = worlds[(round + turn) % worlds.length]!;
      one.ns.push(await nsPerEvent(one.world));
      if (one.world.store.head() > one.size * 2) one.world = await filled(one.size);
    }
  }
  return Object.fromEntries(worlds.map(({ size, ns }) => [String(size), ns]));
}

/** What an event costs must not grow with the log: neither its append, nor the reading of its stream, nor its way into the view. */
export async function bench(): Promise<readonly Bar[]> {
  const [small, large] = [1_000, 100_000];
  const results = await race([small, large]);
  const group = 'CQRS: an event through command, store and view, with 100,000 events in the store as a ratio to 1,000';
  return [{ group, name: 'this catalog', value: ratio(results, String(large), String(small)), unit: '×', target: { atMost: 2 } }];
}
