import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HashRing, Remainder, hashOf, movedKeys } from './ambassador.ring.ts';

const shards = (count: number) => Array.from({ length: count }, (_, number) => `shard ${number + 1}`);
const keys = Array.from({ length: 5_000 }, (_, number) => `cart ${number}`);

describe('a ring', () => {
  it('says who has a key, and who is next', () => {
    const ring = new HashRing(shards(4));
    const order = ring.order('cart 7', 4);
    assert.deepEqual([...order].sort(), shards(4));
    for (const count of [1, 2, 3]) assert.deepEqual(ring.order('cart 7', count), order.slice(0, count));
    assert.deepEqual(ring.order('cart 7', 9), order);
  });

  it('of one endpoint gives it every key', () => {
    assert.deepEqual(new HashRing(['only'], 1).order('any', 2), ['only']);
  });

  it('gives each endpoint about as much as the others', () => {
    const ring = new HashRing(shards(10));
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(ring.order(key, 1)[0]!, (counts.get(ring.order(key, 1)[0]!) ?? 0) + 1);
    for (const count of counts.values()) assert.ok(Math.abs(count / 500 - 1) < 0.3, String(count));
  });

  it('shows its points in their order, as many for each', () => {
    const points = new HashRing(shards(3), 5).points();
    assert.deepEqual(points.map(({ at }) => at), points.map(({ at }) => at).toSorted((one, other) => one - other));
    assert.deepEqual(shards(3).map((shard) => points.filter(({ endpoint }) => endpoint === shard).length), [5, 5, 5]);
    assert.ok(points.every(({ at }) => at >= 0 && at < 1));
  });

  it('has the same layout today as it had when this was written: a change of it moves the keys of all who use it', () => {
    const ring = new HashRing(shards(4));
    assert.deepEqual(['cart 1', 'cart 2', 'cart 3', 'cart 4', 'ñ'].map((key) => ring.order(key, 1)[0]), ['shard 3', 'shard 3', 'shard 4', 'shard 2', 'shard 1']);
    assert.deepEqual(['', 'a', 'foobar'].map(hashOf), [2_872_998_923, 444_641_715, 202_221_276]);
  });

  it('moves hardly more than the share of a new endpoint, where the remainder moves nearly all', () => {
    const moved = (place: (endpoints: readonly string[]) => { order(key: string, count: number): readonly string[] }) => movedKeys(keys, place(shards(4)), place(shards(5))).length / keys.length;
    assert.ok(Math.abs(moved((all) => new HashRing(all)) - 1 / 5) < 0.06);
    assert.ok(Math.abs(moved((all) => new Remainder(all)) - 4 / 5) < 0.06);
  });
});

describe('a remainder', () => {
  it('goes through all endpoints, from the one that the key falls to', () => {
    const order = new Remainder(shards(3)).order('cart 7', 3);
    assert.deepEqual([...order].sort(), shards(3));
    assert.deepEqual(new Remainder(['shard 3', 'shard 1', 'shard 2']).order('cart 7', 9), order);
  });
});

it('a layout refuses to be of nobody, or of points that cannot be', () => {
  for (const make of [() => new HashRing([]), () => new Remainder([])]) assert.throws(make, /endpoints must name at least one endpoint, got none/);
  for (const points of [0, 1.5, 10_001, NaN]) assert.throws(() => new HashRing(['a'], points), (error) => error instanceof RangeError && error.message === `pointsEach must be a whole number from 1 to 10000, got ${points}.`);
});
