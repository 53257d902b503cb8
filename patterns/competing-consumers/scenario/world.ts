import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as ConsumerFile from '../competing-consumers.ts';
import type * as QueueFile from '../competing-consumers.queue.ts';
import { broker } from './broker.ts';
import { pictures } from './pictures.ts';
import { burstAtMs, workerIds, workSpread } from './sizes.ts';
import { worker } from './worker.ts';

export interface Code {
  readonly 'competing-consumers': typeof ConsumerFile;
  readonly 'competing-consumers.queue': typeof QueueFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}
/** What a message says. A type and not an interface, so that it counts as plain data. */
export type Picture = { readonly picture: string; readonly ms: number; readonly isBroken: boolean };

/** Web puts uploaded pictures into a queue; workers make their thumbnails, and pictures keeps them. */
export function start(world: World<Code>, setup: Setup): void {
  world.node('web', (env) => web(env, setup.knobs));
  world.node('queue', (env, code) => broker(env, code, setup));
  for (const [index, id] of workerIds.entries()) world.node(id, (env, code) => worker(env, code, setup, index));
  world.node('pictures', pictures);
}

function web(env: Env, knobs: Knobs): Process {
  let uploads = 0;
  const upload = (picture: string, random: () => number) => {
    const [share, luck] = [random(), random()];
    uploads += 1;
    env.show('web', { uploads });
    env.send('queue', { picture, ms: Math.round((knobs.workMs as number) * (1 - workSpread + share * 2 * workSpread)), isBroken: luck * 100 < (knobs.poison as number) });
  };
  env.show('web', { rate: knobs.arrivals as number, uploads });
  env.arrivals(knobs.arrivals as number, ({ number, random }) => upload(String(number), random));
  env.clock.setTimeout(() => {
    for (let number = 1; number <= (knobs.burst as number); number += 1) upload(`b${number}`, () => env.random());
  }, burstAtMs);
  return {};
}
