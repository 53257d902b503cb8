import type { Env, Process } from '../../../simulation/world.ts';

/** Stores each wish once, however often it is sent, and answers when it is on the disk. */
export function wishes(env: Env): Process {
  let stored = (env.disk.get('stored') as number | undefined) ?? 0;
  env.show('wishes', { stored });
  return {
    handle: async ({ body }) => {
      const { wish } = body as { wish: number };
      await env.work(4 + env.random() * 4);
      if (env.disk.get(`wish ${wish}`) === true) return { wish };
      stored += 1;
      env.disk.commit({ [`wish ${wish}`]: true, stored });
      env.report('wish.stored', { wish });
      env.show('wishes', { stored });
      return { wish };
    },
  };
}
