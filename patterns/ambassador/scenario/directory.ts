import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Listing } from '../ambassador.endpoints.ts';
import { joinsAtMs, shardIds } from './sizes.ts';

/** Knows who serves carts. Whoever asks is told; where a new list goes to one pod only, as a file that was rolled out to half of a fleet, the other has the old one. */
export function directory(env: Env, knobs: Knobs): Process {
  const isLater = () => knobs.joins !== 'no' && env.clock.now() >= joinsAtMs;
  const carts = (version: number): Listing => ({ service: 'carts', version, endpoints: version === 1 ? shardIds.slice(0, 3) : shardIds });
  const publish = () => {
    const { version, endpoints } = carts(isLater() ? 2 : 1);
    env.show('directory', { version, shards: endpoints.length });
    env.report('ring.published', { version, shards: endpoints.length });
  };
  publish();
  if (knobs.joins !== 'no' && !isLater()) env.clock.setTimeout(publish, joinsAtMs - env.clock.now());
  return {
    handle: ({ from }) => {
      const isTold = isLater() && (knobs.joins === 'both' || from === 'ambassador-1');
      return [carts(isTold ? 2 : 1), { service: 'next', version: 1, endpoints: ['next'] }];
    },
  };
}
