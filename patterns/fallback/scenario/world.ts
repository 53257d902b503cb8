import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as FallbackFile from '../fallback.ts';
import { cache } from './cache.ts';
import { catalog } from './catalog.ts';
import { live } from './live.ts';
import { barredShare, products, replicaSlots, slots, wishShare } from './sizes.ts';
import { web } from './web.ts';
import { wishes } from './wishes.ts';

export interface Code {
  readonly fallback: typeof FallbackFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}
/** What a shopper asks web for. */
export type PageAsk = { readonly page: number; readonly product: number; readonly isBarred: boolean };
export type Ask = PageAsk | { readonly wish: number };
/** What a page shows: `picks` names who made them and for which page. The rest is there where the page says its source. */
export type Shown = { readonly picks: string; readonly source?: string; readonly degraded?: boolean; readonly ageMs?: number };

/** Shoppers open product pages and save wishes; web asks one source after the other for what goes with a product. */
export function start(world: World<Code>, setup: Setup): void {
  const { knobs } = setup;
  world.node('shoppers', (env) => shoppers(env, knobs));
  world.node('web', (env, code) => web(env, code, setup));
  world.node('recommendations', (env) => live(env, slots, 'catalog'));
  world.node('replica', (env) => live(env, replicaSlots(knobs.replicaPercent as number), knobs.sharedCatalog === true ? 'catalog' : 'catalog-copy'));
  world.node('cache', (env) => cache(env, knobs.maxAgeMs as number));
  world.node('wishes', wishes);
  world.node('catalog', catalog);
  world.node('catalog-copy', catalog);
}

function shoppers(env: Env, knobs: Knobs): Process {
  const perSecond = knobs.arrivals as number;
  const timeoutMs = (knobs.deadlineMs as number) + 1_000;
  env.show('shoppers', { rate: perSecond });
  const open = (page: number, product: number, isBarred: boolean) => {
    env.request('web', { page, product, isBarred }, { timeoutMs }).then(
      (shown) => env.report('page.seen', { page, ...(shown as Shown) }),
      () => undefined,
    );
  };
  const save = (wish: number) => {
    env.request('web', { wish }, { timeoutMs }).then(
      () => env.report('wish.confirmed', { wish }),
      () => undefined,
    );
  };
  env.arrivals(perSecond, ({ number, random }) => {
    // The first products are looked at the most.
    if (random() < wishShare) save(number);
    else open(number, Math.floor(random() * random() * products), random() < barredShare);
  });
  return {};
}
