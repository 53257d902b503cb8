import type { Env, Process } from '../../../simulation/world.ts';
import { noticedMs, pauseMs } from './sizes.ts';
import type { Order, Setup } from './world.ts';

/** Somebody who looks after the shop. What has leaked is noticed at a fixed time, and answered as the knob says. */
export function operator(env: Env, { knobs, control }: Setup): Process {
  env.show('operator', { state: 'calm' });
  if (control || knobs.eavesdropper !== 'replays') return {};
  /** Again and again, until it is known to be done. */
  const tell = async (to: string, order: Order): Promise<void> => {
    for (;;) {
      try {
        await env.request(to, { ...order }, { timeoutMs: 500 });
        env.report('order.done', { to, ...order });
        return;
      } catch {
        await env.sleep(pauseMs);
      }
    }
  };
  env.clock.setTimeout(() => {
    env.report('leak.noticed');
    env.show('operator', { state: String(knobs.response) });
    if (knobs.response === 'nothing') return;
    const order: Order = knobs.response === 'policy' ? { do: 'revoke', policy: 'browser-1/1' } : { do: 'drop', key: 'k1' };
    // The store first, where it counts. Until the application knows too, it issues keys that open nothing.
    void tell('store', order);
    void tell('app', order);
  }, noticedMs);
  return {};
}
