/** One of several ways to do the same work, measured side by side. */
export interface Contestant {
  readonly name: string;
  /** Does the work so many times. */
  readonly run: (times: number) => Promise<void> | void;
}

/** A median with its quartiles: machines are noisy, so no figure stands without its spread. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Nanoseconds per operation of each contestant, round by round. */
export type Race = Readonly<Record<string, readonly number[]>>;

const nowNs = () => performance.now() * 1e6;

async function nsPerOperation({ run }: Contestant, times: number): Promise<number> {
  const startedAt = nowNs();
  await run(times);
  return (nowNs() - startedAt) / times;
}

/**
 * Measures contestants in interleaved rounds: each takes its turn in every round, and another begins each time, so that a slow
 * moment of the machine falls on all of them.
 * @param options.roundMs how long one turn should take; the number of operations is fitted to it first, which also warms up.
 */
export async function race(contestants: readonly Contestant[], { rounds = 31, roundMs = 25 } = {}): Promise<Race> {
  const times = new Map<string, number>();
  for (const contestant of contestants) {
    let count = 1;
    for (let pass = 0; pass < 4; pass += 1) {
      const ns = await nsPerOperation(contestant, count);
      count = Math.max(1, Math.round((roundMs * 1e6) / ns));
    }
    times.set(contestant.name, count);
  }
  const results: Record<string, number[]> = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const contestant = contestants[(round + turn) % contestants.length]!;
      results[contestant.name]!.push(await nsPerOperation(contestant, times.get(contestant.name)!));
    }
  }
  return results;
}

export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('A spread needs at least one value.');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)]!;
    return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** How many times as long one took as another, round by round. */
export function ratio(results: Race, one: string, other: string): Spread {
  const others = results[other]!;
  return spreadOf(results[one]!.map((ns, round) => ns / others[round]!));
}
