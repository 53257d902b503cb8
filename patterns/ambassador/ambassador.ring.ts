/**
 * Where a key lives: a ring that lays keys out over endpoints such that one endpoint more, or less, moves only the keys that it gains, or had. All who know the
 * same endpoints find the same one, in whatever order they were told, and with nothing shared but this file. Do not use it where keys differ much in load, or
 * where any endpoint can serve any key. It has no ports: a layout is a value, made anew when the endpoints change.
 */
export interface Placement {
  /** Up to `count` different endpoints, in the order in which they are to be asked for this key. The first of them has it. */
  order(key: string, count: number): readonly string[];
}

/**
 * Consistent hashing: each endpoint stands at many points of a circle, and a key belongs to the first point clockwise from its own. A new endpoint takes over
 * what lies right before its points, a little from each of the others; if one is gone, each of its stretches falls to whoever stands next.
 */
export class HashRing implements Placement {
  private readonly hashes: Uint32Array;
  private readonly owners: readonly string[];
  private readonly size: number;

  /** @param pointsEach at how many points an endpoint stands: more share the keys out more evenly, and cost memory. @default 160, as in libketama */
  constructor(endpoints: readonly string[], pointsEach = 160) {
    const names = checked(endpoints);
    inRange('pointsEach', pointsEach, 1, 10_000);
    const points = names.flatMap((endpoint) => Array.from({ length: pointsEach }, (_, number) => ({ hash: hashOf(`${endpoint} #${number}`), endpoint })));
    points.sort((one, other) => one.hash - other.hash || (one.endpoint < other.endpoint ? -1 : 1));
    this.hashes = Uint32Array.from(points, ({ hash }) => hash);
    this.owners = points.map(({ endpoint }) => endpoint);
    this.size = names.length;
  }

  order(key: string, count: number): readonly string[] {
    const first = this.firstFrom(hashOf(key));
    const found = [this.owners[first]!];
    const wanted = Math.min(count, this.size);
    for (let step = 1; found.length < wanted; step += 1) {
      const endpoint = this.owners[(first + step) % this.owners.length]!;
      if (!found.includes(endpoint)) found.push(endpoint);
    }
    return found;
  }

  /** The points, clockwise, with their places on the circle from 0 to 1: to look at. */
  points(): readonly { readonly at: number; readonly endpoint: string }[] {
    return this.owners.map((endpoint, point) => ({ at: this.hashes[point]! / 2 ** 32, endpoint }));
  }

  /** The first point at this place or after it; past the last one comes the first. */
  private firstFrom(hash: number): number {
    let [low, high] = [0, this.hashes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.hashes[middle]! < hash) low = middle + 1;
      else high = middle;
    }
    return low % this.hashes.length;
  }
}

/** For comparison: the remainder of the hash picks the endpoint. It is as even, and with one endpoint more nearly every key moves. */
export class Remainder implements Placement {
  private readonly endpoints: readonly string[];
  constructor(endpoints: readonly string[]) {
    this.endpoints = checked(endpoints);
  }

  order(key: string, count: number): readonly string[] {
    const { length } = this.endpoints;
    const first = hashOf(key) % length;
    return Array.from({ length: Math.min(count, length) }, (_, step) => this.endpoints[(first + step) % length]!);
  }
}

/** Which of the keys have another endpoint in the layout `after` than they had in the one `before`. */
export const movedKeys = (keys: readonly string[], before: Placement, after: Placement): readonly string[] =>
  keys.filter((key) => before.order(key, 1)[0] !== after.order(key, 1)[0]);

/** The place of a text: the same in every process and on every machine, with no seed. FNV-1a, and the last steps of MurmurHash3, without which texts that end alike lie close together. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Sorted, so that the order in which they were told says nothing. */
function checked(endpoints: readonly string[]): readonly string[] {
  const names = [...new Set(endpoints)].sort();
  if (names.length === 0) throw new RangeError('endpoints must name at least one endpoint, got none.');
  return names;
}
function inRange(name: string, value: number, min: number, max: number): void {
  if (!(Number.isInteger(value) && value >= min && value <= max)) throw new RangeError(`${name} must be a whole number from ${min} to ${max}, got ${String(value)}.`);
}
