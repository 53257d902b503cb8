/** A place where two versions of a text differ: lines that one has and the other has not. */
export interface LineHunk {
  /** 0-based: the first line of the old version that is gone, or before which new ones stand. */
  readonly at: number;
  /** How many lines are gone. */
  readonly removed: number;
  /** 0-based: the first new line in the new version, and how many there are. */
  readonly addedAt: number;
  readonly added: number;
}

/** Pairs of lines that are compared at most: less than a tenth of a second on a slow machine. */
const pairsMax = 2_000_000;

/**
 * How the new lines come out of the old ones, with as many of them kept as can be. In order. What both begin and end with is set aside; of
 * the rest all is compared with all, and where that is too much, the rest is one hunk.
 */
export function lineHunks(before: readonly string[], after: readonly string[]): LineHunk[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const [olds, freshes] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const kept = olds.length * freshes.length > pairsMax ? [] : longestCommon(olds, freshes);
  const hunks: LineHunk[] = [];
  let [at, addedAt] = [0, 0];
  for (const [old, fresh] of [...kept, [olds.length, freshes.length] as const]) {
    if (old > at || fresh > addedAt) hunks.push({ at: head + at, removed: old - at, addedAt: head + addedAt, added: fresh - addedAt });
    [at, addedAt] = [old + 1, fresh + 1];
  }
  return hunks;
}

/** The longest run of lines, not necessarily together, that both have in the same order, as pairs of their places. */
function longestCommon(before: readonly string[], after: readonly string[]): (readonly [old: number, fresh: number])[] {
  const width = after.length + 1;
  /** For each pair of places, how many lines both have in common from there on. */
  const ahead = new Uint32Array((before.length + 1) * width);
  for (let old = before.length - 1; old >= 0; old -= 1) {
    for (let fresh = after.length - 1; fresh >= 0; fresh -= 1) {
      ahead[old * width + fresh] =
        before[old] === after[fresh] ? ahead[(old + 1) * width + fresh + 1]! + 1 : Math.max(ahead[(old + 1) * width + fresh]!, ahead[old * width + fresh + 1]!);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let old = 0, fresh = 0; old < before.length && fresh < after.length; ) {
    if (before[old] === after[fresh]) pairs.push([old++, fresh++]);
    else if (ahead[(old + 1) * width + fresh]! >= ahead[old * width + fresh + 1]!) old += 1;
    else fresh += 1;
  }
  return pairs;
}
