import { Refusal, type Knobs } from '../../../simulation/scenario.ts';
import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { deadlineMs, localPatienceMs } from './sizes.ts';
import type { Wire } from './world.ts';

/** The application. It knows one address, localhost, and the same lines run whatever listens there. */
export function cart(env: Env, localhost: string, knobs: Knobs): Process {
  let serving = 0;
  let pages = 0;
  let onIdle: (() => void) | undefined;
  const note = (change: number) => {
    serving += change;
    pages += Number(change > 0);
    env.show(env.id, { serving, pages });
    if (serving === 0) onIdle?.();
  };
  const ask = async (order: number, about: string, adds: boolean): Promise<Json> => {
    const attempts = adds ? 1 : (knobs.appAttempts as number);
    for (let attempt = 1; ; attempt += 1) {
      const wire: Wire = {
        method: adds ? 'POST' : 'GET',
        headers: { accept: 'application/json', connection: 'keep-alive', 'keep-alive': 'timeout=5', 'x-timeout-ms': String(deadlineMs) },
        body: { cart: about, order, request: `${order}.${attempt}` },
      };
      try {
        return await env.request(localhost, wire, { timeoutMs: localPatienceMs });
      } catch {
        if (attempt >= attempts) throw new Refusal('unavailable', 'The cart is not available.');
      }
    }
  };
  note(0);
  return {
    handle: async ({ body }) => {
      const { order, cart: about, adds } = body as { order: number; cart: string; adds: boolean };
      note(1);
      try {
        return await ask(order, about, adds);
      } finally {
        note(-1);
      }
    },
    stop: async () => {
      if (serving > 0) await new Promise<void>((resolve) => (onIdle = resolve));
    },
  };
}
