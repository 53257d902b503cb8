import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { kindOf, workMs } from './sizes.ts';
import type { Mail } from './world.ts';

/** Sends one mail at a time, in the order in which it got them: what it holds it does not sort anew. */
export function sender(env: Env, knobs: Knobs): Process {
  const held: Mail[] = [];
  const station = env.station({ slots: 1, places: 1_000 });
  const show = () => env.show(env.id, { held: held.map(({ kind }) => kind[0]!).join(''), count: held.length, doing: held[0]?.kind ?? 'idle' });
  show();
  return {
    handle: async ({ body }) => {
      const { mail, kind, priority, since } = body as unknown as Mail & { since: number };
      const one = { mail, kind, priority };
      held.push(one);
      show();
      const leave = await station.enter();
      env.report('mail.begun', { mail, kind });
      const { cost, goodForMs } = kindOf(kind);
      await env.work(cost * (workMs[0] + env.random() * (workMs[1] - workMs[0])));
      const isDeferred = env.random() * 100 < (knobs.deferPercent as number);
      env.report(isDeferred ? 'mail.deferred' : `${kind}.sent`, { mail });
      if (!isDeferred && env.clock.now() - since > goodForMs) env.report(`${kind}.late`, { mail });
      held.splice(held.indexOf(one), 1);
      leave();
      show();
      return { isDeferred };
    },
  };
}
