import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { PriorityQueue, QueueFullError, type Delivery, type Overflow } from './priority-queue.ts';
import { Ageing, Weighted, type WaitingClass } from './priority-queue.scheduler.ts';

const classes = 3;
const raiseEveryMs = 10;

interface Options {
  readonly maxSize: number;
  readonly overflow: Overflow;
  readonly quotas: readonly number[];
  readonly ages: boolean;
}
type Step =
  | { readonly do: 'push'; readonly priority: number }
  | { readonly do: 'pop'; readonly priority: number | undefined }
  | { readonly do: 'take'; readonly most: number }
  | { readonly do: 'ack' | 'nack' | 'move' | 'remove'; readonly which: number; readonly priority: number }
  | { readonly do: 'wait'; readonly ms: number };

interface Modelled {
  readonly id: string;
  readonly sequence: number;
  readonly since: number;
  priority: number;
  isOut: boolean;
}
/** What a priority queue must do, said with one list that is searched and sorted anew every time. */
class Model {
  held: Modelled[] = [];
  private readonly options: Options;
  constructor(options: Options) {
    this.options = options;
  }

  /** All that waits, in the order in which it would be given out if time stood still. */
  get order(): Modelled[] {
    const worth = ({ priority, since }: Modelled) => (this.options.ages ? priority * raiseEveryMs - since : priority);
    return this.held.filter(({ isOut }) => !isOut).toSorted((one, other) => worth(other) - worth(one) || one.sequence - other.sequence);
  }
  /** How the push of a message ends. */
  push(message: Modelled): string {
    const { maxSize, overflow, quotas } = this.options;
    if (this.countOf(message.priority) >= quotas[message.priority]!) return 'quota';
    if (this.held.length >= maxSize) {
      const victim = this.held.filter(({ isOut }) => !isOut).toSorted((one, other) => one.priority - other.priority || one.sequence - other.sequence)[0];
      if (overflow === 'reject' || victim === undefined || (overflow === 'outrank' && victim.priority >= message.priority)) return 'full';
      this.forget(victim);
    }
    this.held.push(message);
    return 'pushed';
  }
  pop(priority: number | undefined): Modelled | undefined {
    const first = this.order.find((message) => priority === undefined || message.priority === priority);
    if (first !== undefined) first.isOut = true;
    return first;
  }
  canMove(message: Modelled, priority: number): boolean {
    return message.priority === priority || this.countOf(priority) < this.options.quotas[priority]!;
  }
  forget(message: Modelled): void {
    this.held = this.held.filter((one) => one !== message);
  }
  private countOf(priority: number): number {
    return this.held.filter((message) => message.priority === priority).length;
  }
}

const priority = fc.nat(classes - 1);
const optionsOf: fc.Arbitrary<Options> = fc.record({
  maxSize: fc.constantFrom(2, 6, 20), overflow: fc.constantFrom('reject', 'drop-lowest', 'outrank'), quotas: fc.constantFrom([20, 20, 20], [4, 3, 2]), ages: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('push' as const), priority }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pop' as const), priority: fc.option(priority, { nil: undefined, freq: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take' as const), most: fc.nat(4) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('ack' as const, 'nack' as const, 'nack' as const, 'move' as const, 'remove' as const), which: fc.nat(19), priority }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 5, 9, 10, 25) }) },
);

