import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { Retry, RetryBudget, TimeoutError, backoff } from './retry.ts';

const passes = new Error('passes');
const stays = new Error('stays');
const left = new Error('the caller left');

/** What an attempt comes to, after so many ms. */
interface Script {
  readonly takesMs: number;
  readonly comesTo: 'answer' | 'passes' | 'stays';
  /** What its error asks to wait, in ms. */
  readonly asksMs: number;
}
interface Rules {
  readonly maxAttempts: number;
  readonly delayMs: number;
  readonly attemptTimeoutMs: number;
  readonly maxElapsedMs: number;
  readonly maxDelayMs: number;
  /** When the caller leaves. At half a ms, so that nothing else falls on that moment. */
  readonly leavesAtMs: number;
  readonly retriesAllowed: number;
}
interface Told {
  readonly startedAt: readonly number[];
  readonly endedAt: number;
  readonly end: 'answer' | 'passes' | 'stays' | 'timeout' | 'left';
}

/** What a call must come to, from its rules and from what each attempt would do. */
function expected(scripts: readonly Script[], rules: Rules): Told {
  const startedAt: number[] = [];
  let now = 0;
  for (const { takesMs, comesTo, asksMs } of scripts) {
    startedAt.push(now);
    const mayTakeMs = Math.min(rules.attemptTimeoutMs, rules.maxElapsedMs - now);
    const end = takesMs >= mayTakeMs ? 'timeout' : comesTo;
    now += Math.min(takesMs, mayTakeMs);
    if (rules.leavesAtMs < now) return { startedAt, endedAt: rules.leavesAtMs, end: 'left' };
    const waitMs = rules.delayMs + (end === 'passes' ? asksMs : 0);
    const isLast = startedAt.length >= rules.maxAttempts || startedAt.length > rules.retriesAllowed;
    const isToldToStop = end === 'passes' && asksMs > rules.maxDelayMs;
    if (end === 'answer' || end === 'stays' || isLast || isToldToStop || now + waitMs >= rules.maxElapsedMs) return { startedAt, endedAt: now, end };
    now += waitMs;
    if (rules.leavesAtMs < now) return { startedAt, endedAt: rules.leavesAtMs, end: 'left' };
  }
  throw new Error('There are fewer scripts than attempts.');
}

/** What a call does come to, on a hand clock. */
async function observed(scripts: readonly Script[], rules: Rules): Promise<Told & { readonly timersLeft: number }> {
  const clock = new HandClock();
  const zero = clock.now();
  const startedAt: number[] = [];
  let allowed = rules.retriesAllowed;
  const retry = new Retry({
    ...rules,
    backoff: backoff.constant(rules.delayMs),
    isRetryable: (outcome) => !outcome.ok && outcome.error !== stays,
    budget: { deposit: () => undefined, tryWithdraw: () => (allowed -= 1) >= 0 },
    clock,
  });
  const caller = new AbortController();
  const leaving = rules.leavesAtMs < Infinity ? clock.setTimeout(() => caller.abort(left), rules.leavesAtMs) : undefined;
  let told: Pick<Told, 'end' | 'endedAt'> | undefined;
  const ended = (end: Told['end']) => void (told = { end, endedAt: clock.now() - zero });
  const call = retry.execute(({ attempt, signal }) => {
    startedAt.push(clock.now() - zero);
    const { takesMs, comesTo, asksMs } = scripts[attempt - 1]!;
    return new Promise<void>((resolve, reject) => {
      const timer = clock.setTimeout(() => {
        if (comesTo === 'answer') resolve();
        else reject(comesTo === 'stays' ? stays : Object.assign(Object.create(passes) as Error, { retryAfterMs: asksMs }));
      }, takesMs);
      signal.addEventListener('abort', () => {
        clock.clearTimeout(timer);
        reject(new Error('the connection was closed'));
      });
    });
  }, caller.signal);
  call.then(
    () => ended('answer'),
    (error: unknown) => ended(error === left ? 'left' : error === stays ? 'stays' : error instanceof TimeoutError ? 'timeout' : 'passes'),
  );
  await clock.advance(100_000);
  clock.clearTimeout(leaving);
  return { startedAt, ...told!, timersLeft: clock.waiting };
}

