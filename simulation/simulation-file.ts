import type { EditedCode } from './edits/edited-code.ts';
import type { RunInput, RunResult } from './run.ts';
import type { ScenarioData } from './scenario.ts';

/**
 * What the one file per scenario puts into `globalThis.breakable` when it is evaluated: in the page's worker, on the
 * command line and in the tests it is the same file.
 */
export interface SimulationFile {
  readonly data: ScenarioData;
  /**
   * Runs one input to its end, synchronously. The same input gives the same result, to the bit. `beat` has no part in the run: it is
   * called now and then between events, so that whoever waits for the result can be told that it is still coming.
   * `edited` is `input.edits`, compiled: a module for each of its files.
   * @throws InputError where the input names what does not exist or is out of range; its message lists what does.
   */
  readonly simulate: (input: RunInput, beat?: () => void, edited?: EditedCode) => RunResult;
}
