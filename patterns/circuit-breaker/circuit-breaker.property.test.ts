import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { CircuitBreaker, CircuitOpenError, type CircuitState, type Permit, type StateChange, type TripRule } from './circuit-breaker.ts';

const openForMs = 300;
const maxWaitMs = 200;
const overMs = 50;
const slowRatio = 0.75;

interface Call {
  readonly permit: Permit;
  readonly generation: number;
  readonly startedAt: number;
}
interface Ended {
  readonly at: number;
  readonly isFailure: boolean;
  readonly isSlow: boolean;
}
type Word = 'success' | 'failure' | 'release';
type Step =
  | { readonly do: 'start' }
  | { readonly do: 'end'; readonly which: number; readonly word: Word }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'isolate' | 'unisolate' | 'reset' };

/** What a breaker must do, said with lists that are searched from the start every time. */
class Model {
  state: CircuitState = 'closed';
  generation = 0;
  rejected = 0;
  private openUntil = 0;
  private ended: Ended[] = [];
  private readonly rule: TripRule;
  private readonly trialCalls: number;

  constructor(rule: TripRule, trialCalls: number) {
    this.rule = rule;
    this.trialCalls = trialCalls;
  }

  private change(to: CircuitState): void {
    if (to === 'closed' || to === 'half-open') this.ended = [];
    this.state = to;
    this.generation += 1;
  }

  admits(now: number, out: readonly Call[]): boolean {
    if (this.state === 'open' && now >= this.openUntil) this.change('half-open');
    const trialsOut = out.filter(({ generation }) => generation === this.generation).length;
    const admits = this.state === 'closed' || (this.state === 'half-open' && trialsOut + this.ended.length < this.trialCalls);
    if (!admits) this.rejected += 1;
    return admits;
  }

  end(call: Call, word: Word, now: number): void {
    if (call.generation !== this.generation || word === 'release') return;
    const ended = { at: now, isFailure: word === 'failure', isSlow: now - call.startedAt > overMs };
    this.ended.push(ended);
    const counted = this.remembered(now);
    const share = (of: 'isFailure' | 'isSlow', calls: number) => counted.filter((one) => one[of]).length / calls;
    const isBad = ended.isFailure || ended.isSlow;
    if (this.state === 'half-open') {
      if (isBad && (share('isFailure', this.trialCalls) > 0 || share('isSlow', this.trialCalls) >= slowRatio)) this.open(now);
      else if (counted.length === this.trialCalls) this.change('closed');
    } else if (isBad && counted.length >= this.minimum) {
      if (share('isFailure', counted.length) >= this.ratio || share('isSlow', counted.length) >= slowRatio) this.open(now);
    }
  }

  open(now: number): void {
    this.openUntil = now + openForMs;
    this.change('open');
  }
  isolate = () => this.change('isolated');
  close = () => this.change('closed');

  remembered(now: number): readonly Ended[] {
    const { rule, ended } = this;
    if (this.state === 'half-open') return ended;
    if (rule.kind !== 'time') return ended.slice(-(rule.kind === 'count' ? rule.calls : rule.failures));
    const slice = (at: number) => Math.floor(at / (rule.windowMs / 10));
    return ended.filter(({ at }) => slice(at) > slice(now) - 10);
  }
  private get ratio(): number {
    return this.rule.kind === 'consecutive' ? 1 : this.rule.failureRatio;
  }
  private get minimum(): number {
    return this.rule.kind === 'consecutive' ? this.rule.failures : this.rule.minimumCalls!;
  }
}

