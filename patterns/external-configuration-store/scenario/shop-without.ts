import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { secretText } from './settings.ts';
import { againMs, awayMs, labelsOf, numberOf, patienceMs, regionOf, rolloutEveryMs, rolloutSpanMs } from './sizes.ts';
import { till } from './till.ts';
import type { Setup } from './world.ts';

type Values = { readonly [key: string]: unknown };

/** Without the pattern, an instance has the settings with which it was started. What is published comes with the next rolling restart. */
export function shopWithout(env: Env, { knobs }: Setup): Process {
  let settings: Values | undefined;
  let revision = 0;
  const started = env.clock.now();
  const turnMs = ((numberOf(env.id) - 1) / (knobs.instances as number)) * rolloutSpanMs;
  const readAll = async (): Promise<void> => {
    let merged: Values = {};
    for (const label of labelsOf(env.id)) {
      const head = (await env.request('store', { do: 'read', label, known: null } as unknown as Json, { timeoutMs: patienceMs })) as unknown as { readonly revision: number; readonly values: Values };
      merged = { ...merged, ...head.values };
      revision = Math.max(revision, head.revision);
    }
    settings = merged;
    env.show(env.id, { state: 'baked', revision });
    env.report('shop.serves', { kind: 'loaded', from: 'sources', revision, region: regionOf(env.id), isTyped: typeof merged.port === 'number', everyone: String(merged.host), ownRegion: String(merged.offer), logged: '' });
  };
  const life = async (): Promise<never> => {
    for (;;) {
      env.show(env.id, { state: 'booting', revision });
      try {
        await readAll();
      } catch {
        await env.sleep(againMs);
        continue;
      }
      const now = env.clock.now();
      const next = started + turnMs + rolloutEveryMs * Math.ceil(Math.max(1, now - started - turnMs + 1) / rolloutEveryMs);
      await env.sleep(next - now);
      settings = undefined;
      env.show(env.id, { state: 'restarting', revision });
      await env.sleep(awayMs);
    }
  };
  env.show(env.id, { state: 'booting', revision });
  void life();
  return till(env, knobs, () => {
    if (settings === undefined) throw new Error('The instance has no settings yet.');
    return { payment: { host: String(settings.host), port: settings.port as number, key: secretText }, revision };
  }, () => 0);
}
