import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { Blame } from '../blame.ts';
import { isSame } from '@/simulation/is-same.ts';
import { inputOf } from '../playground-context.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import type { SharedRun } from './opening.ts';

/** What the live instrument shows, for what stands outside it. */
export interface ShownRun {
  readonly data: ScenarioData;
  readonly shared: SharedRun;
  /** The run itself; undefined while it is awaited or could not be had. */
  readonly run: RunResult | undefined;
  readonly blame: Blame | undefined;
}

/** Whether a run is the one that these settings ask for. */
export function isRunOf(run: RunResult, settings: PlaygroundSettings): boolean {
  const { mutant = '', edits = {}, faults = [], ...input } = inputOf(settings);
  const { experiment, seed, knobs, control } = run;
  return isSame({ experiment, seed, knobs, control }, input) && run.mutant === mutant && isSame(run.faults, faults) && isSame(run.edits, edits);
}

let look: (() => ShownRun) | undefined;

/** What the page's instrument shows at this moment; undefined until it stands. */
export const shownRun = (): ShownRun | undefined => look?.();

/** The instrument lets itself be looked at. @returns the way to end that */
export function showRun(shown: () => ShownRun): () => void {
  look = shown;
  return () => {
    if (look === shown) look = undefined;
  };
}
