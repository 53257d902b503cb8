import type { Env, Process } from '../../../simulation/world.ts';
import type { Picks } from './live.ts';
import { products } from './sizes.ts';

const showEveryMs = 500;

/** Keeps the last good picks of each product in memory: after a crash it is cold. */
export function cache(env: Env, maxAgeMs: number): Process {
  const kept = new Map<number, Picks>();
  const markOf = (product: number) => {
    const entry = kept.get(product);
    return entry === undefined ? '.' : env.wallNow() - entry.madeAt > maxAgeMs ? 'x' : 'o';
  };
  const show = () => {
    env.show('cache', { entries: Array.from({ length: products }, (_, product) => markOf(product)).join('') });
    env.clock.setTimeout(show, showEveryMs);
  };
  show();
  return {
    receive: ({ body }) => {
      const { product, ...entry } = body as Picks & { product: number };
      kept.set(product, entry);
    },
    handle: async ({ body }) => {
      await env.work(1);
      return kept.get((body as { product: number }).product) ?? null;
    },
  };
}
