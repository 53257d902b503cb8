/** What the shop sells; the knob says how many of them there are. */
export const items = ['lamp', 'chair', 'desk', 'vase', 'rug', 'clock'] as const;
/** Pieces of each item at the start, and in one delivery to the warehouse. */
export const piecesAtFirst = 6;
export const piecesADelivery = 2;
/** How many shoppers there are: each comes again and again, and has one session. */
export const shopperCount = 12;
/** One in so many orders is cancelled by its shopper at once. */
export const oneInCancels = 8;
/** From then on nobody orders and nothing is delivered or sent out, in ms from the start. Shoppers look on. */
export const closesAtMs = 16_000;
/** What the warehouse does, in a second, and how much of it is sending orders out. */
export const warehousePerSecond = 1.6;
export const shippingShare = 0.6;

/** What the store of the write side takes for a read and for an append, in ms, and how many it does at one time. */
export const readMs: readonly [least: number, most: number] = [3, 9];
export const appendMs: readonly [least: number, most: number] = [6, 14];
export const storeSlots = 4;
export const storePlaces = 60;
/** What a query takes there, which has to gather what it asks for, in ms. */
export const gatherMs: readonly [least: number, most: number] = [60, 140];

/** How long web waits for a command, how often it sends it, and how long it rests between, in ms. */
export const commandTimeoutMs = 1_500;
export const commandTries = 3;
export const betweenTriesMs = 300;
/** A shopper waits so long, in ms. */
export const patienceMs = 12_000;

/** How long the relay waits for an acknowledgement, in ms. */
export const deliveryTimeoutMs = 800;

/** When the order list is rebuilt, if it is, in ms from the start; how many events are read at a time for that, and what those take, in ms. */
export const rebuildAtMs = 8_000;
export const rebuildBatch = 5;
export const rebuildReadMs = 150;

/** A view that was last known to be fresh so long ago wears a badge, in ms. */
export const staleAfterMs = 1_000;
