import { Refusal } from '../../../simulation/scenario.ts';
import type { Decider } from '../cqrs.ts';
import type { Projection } from '../cqrs.projector.ts';

export type ShopEvent =
  | { readonly type: 'stocked'; readonly item: string; readonly count: number }
  | { readonly type: 'ordered'; readonly item: string; readonly order: number; readonly shopper: number }
  | { readonly type: 'cancelled' | 'shipped'; readonly item: string; readonly order: number };
export type ShopCommand =
  | { readonly do: 'stock'; readonly count: number }
  | { readonly do: 'order'; readonly order: number; readonly shopper: number }
  | { readonly do: 'cancel'; readonly order: number }
  | { readonly do: 'ship' };

/** One item: what is left of it, and which of its orders have not gone out. */
interface Item {
  readonly left: number;
  readonly open: readonly number[];
  /** How many events were folded. */
  readonly seen: number;
}

/** The rules of one item, which is a stream. */
export const deciderOf = (item: string): Decider<Item, ShopCommand, ShopEvent> => ({
  initial: () => ({ left: 0, open: [], seen: 0 }),
  decide: ({ left, open }, command) => {
    switch (command.do) {
      case 'stock':
        return { type: 'stocked', item, count: command.count };
      case 'order':
        if (left <= 0) throw new Refusal('sold-out', `There is no ${item} left.`);
        return { type: 'ordered', item, order: command.order, shopper: command.shopper };
      case 'cancel':
        return open.includes(command.order) ? { type: 'cancelled', item, order: command.order } : [];
      case 'ship':
        return open[0] === undefined ? [] : { type: 'shipped', item, order: open[0] };
    }
  },
  evolve: ({ left, open, seen }, event) => {
    switch (event.type) {
      case 'stocked':
        return { left: left + event.count, open, seen: seen + 1 };
      case 'ordered':
        return { left: left - 1, open: [...open, event.order], seen: seen + 1 };
      case 'cancelled':
        return { left: left + 1, open: open.filter((order) => order !== event.order), seen: seen + 1 };
      case 'shipped':
        return { left, open: open.filter((order) => order !== event.order), seen: seen + 1 };
    }
  },
});

type Status = 'placed' | 'cancelled' | 'shipped';
export interface OrderList {
  readonly count: number;
  readonly orders: Readonly<Record<string, Status>>;
}
export type Stock = Readonly<Record<string, number>>;

export const orderList: Projection<ShopEvent, OrderList> = {
  name: 'order list',
  handles: ['ordered', 'cancelled', 'shipped'],
  initial: () => ({ count: 0, orders: {} }),
  apply: ({ count, orders }, { event }) => {
    if (event.type === 'stocked') return undefined;
    const status = event.type === 'ordered' ? 'placed' : event.type;
    return { count: count + (event.type === 'ordered' ? 1 : 0), orders: { ...orders, [event.order]: status } };
  },
};

export const stock: Projection<ShopEvent, Stock> = {
  name: 'stock view',
  handles: ['stocked', 'ordered', 'cancelled'],
  initial: () => ({}),
  // It is handed no other types, so what is not a delivery and not an order has come back.
  apply: (left, { event }) => ({ ...left, [event.item]: (left[event.item] ?? 0) + (event.type === 'stocked' ? event.count : event.type === 'ordered' ? -1 : 1) }),
};

/** A view in words: two that say the same hold the same numbers. */
export function ordersInWords({ count, orders }: OrderList): string {
  const statuses = Object.values(orders);
  const of = (status: Status) => statuses.filter((one) => one === status).length;
  return `${count} orders (${of('placed')} open, ${of('shipped')} sent, ${of('cancelled')} cancelled)`;
}
export const stockInWords = (left: Stock): string =>
  Object.keys(left).toSorted().map((item) => `${item} ${left[item]}`).join(', ') || 'nothing';
