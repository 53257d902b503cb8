import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Delivery, Projection, Recorded, Saved } from '../cqrs.projector.ts';
import { rebuildAtMs, rebuildBatch, staleAfterMs } from './sizes.ts';
import type { ShopEvent } from './shop.ts';
import type { Code, Setup } from './world.ts';

/** How often the age of a view is looked at, in ms. */
const lookEveryMs = 500;
const noLogMs = 1_200;

export interface ViewOf<V> {
  readonly id: string;
  readonly projection: Projection<ShopEvent, V>;
  readonly inWords: (view: V) => string;
  /** Whether the view has the order. */
  readonly has: (view: V, order: number | null) => boolean;
  readonly rows: (view: V) => number;
  /** Done for each new event. */
  readonly effect?: (recorded: Recorded<ShopEvent>) => void;
}
export interface Query {
  readonly visit: number;
  readonly order: number | null;
  readonly min: number;
  readonly waitMs: number;
}

/** One view on a node of its own: it takes deliveries, keeps view and checkpoint on its disk in one commit, and answers queries. */
export function view<V>(env: Env, code: Code, { knobs }: Setup, { id, projection, inWords, has, rows, effect }: ViewOf<V>): Process {
  const chart = env.statechart(projection.name);
  const projector = new code['cqrs.projector'].Projector<ShopEvent, V>({
    projection,
    views: {
      load: () => env.disk.get('saved') as unknown as Saved<V> | undefined,
      save: async (saved, applied) => {
        await env.work(knobs.commitMs as number);
        env.disk.commit({ saved: saved as unknown as Json });
        const [first, last] = [applied?.[0], applied?.at(-1)];
        env.report('view.committed', { view: id, position: saved.position, says: inWords(saved.view), first: first?.position ?? null, last: last?.position ?? null, isNew: applied === undefined });
      },
    },
    log: {
      readAll: async (after, max) => {
        const events = await env.request('orders', { readAll: { after, max } }, { timeoutMs: noLogMs });
        show();
        return events as unknown as Recorded<ShopEvent>[];
      },
    },
    batch: rebuildBatch,
    ...(effect === undefined ? {} : { effect: (recorded) => effect(recorded) }),
    onChange: ({ event, state }) => {
      chart.took(event, state);
      show();
    },
    clock: env.clock,
  });
  const show = () => {
    const { state, position, lag, staleMs, rebuiltTo, waiting } = projector.metrics();
    const isKnown = staleMs < Infinity; // else nothing was heard of the log yet
    const isStale = isKnown && staleMs > staleAfterMs && state !== 'starting' && state !== 'rebuilding';
    env.show(id, { state: isStale ? 'stale' : state === 'behind' && !isKnown ? 'starting' : state, position, lag, age: isKnown ? Math.round(staleMs / 100) / 10 : null, shadow: rebuiltTo ?? null, rows: rows(projector.view), waiting });
  };
  const look = () => {
    show();
    env.clock.setTimeout(look, lookEveryMs);
  };
  look();
  projector.start().catch(() => undefined);
  if (id === 'order-list' && knobs.rebuild === true && env.clock.now() < rebuildAtMs) env.clock.setTimeout(() => void rebuild(env, projector), rebuildAtMs - env.clock.now());

  const answer = async ({ visit, order, min, waitMs }: Query): Promise<Json> => {
    env.report('query.asked', { view: id, visit, min, waitMs });
    try {
      const { view: found, position } = await projector.waitFor(min, waitMs);
      env.report('query.answered', { view: id, visit, position, says: inWords(found) });
      return { position, has: has(found, order) };
    } catch (error) {
      env.report('query.stale', { view: id, visit, min, position: projector.position });
      throw error;
    }
  };
  return {
    handle: async ({ body }) => {
      const { deliver, query } = body as unknown as { deliver?: Delivery<ShopEvent>; query?: Query };
      if (query !== undefined) return answer(query);
      const [first, last] = [deliver!.events[0], deliver!.events.at(-1)];
      if (first !== undefined) env.report('delivery.came', { view: id, first: first.position, last: last!.position });
      const position = await projector.deliver(deliver!);
      show();
      return { position };
    },
  };
}

/** Until it has succeeded: the log may be out of reach. */
async function rebuild(env: Env, projector: { rebuild(): Promise<void> }): Promise<void> {
  for (;;) {
    env.report('rebuild.began', {});
    try {
      await projector.rebuild();
      env.report('rebuild.done', {});
      return;
    } catch {
      env.report('rebuild.failed', {});
      await env.sleep(lookEveryMs);
    }
  }
}
