import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { chargeMs, connectMs, keyOf } from './sizes.ts';

/** What a gateway asks of the provider. To connect it needs no key: who it is the provider learns with the first charge. */
export type Asked = { readonly do: 'connect' } | { readonly do: 'charge'; readonly charge: number; readonly key: string };

/** One address of the payment provider. It accepts its own key alone. */
export function provider(env: Env): Process {
  let [charged, refused] = [0, 0];
  const show = () => env.show(env.id, { state: 'open', charged, refused });
  show();
  return {
    handle: async ({ from, body }) => {
      const asked = body as Asked;
      if (asked.do === 'connect') return env.work(connectMs);
      const isRight = asked.key === keyOf[env.id];
      env.report('provider.asked', { charge: asked.charge, key: asked.key, by: from, isRight });
      const [least, most] = chargeMs;
      await env.work(isRight ? least + env.random() * (most - least) : 10);
      if (isRight) charged += 1;
      else refused += 1;
      show();
      if (!isRight) throw new Refusal('wrong-key', 'The key is not that of this address.');
    },
  };
}