const time = (max: number) => fc.integer({ min: 1, max });
const script: fc.Arbitrary<Script> = fc.record({
  takesMs: time(60),
  comesTo: fc.constantFrom('passes' as const, 'passes' as const, 'passes' as const, 'answer' as const, 'stays' as const),
  asksMs: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: time(80) }),
});
const rulesOf: fc.Arbitrary<Rules> = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 6 }),
  delayMs: fc.integer({ min: 0, max: 40 }),
  attemptTimeoutMs: fc.oneof(time(60), fc.constant(Infinity)),
  maxElapsedMs: fc.oneof(time(200), fc.constant(Infinity)),
  maxDelayMs: fc.constantFrom(0, 50, 1_000),
  leavesAtMs: fc.oneof(time(200).map((ms) => ms - 0.5), fc.constant(Infinity)),
  retriesAllowed: fc.constantFrom(0, 1, 3, 99, 99),
});

describe('a retry', () => {
  it('makes the attempts that its model makes, at the same moments, and ends as it does', async () => {
    const ends = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(script, { minLength: 6, maxLength: 6 }), rulesOf, async (scripts, rules) => {
        const told = expected(scripts, rules);
        ends.add(told.end);
        assert.deepEqual(await observed(scripts, rules), { ...told, timersLeft: 0 });
      }),
      { numRuns: 800 },
    );
    assert.equal(ends.size, 5);
  });
});

describe('a backoff', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const shape = fc.record({ initialMs: fc.integer({ min: 1, max: 5_000 }), times: fc.integer({ min: 1, max: 100 }), factor: fc.double({ min: 1, max: 4, noNaN: true }) });

  it('keeps every wait within what its jitter allows, whatever chance says', () => {
    fc.assert(
      fc.property(shape, fc.constantFrom('none' as const, 'full' as const, 'equal' as const, 'decorrelated' as const, 'decorrelated-v2' as const), fc.array(chance, { minLength: 1, maxLength: 40 }), ({ initialMs, times, factor }, jitter, draws) => {
        const maxMs = initialMs * times;
        const strategy = backoff.exponential({ initialMs, maxMs, factor, jitter });
        const memory = { value: 0 };
        let previousMs = initialMs;
        for (const [index, draw] of draws.entries()) {
          const ms = strategy(index + 1, () => draw, memory);
          const stepMs = Math.min(maxMs, initialMs * factor ** index);
          const range = { none: [stepMs, stepMs], full: [0, stepMs], equal: [stepMs / 2, stepMs], decorrelated: [initialMs, Math.min(maxMs, Math.max(initialMs, previousMs * factor))], 'decorrelated-v2': [0, maxMs] };
          const [low, high] = range[jitter];
          assert.ok(ms >= low! - 1e-6 && ms <= high! + 1e-6, `${ms} is not from ${low} to ${high}`);
          previousMs = ms;
        }
      }),
      { numRuns: 500 },
    );
  });
});

type Step = { readonly do: 'call' | 'retry'; readonly times: number } | { readonly do: 'wait'; readonly ms: number };

describe('a budget', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ do: fc.constantFrom('call' as const, 'retry' as const), times: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 30, 100, 250, 990, 1_000, 5_000) }),
    ) as fc.Arbitrary<Step>,
    { maxLength: 60 },
  );

  it('allows a retry exactly when the calls and retries of its last ten steps of time leave one', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(0, 0.1, 0.2, 0.29, 1), fc.constantFrom(0, 1, 2.5), async (taken, ratio, minPerSecond) => {
        const clock = new HandClock();
        const budget = new RetryBudget({ ratio, minPerSecond, ttlMs: 1_000, clock });
        const calls: number[] = [];
        const retries: number[] = [];
        const remembered = (times: readonly number[]) => times.filter((at) => Math.floor(at / 100) > Math.floor(clock.now() / 100) - 10).length;
        const left = () => minPerSecond + ratio * remembered(calls) - remembered(retries);
        for (const step of taken) {
          if (step.do === 'wait') await clock.advance(step.ms);
          else for (let time = 0; time < step.times; time += 1) {
            if (step.do === 'call') {
              budget.deposit();
              calls.push(clock.now());
            } else {
              const isAllowed = left() > 1 - 1e-9;
              assert.equal(budget.tryWithdraw(), isAllowed);
              if (isAllowed) retries.push(clock.now());
            }
          }
          assert.ok(Math.abs(budget.balance - left()) < 1e-6);
        }
      }),
      { numRuns: 300 },
    );
  });
});
