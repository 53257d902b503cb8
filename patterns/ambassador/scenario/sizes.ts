export const shardIds: readonly string[] = [1, 2, 3, 4].map((number) => `shard-${number}`);
/** The pods: a cart service that speaks to localhost only, and the ambassador that is localhost to it. */
export const pods = [1, 2].map((number) => ({ id: `pod-${number}`, app: `cart-${number}`, ambassador: `ambassador-${number}` }));
export const ambassadorIds: readonly string[] = pods.map(({ ambassador }) => ambassador);
export const appIds: readonly string[] = pods.map(({ app }) => app);

/** Shoppers, each with a cart. */
export const cartCount = 60;
export const cartName = (number: number): string => `cart ${number}`;
/** Keys to count how many move when the ring changes: the carts that there are, and those that there may be. */
export const probeKeys: readonly string[] = Array.from({ length: 400 }, (_, index) => cartName(index + 1));

/** How long the containers of a pod have to end, together, in ms. */
export const graceMs = 2_000;

/** From when on shoppers come, in ms from the start of the run, and how many in a second. */
export const opensAtMs = 1_500;
export const shoppersPerSecond = 12;
/** Of all that shoppers do; the others look at their cart. */
export const addShare = 0.25;
/** Shard 4 is on the list from here on, in ms from the start of the run. */
export const joinsAtMs = 7_000;
/** For so long a directory that was started anew lists nobody, and for so long again what is old, in ms. */
export const forgetfulMs = 1_200;

/** How long a shopper waits, and the cart service for localhost, in ms; how long a call may take as the cart service says, and as the ambassador allows anybody. */
export const shopperPatienceMs = 4_000;
export const localPatienceMs = 900;
export const deadlineMs = 800;
export const longestMs = 1_000;
/** How often an ambassador asks the directory, and how long it waits for it, in ms. */
export const refreshMs = 1_000;
export const directoryPatienceMs = 400;

/** A breaker opens where half of the last six calls failed, of at least three, and lets a trial through after so many ms. */
export const trip = { kind: 'count', calls: 6, failureRatio: 0.5, minimumCalls: 3 } as const;
export const openForMs = 1_500;
/** Copies of one ambassador that are under way at one time. */
export const copiesMax = 2;
export const splitSalt = 'carts of autumn';

/** Requests that a shard works on at one time, and that wait. */
export const slots = 4;
export const places = 40;
/** How long a request takes a shard that has the cart in its memory, and what loading the cart adds, in ms. */
export const workMs = [6, 12] as const;
export const loadMs = [35, 55] as const;
