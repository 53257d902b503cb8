import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { isSame } from '@/simulation/is-same.ts';
import { inputOf } from './playground-context.ts';
import type { RunRequested } from './playground-event.ts';
import type { PlaygroundMode, PlaygroundSettings } from './playground-settings.ts';
import { settingsAfter } from './settings-after.ts';

/** What the instrument is at, as far as the buttons of the article are concerned. */
export interface InstrumentState {
  readonly settings: PlaygroundSettings;
  readonly mode: PlaygroundMode;
  /** The playhead stands where the run ends, or at the promise that it broke. */
  readonly isAtEnd: boolean;
}
/** How a button of the article stands: its run is not played, is playing, or was played to its end. */
export type RequestState = 'rest' | 'running' | 'done';
/** What `breakable:state` carries: how any request stands. */
export type StateOfRequest = (choices: RunRequested['choices']) => RequestState;

/** Asking for the run that is open changes nothing. */
export function isOpen(choices: RunRequested['choices'], settings: PlaygroundSettings, data: ScenarioData): boolean {
  return isSame(inputOf(settingsAfter(settings, { type: 'run.requested', choices }, data)), inputOf(settings));
}

export function requestState(choices: RunRequested['choices'], { settings, mode, isAtEnd }: InstrumentState, data: ScenarioData): RequestState {
  const isRunning = mode === 'playing';
  const isDone = isAtEnd && (mode === 'paused' || mode === 'violated' || mode === 'ready');
  return (isRunning || isDone) && isOpen(choices, settings, data) ? (isRunning ? 'running' : 'done') : 'rest';
}

/** How long before what matters a run that was asked for is taken up, in virtual microseconds: four seconds of a reader's time at the speed at first. */
const leadUs = 1_000_000;

/** Shortly before what matters in a run: the promise that it breaks, or else the first fault. The start where there is neither. */
export function leadIn({ violation, endedAt, faults }: RunResult): number {
  const matters = violation ? endedAt : Math.min(...faults.map(({ atMs }) => atMs * 1000));
  return Number.isFinite(matters) ? Math.min(endedAt, Math.max(0, matters - leadUs)) : 0;
}
