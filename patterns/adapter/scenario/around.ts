import type { Env, Process } from '../../../simulation/world.ts';
import { customers, opensAtMs, patienceMs, services, shoppersPerSecond } from './sizes.ts';

/** Each shopper has something reserved, pays, and orders. */
export function shoppers(env: Env): Process {
  env.show('shoppers', { rate: shoppersPerSecond });
  env.clock.setTimeout(() => {
    env.arrivals(shoppersPerSecond, ({ random }) => {
      const customer = `c${1 + Math.floor(random() * random() * customers)}`;
      for (const service of services) void env.request(service, { do: 'work', customer }, { timeoutMs: patienceMs }).catch(() => undefined);
    });
  }, opensAtMs);
  return {};
}

/** What stock keeps its shelves in. */
export function database(env: Env): Process {
  let queries = 0;
  env.show('database', { queries });
  return {
    handle: async () => {
      await env.work(15 + env.random() * 30);
      queries += 1;
      env.show('database', { queries });
      return true;
    },
  };
}
