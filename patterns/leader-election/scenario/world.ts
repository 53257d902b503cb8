import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as FenceFile from '../leader-election.fence.ts';
import type * as ElectorFile from '../leader-election.ts';
import { leaseStore } from './lease-store.ts';
import { ledger } from './ledger.ts';
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
/** Who began the newest term. It is an onlooker's, to say when two believed that they led; nobody in the world decides by it. */
export interface Newest {
  token: number;
  by: string;
}

/** Merchants close their day; the leader of the settlement gives each share to a replica, and writes what it is paid into the ledger. */
export function start(world: World<Code>, setup: Setup): void {
  world.node('merchants', (env) => merchants(env, setup.knobs.arrivals as number));
  world.node('lease', (env) => leaseStore(env, setup));
  const newest: Newest = { token: 0, by: '' };
  for (const [index, id] of replicaIds.entries()) world.node(id, (env, code) => replica(env, code, setup, newest, index));
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
