import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env } from '../../../simulation/world.ts';
import type { CircuitBreaker, CircuitSnapshot, Outcome, TripRule } from '../circuit-breaker.ts';
import { isolatedForMs, isolatedFromMs, trialDeadlineMs } from './sizes.ts';
import type { Code } from './world.ts';

/** Puts a breaker before a checkout's calls of payments, keeps its state on the disk, and shows it. */
export function guard(env: Env, code: Code, knobs: Knobs): <T>(task: () => Promise<T>) => Promise<T> {
  const { CircuitBreaker } = code['circuit-breaker'];
  const chart = env.statechart('breaker');
  /** How the last calls ended, a character each, since the window was last emptied. */
  let recent = '';
  let changes = 0;
  let changedAt = -1;
  const breaker: CircuitBreaker = new CircuitBreaker({
    trip: tripRule(knobs),
    slow: { overMs: knobs.slowOverMs as number, ratio: (knobs.slowPercent as number) / 100 },
    openForMs: knobs.openForMs as number,
    halfOpen: { calls: knobs.trialCalls as number, maxWaitMs: trialDeadlineMs },
    // A declined card is an answer: payments works.
    ignore: (outcome) => knobs.countDeclined === false && isDeclined(outcome),
    onStateChange: ({ from, to, reason }) => {
      env.report('breaker.state', { from, to, reason });
      chart.took(reason, to);
      env.disk.commit({ breaker: { ...breaker.snapshot() }, savedAt: env.wallNow() });
      changes += 1;
      changedAt = env.clock.now();
      if (to !== 'open') recent = '';
      show();
    },
    clock: env.clock,
  });
  const show = () => {
    const { state, calls, failures, callsOut, retryAfterMs } = breaker.metrics();
    const trialsOut = state === 'half-open' ? callsOut : 0;
    const retryAt = retryAfterMs === undefined ? null : Math.round(env.clock.now() + retryAfterMs);
    env.show(`${env.id}/breaker`, { state, calls, failures, trialsOut, window: recent + '?'.repeat(trialsOut), retryAt });
  };
  /** Shows how a call ended, unless the breaker left it out because its state had changed meanwhile. The call that opens the circuit is in. */
  const note = (mark: string, changesThen: number) => {
    const isOwn = changes === changesThen || (changes === changesThen + 1 && changedAt === env.clock.now() && breaker.state === 'open');
    if (isOwn) recent = (recent + mark).slice(-(knobs.windowCalls as number));
  };

  const saved = env.disk.get('breaker') as CircuitSnapshot | undefined;
  if (saved !== undefined) breaker.restore(saved, env.wallNow() - (env.disk.get('savedAt') as number));
  const untilIsolatedMs = isolatedFromMs - env.clock.now();
  if (knobs.isolate === true && env.id === 'checkout-2' && untilIsolatedMs > 0) {
    env.clock.setTimeout(() => {
      const release = breaker.isolate();
      env.clock.setTimeout(release, isolatedForMs);
    }, untilIsolatedMs);
  }
  show();

  return async (task) => {
    let changesThen = -1;
    try {
      const value = await breaker.execute(() => {
        changesThen = changes;
        if (breaker.state === 'half-open') env.report('trial.sent');
        show();
        return task();
      });
      note('o', changesThen);
      return value;
    } catch (error) {
      if (changesThen >= 0) note(isDeclined({ ok: false, error }) ? 'd' : 'x', changesThen);
      throw error;
    } finally {
      show();
    }
  };
}

const isDeclined = (outcome: Outcome): boolean => !outcome.ok && (outcome.error as { code?: unknown }).code === 'declined';

function tripRule(knobs: Knobs): TripRule {
  const failureRatio = (knobs.failurePercent as number) / 100;
  const calls = knobs.windowCalls as number;
  const minimumCalls = knobs.minimumCalls as number;
  if (knobs.rule === 'consecutive') return { kind: 'consecutive', failures: knobs.failuresInARow as number };
  if (knobs.rule === 'time') return { kind: 'time', windowMs: knobs.windowMs as number, failureRatio, minimumCalls };
  return { kind: 'count', calls, failureRatio, minimumCalls: Math.min(minimumCalls, calls) };
}
