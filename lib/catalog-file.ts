import type { RunInput, RunResult } from '../simulation/run.ts';
import type { ScenarioData } from '../simulation/scenario.ts';

/** generated/catalog/<slug>.json, which scripts/build-simulation.ts writes: what a pattern's page is built from. */
export interface CatalogFile {
  /** Its icons are drawn: a path stands in place of each name. */
  readonly data: ScenarioData;
  /** The first experiment with its default input, run once while the simulations were built. */
  readonly still: { readonly input: RunInput; readonly result: RunResult };
  /** The text of each pattern file, by its name without `.ts`. */
  readonly sources: Readonly<Record<string, string>>;
}
