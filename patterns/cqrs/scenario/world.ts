import type { Knobs } from '../../../simulation/scenario.ts';
import type { World } from '../../../simulation/world.ts';
import type * as CqrsFile from '../cqrs.ts';
import type * as ProjectorFile from '../cqrs.projector.ts';
import type * as RelayFile from '../cqrs.relay.ts';
import type * as StoreFile from '../cqrs.store.ts';
import { mail, shoppers, warehouse } from './around.ts';
import { orders } from './orders.ts';
import { orderList, ordersInWords, stock, stockInWords } from './shop.ts';
import { view } from './view.ts';
import { web } from './web.ts';

export interface Code {
  readonly cqrs: typeof CqrsFile;
  readonly 'cqrs.store': typeof StoreFile;
  readonly 'cqrs.relay': typeof RelayFile;
  readonly 'cqrs.projector': typeof ProjectorFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

/** Shoppers order and look. Orders decides and records; the order list and the stock view are made of what it recorded. */
export function start(world: World<Code>, setup: Setup): void {
  const { knobs } = setup;
  world.node('shoppers', (env) => shoppers(env, knobs));
  world.node('warehouse', (env) => warehouse(env, knobs));
  world.node('web', (env) => web(env, setup));
  world.node('orders', (env, code) => orders(env, code, setup));
  world.node('order-list', (env, code) =>
    view(env, code, setup, {
      id: 'order-list',
      projection: orderList,
      inWords: ordersInWords,
      has: ({ orders: all }, order) => order === null || all[order] !== undefined,
      rows: ({ count }) => count,
      effect: ({ event, position }) => {
        if (event.type !== 'ordered') return;
        env.report('mail.asked', { order: event.order, position });
        env.send('mail', { order: event.order });
      },
    }));
  world.node('stock', (env, code) =>
    view(env, code, setup, {
      id: 'stock',
      projection: stock,
      inWords: stockInWords,
      has: () => true,
      rows: (left) => Object.keys(left).length,
    }));
  world.node('mail', mail);
}