const rules: fc.Arbitrary<TripRule> = fc.oneof(
  fc.record({ kind: fc.constant('consecutive' as const), failures: fc.integer({ min: 1, max: 4 }) }),
  fc.integer({ min: 1, max: 6 }).chain((calls) =>
    fc.record({ kind: fc.constant('count' as const), calls: fc.constant(calls), failureRatio: fc.constantFrom(0.1, 0.25, 0.5, 1), minimumCalls: fc.integer({ min: 1, max: calls }) }),
  ),
  fc.record({ kind: fc.constant('time' as const), windowMs: fc.constantFrom(100, 400), failureRatio: fc.constantFrom(0.25, 0.5, 1), minimumCalls: fc.integer({ min: 1, max: 6 }) }),
);
const start = fc.constant<Step>({ do: 'start' });
const end = fc.record({ do: fc.constant('end' as const), which: fc.nat(9), word: fc.constantFrom<Word>('success', 'failure', 'failure', 'release') });
const wait = fc.record({ do: fc.constant('wait' as const), ms: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(51, 199, 200, 299, 300, 1_000)) });
const hand = fc.record({ do: fc.constantFrom('isolate' as const, 'unisolate' as const, 'unisolate' as const, 'reset' as const) });
/** Calls that end at once, all in the same way, and perhaps a wait that is long enough for trial calls. */
const run = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom<Word>('success', 'failure', 'failure'), fc.boolean()).map(([times, word, waits]): Step[] => [
  ...Array.from({ length: times }, (): Step[] => [{ do: 'start' }, { do: 'end', which: -1, word }]).flat(),
  ...(waits ? [{ do: 'wait', ms: openForMs } as const] : []),
]);
const single = fc.oneof({ weight: 6, arbitrary: start }, { weight: 6, arbitrary: end }, { weight: 3, arbitrary: wait }, { weight: 1, arbitrary: hand }).map((step): Step[] => [step]);
const steps = fc.array(fc.oneof({ weight: 5, arbitrary: single }, { weight: 3, arbitrary: run }), { minLength: 1, maxLength: 40 }).map((chunks) => chunks.flat());

const endLast = (word: Word): Step => ({ do: 'end', which: -1, word });
const waitOver: Step = { do: 'wait', ms: openForMs };
/** With one failure to open the circuit and one trial call to close it, these steps make it announce every change that there is. */
const everyChange: Step[] = [
  { do: 'start' }, endLast('failure'), waitOver, { do: 'start' }, endLast('failure'), waitOver, { do: 'start' }, { do: 'wait', ms: maxWaitMs },
  waitOver, { do: 'start' }, endLast('success'), { do: 'isolate' }, { do: 'unisolate' }, { do: 'start' }, endLast('failure'), { do: 'reset' },
];

const legal: Readonly<Record<StateChange['reason'], readonly (readonly [from: CircuitState | '*', to: CircuitState])[]>> = {
  tripped: [['closed', 'open']],
  'wait-over': [['open', 'half-open']],
  'trial-failed': [['half-open', 'open']],
  'trial-hung': [['half-open', 'open']],
  'trials-passed': [['half-open', 'closed']],
  isolated: [['*', 'isolated']],
  released: [['isolated', 'closed']],
  reset: [['*', 'closed']],
  restored: [['*', 'closed'], ['*', 'open']],
};

