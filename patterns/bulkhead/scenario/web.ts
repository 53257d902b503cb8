import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process, RequestError } from '../../../simulation/world.ts';
import { compartments, type Ask } from './compartments.ts';
import { connections, dependencies, neverMs } from './sizes.ts';
import type { Code, Setup } from './world.ts';

/** Answers pages, a call of a dependency for each, with no more connections than it has. */
export function web(env: Env, code: Code, { knobs, control }: Setup): Process {
  const timeoutMs = knobs.callsTimeOut === true ? (knobs.callTimeoutMs as number) : neverMs;
  const call = connected(env, timeoutMs);
  const ask: Ask = control ? (_of, _page, _signal, task) => task() : compartments(env, code, knobs);
  return {
    handle: async ({ body }) => {
      const { page, of, patienceMs } = body as { page: number; of: string; patienceMs: number };
      const shopper = new AbortController();
      // The connection of a shopper who has left is closed, and web sees it as late as the request came.
      const leaving = env.clock.setTimeout(() => shopper.abort({ code: 'SHOPPER_LEFT', message: 'The shopper has left.' }), patienceMs);
      try {
        const answer = await ask(of, page, shopper.signal, () => call(of, page));
        env.report(shopper.signal.aborted ? `${of}.late` : `${of}.answered`, { page });
        return answer;
      } catch (error) {
        const { code: reason } = error as RequestError;
        const outcome = reason === 'BULKHEAD_FULL' ? 'rejected' : reason === 'SHOPPER_LEFT' ? 'left' : 'failed';
        env.report(`${of}.${outcome}`, { page, reason });
        throw error;
      } finally {
        env.clock.clearTimeout(leaving);
      }
    },
  };
}

/** Calls a dependency over one of the connections: who finds none waits, first come, first served. A call cannot be taken back. */
function connected(env: Env, timeoutMs: number): (of: string, page: number) => Promise<Json> {
  const taken = new Map(dependencies.map(({ id }) => [id, 0]));
  const pool = env.station({ slots: connections, places: 100_000 });
  const show = () => {
    const inUse = dependencies.map(({ id }) => id[0]!.repeat(taken.get(id)!)).join('');
    env.show('web/front', { inUse: pool.inFlight, whose: inUse, waiting: pool.queued });
  };
  show();
  return async (of, page) => {
    const entered = pool.enter();
    if (pool.queued > 0) show();
    const leave = await entered;
    taken.set(of, taken.get(of)! + 1);
    show();
    try {
      return await env.request(of, { page }, { timeoutMs });
    } finally {
      taken.set(of, taken.get(of)! - 1);
      leave();
      show();
    }
  };
}
