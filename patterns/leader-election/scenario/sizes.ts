import type { Knobs } from '../../../simulation/scenario.ts';

/** Replicas of the settlement. How many of them stand for the office, a knob says; all of them do shares. */
export const replicaIds: readonly string[] = [1, 2, 3, 4, 5].map((number) => `replica-${number}`);

/** Replica 1 is started first, and leads first; the others follow, in ms from the start of the run. */
export const followAfterMs = 250;

/** How long a replica works out a share, in ms: from a half to one and a half of it. */
export const shareMs = 500;
/** How long a replica may take for that, in ms, before the leader gives the share to another. */
export const sharePatienceMs = 2_500;
/** How long a leader leaves a replica alone that has failed it, in ms. */
export const restMs = 1_500;
/** How long the leader signs a payment, in ms. Between its last look at the clock and the ledger lies at least this. */
export const signMs = 200;
/** How often a leader asks the ledger what is open, in ms. */
export const lookMs = 700;
/** How long any other request may take, in ms. */
export const patienceMs = 1_000;
/** How long one signature may take before a leader takes itself for unhealthy, in ms. */
export const stallMs = 2_000;

/** What one request costs the lease store and the ledger, in ms. */
export const storeMs = 4;

/** When a deployment begins, in ms from the start of the run; how long a replica is away for it; and when the next one follows. */
export const deployAtMs = 7_000;
export const awayMs = 900;
export const rollMs = 2_400;

/** Cells of the ledger, and the last writes that it tells the tokens of. */
export const entriesShown = 30;
export const writesShown = 3;
/** How many open shares the ledger tells at one time. */
export const openTold = 12;

/** The times of an elector, which go together however the knobs stand. */
export function timesOf({ leaseMs, deadline, tries }: Knobs): { readonly leaseMs: number; readonly renewDeadlineMs: number; readonly retryPeriodMs: number } {
  const renewDeadlineMs = ((leaseMs as number) * (deadline as number)) / 100;
  return { leaseMs: leaseMs as number, renewDeadlineMs, retryPeriodMs: renewDeadlineMs / (tries as number) };
}
