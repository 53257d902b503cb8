import { Refusal, type Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as RetryFile from '../retry.ts';
import { payments } from './payments.ts';
import { shoppers } from './shoppers.ts';
import { patienceMs, queuePlaces, retryAfter, slots, turnedAwayEvery, warmUpMs } from './sizes.ts';
import { strategy } from './strategy.ts';
import { tills } from './tills.ts';

export interface Code {
  readonly retry: typeof RetryFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

/** Tills ask pricing for prices, through a gateway; pricing reads the rates. Some shoppers then pay. */
export function start(world: World<Code>, setup: Setup): void {
  world.node('shoppers', (env) => shoppers(env, setup.knobs));
  world.node('tills', (env, code) => tills(env, code, setup));
  world.node('gateway', (env, code) => gateway(env, code, setup));
  world.node('pricing', (env, code) => pricing(env, code, setup));
  world.node('rates', rates);
  world.node('payments', payments);
}

/** How a layer that is not the first calls the next one: once, unless every layer retries. */
function onward(env: Env, code: Code, { knobs, control }: Setup): <T>(task: (signal?: AbortSignal) => Promise<T>) => Promise<T> {
  if (control || knobs.layers !== 'every') return (task) => task();
  const retry = new code.retry.Retry({
    maxAttempts: knobs.attempts as number,
    backoff: strategy(code.retry, knobs),
    attemptTimeoutMs: knobs.tryTimeoutMs as number,
    isRetryable: (outcome) => !outcome.ok && (outcome.error as { code?: unknown }).code !== 'unknown-item',
    clock: env.clock,
    random: env.random,
  });
  return (task) => retry.execute(({ signal }) => task(signal));
}

function gateway(env: Env, code: Code, setup: Setup): Process {
  const run = onward(env, code, setup);
  let inFlight = 0;
  const note = (change: number) => env.show('gateway', { inFlight: (inFlight += change) });
  note(0);
  return {
    handle: async ({ body }) => {
      note(1);
      try {
        return await run((signal) => env.request('pricing', body, { timeoutMs: setup.knobs.tryTimeoutMs as number, signal }));
      } finally {
        note(-1);
      }
    },
  };
}

function pricing(env: Env, code: Code, setup: Setup): Process {
  const run = onward(env, code, setup);
  const station = env.station({ slots, places: queuePlaces, changed: ({ inFlight, queued }) => env.show('pricing', { inFlight, queued }) });
  const readyAt = env.disk.get('hasRun') === true ? env.clock.now() + warmUpMs : 0;
  env.disk.commit({ hasRun: true });
  return {
    handle: async ({ body }) => {
      const { order, isKnown } = body as { order: number; isKnown: boolean };
      env.report('price.asked', { order });
      if (env.clock.now() < readyAt) {
        if (order % turnedAwayEvery === 0) throw new Refusal('stay-away', 'Pricing still loads its catalog, and will not be asked again.');
        throw new Refusal(retryAfter(readyAt - env.clock.now()), 'Pricing still loads its catalog.');
      }
      const leave = await station.enter();
      try {
        if (!isKnown) throw new Refusal('unknown-item', 'There is no such item.');
        await run((signal) => {
          env.report('rate.asked', { order });
          return env.request('rates', { order }, { timeoutMs: signal === undefined ? (setup.knobs.tryTimeoutMs as number) : patienceMs, signal });
        });
        await env.work(50 + env.random() * 30);
        return { price: order };
      } finally {
        leave();
      }
    },
  };
}

function rates(env: Env): Process {
  let reads = 0;
  env.show('rates', { reads });
  return {
    handle: async ({ body }) => {
      env.show('rates', { reads: (reads += 1) });
      await env.work(4 + env.random() * 4);
      return body;
    },
  };
}
