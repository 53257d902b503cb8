import type { Knobs } from '../../../simulation/scenario.ts';

export const gatewayIds: readonly string[] = [1, 2, 3, 4].map((number) => `gateway-${number}`);
/** The two addresses of the provider, and the key that each of them accepts. */
export const keyOf: Readonly<Record<string, string>> = { 'provider-old': 'key-old', 'provider-new': 'key-new' };
export const providerIds: readonly string[] = Object.keys(keyOf);
/** One letter of it is wrong. Nobody can see that from its form. */
export const badKey = 'key-odl';

/** What a gateway is set to. `workers` is read once, when its process starts. */
export type Values = { readonly url: string; readonly key: string; readonly pool: number; readonly failures: number; readonly level: string; readonly workers: number };
export const atFirst: Values = { url: 'provider-old', key: 'key-old', pool: 10, failures: 8, level: 'info', workers: 4 };
/** What the store keeps: the settings of all, and while a change is rolled out those of the ones within `percent` of it. */
export type Document = { readonly stable: Values; readonly next: Values | null; readonly change: string; readonly percent: number; readonly stage: number };
export type Numbered = Document & { readonly revision: number };

/** What nobody could run with; a scenario judges by this, a gateway by its own check. */
export const isSound = ({ url, key, pool, failures, level }: Values): boolean =>
  providerIds.includes(url) && key !== '' && Number.isInteger(pool) && pool >= 1 && pool <= 50 && Number.isInteger(failures) && failures >= 1 && failures <= 50 && ['info', 'debug'].includes(level);

/** How many more charges may wait for a place in the pool of a gateway, and how many marks its card has for those that run. */
export const places = 10;
export const poolMax = 10;
export const openForMs = 2_000;
/** How long the provider works on a charge and on a new connection, in ms. */
export const chargeMs = [60, 110] as const;
export const connectMs = 100;
/** How long a gateway waits for them. */
export const chargeTimeoutMs = 3_000;
export const connectTimeoutMs = 800;
/** How long checkout waits for a charge. */
export const patienceMs = 6_000;
/** How long one component may prepare, and how soon a gateway tries again what a component refused. */
export const prepareTimeoutMs = 1_000;
export const againMs = 1_000;
/** How often a gateway says which revision it has seen. */
export const statusMs = 1_000;
/** How often the guard looks, from how many charges on it judges, and from which share of failures on it finds a change bad. */
export const guardMs = 200;
export const guardLeast = 4;
export const guardRatio = 0.5;
/** How long a stage waits for the word of all of its gateways. */
export const stageTimeoutMs = 12_000;
export const storeMs = 4;
/** How long the store holds a watch that has nothing to say. */
export const watchMs = 4_000;

/** Charges come from here on, when all gateways have their first settings. */
export const opensAtMs = 800;

/** From here on the operators change settings, in ms from the start of the run. */
export const changesAtMs = 4_000;
export const burstMs = 5_000;

/** The longest that a charge takes of its gateway while nothing is at fault, in ms. */
export const longestChargeMs = ({ opMs }: Knobs): number => 1.5 * (opMs as number) + 300;
