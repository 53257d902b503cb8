import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { queuePlaces } from './sizes.ts';

/** Picks that were made for one page, and when, by the wall clock of who made them. */
export type Picks = { readonly picks: string; readonly madeAt: number };

const catalogTimeoutMs = 150;

/** Recommendations, or its replica: it reads the catalog and works out what goes with a product. */
export function live(env: Env, slots: number, source: string): Process {
  const { id } = env;
  const station = env.station({ slots, places: queuePlaces, changed: ({ inFlight, queued }) => env.show(id, { inFlight, queued }) });
  return {
    handle: async ({ body }) => {
      const { page, product, isBarred } = body as { page: number; product: number; isBarred: boolean };
      const leave = await station.enter();
      try {
        if (isBarred) throw new Refusal('forbidden', 'This shopper may not see recommendations.');
        await env.request(source, { product }, { timeoutMs: catalogTimeoutMs }).catch(() => {
          throw new Refusal('no-catalog', `${id} cannot read the ${source}.`);
        });
        await env.work(30 + env.random() * 30);
      } finally {
        leave();
      }
      const made: Picks = { picks: `${id} ${page}`, madeAt: env.wallNow() };
      env.report('picks.made', { picks: made.picks });
      return made;
    },
  };
}
