import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as FenceFile from '../leader-election.fence.ts';
import type * as ElectorFile from '../leader-election.ts';
import { leaseStore } from './lease-store.ts';
import { ledger } from './ledger.ts';
import { Onlooker } from './onlooker.ts';
import { replica } from './replica.ts';
import { replicaIds } from './sizes.ts';

export interface Code {
  readonly 'leader-election': typeof ElectorFile;
  readonly 'leader-election.fence': typeof FenceFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}
/** Merchants close their day; the leader of the settlement gives each share to a replica, and writes what it is paid into the ledger. */
export function start(world: World<Code>, setup: Setup): void {
  const onlooker = new Onlooker();
  world.node('merchants', (env) => {
    onlooker.now = env.clock.now;
    return merchants(env, setup.knobs.arrivals as number);
  });
  world.node('lease', (env) => leaseStore(env, setup, onlooker));
  for (const [index, id] of replicaIds.entries()) world.node(id, (env, code) => replica(env, code, setup, onlooker, index));
  world.node('ledger', (env, code) => ledger(env, code, setup));
}

function merchants(env: Env, perSecond: number): Process {
  let closed = 0;
  env.show('merchants', { closed });
  env.arrivals(perSecond, ({ number }) => {
    closed += 1;
    env.show('merchants', { closed });
    env.send('ledger', { share: number });
  });
  return {};
}
