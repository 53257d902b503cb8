/** How many calls pricing works on at one time. */
export const slots = 3;
/** How many more it lets wait; beyond them it answers "overloaded". A full queue takes longer than a try may. */
export const queuePlaces = 20;
/** After a restart pricing loads its catalog for so long, in ms, and tells its callers when to come again. */
export const warmUpMs = 700;
/** The share of prices asked of an item that does not exist. */
export const unknownShare = 0.04;
/** The share of prices that the shopper goes on to pay. */
export const paidShare = 0.12;
/** The share of shoppers who leave while their till still waits, and how long these stay, in ms. */
export const leavingShare = 0.2;
export const staysMs = { from: 150, to: 1_200 };
/** Where the tills ask in step: how often, in ms. */
export const inStepEveryMs = 4_000;
/** How long paid-in shares and drawn retries of a budget count, in ms, and in how many steps they are forgotten. */
export const budgetMs = 10_000;
export const budgetSteps = 10;
/** The floor of each till's budget: so many retries a second of its time, besides the share of the calls. */
export const floorPerSecond = { price: 0.1, payment: 1 };
/** Longer than any call: it is the retry that limits each try. */
export const patienceMs = 60_000;
/** While it loads, pricing tells the caller of every order whose number this divides to stay away, so that fewer come back. */
export const turnedAwayEvery = 8;

/** What it answers the others then: a code that says for how long. */
export const retryAfter = (ms: number): string => `retry-after-${Math.ceil(ms)}`;
/** The ms that such a code asks to wait, null for one that says not to come again; 0 for any other. */
export const askedBy = (code: unknown): number | null =>
  code === 'stay-away' ? null : typeof code === 'string' && code.startsWith('retry-after-') ? Number(code.slice('retry-after-'.length)) : 0;
