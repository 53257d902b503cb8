import type { Json } from '../../../simulation/trace.ts';
import type { Env } from '../../../simulation/world.ts';
import { Outbox } from './outbox.ts';
import { wishTimeoutMs } from './sizes.ts';
import type { Code, Setup } from './world.ts';

/** Saves a wish in its store or, while that is down, in a place that survives a crash. */
export function wishList(env: Env, code: Code, { knobs, control }: Setup): (wish: number) => Promise<Json> {
  const patienceMs = wishTimeoutMs * 2;
  const store = (wish: number, signal?: AbortSignal) => env.request('wishes', { wish }, { timeoutMs: patienceMs, ...(signal === undefined ? {} : { signal }) });
  if (control) return store;
  const outbox = new Outbox(env, knobs.outboxPlaces as number);
  /** Wishes that nothing would bring back after a crash. */
  const inMemory: number[] = [];
  const saving = new code.fallback.Fallback<number, Json>({
    writes: true,
    levels: [
      { name: 'wishes', stores: true, timeoutMs: wishTimeoutMs, run: (wish, { signal }) => store(wish, signal) },
      { name: 'outbox', stores: true, run: (wish) => outbox.keep(wish) },
      { name: 'memory', run: (wish) => ({ waiting: inMemory.push(wish) }) },
    ],
    clock: env.clock,
  });
  return async (wish) => {
    try {
      const { value } = await saving.execute(wish);
      return value;
    } catch (error) {
      env.report('wish.refused', { wish });
      throw error;
    }
  };
}
