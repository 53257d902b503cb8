/** How many pages recommendations works on at one time, and how many more it lets wait. A replica of 50 % has half the slots. */
export const slots = 10;
export const queuePlaces = 40;
/** How many products the shop has a page for; shoppers look at a few of them most of the time. */
export const products = 12;
/** The share of arrivals that save a wish, and of pages for shoppers who may not see recommendations. */
export const wishShare = 0.2;
export const barredShare = 0.04;

/** The timeouts of the levels below the primary, and of the store of wishes, in ms. */
export const replicaTimeoutMs = 200;
export const cacheTimeoutMs = 100;
export const wishTimeoutMs = 150;
/** So many failures in a row, and recommendations is asked last. */
export const leaveAfter = 5;

/** How often web tries to hand on what lies in its outbox, in ms. */
export const drainEveryMs = 200;
/** How many of the last answers the card shows. */
export const answersShown = 24;

/** How many slots the replica has, by the knob. */
export const replicaSlots = (percent: number) => Math.max(1, Math.round((slots * percent) / 100));
