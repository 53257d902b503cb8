import type { Knobs } from '../../../simulation/scenario.ts';

/** The pods of the cluster that run jobs, and the two containers of each. */
export const workers = [1, 2, 3, 4].map((number) => ({ pod: `pod-${number}`, helper: `helper-${number}`, app: `transcode-${number}`, number }));
export type WorkerPod = (typeof workers)[number];

/** How long a manager waits for one answer, in ms, and how long one of its looks may take. */
export const answerMs = 800;
export const passMs = 2_000;
/** How long a job is kept after its end, once its item has ended, in ms. */
export const keepMs = 4_000;
/** How long a helper tries to get its item or to hand over the result, and how long it pauses between two tries, in ms. */
export const tryMs = 4_000;
export const pauseMs = 300;
/** How long the containers of a worker have to end, in ms. */
export const graceMs = 5_000;
/** How long one attempt may take, in ms: then its pod is stopped. */
export const deadlineMs = 15_000;
/** Pauses before a container is started again, in ms. The first time it is at once. */
export const backOffMs: readonly [first: number, longest: number] = [1_000, 4_000];

/** How long until another coordinator takes the place of one that was stopped or evicted, in ms. */
export const replacedAfterMs = 1_000;

/** Videos that are there when a run begins. */
export const backlog = 6;
/** How long the source lists a video after it has ended, in ms. */
export const listedMs = 20_000;
/** How far the work for a video may lie from the mean, as a share of it. */
export const workSpread = 0.5;
/** An attempt that fails shows it after this share of its work. */
export const failsAfter = 0.5;

/** How long an item rests after an attempt that came to nothing, in ms: longer each time. */
export const restAfterMs = (firstMs: number, attempt: number): number => Math.min(6_000, firstMs * 2 ** (attempt - 1));

/** From the creation of a job to the end of its pod, where nothing is at fault and a pod is free, in ms. */
export const attemptMs = ({ workMs }: Knobs): number => 1_400 + (workMs as number) * (1 + workSpread);

/** Cells of the cards. */
export const itemsShown = 40;
export const jobsShown = 24;
export const endingsShown = 45;
