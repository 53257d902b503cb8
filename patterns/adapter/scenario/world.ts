import type { Json } from '../../../simulation/trace.ts';
import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as MetricsFile from '../adapter.ts';
import type * as HealthFile from '../adapter.health.ts';
import type * as LogFile from '../adapter.log.ts';
import { adapter, type Request } from './adapter.ts';
import { database, shoppers } from './around.ts';
import { payments, stock, type Status } from './legacy.ts';
import { logs } from './logs.ts';
import { monitor } from './monitor.ts';
import { orders } from './orders.ts';
import { adapterOf, askMs, graceMs, podOf, queryMs, services, type Service } from './sizes.ts';

export interface Code {
  readonly adapter: typeof MetricsFile;
  readonly 'adapter.health': typeof HealthFile;
  readonly 'adapter.log': typeof LogFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

/** Three services of the shop, each with its adapter in one pod, and whoever wants to know how they are. */
export function start(world: World<Code>, setup: Setup): void {
  world.node('shoppers', shoppers);
  for (const service of services) {
    const app = { node: service, kind: 'app' } as const;
    world.pod(podOf(service), {
      containers: setup.control ? [app] : [{ node: adapterOf(service), kind: 'helper' }, app],
      graceMs,
      backOffMs: [1_000, 8_000],
      replacedAfterMs: 1_000,
      volume: { size: 1_000_000 },
    });
    world.node(adapterOf(service), (env, code) => (setup.control ? openPort(env, service) : adapter(env, code, setup, service)));
  }
  world.node('stock', stock);
  world.node('payments', payments);
  world.node('orders', (env) => orders(env, setup));
  world.node('database', database);
  world.node('monitor', (env) => monitor(env, setup));
  world.node('logs', logs);
}

/** Without the pattern there is nothing but the service's own port: who asks gets what it has, in the form that it has it in. */
function openPort(env: Env, service: Service): Process {
  env.show(env.id, { status: 'absent', unusable: 0, page: [] });
  const status = async (): Promise<Json> => ((await env.request(service, { do: 'status' }, { timeoutMs: askMs })) as Status).text;
  /** That a port is open is all that anybody can know of a service that it cannot read. */
  const isOpen = async (): Promise<Json> => {
    await env.request(service, { do: 'status' }, { timeoutMs: queryMs });
    return { isHealthy: true, status: 'healthy', ageMs: 0, answeredAgoMs: null };
  };
  return { handle: ({ body }) => ((body as Request).get === 'metrics' ? status() : isOpen()) };
}
