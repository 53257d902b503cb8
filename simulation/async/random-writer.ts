/** A way to go on, with how much deeper it may go. */
export type Choice = (depth: number) => string;
type Random = (below: number) => number;

/** Marsaglia's xorshift (Journal of Statistical Software 8/14, 2003), so that a seed gives the same program everywhere. */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Chooses what to write next, and numbers what it has written. */
export class RandomWriter {
  protected readonly random: Random;
  private places = 0;
  private names = 0;

  constructor(random: Random) {
    this.random = random;
  }

  protected choose(choices: readonly Choice[], depth: number): string {
    return this.pick(choices)(depth - 1);
  }

  protected pick<Item>(items: readonly Item[]): Item {
    return items[this.random(items.length)]!;
  }

  protected place(): number {
    this.places += 1;
    return this.places;
  }

  protected name(kind: string): string {
    this.names += 1;
    return `${kind}${this.names}`;
  }
}
