import type { ScenarioData } from '@/simulation/scenario.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import { experimentNamed, knobsOf } from '../settings-after.ts';
import type { PanelTab } from './panel-frame.tsx';

/** The tabs that have something to show. A dot marks where the reader changed something. */
export function panelTabs(data: ScenarioData, settings: PlaygroundSettings, hasCode: boolean): readonly PanelTab[] {
  const opening = knobsOf(data, experimentNamed(data, settings.experiment));
  const isTurned = settings.breakName === '' && data.knobs.some(({ name }) => settings.knobs[name] !== opening[name]);
  return [
    { id: 'tweak', label: 'Tweak', isMarked: isTurned },
    ...(data.breaks.length > 0 ? [{ id: 'break', label: 'Break', isMarked: settings.mutant !== '' || settings.breakName !== '' }] : []),
    ...(hasCode ? [{ id: 'code', label: 'Code' }] : []),
    ...(data.statechart.states.length > 0 ? [{ id: 'statechart', label: 'Statechart' }] : []),
    { id: 'log', label: 'Log' },
  ];
}
