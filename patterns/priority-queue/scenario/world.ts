import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as PriorityQueueFile from '../priority-queue.ts';

export interface Code {
  readonly 'priority-queue': typeof PriorityQueueFile;
}
interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

/** Shoppers ask web what there is; web asks stock, within the limit. */
export function start(world: World<Code>, { knobs, control }: Setup): void {
  world.node('shoppers', (env) => shoppers(env, knobs.arrivals as number));
  world.node('web', (env, code) => web(env, control ? (task) => task() : guard(env, code, knobs)));
  world.node('stock', stock);
}

function shoppers(env: Env, perSecond: number): Process {
  env.show('shoppers', { rate: perSecond });
  env.arrivals(perSecond, ({ number }) => {
    env.request('web', { shopper: number }, { timeoutMs: 2_000 }).catch(() => undefined);
  });
  return {};
}

type Run = <T>(task: () => Promise<T>) => Promise<T>;

const web = (env: Env, run: Run): Process => ({
  handle: ({ body }) => run(() => env.request('stock', body, { timeoutMs: 1_000 })),
});

/** Puts the pattern before the calls of stock, and shows it. */
function guard(env: Env, code: Code, knobs: Knobs): Run {
  const { PriorityQueue } = code['priority-queue'];
  const chart = env.statechart('window');
  const limiter = new PriorityQueue({
    limit: knobs.limit as number,
    windowMs: knobs.windowMs as number,
    onStateChange: ({ from, to, reason }) => {
      env.report('window.state', { from, to });
      chart.took(reason, to);
    },
    clock: env.clock,
  });
  const show = () => env.show('web', limiter.metrics());
  show();
  return (task) => {
    const running = limiter.execute(task);
    show();
    return running;
  };
}

function stock(env: Env): Process {
  let inFlight = 0;
  const show = () => env.show('stock', { inFlight });
  show();
  return {
    handle: async () => {
      inFlight += 1;
      show();
      await env.work(20 + env.random() * 20);
      inFlight -= 1;
      show();
      return { left: 3 };
    },
  };
}
