/** Worker nodes. How many of them work, and since when, the knobs say. */
export const workerIds: readonly string[] = [1, 2, 3, 4, 5].map((number) => `worker-${number}`);

/** More workers join, and leave again, in ms from the start of the run. */
export const joinsAtMs = 7_000;
export const leavesAtMs = 16_000;
/** Somebody uploads many pictures at once, in ms from the start of the run. */
export const burstAtMs = 3_000;

/** How long a worker's request for messages waits at the queue, in ms. */
export const waitMs = 4_000;
/** How long any other request may take, in ms. */
export const patienceMs = 1_000;

/** How far the work for a picture may lie from the mean, as a share of it. */
export const workSpread = 0.5;
/** A picture that cannot be read shows it after this share of its work. */
export const brokenAfter = 0.4;

/** How long a message rests after a failure, in ms: longer each time. */
export const restMs = (deliveryCount: number): number => Math.min(5_000, 400 * 2 ** (deliveryCount - 1));

/** Cells of the queue's card. */
export const messagesShown = 16;
/** Cells of a worker's card. */
export const heldShown = 6;
/** Cells of the dead letters and of the pictures. */
export const lettersShown = 20;
export const effectsShown = 30;
