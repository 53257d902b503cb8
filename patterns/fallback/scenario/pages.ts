import type { Json } from '../../../simulation/trace.ts';
import type { Env, RequestError } from '../../../simulation/world.ts';
import type { Answer, Level, LevelContext, Outcome } from '../fallback.ts';
import type { Picks } from './live.ts';
import { answersShown, cacheTimeoutMs, leaveAfter, replicaTimeoutMs } from './sizes.ts';
import type { Ask, Code, Setup, Shown } from './world.ts';

type PageAsk = Extract<Ask, { page: number }>;

/** The kind of row that says where a page came from, and its mark on the card. */
const kinds: Readonly<Record<string, readonly [kind: string, mark: string]>> = {
  recommendations: ['page.live', 'p'],
  replica: ['page.replica', 'r'],
  cache: ['page.cached', 'c'],
  'static list': ['page.static', 's'],
};
/** A refusal is an answer: whoever may not see recommendations may not see those of the replica either. */
const isEligible = (outcome: Outcome) => !outcome.ok && (outcome.error as { code?: unknown }).code !== 'forbidden';

/** Fills product pages from the best source that answers, and shows from which. */
export function pages(env: Env, code: Code, { knobs, control }: Setup): (ask: PageAsk) => Promise<Json> {
  const { Fallback, Aged } = code.fallback;
  const chart = env.statechart('fallback');
  const deadlineMs = knobs.deadlineMs as number;
  let answers = '';
  const note = (mark: string) => {
    answers = (answers + mark).slice(-answersShown);
    env.show('web/fallback', { answers });
  };
  const request = (level: string, { page, product, isBarred }: PageAsk, context?: LevelContext) => {
    env.report('level.asked', { page, level });
    return env.request(level, { page, product, isBarred }, { timeoutMs: deadlineMs * 2, ...(context === undefined ? {} : { signal: context.signal }) });
  };
  const ask = (level: string) => async (of: PageAsk, context: LevelContext) => (await request(level, of, context)) as Picks;
  const askCache = async (of: PageAsk, context: LevelContext) => {
    const kept = (await request('cache', of, context)) as Picks | null;
    if (kept === null) throw new Error('Nothing is kept for this product.');
    return new Aged(kept, env.wallNow() - kept.madeAt);
  };
  const levels: Level<PageAsk, Picks>[] = [
    { name: 'recommendations', run: ask('recommendations'), timeoutMs: knobs.primaryTimeoutMs as number, isEligible, quality: 'made for this shopper' },
    { name: 'replica', run: ask('replica'), timeoutMs: replicaTimeoutMs, limit: knobs.replicaLimit as number, isEligible, quality: 'made for this shopper' },
    { name: 'cache', run: askCache, timeoutMs: cacheTimeoutMs, maxAgeMs: knobs.maxAgeMs as number, quality: 'made for another shopper' },
    { name: 'static list', run: () => ({ picks: 'static list', madeAt: 0 }), quality: 'the same for all' },
  ];
  const chain = new Fallback<PageAsk, Picks>({
    levels: control ? levels.slice(0, 1) : knobs.staticList === true ? levels : levels.slice(0, 3),
    deadlineMs,
    ...(control ? {} : { hysteresis: { leaveAfter, trialEveryMs: knobs.trialEveryMs as number, returnAfter: knobs.returnAfter as number } }),
    onStateChange: ({ from, to, reason }) => {
      env.report('fallback.state', { from, to, reason });
      chart.took(reason, to);
      env.show('web/fallback', { state: to });
    },
    onFallback: ({ level, reason }) => env.report('level.passed', { level, reason }),
    clock: env.clock,
  });
  env.show('web/fallback', { state: chain.state, answers, ageSeconds: 0 });

  const show = ({ page, product }: PageAsk, { value, source, degraded, ageMs }: Answer<Picks>): Shown => {
    const [kind, mark] = kinds[source]!;
    env.report(kind, { page, picks: value.picks, ageMs: Math.round(ageMs) });
    note(mark);
    env.show('web/fallback', { ageSeconds: Math.round(ageMs / 100) / 10 });
    // What was made just now is kept; what comes from the cache must not look young again.
    if (ageMs === 0 && value.madeAt > 0) env.send('cache', { product, ...value });
    return { picks: value.picks, ...(knobs.tagShown === true ? { source, degraded, ageMs } : {}) };
  };
  return async (of) => {
    const { page } = of;
    env.report('page.opened', { page });
    try {
      return show(of, await chain.execute(of));
    } catch (error) {
      const isRefusal = (error as RequestError).code === 'forbidden';
      env.report(isRefusal ? 'page.refused' : 'page.failed', { page });
      note(isRefusal ? 'f' : 'x');
      throw error;
    }
  };
}
