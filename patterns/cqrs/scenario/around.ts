import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Knobs } from '../../../simulation/scenario.ts';
import { closesAtMs, commandTimeoutMs, items, oneInCancels, patienceMs, piecesADelivery, shippingShare, shopperCount, warehousePerSecond } from './sizes.ts';
import type { ShopCommand } from './shop.ts';
import type { Visit } from './web.ts';

/** Each shopper keeps the highest position that web has handed back, as a cookie does, and hands it in with the next visit. */
export function shoppers(env: Env, knobs: Knobs): Process {
  const perOrder = 1 + (knobs.looks as number);
  const perSecond = (knobs.orders as number) * perOrder;
  const tokens = new Map<number, number>();
  env.show('shoppers', { rate: perSecond });
  env.arrivals(perSecond, ({ number: visit, random }) => {
    const shopper = 1 + Math.floor(random() * shopperCount);
    const item = items[Math.floor(random() * (knobs.items as number))]!;
    const [buys, cancels] = [random() * perOrder < 1 && env.clock.now() < closesAtMs, random() * oneInCancels < 1];
    const request: Visit = { visit, shopper, item, buys, cancels, token: tokens.get(shopper) ?? 0 };
    env.report('visit.began', { visit, shopper, buys });
    env.request('web', request as unknown as Json, { timeoutMs: patienceMs }).then(
      (reply) => {
        const { token } = reply as { token: number };
        tokens.set(shopper, Math.max(tokens.get(shopper) ?? 0, token));
        env.report('visit.ended', { visit, shopper, token });
      },
      () => undefined,
    );
  });
  return {};
}

/** Sends orders out and stocks up. It asks orders itself: what it wants to know is decided there. */
export function warehouse(env: Env, knobs: Knobs): Process {
  let [sent, stocked] = [0, 0];
  env.show('warehouse', { sent, stocked });
  env.arrivals(warehousePerSecond, ({ number, random }) => {
    const item = items[Math.floor(random() * (knobs.items as number))]!;
    const isShipping = random() < shippingShare;
    if (env.clock.now() >= closesAtMs) return;
    const what: ShopCommand = isShipping ? { do: 'ship' } : { do: 'stock', count: piecesADelivery };
    if (isShipping) sent += 1;
    else stocked += 1;
    env.show('warehouse', { sent, stocked });
    env.request('orders', { command: { id: `warehouse ${number}`, item, what } } as unknown as Json, { timeoutMs: commandTimeoutMs }).catch(() => undefined);
  });
  return {};
}

/** Writes to shoppers. It does not look whether it has written before. */
export function mail(env: Env): Process {
  let sent = 0;
  env.show('mail', { sent });
  return {
    receive: ({ body }) => {
      const { order } = body as { order: number };
      env.report('mail.sent', { order });
      sent += 1;
      env.show('mail', { sent });
    },
  };
}
