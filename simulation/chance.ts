import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { skipN } from 'pure-rand/utils/skipN';
import { hashString } from './running-hash.ts';

/** A stream of numbers in [0, 1). */
export type Chance = () => number;

/**
 * Chance is split per concern, so that one concern drawing more or less leaves the others as they were: the workload of two
 * arms of a comparison stays the same whatever the code does. A stream is found by its name alone.
 */
export function chanceOf(seed: number, concern: string): Chance {
  const generator = xoroshiro128plus(hashString(`${concern}:${seed}`));
  skipN(generator, 8);
  return () => uniformFloat64(generator);
}
