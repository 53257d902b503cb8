/** The width of every picture on the time axis, in units of its own: a picture is stretched to its place, so it is drawn once per run. */
export const plotWidth = 2000;

/** Where a virtual time stands on an axis of this length, in whole units, so that marks closer than half a pixel fall together. */
export const plotX = (at: number, durationUs: number): number => (durationUs === 0 ? 0 : Math.round((at / durationUs) * plotWidth));

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `least`. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** There is room above the highest value of a line or a point, so that one at the limit is seen. */
export const headroom = 1.15;

/** The highest of values that may be too many to be spread into a call, and at least `least`. */
export function highestOf(values: Iterable<number>, least: number): number {
  let highest = least;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}
