import type { Env, Process } from '../../../simulation/world.ts';
import { loadMs, places, slots, workMs } from './sizes.ts';
import type { Wire } from './world.ts';

const hopByHop = ['connection', 'keep-alive'];

/** Holds carts in its memory. One that it does not hold it loads from a database, which takes several times as long and is not drawn. */
export function shard(env: Env): Process {
  const station = env.station({ slots, places });
  const held = new Set<string>();
  const users = new Set<string>();
  let [loaded, copies] = [0, 0];
  const show = (state: string) => env.show(env.id, { state, held: held.size, loaded, users: users.size, copies });
  const between = ([least, most]: readonly [number, number]) => least + env.random() * (most - least);
  show('idle');
  return {
    handle: async ({ from, body }) => {
      const { method, headers, body: { cart, order, request }, isCopy } = body as Wire & { readonly isCopy: boolean };
      env.report('cart.asked', { cart, order, request, method, by: from, isCopy, toldMs: Number(headers['x-timeout-ms'] ?? 0), hops: hopByHop.filter((name) => name in headers).length });
      if (isCopy) copies += 1;
      else users.add(cart);
      const leave = await station.enter();
      try {
        const isHeld = held.has(cart);
        held.add(cart);
        if (!isHeld) {
          loaded += 1;
          env.report('cart.loaded', { cart, order });
        }
        show('serving');
        await env.work(between(workMs) + (isHeld ? 0 : between(loadMs)));
        return { cart };
      } finally {
        leave();
      }
    },
  };
}
