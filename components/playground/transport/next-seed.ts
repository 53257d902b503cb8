/** The largest seed that the field takes: what fits into 31 bits. */
export const seedMax = 2 ** 31 - 1;

const seeds = 10_000;

/**
 * The seed that the dice throw after this one. It looks like chance, but is a full-period linear congruential step (Hull and Dobell, 1962):
 * thrown again and again it comes to every seed below ten thousand before it comes back.
 */
export const nextSeed = (seed: number): number => ((seed % seeds) * 6821 + 3571) % seeds;
