import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { caller, type Call } from './caller.ts';
import type { Basket } from './shoppers.ts';
import { patienceMs } from './sizes.ts';
import type { Code, Setup } from './world.ts';

/** Many tills in one node. Each asks for a price, and some go on to take a payment. */
export function tills(env: Env, code: Code, { knobs, control }: Setup): Process {
  const make = control ? ({ task }: Call) => task() : caller(env, code, knobs);
  /** Where the pattern is taken away, the request itself has the time limit of a try. */
  const timeoutMs = control ? (knobs.tryTimeoutMs as number) : patienceMs;

  const ask = ({ order, till, isKnown }: Basket, signal: AbortSignal) =>
    make({
      kind: 'price', order, till, signal,
      task: (context) => env.request('gateway', { order, isKnown }, { timeoutMs, signal: context?.signal ?? signal }),
    });
  const pay = ({ order, till }: Basket) =>
    make({
      kind: 'payment', order, till,
      task: (context) => {
        const key = context !== undefined && knobs.payment === 'keyed' ? context.idempotencyKey : null;
        return env.request('payments', { order, key }, { timeoutMs, signal: context?.signal, urgent: true });
      },
    });

  let inFlight = 0;
  const count = (change: number) => env.show('tills/tills', { inFlight: (inFlight += change) });
  count(0);
  return {
    handle: async ({ body }) => {
      const basket = body as Basket;
      const { order, staysMs } = basket;
      const shopper = new AbortController();
      const leave = () => {
        env.report('shopper.left', { order });
        shopper.abort(new Refusal('left', 'The shopper left.'));
      };
      const leaving = staysMs === null ? undefined : env.clock.setTimeout(leave, staysMs);
      count(1);
      try {
        await ask(basket, shopper.signal);
        env.report('price.told', { order });
        env.clock.clearTimeout(leaving);
        return basket.pays ? await pay(basket) : { told: order };
      } finally {
        env.clock.clearTimeout(leaving);
        count(-1);
      }
    },
  };
}
