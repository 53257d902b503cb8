/** The services of the shop that nobody changes any more, each in a pod with its adapter. */
export const services = ['stock', 'payments', 'orders'] as const;
export type Service = (typeof services)[number];
export const labels: Readonly<Record<Service, string>> = { stock: 'Stock', payments: 'Payments', orders: 'Orders' };
export const adapterOf = (service: Service): string => `${service}-adapter`;
export const podOf = (service: Service): string => `${service}-pod`;

/** Shoppers come from then on, in ms from the start of the run: the pods are up by then. */
export const opensAtMs = 1_500;
/** Shoppers that come in a second. Each calls all three services. */
export const shoppersPerSecond = 4;
/** From then on orders writes its log in another format, in ms from the start of the run. */
export const changesAtMs = 6_000;
/** How long a shopper waits, in ms. */
export const patienceMs = 2_000;

/** The monitor asks for numbers from then on, when not all services have started, and for health when they have, in ms from the start of the run. */
export const looksAtMs = 700;
export const asksAtMs = 1_300;

/** How long an adapter's service has to tell its numbers, in ms. */
export const askMs = 300;
/** How long the monitor waits for a page of numbers, in ms. */
export const scrapeMs = 450;
/** How much longer than a probe may take the monitor waits for the health of a service, in ms. */
export const healthSlackMs = 150;
/** A query that is under way cannot be taken back: its connection is given up after so many ms. */
export const queryMs = 5_000;

/** How long a pod has to stop, in ms. */
export const graceMs = 4_000;

/** How often the adapter of orders looks for new lines, and how long the log may take to keep them, in ms. */
export const lookMs = 250;
export const keepMs = 800;
/** Orders writes its log in blocks of so many characters, and what it has left after so many ms. */
export const blockSize = 160;
export const flushMs = 400;

/** How many customers there are. */
export const customers = 40;
/** Lines shown on cards. */
export const rowsShown = 3;
export const cellsShown = 30;
