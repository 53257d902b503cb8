import type { Knobs } from '../../../simulation/scenario.ts';
import type { Json } from '../../../simulation/trace.ts';
import type { Env } from '../../../simulation/world.ts';
import type { Bulkhead } from '../bulkhead.ts';
import { connections, dependencies, movedAtMs, movedBackAtMs, pageBudgetMs } from './sizes.ts';
import type { Code } from './world.ts';

/** Does a page's work for a dependency when there is a slot for it. */
export type Ask = (of: string, page: number, signal: AbortSignal, task: () => Promise<Json>) => Promise<Json>;

/** Puts a bulkhead before each dependency of web, or one before all of them, and shows what they do. */
export function compartments(env: Env, code: Code, knobs: Knobs): Ask {
  const { Bulkhead } = code.bulkhead;
  const isShared = knobs.pool === 'shared';
  const bulkheadOf = new Map<string, Bulkhead>();
  const queue = knobs.queue as number;
  const rules = { maxWaitMs: knobs.maxWaitMs as number, clock: env.clock };
  const pool = new Bulkhead({ ...rules, limit: connections, queue: queue * dependencies.length });
  for (const { id, permits } of dependencies) bulkheadOf.set(id, isShared ? pool : new Bulkhead({ ...rules, limit: knobs[permits] as number, queue }));

  const counts = new Map(dependencies.map(({ id }) => [id, { active: 0, waiting: 0, turnedAway: 0 }]));
  const show = (of: string) => {
    const bulkhead = bulkheadOf.get(of)!;
    const { active, waiting, turnedAway } = counts.get(of)!;
    const isFull = bulkhead.active >= bulkhead.limit;
    const state = !isFull ? 'free' : bulkhead.queued < bulkhead.metrics().queue ? 'full' : 'closed';
    env.show(`web/${of}`, { state, active, limit: bulkhead.limit, waiting, queue: 'w'.repeat(waiting), turnedAway });
  };
  for (const { id } of dependencies) show(id);
  if (!isShared) moveSlots(env, knobs, bulkheadOf, show);

  return async (of, page, signal, task) => {
    const bulkhead = bulkheadOf.get(of)!;
    const count = counts.get(of)!;
    const chart = env.statechart(`page ${page}, ${of}`);
    const deadline = env.clock.now() + pageBudgetMs;
    let state = 'asked';
    const take = (event: string, to: string) => {
      count.waiting += Number(to === 'waiting') - Number(state === 'waiting');
      count.active += Number(to === 'running') - Number(state === 'running');
      state = to;
      chart.took(event, to);
    };
    env.report('call.asked', { of, page, deadline: Math.round(deadline * 1000) });
    const fullBefore = bulkhead.metrics().rejected.full;
    const call = bulkhead.execute(
      async () => {
        take('started', 'running');
        env.report('call.started', { of, page });
        show(of);
        try {
          return await task();
        } finally {
          take('ended', 'done');
          env.report('call.ended', { of, page });
        }
      },
      signal,
      deadline,
    );
    if (state === 'asked' && bulkhead.metrics().rejected.full === fullBefore) {
      take('queued', 'waiting');
      show(of);
    }
    try {
      return await call;
    } catch (error) {
      const { code: reason, reason: why } = error as { code?: string; reason?: string };
      if (reason === 'BULKHEAD_FULL') {
        take(why!, 'rejected');
        count.turnedAway += 1;
        env.report('call.rejected', { of, page, reason: why! });
      } else if (state === 'waiting') {
        take('aborted', 'given-up');
        env.report('call.left', { of, page });
      }
      throw error;
    } finally {
      show(of);
    }
  };
}

/** The operator's hand: a live resize of two bulkheads, there and back, whenever in its life the process comes to that moment. */
function moveSlots(env: Env, knobs: Knobs, bulkheadOf: ReadonlyMap<string, Bulkhead>, show: (of: string) => void): void {
  const own = knobs.recommendationsSlots as number;
  const moved = Math.min(knobs.movedSlots as number, own - 1);
  if (moved === 0) return;
  const resize = (of: string, limit: number) => {
    env.report('slots.moved', { of, limit });
    bulkheadOf.get(of)!.limit = limit;
    show(of);
  };
  const at = (ms: number, by: number) => {
    const move = () => {
      resize('recommendations', own - by);
      resize('payments', (knobs.paymentsSlots as number) + by);
    };
    const leftMs = ms - env.clock.now();
    if (leftMs > 0) env.clock.setTimeout(move, leftMs);
    else move();
  };
  at(movedAtMs, moved);
  at(movedBackAtMs, 0);
}
