import type { Knobs } from '../../../simulation/scenario.ts';
import type { World } from '../../../simulation/world.ts';
import type * as ClientFile from '../external-configuration-store.client.ts';
import type * as SecretsFile from '../external-configuration-store.secrets.ts';
import type * as StoreFile from '../external-configuration-store.ts';
import type * as WatchFile from '../external-configuration-store.watch.ts';
import { operator } from './operator.ts';
import { payments } from './payments.ts';
import { shop } from './shop.ts';
import { shopWithout } from './shop-without.ts';
import { numberOf, shopIds } from './sizes.ts';
import { store } from './store.ts';

export interface Code {
  readonly 'external-configuration-store': typeof StoreFile;
  readonly 'external-configuration-store.client': typeof ClientFile;
  readonly 'external-configuration-store.watch': typeof WatchFile;
  readonly 'external-configuration-store.secrets': typeof SecretsFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
  readonly fleet: Fleet;
}
/** When each revision was published. It is an onlooker's, for the chart of who sees it when; nobody in the world decides by it. */
export interface Fleet {
  readonly publishedAt: Map<number, number>;
}

/** Two operators publish settings, a fleet of instances of the shop reads them, and what is sold is paid at the gateway that they name. */
export function start(world: World<Code>, { knobs, control }: Pick<Setup, 'knobs' | 'control'>): void {
  const setup: Setup = { knobs, control, fleet: { publishedAt: new Map() } };
  world.node('release', operator);
  world.node('on-call', operator);
  world.node('store', (env, code) => store(env, code, setup));
  for (const id of shopIds) {
    if (numberOf(id) > (knobs.instances as number)) world.node(id, () => ({}));
    else if (control) world.node(id, (env) => shopWithout(env, setup));
    else world.node(id, (env, code) => shop(env, code, setup));
  }
  world.node('payments', payments);
}
