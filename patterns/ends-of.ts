import type { Knob, KnobValue } from '../simulation/scenario.ts';

/** The values that a knob is tried with: both ends of a range, or all that can be chosen. */
export function endsOf(knob: Knob): readonly KnobValue[] {
  if (knob.kind === 'number') return [knob.min, knob.max];
  return knob.kind === 'switch' ? [false, true] : knob.options.map(({ value }) => value);
}
