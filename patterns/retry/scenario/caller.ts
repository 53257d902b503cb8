import type { Knobs } from '../../../simulation/scenario.ts';
import type { Json } from '../../../simulation/trace.ts';
import type { Env } from '../../../simulation/world.ts';
import type { CallContext, Outcome } from '../retry.ts';
import { Board } from './board.ts';
import { Budgets, type Kind } from './budgets.ts';
import { askedBy } from './sizes.ts';
import { strategy } from './strategy.ts';
import type { Code } from './world.ts';

export interface Call {
  readonly kind: Kind;
  readonly order: number;
  readonly till: number;
  readonly signal?: AbortSignal;
  /** Without a context where the pattern is taken away. */
  readonly task: (context?: CallContext) => Promise<Json>;
}

/** Makes the calls of all tills through Retry, and tells what happens to each. */
export function caller(env: Env, code: Code, knobs: Knobs): (call: Call) => Promise<Json> {
  const budgets = new Budgets(code.retry, env, knobs);
  const board = new Board(env, budgets);

  return async ({ kind, order, till, signal, task }) => {
    const call = `${kind} ${order}`;
    const chart = env.statechart(call);
    let attempts = 0;
    let isWaiting = false;
    const wait = (isNow: boolean) => {
      if (isNow !== isWaiting) board.wait(isNow ? 1 : -1);
      isWaiting = isNow;
    };
    // It holds nothing but rules, so each call may have one of its own: then what it says belongs to this call.
    const retry = new code.retry.Retry({
      maxAttempts: knobs.attempts as number,
      backoff: strategy(code.retry, knobs),
      maxElapsedMs: knobs.deadlineMs as number,
      attemptTimeoutMs: knobs.tryTimeoutMs as number,
      isRetryable: (outcome) => !outcome.ok && codeOf(outcome) !== 'unknown-item',
      delayFrom: (outcome) => askedBy(codeOf(outcome)),
      idempotent: kind === 'price' || knobs.payment === 'careless',
      budget: budgets.of(till, kind),
      onRetry: ({ attempt, delayMs }) => {
        chart.took('retry', 'waiting');
        env.report('retry.waits', { call, retry: attempt, delayMs: Math.round(delayMs * 1000) / 1000 });
        wait(true);
      },
      onGiveUp: ({ reason }) => {
        chart.took(reason, 'gave-up');
        env.report('call.gave-up', { call, reason });
      },
      clock: env.clock,
      random: env.random,
    });
    const end = (how: 'ok' | 'failed' | 'refused' | 'left') => {
      wait(false);
      env.report('call.ended', { call, order, how });
      board.ended(how, attempts);
    };

    env.report('call.began', { call, kind, till, order });
    try {
      const value = await retry.execute((context) => {
        attempts = context.attempt;
        if (attempts > 1) chart.took('attempt', 'calling');
        wait(false);
        env.report('attempt.made', { call, attempt: attempts });
        return task(context);
      }, signal);
      if (attempts > 1) chart.took('succeeded', 'succeeded');
      end('ok');
      return value;
    } catch (error) {
      const isLeft = signal !== undefined && signal.aborted && error === signal.reason;
      if (isLeft) chart.took('aborted', 'aborted');
      end(isLeft ? 'left' : codeOf({ ok: false, error }) === 'unknown-item' ? 'refused' : 'failed');
      throw error;
    }
  };
}

const codeOf = (outcome: Outcome): unknown => (outcome.ok ? undefined : (outcome.error as { code?: unknown }).code);
