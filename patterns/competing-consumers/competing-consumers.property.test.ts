import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { Consumer } from './competing-consumers.ts';
import { LeaseQueue, type Delivery } from './competing-consumers.queue.ts';

const leaseMs = 100;
const maxDeliveries = 3;

type Step =
  | { readonly do: 'send'; readonly delayMs: number }
  | { readonly do: 'receive'; readonly max: number }
  | { readonly do: 'ack'; readonly which: number }
  | { readonly do: 'extend'; readonly which: number }
  | { readonly do: 'nack'; readonly which: number; readonly delayMs: number; readonly counts: boolean }
  | { readonly do: 'wait'; readonly ms: number };

interface Modelled {
  readonly number: number;
  state: 'ready' | 'delayed' | 'leased' | 'acked' | 'dead';
  count: number;
  handOuts: number;
  until: number;
}
/** What a queue must do, said with one list that is searched from the start every time. */
class Model {
  readonly messages: Modelled[] = [];
  send(now: number, delayMs: number): void {
    this.messages.push({ number: this.messages.length + 1, state: delayMs > 0 ? 'delayed' : 'ready', count: 0, handOuts: 0, until: now + delayMs });
  }
  receive(now: number, max: number): readonly string[] {
    const taken = this.messages.filter(({ state }) => state === 'ready').slice(0, max);
    for (const message of taken) Object.assign(message, { state: 'leased', count: message.count + 1, handOuts: message.handOuts + 1, until: now + leaseMs });
    return taken.map(({ number, count }) => `${number}, delivery ${count}`);
  }
  /** The message of a hand-out, while it is the present one. */
  held(number: number, handOut: number): Modelled | undefined {
    return this.messages.find((one) => one.number === number && one.state === 'leased' && one.handOuts === handOut);
  }
  giveBack(message: Modelled, now: number, delayMs: number, counts = true): void {
    if (!counts) message.count -= 1;
    const state = message.count >= maxDeliveries ? 'dead' : delayMs > 0 ? 'delayed' : 'ready';
    Object.assign(message, { state, until: now + delayMs });
  }
  pass(now: number): void {
    for (const message of this.messages) {
      if (message.until > now) continue;
      if (message.state === 'leased') this.giveBack(message, now, 0);
      else if (message.state === 'delayed') message.state = 'ready';
    }
  }
  get depth() {
    const count = (wanted: string) => this.messages.filter(({ state }) => state === wanted).length;
    return { ready: count('ready'), delayed: count('delayed'), leased: count('leased'), dead: count('dead') };
  }
}

const which = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), delayMs: fc.constantFrom(0, 0, 0, 30) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('receive' as const), max: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ack' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('extend' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('nack' as const), which, delayMs: fc.constantFrom(0, 40), counts: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 20, 30, 60, 99, 100) }) },
);

/** Walks a queue and its model side by side, with every receipt that there ever was, and returns the states it has come to. */
async function walk(steps: readonly Step[]): Promise<ReadonlySet<string>> {
  const clock = new HandClock();
  const queue = new LeaseQueue<number>({ leaseMs, maxDeliveries, clock });
  const model = new Model();
  const deliveries: (Delivery<number> & { readonly handOut: number })[] = [];
  const seen = new Set<string>();
  const settle = (at: number, real: (receipt: string) => boolean, modelled: (message: Modelled) => void) => {
    const one = deliveries[at % deliveries.length];
    if (one === undefined) return;
    const message = model.held(one.body, one.handOut);
    assert.equal(real(one.receipt), message !== undefined);
    seen.add(message === undefined ? 'stale' : 'valid');
    if (message !== undefined) modelled(message);
  };
  for (const taken of steps) {
    const now = clock.now();
    if (taken.do === 'send') {
      model.send(now, taken.delayMs);
      queue.send(model.messages.length, { delayMs: taken.delayMs });
    } else if (taken.do === 'receive') {
      const received = queue.receive(taken.max);
      assert.deepEqual(received.map(({ body, deliveryCount }) => `${body}, delivery ${deliveryCount}`), model.receive(now, taken.max));
      for (const each of received) deliveries.push({ ...each, handOut: model.messages[each.body - 1]!.handOuts });
    } else if (taken.do === 'ack') settle(taken.which, (receipt) => queue.ack(receipt), (message) => (message.state = 'acked'));
    else if (taken.do === 'extend') settle(taken.which, (receipt) => queue.extend(receipt, 70), (message) => (message.until = now + 70));
    else if (taken.do === 'nack') settle(taken.which, (receipt) => queue.nack(receipt, taken.delayMs, 'no', taken.counts), (message) => model.giveBack(message, now, taken.delayMs, taken.counts));
    else {
      await clock.advance(taken.ms);
      model.pass(clock.now());
    }
    assert.deepEqual(queue.depth, model.depth);
    assert.equal(queue.deadLetters.length, queue.depth.dead);
    for (const { state } of model.messages) seen.add(state);
  }
  return seen;
}

