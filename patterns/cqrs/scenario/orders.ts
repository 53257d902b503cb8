import type { Json } from '../../../simulation/trace.ts';
import type { Disk, Env, Process } from '../../../simulation/world.ts';
import type { Delivery } from '../cqrs.relay.ts';
import type { Recorded } from '../cqrs.store.ts';
import { appendMs, deliveryTimeoutMs, gatherMs, items, piecesAtFirst, readMs, rebuildReadMs, storePlaces, storeSlots } from './sizes.ts';
import { deciderOf, type ShopCommand, type ShopEvent } from './shop.ts';
import type { Code, Setup } from './world.ts';

export interface Asked {
  readonly command?: { readonly id: string; readonly item: string; readonly what: ShopCommand };
  readonly query?: { readonly item: string; readonly order: number | null };
  readonly readAll?: { readonly after: number; readonly max: number };
}
type Log = readonly Recorded<ShopEvent>[];
const marks = { stocked: 's', ordered: 'o', cancelled: 'c', shipped: 'x' } as const;

/** The write side: it decides commands and keeps their events on its disk, and its relay takes these to the views. */
export function orders(env: Env, code: Code, { knobs, control }: Setup): Process {
  const { MemoryEventStore } = code['cqrs.store'];
  const store = new MemoryEventStore<ShopEvent>({ recorded: recordedOn(env.disk), write: (recorded) => writeTo(env, recorded) });
  const station = env.station({ slots: storeSlots, places: storePlaces, changed: ({ inFlight }) => env.show('orders/commands', { busy: inFlight }) });
  const shown = { accepted: 0, refused: 0, conflicts: 0 };
  const count = (what: keyof typeof shown) => {
    shown[what] += 1;
    env.show('orders/commands', { ...shown });
  };
  env.show('orders/commands', { ...shown });

  const timed = async <T>([least, most]: readonly [number, number], run: () => T): Promise<T> => {
    const leave = await station.enter();
    try {
      await env.work(least + env.random() * (most - least));
      return run();
    } finally {
      leave();
    }
  };
  const handlerOf = (item: string, id: string) => {
    const decider = deciderOf(item);
    return new code.cqrs.CommandHandler({
      store: { read: (stream) => timed(readMs, () => store.read(stream)), append: (...given) => timed(appendMs, () => store.append(...given)) },
      decider: {
        ...decider,
        decide: (state, command: ShopCommand) => {
          env.report('command.decided', { command: id, stream: item, on: state.seen });
          return decider.decide(state, command);
        },
      },
      maxAttempts: knobs.maxAttempts as number,
      onConflict: ({ attempt, error }) => {
        const { expected, actual } = error as { expected: number; actual: number };
        env.report('command.conflict', { command: id, stream: item, attempt, expected, actual });
        count('conflicts');
      },
      clock: env.clock,
      random: env.random,
    });
  };

  const carryOut = async ({ id, item, what }: NonNullable<Asked['command']>): Promise<Json> => {
    try {
      const { position, version, isDuplicate } = await handlerOf(item, id).handle(item, what, { commandId: id });
      env.report(isDuplicate ? 'command.known' : 'command.done', { command: id, position });
      count('accepted');
      return { position, version };
    } catch (error) {
      env.report('command.refused', { command: id, code: (error as { code?: string }).code ?? 'failed' });
      count('refused');
      throw error;
    }
  };
  /** What the write side knows itself: all, at the price of gathering it. */
  const answer = ({ item, order }: NonNullable<Asked['query']>): Promise<Json> =>
    timed(gatherMs, () => ({ position: store.head(), has: store.read(item).some(({ event }) => event.type === 'ordered' && event.order === order) }));

  if (!control) startRelay(env, code, knobs, store);
  if (store.head() === 0) for (const item of items.slice(0, knobs.items as number)) store.append(item, [{ type: 'stocked', item, count: piecesAtFirst }], 'no-stream');
  showLog(env, store);
  store.subscribe(() => showLog(env, store));

  return {
    handle: async ({ body }) => {
      const { command, query, readAll } = body as unknown as Asked;
      if (command !== undefined) return carryOut(command);
      if (query !== undefined) return answer(query);
      await env.work(rebuildReadMs);
      return store.readAll(readAll!.after, readAll!.max) as unknown as Json;
    },
  };
}

/** Each reader gets what it has not acknowledged, over the network and in time. */
function startRelay(env: Env, code: Code, knobs: Setup['knobs'], store: { readAll(after: number, max: number): Log; head(): number; subscribe(listener: () => void): unknown }): void {
  const acknowledged = { list: 0, stock: 0 };
  let failed = 0;
  const relay = new code['cqrs.relay'].Relay<ShopEvent>({
    log: store,
    batch: knobs.batch as number,
    pollMs: knobs.pollMs as number,
    onFailure: (reader) => {
      failed += 1;
      env.report('delivery.failed', { reader });
      show();
    },
    clock: env.clock,
  });
  const show = () => {
    const lag = (gauge: keyof typeof acknowledged) => Math.max(0, store.head() - acknowledged[gauge]);
    env.show('orders/relay', { failed, list: lag('list'), stock: lag('stock'), depth: Math.max(lag('list'), lag('stock')) });
    env.show('orders/log', acknowledged);
  };
  show();
  store.subscribe(show);
  const carry = (reader: string, gauge: keyof typeof acknowledged) => async (delivery: Delivery<ShopEvent>): Promise<number> => {
    const { position } = (await env.request(reader, { deliver: delivery } as unknown as Json, { timeoutMs: deliveryTimeoutMs })) as { position: number };
    acknowledged[gauge] = position;
    show();
    return position;
  };
  relay.add('order list', carry('order-list', 'list'));
  relay.add('stock view', carry('stock', 'stock'));
}

function recordedOn(disk: Disk): Log {
  const head = (disk.get('head') ?? 0) as number;
  return Array.from({ length: head }, (_, index) => disk.get(`event ${index + 1}`) as unknown as Recorded<ShopEvent>);
}

function writeTo(env: Env, recorded: Log): void {
  env.disk.commit({ head: recorded.at(-1)!.position, ...(Object.fromEntries(recorded.map((one) => [`event ${one.position}`, one])) as unknown as Record<string, Json>) });
  for (const { event, stream, version, position, commandId = null } of recorded) {
    const { type, item } = event;
    env.report('event.committed', { position, version, stream, type, item, count: event.type === 'stocked' ? event.count : null, order: event.type === 'stocked' ? null : event.order, command: commandId });
  }
}

function showLog(env: Env, store: { readAll(after: number, max: number): Log; head(): number }): void {
  const head = store.head();
  const newest = store.readAll(Math.max(0, head - 14), 14);
  env.show('orders/log', {
    length: head,
    kinds: newest.map(({ event }) => marks[event.type]).join(''),
    newest: newest.slice(-3).toReversed().map(({ position, event }) => ({ text: `${position} ${event.item} ${event.type}`, mark: event.type })),
  });
}
