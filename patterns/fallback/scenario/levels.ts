import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env } from '../../../simulation/world.ts';
import type { Level, LevelContext, Outcome } from '../fallback.ts';
import type { Picks } from './live.ts';
import { cacheTimeoutMs, replicaTimeoutMs } from './sizes.ts';
import type { Code, PageAsk } from './world.ts';

/** A refusal is an answer: whoever may not see recommendations may not see those of the replica either. */
const isEligible = (outcome: Outcome) => !outcome.ok && (outcome.error as { code?: unknown }).code !== 'forbidden';

/** Whom a product page asks, in order. */
export function levelsOf(env: Env, { fallback: { Aged } }: Code, knobs: Knobs): readonly Level<PageAsk, Picks>[] {
  // The timeout of a level aborts its signal; that of the request itself never comes first.
  const timeoutMs = (knobs.deadlineMs as number) * 2;
  const request = (level: string, of: PageAsk, { signal }: LevelContext) => {
    env.report('level.asked', { page: of.page, level });
    return env.request(level, { ...of }, { timeoutMs, signal });
  };
  const ask = (level: string) => async (of: PageAsk, context: LevelContext) => (await request(level, of, context)) as Picks;
  const askCache = async (of: PageAsk, context: LevelContext) => {
    const kept = (await request('cache', of, context)) as Picks | null;
    if (kept === null) throw new Error('Nothing is kept for this product.');
    return new Aged(kept, env.wallNow() - kept.madeAt);
  };
  const levels: readonly Level<PageAsk, Picks>[] = [
    { name: 'recommendations', run: ask('recommendations'), timeoutMs: knobs.primaryTimeoutMs as number, isEligible, quality: 'made for this shopper' },
    { name: 'replica', run: ask('replica'), timeoutMs: replicaTimeoutMs, limit: knobs.replicaLimit as number, isEligible, quality: 'made for this shopper' },
    { name: 'cache', run: askCache, timeoutMs: cacheTimeoutMs, maxAgeMs: knobs.maxAgeMs as number, quality: 'made for another shopper' },
    { name: 'static list', run: () => ({ picks: 'static list', madeAt: 0 }), quality: 'the same for all' },
  ];
  return knobs.staticList === true ? levels : levels.slice(0, 3);
}
