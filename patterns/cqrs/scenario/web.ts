import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process, RequestError } from '../../../simulation/world.ts';
import { betweenTriesMs, commandTimeoutMs, commandTries } from './sizes.ts';
import type { ShopCommand } from './shop.ts';
import type { Setup } from './world.ts';

export interface Visit {
  readonly visit: number;
  readonly shopper: number;
  readonly item: string;
  readonly buys: boolean;
  readonly cancels: boolean;
  /** The highest position that this shopper was shown, or was given for an order. */
  readonly token: number;
}
interface Found {
  readonly position: number;
  readonly has: boolean;
}

/** Answers visits: what a shopper orders is a command, what a shopper sees is a query. Which of them reads its own writes, and how, the knob says. */
export function web(env: Env, { knobs, control }: Setup): Process {
  const reads = control ? 'orders' : (knobs.reads as string);
  const waitMs = knobs.tokenWaitMs as number;

  const command = async (item: string, what: ShopCommand, id: string): Promise<number> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { position } = (await env.request('orders', { command: { id, item, what } } as unknown as Json, { timeoutMs: commandTimeoutMs })) as { position: number };
        return position;
      } catch (error) {
        if (attempt >= commandTries || !['timeout', 'refused', 'reset'].includes((error as RequestError).code)) throw error;
        env.report('command.resent', { command: id });
        await env.sleep(betweenTriesMs); // with the same id, so that it is known again
      }
    }
  };
  const askOrders = (item: string, order: number | null) => env.request('orders', { query: { item, order } }, { timeoutMs: commandTimeoutMs });
  const askView = (view: string, visit: number, order: number | null, min: number, wait: number) => env.request(view, { query: { visit, order, min, waitMs: wait } }, { timeoutMs: wait + commandTimeoutMs });
  const query = async (view: string, { visit, item }: Visit, order: number | null, token: number): Promise<Found & { readonly by: string }> => {
    const from = async (by: string, asked: Promise<Json>) => ({ ...((await asked) as unknown as Found), by });
    if (reads === 'orders') return from('orders', askOrders(item, order));
    if (reads === 'none') return from(view, askView(view, visit, order, 0, 0));
    if (reads === 'wait') return from(view, askView(view, visit, order, token, waitMs));
    try {
      return await from(view, askView(view, visit, order, token, 0));
    } catch (error) {
      if ((error as RequestError).code !== 'VIEW_STALE') throw error;
      return from('orders', askOrders(item, order));
    }
  };

  let open = 0;
  const show = (change: number) => env.show('web', { open: (open += change) });
  show(0);
  const answer = async (of: Visit): Promise<Json> => {
    const { visit, shopper, item, buys, cancels } = of;
    let { token } = of;
    if (!buys) {
      const { position, by } = await query('stock', of, null, token);
      env.report('session.saw', { visit, shopper, by, position, order: null, has: true });
      return { token: Math.max(token, position) };
    }
    const placed = await command(item, { do: 'order', order: visit, shopper }, `order ${visit}`);
    env.report('order.accepted', { visit, shopper, order: visit, position: placed });
    token = Math.max(token, placed);
    const { position, has, by } = await query('order-list', of, visit, token);
    env.report('session.saw', { visit, shopper, by, position, order: visit, has });
    token = Math.max(token, position);
    if (cancels) token = Math.max(token, await command(item, { do: 'cancel', order: visit }, `cancel ${visit}`));
    return { token };
  };

  return {
    handle: async ({ body }) => {
      show(1);
      try {
        return await answer(body as unknown as Visit);
      } finally {
        show(-1);
      }
    },
  };
}
