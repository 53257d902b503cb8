import type { Fault } from '@/simulation/fault.ts';
import type { Edits } from '@/simulation/edits/edits.ts';
import type { Knobs } from '@/simulation/scenario.ts';

/**
 * What the instrument is doing. In `loading` the first run of an input is under way and the last result, if any, still stands;
 * `violated` is a run that stands at the event that broke a promise; `failed` is where no run could be had at all, with a sentence saying why.
 */
export type PlaygroundMode = 'loading' | 'ready' | 'playing' | 'paused' | 'violated' | 'failed';

/** Everything that the reader has chosen. Together with the code it is the run. */
export interface PlaygroundSettings {
  readonly experiment: string;
  /** The published settings that the knobs came from, or '' once they are the reader's own. */
  readonly settingsName: string;
  /** Every knob by name. */
  readonly knobs: Knobs;
  readonly seed: number;
  /** Simulated time over wall time. */
  readonly speed: number;
  readonly faults: readonly Fault[];
  /** The name of the wrong version that runs, or '' for the code as it is shown. */
  readonly mutant: string;
  /** The reader's own code that runs, or none. What is being typed is not here until it is run; a wrong version and edits exclude each other. */
  readonly edits: Edits;
  /** The name of the break that was chosen, or ''. */
  readonly breakName: string;
  /** The same world runs without the pattern. */
  readonly control: boolean;
}