describe('a queue', () => {
  it('does what its model does, step for step, with every receipt that there ever was', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), async (steps) => {
        for (const state of await walk(steps)) seen.add(state);
      }),
      { numRuns: 400 },
    );
    assert.deepEqual(['ready', 'delayed', 'leased', 'acked', 'dead', 'stale', 'valid'].filter((state) => !seen.has(state)), []);
  });

  it('gives each of many messages to one consumer, in order, wherever in a thousand leases the settled ones lie', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(999), { maxLength: 300 }), (settled) => {
        const clock = new HandClock();
        const queue = new LeaseQueue<number>({ leaseMs, clock });
        for (let number = 0; number < 1_000; number += 1) queue.send(number);
        const held = queue.receive(1_000);
        assert.deepEqual(held.map(({ body }) => body), Array.from({ length: 1_000 }, (_, number) => number));
        const back = new Set<number>();
        for (const at of settled) if (queue.nack(held[at]!.receipt)) back.add(at);
        assert.deepEqual(queue.receive(1_000).map(({ body }) => body), [...back].toSorted((one, other) => one - other));
      }),
      { numRuns: 50 },
    );
  });
});

describe('consumers that share a queue', () => {
  it('bring every message to its one effect, whichever of them die at work, and hold no more than they may', async () => {
    const lives = fc.record({ workMs: fc.constantFrom(10, 60, 150, 250), prefetch: fc.integer({ min: 1, max: 4 }), diesAfter: fc.constantFrom(0, 1, 2, 5), heartbeats: fc.constantFrom(0, 3) });
    await fc.assert(
      fc.asyncProperty(fc.array(lives, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 12 }), async (all, count) => {
        const clock = new HandClock();
        const queue = new LeaseQueue<number>({ leaseMs, maxDeliveries: Infinity, clock });
        const effects = new Map<string, number>();
        const stored: number[] = [];
        const store = {
          has: (key: string) => effects.has(key),
          store: (key: string, effect: number) => {
            if (effects.has(key)) return false;
            effects.set(key, effect);
            stored.push(effect);
            return true;
          },
        };
        const never = new Promise<never>(() => undefined);
        const begin = ({ workMs, prefetch, diesAfter, heartbeats }: (typeof all)[number]) => {
          let works = 0;
          let isDead = false;
          // Whoever is dead takes nothing and tells nothing.
          const ifAlive = <T>(ask: () => T) => (isDead ? never : ask());
          const consumer = new Consumer<number, number>({
            clock, effects: store, prefetch, heartbeats, waitMs: 1_000,
            queue: {
              receive: (max, waitMs, signal) => ifAlive(() => queue.receive(max, waitMs, signal)),
              extend: (receipt, ms) => ifAlive(() => queue.extend(receipt, ms)),
              ack: (receipt) => ifAlive(() => queue.ack(receipt)),
              nack: (receipt, delayMs, reason, counts) => ifAlive(() => queue.nack(receipt, delayMs, reason, counts)),
            },
            handle: async ({ body }) => {
              assert.ok(consumer.holding <= prefetch);
              works += 1;
              isDead = diesAfter > 0 && works >= diesAfter;
              if (isDead) await never;
              await new Promise<void>((resolve) => void clock.setTimeout(resolve, workMs));
              return body;
            },
          });
          consumer.start();
        };
        for (const life of all) begin(life);
        begin({ workMs: 10, prefetch: 1, diesAfter: 0, heartbeats: 3 });
        for (let number = 1; number <= count; number += 1) queue.send(number);
        for (let waited = 0; waited < 40_000 && queue.depth.ready + queue.depth.delayed + queue.depth.leased > 0; waited += 500) await clock.advance(500);
        assert.deepEqual(queue.depth, { ready: 0, delayed: 0, leased: 0, dead: 0 });
        assert.deepEqual(stored.toSorted((one, other) => one - other), Array.from({ length: count }, (_, number) => number + 1));
      }),
      { numRuns: 60 },
    );
  });
});
