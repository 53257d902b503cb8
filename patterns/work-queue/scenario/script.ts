import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { answerMs, itemsShown } from './sizes.ts';
import type { Setup } from './world.ts';

/** Without the pattern: a script that starts a run for whatever it has not seen before, and remembers that while it lives. */
export function script(env: Env, { knobs }: Setup): Process {
  const seen = new Set<string>();
  const run = Math.floor(env.random() * 1e9).toString(36);
  const show = (pending: number) => env.show(env.id, { state: 'looking', pending, active: seen.size, resting: 0, done: 0, failed: 0, items: 'a'.repeat(Math.min(itemsShown, seen.size)) });
  const ask = (to: string, body: Parameters<Env['request']>[1]) => env.request(to, body, { timeoutMs: answerMs });
  const look = async () => {
    const items = (await ask('source', { do: 'list' })) as readonly string[];
    const jobs = (await ask('cluster', { do: 'jobs' })) as readonly { readonly state: string }[];
    let free = (knobs.parallelism as number) - jobs.filter(({ state }) => state === 'active').length;
    const unseen = items.filter((item) => !seen.has(item));
    for (const item of unseen) {
      if ((free -= 1) < 0) break;
      const text = await ask('source', { do: 'get', item });
      if (typeof text !== 'string') throw new Refusal('gone', 'The item is gone.');
      seen.add(item);
      await ask('cluster', { do: 'create', job: { name: `run-${run}-${seen.size}`, item, attempt: 1 }, text });
    }
    show(items.filter((item) => !seen.has(item)).length);
  };
  const loop = async () => {
    for (;;) {
      await look().catch(() => undefined);
      await env.sleep(knobs.pollMs as number);
    }
  };
  show(0);
  env.report('manager.started');
  void loop();
  return {};
}
