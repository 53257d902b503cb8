import type { Knobs } from '../../../simulation/scenario.ts';
import type { JsonObject } from '../../../simulation/trace.ts';
import type { World } from '../../../simulation/world.ts';
import type * as BreakerFile from '../../circuit-breaker/circuit-breaker.ts';
import type * as EndpointsFile from '../ambassador.endpoints.ts';
import type * as RingFile from '../ambassador.ring.ts';
import type * as AmbassadorFile from '../ambassador.ts';
import { ambassador } from './ambassador.ts';
import { cart } from './cart.ts';
import { directory } from './directory.ts';
import { shard } from './shard.ts';
import { shoppers } from './shoppers.ts';
import { graceMs, pods, shardIds } from './sizes.ts';

export interface Code {
  readonly ambassador: typeof AmbassadorFile;
  readonly 'ambassador.endpoints': typeof EndpointsFile;
  readonly 'ambassador.ring': typeof RingFile;
  /** The real file of another pattern, handed in as the breaker of each endpoint. */
  readonly 'circuit-breaker': typeof BreakerFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}
/** What the cart service asks localhost, and the ambassador a shard. Types and not interfaces, so that they count as plain data. */
export type Wanted = { readonly cart: string; readonly order: number; readonly request: string };
export type Wire = { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body: Wanted };
export type Answer = JsonObject;

/** Two pods of the cart service, which believes that there is one cart store, on localhost. Behind it are three shards or four, and the next version of the store. */
export function start(world: World<Code>, setup: Setup): void {
  world.node('shoppers', shoppers);
  for (const pod of pods) {
    world.node(pod.ambassador, (env, code) => ambassador(env, code, setup));
    world.node(pod.app, (env) => cart(env, pod.ambassador, setup.knobs));
    world.pod(pod.id, {
      containers: [{ node: pod.ambassador, kind: 'helper' }, { node: pod.app, kind: 'app' }],
      graceMs,
      backOffMs: [1_000, 8_000],
      replacedAfterMs: 500,
    });
  }
  for (const id of [...shardIds, 'next']) world.node(id, shard);
  world.node('directory', (env) => directory(env, setup.knobs));
}
