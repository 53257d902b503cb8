/** How many calls payments works on at one time. */
export const slots = 8;
/** How many more it lets wait; beyond them it answers "overloaded". */
export const queuePlaces = 16;
/** The share of cards that payments declines. */
export const declinedShare = 0.05;
/** A trial call that takes longer has failed, in ms. */
export const trialDeadlineMs = 2_000;
/** The time window is forgotten in so many steps. */
export const buckets = 10;
/** While the circuit is isolated by hand, in ms from the start of the run. */
export const isolatedFromMs = 4_000;
export const isolatedForMs = 5_000;

/** Whom the shoppers call, each with a breaker of its own. */
export const checkouts = ['checkout-1', 'checkout-2'];
