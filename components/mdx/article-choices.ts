import type { Fault } from '@/simulation/fault.ts';
import type { KnobValue, ScenarioData } from '@/simulation/scenario.ts';
import type { PlaygroundEvent } from '../playground/playground-event.ts';

type KnobValues = Readonly<Record<string, KnobValue>>;

/** `<Experiment>`: an experiment as it is opened from the panel, or with knobs, a seed or without the pattern. */
export interface ExperimentTag {
  readonly name: string;
  readonly knobs?: KnobValues;
  readonly seed?: number;
  /** Without the pattern. */
  readonly control?: boolean;
}
/** `<Knob>`: one knob or several, in the experiment that is open or in one of its own. */
export interface KnobTag {
  readonly name?: string;
  readonly value?: KnobValue;
  readonly knobs?: KnobValues;
  readonly experiment?: string;
}
/** `<Fault>`: one more fault, in the experiment that is open or in one of its own. It says when it strikes, so that every reader sees the same run. */
export type FaultTag = Fault & { readonly experiment?: string };
/** `<Mutant>`: what breaks a promise, by the name of the break or of the wrong version that it shows. */
export interface MutantTag {
  readonly name: string;
}

/** What an article's tag may name. */
export type Named = Pick<ScenarioData, 'experiments' | 'knobs' | 'breaks' | 'mutants'>;
type Choices = readonly PlaygroundEvent[];

/*
 * The choices that a tag stands for, from the widest to the narrowest.
 * Each throws an error that lists what exists, where the tag names what does not.
 */

export const experimentChoices = (data: Named, { name, knobs, seed, control }: ExperimentTag): Choices => [
  ...opened(data, '<Experiment>', name),
  ...turned(data, '<Experiment>', knobs),
  ...(seed === undefined ? [] : [{ type: 'seed.chosen', seed } as const]),
  ...(control === true ? [{ type: 'control.switched', isOn: true } as const] : []),
];

export function knobChoices(data: Named, { name, value, knobs, experiment }: KnobTag): Choices {
  const wanted = name !== undefined && value !== undefined ? { [name]: value, ...knobs } : knobs;
  if (wanted === undefined || Object.keys(wanted).length === 0) throw new Error('<Knob> turns nothing: give it a name and a value, or knobs.');
  return [...opened(data, '<Knob>', experiment), ...turned(data, '<Knob>', wanted)];
}

export const faultChoices = (data: Named, { experiment, ...fault }: FaultTag): Choices => [...opened(data, '<Fault>', experiment), { type: 'fault.added', fault }];

export function mutantChoices({ breaks, mutants }: Named, { name }: MutantTag): Choices {
  const shown = breaks.find((each) => each.name === name) ?? breaks.find(({ mutant }) => mutant === name);
  if (shown === undefined) throw unknown('<Mutant>', 'break or mutant', name, [...breaks, ...mutants.filter((mutant) => breaks.some((each) => each.mutant === mutant.name))]);
  return [{ type: 'break.chosen', name: shown.name }];
}

function opened({ experiments }: Named, tag: string, name: string | undefined): Choices {
  if (name === undefined) return [];
  if (!experiments.some((each) => each.name === name)) throw unknown(tag, 'experiment', name, experiments);
  return [{ type: 'experiment.chosen', name }];
}

function turned({ knobs }: Named, tag: string, values: KnobValues = {}): Choices {
  return Object.entries(values).map(([name, value]) => {
    if (!knobs.some((each) => each.name === name)) throw unknown(tag, 'knob', name, knobs);
    return { type: 'knob.turned', name, value } as const;
  });
}

const unknown = (tag: string, what: string, name: string, all: readonly { readonly name: string }[]) =>
  new Error(`${tag} names the ${what} "${name}"; there are ${[...new Set(all.map((each) => each.name))].join(', ')}.`);
