import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as BulkheadFile from '../bulkhead.ts';
import { dependencies, patienceMs, stationPlaces, stationSlots, type Dependency } from './sizes.ts';
import { web } from './web.ts';

export interface Code {
  readonly bulkhead: typeof BulkheadFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

/** Shoppers ask web for pages; each page needs one call of payments, stock or recommendations, and web has thirty connections for all of them. */
export function start(world: World<Code>, setup: Setup): void {
  world.node('shoppers', (env) => shoppers(env, setup.knobs));
  world.node('web', (env, code) => web(env, code, setup));
  for (const each of dependencies) world.node(each.id, (env) => dependency(env, each));
}

function shoppers(env: Env, knobs: Knobs): Process {
  const perSecond = knobs.arrivals as number;
  const [least, most] = patienceMs;
  env.show('shoppers', { rate: perSecond });
  env.arrivals(perSecond, ({ number: page, random }) => {
    const of = wanted(random());
    const timeoutMs = least + random() * (most - least);
    env.request('web', { page, of, patienceMs: timeoutMs }, { timeoutMs }).catch(() => undefined);
  });
  return {};
}

/** The dependency that a shopper's page needs, by chance and by their shares. */
function wanted(chance: number): string {
  let below = 0;
  return dependencies.find(({ share }) => chance < (below += share))?.id ?? dependencies[0]!.id;
}

function dependency(env: Env, { id, workMs: [least, most] }: Dependency): Process {
  const station = env.station({ slots: stationSlots, places: stationPlaces, changed: ({ inFlight, queued }) => env.show(id, { inFlight, queued }) });
  return {
    handle: async ({ body }) => {
      const { page } = body as { page: number };
      env.report('work.received', { page });
      const leave = await station.enter();
      await env.work(least + env.random() * (most - least));
      leave();
      env.report('work.done', { page });
      return { page };
    },
  };
}
