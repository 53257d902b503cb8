import { noEdits, type Edits } from '@/simulation/edits/edits.ts';
import { lineHunks } from '@/simulation/edits/line-hunks.ts';
import type { Knob, ScenarioData } from '@/simulation/scenario.ts';
import { isSame } from '@/simulation/is-same.ts';
import { preciseSeconds } from '../timeline/time-text.ts';
import { namedSettings } from './named-settings.ts';
import type { SharedRun } from './opening.ts';

/** What a link carries, a few words each: `the experiment “Flapping”`, `2 knobs`, `1 fault`, `5 edited lines`, `the moment 12.304 s`. */
export function shareWords({ settings, at, pane }: SharedRun, data: ScenarioData, originals: Edits): readonly string[] {
  const { experiment, breakName, mutant, settingsName, seed, faults, edits, control } = settings;
  const named = namedSettings(data, { experiment, breakName: '', settingsName: '' });
  const turned = settingsName === '' ? knobsTurned(settings, data).length : 0;
  const lines = linesEdited(edits, originals);
  const said: readonly (readonly [words: string, isSaid: boolean])[] = [
    [`the experiment “${labelIn(data.experiments, experiment)}”`, true],
    [`the break “${labelIn(data.breaks, breakName)}”`, breakName !== ''],
    [`the wrong version “${labelIn(data.mutants, mutant)}”`, mutant !== '' && breakName === ''],
    [`the settings of ${labelIn(data.settings, settingsName)}`, settingsName !== ''],
    [`the seed ${seed}`, seed !== named.seed],
    [counted(turned, 'knob'), turned > 0],
    [faults.length === 0 ? 'no faults' : counted(faults.length, 'fault'), !isSame(faults, named.faults)],
    [counted(lines, 'edited line'), edits !== noEdits],
    ['the world without the pattern', control],
    [`the moment ${preciseSeconds(at ?? 0)} s`, at !== undefined],
    [`the open tab`, pane !== 'tweak'],
  ];
  return said.filter(([, isSaid]) => isSaid).map(([words]) => words);
}

/** The knobs that stand otherwise than the experiment opens with. */
export function knobsTurned({ experiment, knobs }: SharedRun['settings'], data: ScenarioData): readonly Knob[] {
  const named = namedSettings(data, { experiment, breakName: '', settingsName: '' });
  return data.knobs.filter(({ name }) => knobs[name] !== named.knobs[name]);
}

/** A line that was changed is gone and added: it counts once. */
export const linesEdited = (edits: Edits, originals: Edits): number =>
  Object.entries(edits).reduce((sum, [file, text]) => sum + lineHunks((originals[file] ?? '').split('\n'), text.split('\n')).reduce((lines, { removed, added }) => lines + Math.max(removed, added), 0), 0);

export const counted = (count: number, what: string): string => `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;

export const labelIn = (things: readonly { readonly name: string; readonly label: string }[], name: string): string => things.find((thing) => thing.name === name)?.label ?? name;
