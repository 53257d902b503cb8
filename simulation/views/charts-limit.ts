import type { Knob, Knobs, NumberOrKnob } from '../scenario.ts';

/** A number that is written down, or the present value of a knob; 0 for a knob that has none. */
export function numberIn(value: NumberOrKnob, knobs: Knobs): number {
  if (typeof value === 'number') return value;
  const turned = Number(knobs[value.knob]);
  return Number.isFinite(turned) ? turned : 0;
}

/** The same as a time in virtual microseconds: a written number is in ms, a knob in its own unit, `s` or `ms`. */
export function timeIn(value: NumberOrKnob, knobs: Knobs, knobsOfData: readonly Knob[]): number {
  const knob = typeof value === 'number' ? undefined : knobsOfData.find(({ name }) => name === value.knob);
  const perUnit = knob?.kind === 'number' && knob.unit === 's' ? 1_000_000 : 1000;
  return numberIn(value, knobs) * perUnit;
}
