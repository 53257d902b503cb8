import { countUpTo } from '@/simulation/views/frame-track.ts';

/** A line stays lit for so long after it ran, in virtual µs, and fades in steps. */
const litUs = 300_000;
const litSteps = 3;

/** How often a line ran up to a moment, and how lit it is: 3 right after it ran, 0 when that is long ago. */
export function hitsAt(at: readonly number[], now: number): { readonly count: number; readonly lit: number } {
  const count = countUpTo(at, now);
  const last = at[count - 1];
  const lit = last === undefined ? 0 : Math.max(0, litSteps - Math.floor(((now - last) * litSteps) / litUs));
  return { count, lit };
}

/** The last time up to a moment; undefined before the first. */
export const lastHit = (at: readonly number[], now: number): number | undefined => at[countUpTo(at, now) - 1];

/** Where a press on a line leads: the last time that it ran before the moment, or else the first after it. */
export const hitToShow = (at: readonly number[], now: number): number | undefined => at[countUpTo(at, now - 1) - 1] ?? at[countUpTo(at, now)] ?? at[0];