/** Walks a breaker and its model side by side, and returns the changes of state that it announced. */
async function walk(rule: TripRule, trialCalls: number, taken: readonly Step[]): Promise<readonly StateChange[]> {
  const clock = new HandClock();
  const changes: StateChange[] = [];
  const onStateChange = (change: StateChange) => {
    assert.equal(change.from, changes.at(-1)?.to ?? 'closed');
    assert.ok(legal[change.reason].some(([from, to]) => (from === '*' || from === change.from) && to === change.to));
    changes.push(change);
  };
  const breaker = new CircuitBreaker({ trip: rule, slow: { overMs, ratio: slowRatio }, openForMs, halfOpen: { calls: trialCalls, maxWaitMs }, clock, onStateChange });
  const model = new Model(rule, trialCalls);
  let out: Call[] = [];
  let unisolate: (() => void) | undefined;

  const drop = (call: Call) => void (out = out.filter((other) => other !== call));
  const nextToHang = (until: number) =>
    model.state === 'half-open' ? out.find(({ generation, startedAt }) => generation === model.generation && startedAt + maxWaitMs <= until) : undefined;

  const take = async (step: Step) => {
    const now = clock.now();
    switch (step.do) {
      case 'start': {
        const permit = breaker.tryAcquire();
        assert.equal(!(permit instanceof CircuitOpenError), model.admits(now, out));
        if (!(permit instanceof CircuitOpenError)) out.push({ permit, generation: model.generation, startedAt: now });
        return;
      }
      case 'end': {
        const call = step.which < 0 ? out.at(-1) : out[step.which % out.length];
        if (call === undefined) return;
        call.permit[step.word]();
        drop(call);
        model.end(call, step.word, now);
        return;
      }
      case 'wait': {
        const until = now + step.ms;
        for (let hung = nextToHang(until); hung !== undefined; hung = nextToHang(until)) {
          await clock.advance(hung.startedAt + maxWaitMs - clock.now());
          drop(hung);
          model.end(hung, 'failure', clock.now());
        }
        await clock.advance(until - clock.now());
        return;
      }
      case 'isolate':
        if (unisolate !== undefined) return;
        unisolate = breaker.isolate();
        model.isolate();
        return;
      case 'unisolate':
        if (unisolate === undefined) return;
        unisolate();
        unisolate = undefined;
        model.close();
        return;
      case 'reset':
        breaker.reset();
        if (model.state !== 'isolated') model.close();
    }
  };

  for (const step of taken) {
    await take(step);
    const now = clock.now();
    const { state, calls, failures, slow, callsOut, rejected } = breaker.metrics();
    if (model.state !== 'open') assert.equal(state, model.state);
    else assert.ok(state === 'open' || state === 'half-open');
    if (state === 'closed' || model.state === 'half-open') {
      const counted = model.remembered(now);
      assert.deepEqual([calls, failures, slow], [counted.length, counted.filter(({ isFailure }) => isFailure).length, counted.filter(({ isSlow }) => isSlow).length]);
    }
    assert.equal(callsOut, out.filter(({ generation }) => generation === model.generation).length);
    assert.equal(rejected, model.rejected);
    if (model.state === 'half-open') assert.ok(calls + callsOut <= trialCalls);
  }
  return changes;
}

describe('a circuit breaker', () => {
  it('does what its model does, step for step, whatever the rule and whatever happens to it', async () => {
    const reasons = new Set<string>();
    await fc.assert(
      fc.asyncProperty(rules, fc.integer({ min: 1, max: 4 }), steps, async (rule, trialCalls, taken) => {
        for (const { reason } of await walk(rule, trialCalls, taken)) reasons.add(reason);
      }),
      { numRuns: 500, examples: [[{ kind: 'consecutive', failures: 1 }, 1, everyChange]] },
    );
    assert.deepEqual(Object.keys(legal).filter((reason) => reason !== 'restored' && !reasons.has(reason)), []);
  });

  it('stays open for its wait to the millisecond, whatever calls it meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }), async (pauses) => {
        const clock = new HandClock();
        const breaker = new CircuitBreaker({ trip: { kind: 'consecutive', failures: 1 }, openForMs, clock });
        await assert.rejects(breaker.execute(() => Promise.reject(new Error('down'))), { message: 'down' });
        const openedAt = clock.now();
        for (const ms of pauses) {
          await clock.advance(ms);
          const isOver = clock.now() - openedAt >= openForMs;
          assert.equal(breaker.state, isOver ? 'half-open' : 'open');
          if (isOver) return;
          const refused = breaker.tryAcquire();
          assert.ok(refused instanceof CircuitOpenError);
          assert.equal(refused.retryAfterMs, openedAt + openForMs - clock.now());
        }
      }),
    );
  });

  it('comes back from a snapshot with the same deadline, however long it lay and whatever it had counted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), async (beforeMs, lyingMs) => {
        const clock = new HandClock();
        const breaker = new CircuitBreaker({ trip: { kind: 'consecutive', failures: 1 }, openForMs, clock });
        await assert.rejects(breaker.execute(() => Promise.reject(new Error('down'))));
        await clock.advance(beforeMs);
        const saved = JSON.parse(JSON.stringify(breaker.snapshot())) as ReturnType<typeof breaker.snapshot>;
        const later = new HandClock(77_000);
        const restored = new CircuitBreaker({ openForMs, clock: later });
        restored.restore(saved, lyingMs);
        const leftMs = Math.max(0, openForMs - beforeMs - lyingMs);
        assert.equal(restored.state, leftMs > 0 ? 'open' : 'half-open');
        await later.advance(leftMs);
        assert.equal(restored.state, 'half-open');
      }),
    );
  });
});
