import type { Knobs } from '../../../simulation/scenario.ts';
import type { World } from '../../../simulation/world.ts';
import type * as BulkheadFile from '../../bulkhead/bulkhead.ts';
import type * as BreakerFile from '../../circuit-breaker/circuit-breaker.ts';
import type * as ClientFile from '../../external-configuration-store/external-configuration-store.client.ts';
import type * as WatchFile from '../../external-configuration-store/external-configuration-store.watch.ts';
import type * as StoreFile from '../../external-configuration-store/external-configuration-store.ts';
import type * as ChangesFile from '../runtime-reconfiguration.changes.ts';
import type * as RolloutFile from '../runtime-reconfiguration.rollout.ts';
import type * as ConfigFile from '../runtime-reconfiguration.ts';
import { checkout } from './checkout.ts';
import { gateway } from './gateway.ts';
import { operators } from './operators.ts';
import { provider } from './provider.ts';
import { settings } from './settings.ts';
import { gatewayIds, providerIds } from './sizes.ts';

export interface Code {
  readonly 'runtime-reconfiguration': typeof ConfigFile;
  readonly 'runtime-reconfiguration.changes': typeof ChangesFile;
  readonly 'runtime-reconfiguration.rollout': typeof RolloutFile;
  /** The real files of other patterns: what is reconfigured, and where the settings are kept. */
  readonly 'circuit-breaker': typeof BreakerFile;
  readonly bulkhead: typeof BulkheadFile;
  readonly 'external-configuration-store': typeof StoreFile;
  readonly 'external-configuration-store.client': typeof ClientFile;
  readonly 'external-configuration-store.watch': typeof WatchFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

/** Operators change settings, a store keeps them, and four payment gateways take them up while checkout has its charges made at a provider with two addresses. */
export function start(world: World<Code>, setup: Setup): void {
  world.node('operators', (env) => operators(env, setup.knobs));
  world.node('settings', (env, code) => settings(env, code, setup));
  world.node('checkout', (env) => checkout(env, setup.knobs));
  for (const id of gatewayIds) world.node(id, (env, code) => gateway(env, code, setup));
  for (const id of providerIds) world.node(id, provider);
}
