import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as VerifierFile from '../valet-key.verifier.ts';
import type * as IssuerFile from '../valet-key.ts';
import { application } from './application.ts';
import { browser } from './browser.ts';
import { eavesdropper } from './eavesdropper.ts';
import { operator } from './operator.ts';
import { browserIds, partsMax, partsMin, photosPerSecond } from './sizes.ts';
import { store } from './store.ts';

export interface Code {
  readonly 'valet-key': typeof IssuerFile;
  readonly 'valet-key.verifier': typeof VerifierFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}
/** What a browser asks of the application. */
export type AppRequest =
  | { readonly do: 'key'; readonly action: 'read' | 'write'; readonly resource: string }
  | { readonly do: 'carry'; readonly method: string; readonly url: string; readonly bytes: number };
/** What anybody asks of the store. `url` is the whole address. */
export interface StoreCall {
  readonly method: string;
  readonly url: string;
  readonly bytes: number;
  readonly contentType: string;
}
/** What the operator tells application and store, in the place of a key. */
export type Order = { readonly do: 'revoke'; readonly policy: string } | { readonly do: 'drop'; readonly key: string };

/** Shoppers send photos of damaged goods. Their browsers ask the application for a key, and go to the store with it. Somebody reads the log of a proxy. */
export function start(world: World<Code>, setup: Setup): void {
  /** The addresses that were issued, for an onlooker: whose life is a key's, and whose a forger's. Nobody in the world asks it. */
  const issued = new Set<string>();
  world.node('shoppers', (env) => shoppers(env));
  for (const id of browserIds) world.node(id, (env) => browser(env, setup));
  world.node('app', (env, code) => application(env, code, setup, issued));
  world.node('store', (env, code) => store(env, code, setup, issued));
  world.node('eavesdropper', (env) => eavesdropper(env, setup));
  world.node('operator', (env) => operator(env, setup));
}

function shoppers(env: Env): Process {
  let sent = 0;
  env.show('shoppers', { sent });
  env.arrivals(photosPerSecond, (arrival) => {
    sent += 1;
    env.show('shoppers', { sent });
    const parts = partsMin + Math.floor(arrival.random() * (partsMax - partsMin + 1));
    env.send(browserIds[arrival.number % browserIds.length]!, { photo: arrival.number, parts });
  });
  return {};
}
