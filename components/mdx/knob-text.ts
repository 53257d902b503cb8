import type { Knob, KnobValue } from '@/simulation/scenario.ts';

/** A knob's value in words: with its unit, with its option's label, or as on and off. */
export function knobText(knob: Knob, value: KnobValue): string {
  if (knob.kind === 'number') return `${String(value)} ${knob.unit}`;
  if (knob.kind === 'choice') return knob.options.find((option) => option.value === value)?.label ?? String(value);
  return value === true ? 'on' : 'off';
}
