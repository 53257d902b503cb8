import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { Bulkhead, BulkheadFullError } from './bulkhead.ts';

interface Options {
  readonly limit: number;
  readonly queue: number;
  readonly maxWaitMs: number;
}
type Step =
  | { readonly do: 'call'; readonly withinMs: number; readonly slotByHand: boolean }
  | { readonly do: 'end'; readonly which: number; readonly fails: boolean }
  | { readonly do: 'abort'; readonly which: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'resize'; readonly limit: number }
  | { readonly do: 'drain' };

/** A call that waits. */
interface Modelled {
  readonly call: number;
  readonly latest: number;
  readonly endsAs: string;
}
/** What a bulkhead must do, said with two lists that are searched from the start every time. */
class Model {
  readonly running: number[] = [];
  waiting: Modelled[] = [];
  readonly fates = new Map<number, string>();
  private limit: number;
  private readonly options: Options;
  constructor(options: Options) {
    this.options = options;
    this.limit = options.limit;
  }

  call(call: number, now: number, deadline: number, waits: boolean): void {
    const latest = Math.min(now + this.options.maxWaitMs, deadline);
    if (now >= deadline) this.fates.set(call, 'expired');
    else if (this.running.length < this.limit) this.start(call);
    else if (!waits || this.waiting.length >= this.options.queue) this.fates.set(call, 'full');
    else this.waiting.push({ call, latest, endsAs: latest < deadline ? 'wait-over' : 'expired' });
  }
  end(call: number): void {
    this.running.splice(this.running.indexOf(call), 1);
    this.fates.set(call, 'ended');
    this.fill();
  }
  leave(call: number, fate: string): void {
    this.waiting = this.waiting.filter((one) => one.call !== call);
    this.fates.set(call, fate);
  }
  pass(now: number): void {
    for (const { call, latest, endsAs } of this.waiting) if (latest <= now) this.leave(call, endsAs);
  }
  resize(limit: number): void {
    this.limit = limit;
    this.fill();
  }
  private fill(): void {
    while (this.running.length < this.limit && this.waiting.length > 0) this.start(this.waiting.shift()!.call);
  }
  private start(call: number): void {
    this.running.push(call);
    this.fates.set(call, 'running');
  }
}

const optionsOf: fc.Arbitrary<Options> = fc.record({ limit: fc.integer({ min: 1, max: 3 }), queue: fc.integer({ min: 0, max: 4 }), maxWaitMs: fc.constantFrom(20, 50, Infinity) });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('call' as const), withinMs: fc.constantFrom(0, 10, 30, 60, Infinity, Infinity, Infinity), slotByHand: fc.constantFrom(false, false, false, true) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('end' as const), which: fc.nat(9), fails: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('abort' as const), which: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 9, 10, 20, 49, 50) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resize' as const), limit: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'drain' as const }) },
);

/** A call of the bulkhead under test: how to end its work once it runs, and how to abort it. */
interface Live {
  readonly end: (fails: boolean) => void;
  readonly abort: () => void;
}

/** Walks a bulkhead and its model side by side, and returns how the calls ended. */
async function walk(options: Options, steps: readonly Step[]): Promise<ReadonlyMap<number, string>> {
  const clock = new HandClock();
  const bulkhead = new Bulkhead({ ...options, clock });
  const model = new Model(options);
  const live = new Map<number, Live>();
  const fates = new Map<number, string>();
  const order: number[] = [];
  let calls = 0;

  const byHand = (call: number) => {
    const release = bulkhead.tryAcquire();
    fates.set(call, release === undefined ? 'full' : 'running');
    if (release === undefined) return;
    order.push(call);
    live.set(call, { end: () => { release(); release(); fates.set(call, 'ended'); }, abort: () => undefined });
  };
  const byTask = (call: number, deadline: number | undefined) => {
    const controller = new AbortController();
    const task = () => {
      fates.set(call, 'running');
      order.push(call);
      return new Promise<void>((resolve, reject) => {
        live.set(call, { end: (fails) => (fails ? reject(new Error('failed')) : resolve()), abort: () => controller.abort('gone') });
      });
    };
    live.set(call, { end: () => undefined, abort: () => controller.abort('gone') });
    bulkhead.execute(task, controller.signal, deadline).then(
      () => fates.set(call, 'ended'),
      (error: unknown) => fates.set(call, error instanceof BulkheadFullError ? error.reason : error === 'gone' ? 'gone' : 'ended'),
    );
  };
  const take = async (taken: Step) => {
    switch (taken.do) {
      case 'call': {
        const deadline = taken.slotByHand ? Infinity : clock.now() + taken.withinMs;
        calls += 1;
        model.call(calls, clock.now(), deadline, !taken.slotByHand);
        return taken.slotByHand ? byHand(calls) : byTask(calls, deadline === Infinity ? undefined : deadline);
      }
      case 'end': {
        const call = model.running[taken.which % model.running.length];
        if (call === undefined) return;
        live.get(call)!.end(taken.fails);
        return model.end(call);
      }
      case 'abort': {
        const all = [...model.running, ...model.waiting.map((one) => one.call)];
        const call = all[taken.which % all.length];
        if (call === undefined) return;
        live.get(call)!.abort();
        if (!model.running.includes(call)) model.leave(call, 'gone');
        return;
      }
      case 'wait':
        await clock.advance(taken.ms);
        return model.pass(clock.now());
      case 'resize':
        bulkhead.limit = taken.limit;
        return model.resize(taken.limit);
      case 'drain':
        bulkhead.drain();
        for (const { call } of model.waiting) model.leave(call, 'drained');
    }
  };

  for (const taken of steps) {
    await take(taken);
    await clock.settle();
    assert.deepEqual([bulkhead.active, bulkhead.queued], [model.running.length, model.waiting.length]);
    assert.deepEqual([...fates].toSorted(([one], [other]) => one - other), [...model.fates].toSorted(([one], [other]) => one - other));
    assert.equal(clock.waiting, model.waiting.filter(({ latest }) => latest < Infinity).length);
  }
  assert.deepEqual(order, order.toSorted((one, other) => one - other));
  return model.fates;
}

describe('a bulkhead', () => {
  it('does what its model does, step for step, whatever happens to it, and starts calls in the order in which they came', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(optionsOf, fc.array(step, { minLength: 1, maxLength: 50 }), async (options, steps) => {
        for (const fate of (await walk(options, steps)).values()) seen.add(fate);
      }),
      { numRuns: 400 },
    );
    assert.deepEqual(['running', 'ended', 'full', 'wait-over', 'expired', 'drained', 'gone'].filter((fate) => !seen.has(fate)), []);
  });

  it('never runs more tasks at once than its limit, and runs every call that it does not reject, once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(4), { maxLength: 30 }), async (limit, jobs) => {
        const bulkhead = new Bulkhead({ limit, queue: 10 });
        let running = 0;
        let most = 0;
        let runs = 0;
        const task = (turns: number) => async () => {
          runs += 1;
          most = Math.max(most, (running += 1));
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          running -= 1;
        };
        const ends = await Promise.allSettled(jobs.map((turns) => bulkhead.execute(task(turns))));
        assert.ok(most <= limit);
        assert.equal(runs, ends.filter(({ status }) => status === 'fulfilled').length);
        assert.equal(runs, Math.min(jobs.length, limit + 10));
        assert.deepEqual([bulkhead.active, bulkhead.queued], [0, 0]);
      }),
    );
  });
});
