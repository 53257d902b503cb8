import type { Env, Process } from '../../../simulation/world.ts';

const showEveryMs = 1_000;

/** A store of products. */
export function catalog(env: Env): Process {
  let reads = 0;
  const show = () => {
    env.show(env.id, { reads });
    reads = 0;
    env.clock.setTimeout(show, showEveryMs);
  };
  show();
  return {
    handle: async () => {
      reads += 1;
      await env.work(2 + env.random() * 4);
      return null;
    },
  };
}
