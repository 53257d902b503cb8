import type { Knob, Knobs, ScenarioData } from '@/simulation/scenario.ts';

/** The knobs under one heading. */
export interface KnobGroup {
  readonly name: string;
  readonly knobs: readonly Knob[];
}

/** The knobs that mean something with these values, by their headings in the order of the scenario. */
export function knobsShown({ knobs }: Pick<ScenarioData, 'knobs'>, values: Knobs): readonly KnobGroup[] {
  const shown = knobs.filter(({ onlyWith }) => onlyWith === undefined || onlyWith.values.some((value) => value === values[onlyWith.knob]));
  return [...new Set(shown.map(({ group }) => group))].map((name) => ({ name, knobs: shown.filter(({ group }) => group === name) }));
}
