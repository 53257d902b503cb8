import type { ScenarioData } from '@/simulation/scenario.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import { openingSettings, settingsAfter } from '../settings-after.ts';

/** What is chosen by these names alone: a link says what differs from it. A break brings its experiment. */
export function namedSettings(data: ScenarioData, { experiment, breakName, settingsName }: Pick<PlaygroundSettings, 'experiment' | 'breakName' | 'settingsName'>): PlaygroundSettings {
  const opened = settingsAfter(openingSettings(data), breakName === '' ? { type: 'experiment.chosen', name: experiment } : { type: 'break.chosen', name: breakName }, data);
  return settingsName === '' ? opened : { ...settingsAfter(opened, { type: 'settings.chosen', name: settingsName }, data), breakName };
}
