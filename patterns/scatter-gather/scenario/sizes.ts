import type { Knobs } from '../../../simulation/scenario.ts';

/** As many leaves as there is room for. How many hold a shard, the knob says. */
export const leavesMax = 100;
export const leafIds: readonly string[] = Array.from({ length: leavesMax }, (_, index) => `leaf-${index + 1}`);

/** One way between the root and a leaf, in ms. */
export const wayMs: readonly [least: number, most: number] = [10, 20];
/** What a leaf needs for its shard, in ms, where it is not slow: between two such pieces it looks whether anybody waits for it still. */
export const pieceMs: readonly [least: number, most: number] = [16, 24];
/** How many times longer a slow answer takes. */
export const slowFactor = 20;
/** How many searches a leaf works on at one time, and how many more may wait. Where all answers are slow, that is enough for each shard once and not for each twice. */
export const leafSlots = 3;
export const leafPlaces = 40;
const quorumShare = 0.8;
const shareOf: { readonly [waitFor: string]: number } = { most: 0.95, quorum: quorumShare, first: 0 };
/** How many answers end a search. */
export const enoughOf = ({ leaves, waitFor }: Knobs): number => Math.max(1, Math.ceil((shareOf[waitFor as string] ?? 1) * (leaves as number)));
/** How many shards a page needs. */
export const neededOf = (knobs: Knobs): number => (knobs.waitFor === 'none-missing' ? (knobs.leaves as number) : Math.min(enoughOf(knobs), Math.ceil(quorumShare * (knobs.leaves as number))));
/** What the root keeps back of the deadline for the way home, in ms. */
export const reserveMs = 40;
/** A search that took longer, in ms, has waited for a slow leaf: one without can take 64 ms, and a hedged one twice that. */
export const slowMs = 150;

/** The share of first requests that are faster than a hedge, by what the knob says. */
export const percentiles: { readonly [hedge: string]: number } = { p50: 0.5, p95: 0.95, p99: 0.99 };
/** How many further requests the root may send at first, and over how many first ones its budget and its percentile look. */
export const burst = 10;
export const hedgeWindow = 1_000;
/** How long shoppers wait beyond the deadline, in ms. */
export const patienceMs = 1_000;
/** How long the root would wait for one answer without a deadline, in ms: longer than a run. */
export const neverMs = 600_000;

/** Hits that a search shows. */
export const hitsShown = 5;
/** Answers on the card of the shoppers. */
export const answersShown = 24;
