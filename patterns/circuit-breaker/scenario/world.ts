import { Refusal, type Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, RequestError, World } from '../../../simulation/world.ts';
import type * as BreakerFile from '../circuit-breaker.ts';
import { guard } from './guard.ts';
import { checkouts, declinedShare, queuePlaces, slots } from './sizes.ts';

export interface Code {
  readonly 'circuit-breaker': typeof BreakerFile;
}
interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

/** Shoppers place orders at two checkouts; each checkout has payments collect the money, through a breaker of its own. */
export function start(world: World<Code>, setup: Setup): void {
  world.node('shoppers', (env) => shoppers(env, setup.knobs));
  for (const id of checkouts) world.node(id, (env, code) => checkout(env, code, setup));
  world.node('payments', payments);
}

function shoppers(env: Env, knobs: Knobs): Process {
  const perSecond = knobs.arrivals as number;
  const patienceMs = (knobs.callTimeoutMs as number) + 1_000;
  env.show('shoppers', { rate: perSecond });
  env.arrivals(perSecond, ({ number, random }) => {
    const to = checkouts[random() < 0.5 ? 0 : 1]!;
    env.request(to, { order: number }, { timeoutMs: patienceMs }).catch(() => undefined);
  });
  return {};
}

function checkout(env: Env, code: Code, { knobs, control }: Setup): Process {
  const timeoutMs = knobs.callTimeoutMs as number;
  const run = control ? <T>(task: () => Promise<T>) => task() : guard(env, code, knobs);
  const card = `${env.id}/checkout`;
  let inFlight = 0;
  return {
    handle: async ({ body }) => {
      const { order } = body as { order: number };
      const startedAt = env.clock.now();
      inFlight += 1;
      env.show(card, { inFlight });
      try {
        const receipt = await run(() => env.request('payments', { order }, { timeoutMs }));
        env.report('order.confirmed', { order });
        return receipt;
      } catch (error) {
        const { code: reason } = error as RequestError;
        env.report(reason === 'CIRCUIT_OPEN' ? 'order.rejected' : 'order.failed', { order, reason });
        throw error;
      } finally {
        inFlight -= 1;
        env.show(card, { inFlight, latencyMs: Math.round(env.clock.now() - startedAt) });
      }
    },
  };
}

function payments(env: Env): Process {
  const station = env.station({ slots, places: queuePlaces, changed: ({ inFlight, queued }) => env.show('payments', { inFlight, queued }) });
  return {
    handle: async ({ body }) => {
      const { order } = body as { order: number };
      env.report('payment.received', { order });
      const leave = await station.enter();
      await env.work(60 + env.random() * 60);
      leave();
      if (env.random() < declinedShare) throw new Refusal('declined', 'Payments says: declined.');
      env.report('payment.collected', { order });
      return { paid: order };
    },
  };
}
