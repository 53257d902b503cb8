import type { Knobs } from '../../../simulation/scenario.ts';

/** As many instances as there is room for. How many run, a knob says. */
export const instancesMax = 200;
export const shopIds: readonly string[] = Array.from({ length: instancesMax }, (_, index) => `shop-${index + 1}`);
export const numberOf = (id: string): number => Number(id.slice('shop-'.length));
export const runningOf = ({ instances }: Knobs): readonly string[] => shopIds.slice(0, instances as number);

/** The layers of an instance: what is for everyone, and what is for its region, which overrides it. */
export const everyone = 'everyone';
export const regionOf = (id: string): 'north' | 'south' => (numberOf(id) % 2 === 1 ? 'north' : 'south');
export const labelsOf = (id: string): readonly string[] => [everyone, regionOf(id)];
/** Where half of the fleet watches, pairs of instances take turns, so that each region has both. */
export const watches = (id: string, { transport }: Knobs): boolean => transport === 'watch' || (transport === 'half' && Math.ceil(numberOf(id) / 2) % 2 === 0);

/** What one request costs the store, in ms. */
export const storeMs = 3;
/** For how long it asks a reader to stay away that it turns away, in ms. */
export const busyMs = 4_000;
/** How far its copy is behind, in ms. Half of all reads and watches are answered from the copy. */
export const lagMs = 1_500;
/** How long it holds a watch, in ms. */
export const holdMs = 2_000;
/** When it forgets the values of old revisions, in ms from the start of the run, and how many of each label it keeps. */
export const compactAtMs: readonly number[] = [12_000, 20_000];
export const revisionsKept = 2;

/** Times of a client, in ms. */
export const callTimeoutMs = 1_000;
export const watchTimeoutMs = holdMs + callTimeoutMs;
export const retryMs = 500;
export const startupTimeoutMs = 1_200;
/** How long the platform waits until it starts an instance again that could not start, in ms. */
export const againMs = 1_000;
/** Never shorter than what a client without any trouble may need. */
export const stalestMs = ({ staleMs, pollMs }: Knobs): number => Math.max(staleMs as number, callTimeoutMs + Math.max(pollMs as number, 2 * watchTimeoutMs));

/** Payments of all instances in a second. */
export const paymentsPerSecond = 8;
export const patienceMs = 1_000;

/** How long an operator thinks between reading and publishing, in ms. */
export const thinksMs: readonly [least: number, most: number] = [150, 250];

/** Without the pattern settings come with a start. A rolling restart begins so often, takes so long for each instance, and goes on to the next after so long. */
export const rolloutEveryMs = 9_000;
export const awayMs = 700;
export const rolloutSpanMs = 6_000;

/** Cells of payments. */
export const paymentsShown = 30;
