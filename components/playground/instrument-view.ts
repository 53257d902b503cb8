import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { Blame } from './blame.ts';
import type { ComparisonState } from './playground-comparison.ts';
import type { SendEvent } from './playground-event.ts';
import type { PlaygroundSettings } from './playground-settings.ts';
import type { Playhead } from './playhead.ts';

/** What each part of the live instrument is drawn from, and the way to press it. */
export interface InstrumentView {
  readonly data: ScenarioData;
  readonly run: RunResult;
  /** The other arm of a comparison: with the pattern, or without it. Undefined while nothing is compared. */
  readonly counterpart: RunResult | undefined;
  readonly comparison: ComparisonState;
  readonly playhead: Playhead;
  readonly settings: PlaygroundSettings;
  /** There is no run for what is chosen: it was stopped, or could not be had. The run before it still stands. */
  readonly hasFailed: boolean;
  /** Whether a change of the code is to blame for what broke. */
  readonly blame: Blame | undefined;
  readonly send: SendEvent;
}
