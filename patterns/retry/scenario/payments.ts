import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';

/** Takes money. What came with a key is kept under it, on the disk, so that the same payment is known again and answered as before. */
export function payments(env: Env): Process {
  const inWork = new Map<string, Promise<Json>>();
  let [taken, known] = [0, 0];
  const show = () => env.show('payments', { taken, known });
  show();
  const take = async (order: number, key: string | null): Promise<Json> => {
    await env.work(30 + env.random() * 30);
    if (key !== null) env.disk.commit({ [key]: { paid: order } });
    env.report('payment.taken', { order });
    taken += 1;
    show();
    return { paid: order };
  };
  return {
    handle: async ({ body }) => {
      const { order, key } = body as { order: number; key: string | null };
      env.report('payment.asked', { order, key });
      if (key === null) return take(order, null);
      const before = env.disk.get(key) ?? inWork.get(key);
      if (before !== undefined) {
        known += 1;
        show();
        return before;
      }
      const receipt = take(order, key);
      inWork.set(key, receipt);
      return receipt;
    },
  };
}
