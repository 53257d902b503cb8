import { noEdits, type Edits } from '@/simulation/edits/edits.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import type { Pane } from '../press.ts';
import { experimentNamed, knobsOf } from '../settings-after.ts';

export interface PanelTab {
  readonly id: Pane;
  readonly label: string;
  /** The reader changed something there. */
  readonly isMarked: boolean;
}

/** The tabs that have something to show. A dot marks where the reader changed something; what is written of the code need not run yet. */
export function panelTabs(data: ScenarioData, settings: PlaygroundSettings, written: Edits = noEdits): readonly PanelTab[] {
  const opening = knobsOf(data, experimentNamed(data, settings.experiment));
  const isTurned = data.knobs.some(({ name }) => settings.knobs[name] !== opening[name]);
  return [
    { id: 'tweak', label: 'Tweak', isMarked: isTurned },
    ...(data.code.length > 0 ? [{ id: 'code', label: 'Code', isMarked: settings.mutant !== '' || settings.edits !== noEdits || written !== noEdits } as const] : []),
    ...(data.statechart.states.length > 0 ? [{ id: 'statechart', label: 'Statechart', isMarked: false } as const] : []),
    { id: 'log', label: 'Log', isMarked: false },
  ];
}

/** The pane that stands: the one that was opened, or the first where this scenario has no such pane. */
export const standingPane = (tabs: readonly PanelTab[], opened: Pane): Pane => (tabs.some(({ id }) => id === opened) ? opened : 'tweak');
