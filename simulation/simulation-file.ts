import type { EditedCode } from './edits/edited-code.ts';
import type { RunInput, RunResult, Verdict } from './run.ts';
import type { ScenarioData } from './scenario.ts';

/** Where a run is, for whoever waits for it. */
export interface RunPlace {
  /** The node whose code runs, '' between events. */
  readonly node: string;
  /** File (without `.ts`) and line that came last, '' and 0 while no code runs. */
  readonly file: string;
  readonly line: number;
  /** Events dispatched so far. */
  readonly events: number;
  /** Steps taken so far: the same at the same place of every run of the same input. */
  readonly steps: number;
}

/** Told now and then that a run goes on, and every time that it came to another line, where it was asked to tell. */
export type Beat = (place: () => RunPlace, tellsLines: boolean) => void;

/**
 * What the one file per scenario puts into `globalThis.breakable` when it is evaluated: in the page's worker, on the
 * command line and in the tests it is the same file.
 */
export interface SimulationFile {
  readonly data: ScenarioData;
  /** To be called once, where the realm serves one run of edited code and nothing else: bounds then hold for what its built-ins do, too. */
  readonly ownRealm: () => void;
  /**
   * Runs one input to its end, synchronously. The same input gives the same result, to the bit. `beat` has no part in the run: it is
   * called now and then, between events and within long ones, so that whoever waits for the result can be told that it is still coming.
   * `edited` is `input.edits`, compiled: a module for each of its files. With `tellsLinesFrom`, `beat` is called for every line that the
   * code comes to, once the run has taken that many steps.
   * @throws InputError where the input names what does not exist or is out of range; its message lists what does.
   */
  readonly simulate: (input: RunInput, beat?: Beat, edited?: EditedCode, tellsLinesFrom?: number) => RunResult;
  /**
   * Runs one input, of the code as it is or of a wrong version, for its verdict alone: the same run to the same hash, without a trace that
   * anybody could look at. For many runs, of which it costs a fifth less.
   * @throws InputError as `simulate` does
   */
  readonly judge: (input: RunInput) => Verdict;
}
