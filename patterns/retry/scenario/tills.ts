import { Refusal } from '../../../simulation/scenario.ts';
import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { CallContext, Outcome, RetryBudget } from '../retry.ts';
import type { Basket } from './shoppers.ts';
import { askedBy, askedMsMax, budgetMs, floorPerSecond, patienceMs } from './sizes.ts';
import { strategy } from './strategy.ts';
import type { Code, Setup } from './world.ts';

type Kind = 'price' | 'payment';
type Budgets = Readonly<Record<Kind, RetryBudget>>;
interface Call {
  readonly kind: Kind;
  readonly order: number;
  readonly till: number;
  readonly signal?: AbortSignal;
  readonly task: (context?: CallContext) => Promise<Json>;
}

/** Marks of the last calls that are shown. */
const shownCalls = 20;
/** How often the budgets of all tills are looked at. */
const lookEveryMs = 200;

/** Many tills in one node, each with budgets of its own. */
export function tills(env: Env, code: Code, { knobs, control }: Setup): Process {
  const { Retry, RetryBudget } = code.retry;
  const tryTimeoutMs = knobs.tryTimeoutMs as number;
  const budgets = new Map<number, Budgets>();
  let recent = '';
  let waiting = 0;
  let able = 100;
  let lookedAt = -Infinity;
  /** The share of tills that could retry now. */
  const look = () => {
    lookedAt = env.clock.now();
    const balances = [...budgets.values()].map(({ price }) => price.balance);
    able = balances.length === 0 ? 100 : Math.round((balances.filter((balance) => balance >= 1).length / balances.length) * 100);
  };
  const show = () => {
    if (env.clock.now() >= lookedAt + lookEveryMs) look();
    env.show('tills/retry', { recent, waiting, able });
  };
  const note = (mark: string) => {
    recent = (recent + mark).slice(-shownCalls);
    show();
  };
  const budgetsOf = (till: number): Budgets => {
    const known = budgets.get(till);
    if (known !== undefined) return known;
    const budgetFor = (kind: Kind) => new RetryBudget({ ratio: (knobs.budgetPercent as number) / 100, minPerSecond: floorPerSecond[kind], ttlMs: budgetMs, clock: env.clock });
    const own = { price: budgetFor('price'), payment: budgetFor('payment') };
    budgets.set(till, own);
    return own;
  };

  /** Makes a call with a Retry of its own, which holds nothing but rules, so that what it says belongs to this call. */
  const make = async ({ kind, order, till, signal, task }: Call): Promise<Json> => {
    const call = `${kind} ${order}`;
    const chart = env.statechart(call);
    let attempts = 0;
    let isWaiting = false;
    const wait = (isNow: boolean) => {
      if (isNow !== isWaiting) waiting += isNow ? 1 : -1;
      isWaiting = isNow;
    };
    const retry = new Retry({
      maxAttempts: knobs.attempts as number,
      backoff: strategy(code.retry, knobs),
      maxElapsedMs: knobs.deadlineMs as number,
      attemptTimeoutMs: tryTimeoutMs,
      isRetryable: (outcome) => codeOf(outcome) !== 'unknown-item' && !outcome.ok,
      delayFrom: (outcome) => askedBy(codeOf(outcome)),
      maxDelayMs: askedMsMax,
      idempotent: kind === 'price' || knobs.payment === 'careless',
      budget: budgetsOf(till)[kind],
      onRetry: ({ attempt, delayMs }) => {
        chart.took('retry', 'waiting');
        env.report('retry.waits', { call, retry: attempt, delayMs: Math.round(delayMs * 1000) / 1000 });
        wait(true);
        show();
      },
      onGiveUp: ({ reason }) => {
        chart.took(reason, 'gave-up');
        env.report('call.gave-up', { call, reason });
      },
      clock: env.clock,
      random: env.random,
    });
    env.report('call.began', { call, kind, till, order });
    let how = 'ok';
    try {
      const value = await retry.execute((context) => {
        attempts = context.attempt;
        if (attempts > 1) chart.took('attempt', 'calling');
        wait(false);
        env.report('attempt.made', { call, attempt: attempts });
        return task(context);
      }, signal);
      if (attempts > 1) chart.took('succeeded', 'succeeded');
      return value;
    } catch (error) {
      const isLeft = signal !== undefined && signal.aborted && error === signal.reason;
      if (isLeft) chart.took('aborted', 'aborted');
      how = isLeft ? 'left' : codeOf({ ok: false, error }) === 'unknown-item' ? 'refused' : 'failed';
      throw error;
    } finally {
      wait(false);
      env.report('call.ended', { call, order, how });
      note(how === 'ok' ? (attempts > 1 ? '2' : '1') : how === 'failed' ? 'x' : '-');
    }
  };
  const call = control ? ({ task }: Call) => task() : make;

  const ask = ({ order, till, isKnown }: Basket, signal: AbortSignal) =>
    call({
      kind: 'price', order, till, signal,
      task: (context) => env.request('gateway', { order, isKnown }, { timeoutMs: context === undefined ? tryTimeoutMs : patienceMs, signal: context?.signal ?? signal }),
    });
  const pay = ({ order, till }: Basket) =>
    call({
      kind: 'payment', order, till,
      task: (context) => {
        const key = context !== undefined && knobs.payment === 'keyed' ? context.idempotencyKey : null;
        return env.request('payments', { order, key }, { timeoutMs: context === undefined ? tryTimeoutMs : patienceMs, signal: context?.signal, urgent: true });
      },
    });

  let inFlight = 0;
  const count = (change: number) => env.show('tills/tills', { inFlight: (inFlight += change) });
  count(0);
  show();
  return {
    handle: async ({ body }) => {
      const basket = body as Basket;
      const { order } = basket;
      const shopper = new AbortController();
      const leaving = basket.staysMs === null ? undefined : env.clock.setTimeout(() => {
        env.report('shopper.left', { order });
        shopper.abort(new Refusal('left', 'The shopper left.'));
      }, basket.staysMs);
      count(1);
      try {
        await ask(basket, shopper.signal);
        env.report('price.told', { order });
        env.clock.clearTimeout(leaving);
        return basket.pays ? await pay(basket) : { told: order };
      } finally {
        env.clock.clearTimeout(leaving);
        count(-1);
      }
    },
  };
}

const codeOf = (outcome: Outcome): unknown => (outcome.ok ? undefined : (outcome.error as { code?: unknown }).code);
