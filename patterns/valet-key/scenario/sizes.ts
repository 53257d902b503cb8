/** Whose browsers there are. Each shopper has a folder at the store, for photos of goods that come back damaged. */
export const browserIds: readonly string[] = [1, 2, 3].map((number) => `browser-${number}`);
export const folderOf = (browser: string): string => `returns/${browser.replace('browser', 'shopper')}/`;

/** Photos that shoppers send in a second, all together. */
export const photosPerSecond = 1.1;
/** A photo comes in so many parts, the fewest and the most; a part is an object of its own. */
export const [partsMin, partsMax] = [3, 6];
export const partBytes = 1_000_000;
/** The most bytes that a key for an upload allows. */
export const uploadBytesMax = 5_242_880;
/** What the body of a part takes to come in, at the store or at the application, in ms. */
export const bodyMs = 250;
/** What one look at a part takes, in ms. */
export const lookMs = 20;
/** How often an owner looks at a photo after the upload, and the pause between two looks, in ms. */
export const [looks, lookEveryMs] = [4, 1_500];
/** What the application takes to decide and sign, in ms. */
export const signMs = 8;
/** What the store takes for a verdict: a share for all, and one for each step of the verifier's code, in ms. A real one takes a thousandth of it. */
export const [verifyMs, stepMs] = [1, 0.05];

/** How long a browser waits for the application, and for the store, in ms; and its pause after what went wrong. */
export const [askPatienceMs, putPatienceMs, pauseMs] = [1_000, 2_000, 150];

/** The application takes the next signing key every so often, and a signing key lives so much longer, in ms. */
export const [signingMs, overlapMs] = [12_000, 2_000];
export const signingKeys = 4;

/** From one try of the eavesdropper to the next, in ms, and how long it leaves what it has overheard alone. */
export const [tryEveryMs, restMs] = [300, 400];
/** When the operator notices the leak and closes it, in ms from the start; and how long until nobody gets in with what has leaked. */
export const [noticedMs, containedMs] = [9_000, 1_000];

/** What the application carries at one time where it carries photos itself, and how many may wait. */
export const [carriers, waitingMax] = [2, 40];

export const verdictsShown = 30;
export const triesShown = 24;

export const storeUrl = 'https://returns.shop.example';
