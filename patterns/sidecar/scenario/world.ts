import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as ShipperFile from '../sidecar.ts';
import type * as TailFile from '../sidecar.tail.ts';
import { logs } from './logs.ts';
import { Shelf } from './shelf.ts';
import { shipper } from './shipper.ts';
import { backOffMs, lookEveryMs, opensAtMs, replacedAfterMs } from './sizes.ts';
import { web, type Visit } from './web.ts';

export interface Code {
  readonly sidecar: typeof ShipperFile;
  readonly 'sidecar.tail': typeof TailFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

const paths = ['/', '/cart', '/search', '/checkout', '/pictures/7'] as const;

/** Web writes its log to the volume of its pod; a shipper beside it sends that to logs. Without the pattern the pod holds web alone. */
export function start(world: World<Code>, setup: Setup): void {
  const { knobs, control } = setup;
  const shelf = new Shelf();
  const isJob = knobs.work === 'job';
  const helper = control ? [] : [{ node: 'shipper', kind: knobs.mode === 'native' ? ('helper' as const) : ('app' as const) }];
  const size = (knobs.volumeKb as number) * 1_000;
  world.pod('pod', {
    containers: [...helper, { node: 'web', kind: 'app' }],
    graceMs: knobs.graceMs as number,
    restart: isJob ? 'on-failure' : 'always',
    backOffMs,
    volume: { size, lookEveryMs, changed: (used) => shown(used, size, shelf) },
    ...(isJob ? {} : { replacedAfterMs }),
  });
  world.node('shoppers', (env) => shoppers(env, isJob ? 0 : (knobs.arrivals as number)));
  world.node('volume', (env) => {
    shelf.card = env;
    return {};
  });
  world.node('web', (env) => web(env, setup, shelf));
  world.node('shipper', (env, code) => (control ? absent(env) : shipper(env, code, setup, shelf)));
  world.node('logs', (env) => logs(env, knobs.sinkMs as number));
}

function absent(env: Env): Process {
  env.show('shipper', { state: 'absent', held: '', count: 0, shipped: 0, failures: 0 });
  return {};
}

function shown(used: number, size: number, shelf: Shelf) {
  if (used === 0) shelf.clear();
  const state = used > size ? 'over' : used > size * 0.75 ? 'full' : 'room';
  return { node: 'volume', card: 'volume', gauges: { used: Math.round(used / 10) / 100, state, ...(used === 0 ? { ...shelf.counted(), files: 0, gone: 0 } : {}) } };
}

function shoppers(env: Env, perSecond: number): Process {
  let [visits, failed] = [0, 0];
  const show = () => env.show('shoppers', { rate: perSecond, visits, failed });
  const visit = async (number: number, random: () => number) => {
    const body: Visit = { number, path: paths[Math.floor(random() * paths.length)]!, ms: 20 + Math.round(random() * 30) };
    visits += 1;
    const askedMs = env.clock.now();
    const isServed = await env.request('web', body, { timeoutMs: 2_000 }).then(() => true, () => false);
    if (!isServed) failed += 1;
    env.report('page.got', { shopper: number, isServed, askedMs });
    show();
  };
  show();
  env.clock.setTimeout(() => env.arrivals(perSecond, ({ number, random }) => void visit(number, random)), opensAtMs);
  return {};
}
