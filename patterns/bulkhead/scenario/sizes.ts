/** How many connections web has for all its calls. */
export const connections = 30;

/** Whom web calls, a compartment for each: the share of the shoppers who want it, how long a call of it works (ms), and its slots. */
export interface Dependency {
  readonly id: string;
  readonly label: string;
  readonly share: number;
  readonly workMs: readonly [least: number, most: number];
  readonly permits: string;
  readonly permitsDefault: number;
}
export const dependencies: readonly Dependency[] = [
  { id: 'payments', label: 'Payments', share: 0.5, workMs: [120, 240], permits: 'paymentsSlots', permitsDefault: 12 },
  { id: 'stock', label: 'Stock', share: 0.3, workMs: [40, 80], permits: 'stockSlots', permitsDefault: 10 },
  { id: 'recommendations', label: 'Recommendations', share: 0.2, workMs: [60, 140], permits: 'recommendationsSlots', permitsDefault: 8 },
];
/** How many calls a dependency works on at one time, and how many more it lets wait before it answers "overloaded". */
export const stationSlots = 24;
export const stationPlaces = 16;

/** A page that has not begun its call by then is not worth beginning, in ms from its arrival at web. */
export const pageBudgetMs = 2_000;
/** How long shoppers wait for a page before they leave, in ms. */
export const patienceMs: readonly [least: number, most: number] = [1_000, 4_000];

/** An operator moves slots from recommendations to payments, and back, in ms from the start of the run. */
export const movedAtMs = 6_000;
export const movedBackAtMs = 13_000;

/** A call without a timeout is given up after this, in ms: long after the end of every run. */
export const neverMs = 600_000;
