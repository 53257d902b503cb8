import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, RequestError } from '../../../simulation/world.ts';
import { badKey, burstMs, changesAtMs, type Values } from './sizes.ts';

type Patch = Partial<Values>;
type Step = { readonly atMs: number; readonly patch: Patch; readonly says: string };
const away: Patch = { url: 'provider-new', key: 'key-new' };
const back: Patch = { url: 'provider-old', key: 'key-old' };

/** What the operators change, and when, in ms after they begin. */
function stepsOf({ change, everyMs }: Knobs): readonly Step[] {
  switch (change) {
    case 'move':
      return [{ atMs: 0, patch: away, says: 'new address' }, { atMs: 7_500, patch: back, says: 'old address' }];
    case 'resize':
      return [{ atMs: 0, patch: { pool: 1, failures: 3 }, says: 'pool 1, breaker 3' }, { atMs: 6_000, patch: { pool: 10, failures: 8 }, says: 'pool 10, breaker 8' }];
    case 'restart':
      return [
        { atMs: 0, patch: { ...away, pool: 8 }, says: 'new address, pool 8' },
        { atMs: 7_000, patch: { workers: 8, pool: 6 }, says: '8 workers, pool 6' },
      ];
    case 'burst':
      return Array.from({ length: Math.ceil(burstMs / (everyMs as number)) }, (_, place) => burstStep(place, place * (everyMs as number)));
    case 'typo':
      return [{ atMs: 0, patch: { key: badKey, level: 'debug' }, says: 'typo in key' }];
    default:
      return [];
  }
}
/** Of a burst each fifth change is not valid, and the others move all that can be moved. */
function burstStep(place: number, atMs: number): Step {
  const pool = 10 - (place % 7);
  const isEven = place % 2 === 0;
  const level = isEven ? 'debug' : 'info';
  if (place % 5 === 4) return { atMs, patch: { pool, level: 'loud' }, says: 'level loud' };
  if (place % 3 === 1) return { atMs, patch: { pool, level }, says: `pool ${pool}` };
  return { atMs, patch: { ...(isEven ? away : back), pool, level }, says: isEven ? 'new address' : 'old address' };
}

/** The operators: they say what is to change, and again where nobody answered. */
export function operators(env: Env, knobs: Knobs): Process {
  let made = 0;
  const show = () => env.show('operators', { made });
  const ask = async ({ patch, says }: Step, id: string) => {
    made += 1;
    show();
    for (;;) {
      try {
        return void (await env.request('settings', { do: 'change', patch, says, id }, { timeoutMs: 1_500 }));
      } catch (error) {
        if ((error as RequestError).code === 'invalid') return;
        await env.sleep(1_000);
      }
    }
  };
  show();
  stepsOf(knobs).forEach((step, place) => env.clock.setTimeout(() => void ask(step, `change ${place + 1}`), changesAtMs + step.atMs));
  return {};
}