/** Walks a queue and its model side by side. Returns what happened at all. */
async function walk(options: Options, steps: readonly Step[]): Promise<ReadonlySet<string>> {
  const clock = new HandClock();
  const seen = new Set<string>();
  const { ages, ...rules } = options;
  const queue = new PriorityQueue<number>({ classes, ...rules, clock, ...(ages && { scheduler: new Ageing({ raiseEveryMs }) }), onEvent: (event) => void seen.add(event) });
  const model = new Model(options);
  const out = new Map<string, Delivery<number>>();
  let pushes = 0;

  const push = (level: number) => {
    const message = { id: `m${pushes}`, sequence: pushes, since: clock.now(), priority: level, isOut: false };
    pushes += 1;
    let end = 'pushed';
    try {
      queue.push(message.sequence, { priority: level, id: message.id });
    } catch (error) {
      end = (error as QueueFullError).reason;
    }
    seen.add(end);
    assert.equal(end, model.push(message));
  };
  const received = (delivery: Delivery<number> | undefined, level: number | undefined) => {
    const message = model.pop(level);
    assert.deepEqual([delivery?.message.id, delivery?.message.item, delivery?.message.priority], [message?.id, message?.sequence, message?.priority]);
    if (delivery !== undefined) out.set(delivery.message.id!, delivery);
  };
  const change = ({ do: what, which, priority: level }: Extract<Step, { which: number }>) => {
    const some = model.held.filter(({ isOut }) => isOut === (what === 'ack' || what === 'nack'));
    const message = some[which % some.length];
    if (message === undefined) return;
    if (what === 'move') {
      if (model.canMove(message, level)) {
        assert.ok(queue.reprioritise(message.id, level));
        message.priority = level;
      } else assert.throws(() => queue.reprioritise(message.id, level), QueueFullError);
    } else if (what === 'nack') {
      assert.ok(queue.nack(out.get(message.id)!));
      message.isOut = false;
    } else {
      assert.ok(what === 'ack' ? queue.ack(out.get(message.id)!) : queue.remove(message.id));
      model.forget(message);
    }
  };

  for (const taken of steps) {
    if (taken.do === 'push') push(taken.priority);
    else if (taken.do === 'pop') received(queue.pop(taken.priority), taken.priority);
    else if (taken.do === 'take') for (const delivery of queue.take(taken.most)) received(delivery, undefined);
    else if (taken.do === 'wait') await clock.advance(taken.ms);
    else change(taken);
    const waiting = model.order;
    assert.equal(queue.size, waiting.length);
    queue.metrics().forEach((level, at) => {
      const [mine, others] = [model.held.filter((message) => message.priority === at), waiting.filter((message) => message.priority === at)];
      assert.deepEqual(level, { waiting: others.length, out: mine.length - others.length, oldestSince: others.length === 0 ? null : Math.min(...others.map(({ since }) => since)) });
    });
  }
  assert.deepEqual(queue.take(99).map(({ message }) => message.item), model.order.map(({ sequence }) => sequence));
  return seen;
}

describe('a priority queue', () => {
  it('does what its model does, step for step, strict or ageing, full or not', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(optionsOf, fc.array(step, { minLength: 1, maxLength: 60 }), async (options, steps) => {
        for (const event of await walk(options, steps)) seen.add(event);
      }),
      { numRuns: 300 },
    );
    assert.deepEqual(['pushed', 'refused', 'taken', 'acked', 'nacked', 'moved', 'removed', 'dropped', 'full', 'quota'].filter((event) => !seen.has(event)), []);
  });
});

describe('weighted sharing', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 });
  const costs = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 });

  it('keeps any two classes that both wait within one turn and one message each of their weights, over any stretch of time', () => {
    fc.assert(
      fc.property(weights, costs, (given, costsOf) => {
        const weighted = new Weighted({ weights: given });
        const given0 = given.map(() => 0);
        const next = given.map((_, at) => at);
        const dearest = Math.max(...costsOf);
        const spent: number[][] = [[...given0]];
        for (let turn = 0; turn < 120; turn += 1) {
          const classesNow: WaitingClass[] = next.map((at) => ({ head: { since: 0, sequence: at, cost: costsOf[at % costsOf.length]! } }));
          const chosen = weighted.next(classesNow)!;
          given0[chosen]! += classesNow[chosen]!.head!.cost;
          next[chosen]! += 1;
          spent.push([...given0]);
        }
        for (let one = 0; one < given.length; one += 1) {
          for (let other = 0; other < one; other += 1) {
            const leads = spent.map((sums) => sums[one]! / given[one]! - sums[other]! / given[other]!);
            const most = 1 + dearest / given[one]! + dearest / given[other]!;
            assert.ok(Math.max(...leads) - Math.min(...leads) <= most + 1e-9);
          }
        }
      }),
    );
  });
});
