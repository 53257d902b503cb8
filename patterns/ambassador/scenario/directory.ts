import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Listing } from '../ambassador.endpoints.ts';
import { forgetfulMs, joinsAtMs, shardIds } from './sizes.ts';

/**
 * Knows who serves carts. Whoever asks is told; where a new list goes to one pod only, as a file that was rolled out to half of a fleet, the other has the old one.
 * One that is started anew has lost what it knew: it lists nobody at first, and then what an old backup has.
 */
export function directory(env: Env, knobs: Knobs): Process {
  const startedAt = env.clock.now();
  const backupAt = startedAt > 0 ? startedAt + forgetfulMs : 0;
  const soundAt = startedAt > 0 ? backupAt + forgetfulMs : 0;
  const isLater = () => knobs.joins !== 'no' && env.clock.now() >= joinsAtMs;
  const carts = (version: number): Listing => ({ service: 'carts', version, endpoints: version === 1 ? shardIds.slice(0, 3) : shardIds });
  const forgotten = (): Listing => (env.clock.now() < backupAt ? { service: 'carts', version: 3, endpoints: [] } : carts(1));
  const publish = () => {
    const { version, endpoints } = carts(isLater() ? 2 : 1);
    env.show('directory', { version, shards: endpoints.length });
    env.report('ring.published', { version, shards: endpoints.length });
  };
  if (startedAt > 0) {
    env.show('directory', { version: 0, shards: 0 });
    env.report('ring.forgotten');
  }
  for (const at of new Set([soundAt, ...(knobs.joins === 'no' ? [] : [Math.max(joinsAtMs, soundAt)])])) {
    if (at <= startedAt) publish();
    else env.clock.setTimeout(publish, at - startedAt);
  }
  return {
    handle: ({ from }) => {
      const isTold = isLater() && (knobs.joins === 'both' || from === 'ambassador-1');
      const list = env.clock.now() < soundAt ? forgotten() : carts(isTold ? 2 : 1);
      return [list, { service: 'next', version: 1, endpoints: ['next'] }];
    },
  };
}
