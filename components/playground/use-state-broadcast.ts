import { useCallback, useEffect } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { usePlayheadValue } from './canvas/use-playhead-value.ts';
import type { PlaygroundMode, PlaygroundSettings } from './playground-settings.ts';
import type { Playhead } from './playhead.ts';
import { requestState, type StateOfRequest } from './run-request.ts';

interface Told {
  readonly data: ScenarioData;
  readonly run: RunResult | undefined;
  readonly settings: PlaygroundSettings;
  readonly mode: PlaygroundMode;
  readonly playhead: Playhead;
}

/** Tells the page how requests stand, whenever that may have changed: `breakable:state` on document carries a `StateOfRequest`. */
export function useStateBroadcast({ data, run, settings, mode, playhead }: Told): void {
  const endedAt = run?.endedAt ?? Infinity;
  const isAtEnd = usePlayheadValue(playhead, useCallback((at) => at >= endedAt, [endedAt]));
  useEffect(() => {
    const stateOf: StateOfRequest = (choices) => requestState(choices, { settings, mode, isAtEnd }, data);
    document.dispatchEvent(new CustomEvent('breakable:state', { detail: stateOf }));
  }, [data, settings, mode, isAtEnd]);
}
