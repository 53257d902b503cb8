import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { Ambassador, type Reply } from './ambassador.ts';
import { Endpoints } from './ambassador.endpoints.ts';
import { HashRing, hashOf } from './ambassador.ring.ts';

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 12 });
const keys = fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 40 });
const pointsEach = fc.integer({ min: 1, max: 40 });

/** What a ring must do, said with a list that is sorted anew for every key: endpoints by how far their nearest point lies ahead. */
function orderByHand(endpoints: readonly string[], points: number, key: string): readonly string[] {
  const from = hashOf(key);
  const nearest = (endpoint: string) => Math.min(...Array.from({ length: points }, (_, number) => (hashOf(`${endpoint} #${number}`) - from + 2 ** 32) % 2 ** 32));
  return endpoints.map((endpoint) => ({ endpoint, ahead: nearest(endpoint) })).toSorted((one, other) => one.ahead - other.ahead || (one.endpoint < other.endpoint ? -1 : 1)).map(({ endpoint }) => endpoint);
}

describe('a ring', () => {
  it('asks for a key in the order in which endpoints stand clockwise from it, in whatever order they were told', () => {
    fc.assert(
      fc.property(names.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), pointsEach, keys, ([told, otherwise], points, asked) => {
        const [ring, other] = [new HashRing(told, points), new HashRing(otherwise, points)];
        for (const key of asked) {
          assert.deepEqual(ring.order(key, told.length), orderByHand(told, points, key));
          assert.deepEqual(other.order(key, told.length), ring.order(key, told.length));
        }
      }),
    );
  });

  it('gives a new endpoint only what it has from then on, and moves nothing between the others', () => {
    fc.assert(
      fc.property(names, fc.string({ minLength: 13, maxLength: 16 }), pointsEach, keys, (before, added, points, asked) => {
        const [old, grown] = [new HashRing(before, points), new HashRing([...before, added], points)];
        for (const key of asked) {
          assert.deepEqual(grown.order(key, before.length + 1).filter((one) => one !== added), old.order(key, before.length));
        }
      }),
    );
  });
});

/** How a shard answers, or does not: `refuses` before it has received anything, `breaks` after it. */
type Way = 'answers' | 'refuses' | 'breaks' | 'hangs';
const errors: Readonly<Record<string, Error>> = { refuses: Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' }), breaks: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) };

describe('a call', () => {
  it('is received at most once where it may not be repeated, asks nobody twice, and ends by its deadline, whatever its endpoints do', async () => {
    const way = fc.constantFrom<Way>('answers', 'refuses', 'breaks', 'hangs');
    const scene = fc.record({ ways: fc.array(way, { minLength: 1, maxLength: 5 }), takes: fc.integer({ min: 1, max: 150 }), attempts: fc.integer({ min: 1, max: 6 }), method: fc.constantFrom('GET', 'POST'), timeoutMs: fc.integer({ min: 1, max: 400 }), key: fc.string() });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(scene, async ({ ways, takes, attempts, method, timeoutMs, key }) => {
        const clock = new HandClock();
        const shards = ways.map((_, number) => `shard ${number}`);
        const endpoints = new Endpoints({ directory: () => [{ service: 'carts', version: 1, endpoints: shards }], place: (all) => new HashRing(all, 4), clock });
        await endpoints.start();
        const asked: string[] = [];
        let received = 0;
        const ambassador = new Ambassador<string>({
          service: 'carts', endpoints, keyOf: ({ body }) => body, clock, maxAttempts: attempts, tryTimeoutMs: 100, timeoutMs,
          send: (endpoint) => {
            const what = ways[shards.indexOf(endpoint)]!;
            asked.push(endpoint);
            received += Number(what !== 'refuses');
            if (what === 'hangs') return new Promise<never>(() => undefined);
            return new Promise<Reply<string>>((resolve, reject) => void clock.setTimeout(() => (what === 'answers' ? resolve({ status: 200, headers: {}, body: endpoint }) : reject(errors[what]!)), takes));
          },
        });
        const beganAt = clock.now();
        let [end, endedAt] = ['', Infinity];
        const note = (what: string) => {
          [end, endedAt] = [what, clock.now()];
        };
        ambassador.call({ method, headers: {}, body: key }).then(() => note('answered'), (error: { code?: string }) => note(String(error.code)));
        await clock.advance(timeoutMs + 500);
        assert.ok(endedAt - beganAt <= timeoutMs, `${end} after ${endedAt - beganAt} of ${timeoutMs}`);
        assert.equal(new Set(asked).size, asked.length);
        assert.ok(asked.length <= Math.min(attempts, shards.length));
        if (method === 'POST') assert.ok(received <= 1);
        assert.deepEqual(ambassador.underWay, { calls: 0, copies: 0 });
        seen.add(end);
        endpoints.stop();
        assert.equal(clock.waiting, 0);
      }),
      { numRuns: 300 },
    );
    assert.deepEqual(['answered', 'ECONNREFUSED', 'ECONNRESET', 'TIMEOUT'].filter((end) => !seen.has(end)), []);
  });
});
