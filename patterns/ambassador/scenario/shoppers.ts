import type { Env, Process, RequestError } from '../../../simulation/world.ts';
import { addShare, cartCount, cartName, opensAtMs, pods, shopperPatienceMs, shoppersPerSecond } from './sizes.ts';

/** Shoppers look at their carts and add to them. Whichever pod they come to, it is the same cart; one that is not there is not asked: what stands before the pods sees to it. */
export function shoppers(env: Env): Process {
  env.show('shoppers', { rate: shoppersPerSecond });
  env.clock.setTimeout(() => {
    env.arrivals(shoppersPerSecond, ({ number, random }) => {
      const body = { order: number, cart: cartName(1 + Math.floor(random() * cartCount)), adds: random() < addShare };
      const first = random() < 0.5 ? 0 : 1;
      const ask = (pod: number) => env.request(pods[pod]!.app, body, { timeoutMs: shopperPatienceMs });
      ask(first)
        .catch((error: unknown) => ((error as RequestError).code === 'refused' ? ask(1 - first) : undefined))
        .catch(() => undefined);
    });
  }, opensAtMs);
  return {};
}
