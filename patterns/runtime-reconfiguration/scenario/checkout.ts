import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { gatewayIds, opensAtMs, patienceMs } from './sizes.ts';

/** Has a charge made at the next gateway, for each order. */
export function checkout(env: Env, knobs: Knobs): Process {
  const perSecond = knobs.load as number;
  env.show('checkout', { rate: perSecond });
  env.arrivals(perSecond, ({ number }) => {
    if (env.clock.now() < opensAtMs) return;
    env.request(gatewayIds[number % gatewayIds.length]!, { charge: number }, { timeoutMs: patienceMs }).catch(() => undefined);
  });
  return {};
}
