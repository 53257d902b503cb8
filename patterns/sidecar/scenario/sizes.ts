import type { Knobs } from '../../../simulation/scenario.ts';

/** How many lines the shipper holds at most. */
export const bufferLines = 40;
/** How often the shipper looks at the volume, in ms. */
export const pollMs = 200;
/** How long one send may take, in ms. */
export const patienceMs = 1_000;
/** What a line costs the shipper to pack, in ms of its own work. */
export const packMs = 4;
/** How long the shipper needs to open its source, and web to serve once it is up, in ms of their own work. */
export const openMs = 150;
export const warmUpMs = 300;

/** The share of the volume above which the shipper drops what it has not begun. */
export const dropAbove = 0.75;
/** How often the platform looks whether the volume is too full, in ms. */
export const lookEveryMs = 1_000;
/** The second pause before a container is started again, and the longest, in ms: a tenth of the platform's own, and less. */
export const backOffMs = [1_000, 4_000] as const;
/** How long until another pod takes the place of one that is gone, in ms. */
export const replacedAfterMs = 1_000;

/** How long web still answers after it was told to stop, in ms: who sends it requests does not know yet. */
export const leaveMs = 600;
/** How long the shipper may drain, in ms, where it has the grace for itself, or with the containers of its pod, of which a native one waits for web: less, so that it ends and is not killed. */
export const drainMsAlone = ({ graceMs }: Knobs): number => Math.max(250, Math.round((graceMs as number) * 0.8));
export const drainMs = ({ graceMs, mode }: Knobs): number => drainMsAlone({ graceMs: (graceMs as number) - (mode === 'native' ? leaveMs : 0) });
/** Shoppers come when web has had time to start, in ms from the start of the run. */
export const opensAtMs = 2_000;
/** Lines that the job writes, one for each piece of its work. */
export const jobLines = 60;

/** How long the shipper rests after so many failures in a row, in ms: half to all of this. */
export const restMs = (failures: number): number => Math.min(3_000, 400 * 2 ** (failures - 1));

/** What a batch takes to be packed, sent and stored, in ms. */
export const batchMs = (lines: number, sinkMs: number): number => lines * packMs + sinkMs + 20;

/** How long a shipper may need to look after a volume that filled while it was away, in µs. */
export const looksAgainUs = 1_500_000;
/** Within what time web serves when its pod was started, in ms: both containers start, one after the other. */
export const servesWithinMs = 3_000;

/** Cells of the cards. */
export const linesShown = 60;
export const batchesShown = 20;
