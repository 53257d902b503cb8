import type { ScenarioData } from '@/simulation/scenario.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import { PanelFrame } from './panel-frame.tsx';
import { panelTabs } from './panel-tabs.ts';
import { TweakPane } from './tweak-pane.tsx';

/** The panel as it stands before the first press: its first pane. */
export function StillPanel({ data, settings }: { readonly data: ScenarioData; readonly settings: PlaygroundSettings }) {
  return (
    <PanelFrame tabs={panelTabs(data, settings)} pane="tweak" isRaised={false}>
      <TweakPane data={data} settings={settings} />
    </PanelFrame>
  );
}
