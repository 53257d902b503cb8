import type { Json } from '../../../simulation/trace.ts';
import type { Env, RequestError } from '../../../simulation/world.ts';
import type { Answer } from '../fallback.ts';
import { levelsOf } from './levels.ts';
import type { Picks } from './live.ts';
import { answersShown, leaveAfter } from './sizes.ts';
import type { Code, PageAsk, Setup, Shown } from './world.ts';

type Source = (ask: PageAsk) => Promise<Answer<Picks>>;

/** The kind of row that says where a page came from, and its mark on the card. */
const kinds: Readonly<Record<string, readonly [kind: string, mark: string]>> = {
  recommendations: ['page.live', 'p'],
  replica: ['page.replica', 'r'],
  cache: ['page.cached', 'c'],
  'static list': ['page.static', 's'],
};

/** Fills product pages from the best source that answers, and shows from which. */
export function pages(env: Env, code: Code, { knobs, control }: Setup): (ask: PageAsk) => Promise<Json> {
  const source = control ? recommendationsAlone(env, knobs.primaryTimeoutMs as number) : chain(env, code, { knobs, control });
  let answers = '';
  const note = (mark: string) => {
    answers = (answers + mark).slice(-answersShown);
    env.show('web/fallback', { answers });
  };
  const show = ({ page, product }: PageAsk, { value, source: told, degraded, ageMs }: Answer<Picks>): Shown => {
    const [kind, mark] = kinds[told]!;
    env.report(kind, { page, picks: value.picks, ageMs: Math.round(ageMs) });
    note(mark);
    env.show('web/fallback', { ageSeconds: Math.round(ageMs / 100) / 10 });
    // What was made for this page is kept; what comes from the cache is there already.
    if (ageMs === 0 && value.madeAt > 0) env.send('cache', { product, ...value });
    return { picks: value.picks, ...(knobs.tagShown === true ? { source: told, degraded, ageMs } : {}) };
  };
  return async (ask) => {
    const { page } = ask;
    env.report('page.opened', { page });
    try {
      return show(ask, await source(ask));
    } catch (error) {
      const isRefusal = (error as RequestError).code === 'forbidden';
      env.report(isRefusal ? 'page.refused' : 'page.failed', { page });
      note(isRefusal ? 'f' : 'x');
      throw error;
    }
  };
}

function chain(env: Env, code: Code, { knobs }: Setup): Source {
  const chart = env.statechart('fallback');
  const fallback = new code.fallback.Fallback<PageAsk, Picks>({
    levels: levelsOf(env, code, knobs),
    deadlineMs: knobs.deadlineMs as number,
    hysteresis: { leaveAfter, trialEveryMs: knobs.trialEveryMs as number, returnAfter: knobs.returnAfter as number },
    onStateChange: ({ from, to, reason }) => {
      env.report('fallback.state', { from, to, reason });
      chart.took(reason, to);
      env.show('web/fallback', { state: to });
    },
    onFallback: ({ level, reason }) => env.report('level.passed', { level, reason }),
    clock: env.clock,
  });
  env.show('web/fallback', { state: fallback.state, answers: '', ageSeconds: 0 });
  return (ask) => fallback.execute(ask);
}

/** Without the pattern. */
function recommendationsAlone(env: Env, timeoutMs: number): Source {
  return async (ask) => {
    const value = (await env.request('recommendations', { ...ask }, { timeoutMs })) as Picks;
    return { value, source: 'recommendations', quality: '', degraded: false, ageMs: 0 };
  };
}
