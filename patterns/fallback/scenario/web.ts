import type { Env, Process } from '../../../simulation/world.ts';
import { pages } from './pages.ts';
import { wishList } from './wish-list.ts';
import type { Ask, Code, Setup } from './world.ts';

/** The shop's front: a product page for each ask, and wishes that are stored. */
export function web(env: Env, code: Code, setup: Setup): Process {
  const fill = pages(env, code, setup);
  const save = wishList(env, code, setup);
  let inFlight = 0;
  env.show('web/page', { inFlight });
  return {
    handle: async ({ body }) => {
      const ask = body as Ask;
      if ('wish' in ask) return save(ask.wish);
      const startedAt = env.clock.now();
      inFlight += 1;
      env.show('web/page', { inFlight });
      try {
        return await fill(ask);
      } finally {
        inFlight -= 1;
        env.show('web/page', { inFlight, latencyMs: Math.round(env.clock.now() - startedAt) });
      }
    },
  };
}
