import type { Knob, KnobValue } from '@/simulation/scenario.ts';

/** A knob's value in words: with its unit (long times in seconds), with its option's label, or as on and off. */
export function knobText(knob: Knob, value: KnobValue): string {
  if (knob.kind === 'number') return typeof value === 'number' && knob.unit === 'ms' && value >= 1000 ? `${value / 1000} s` : `${String(value)} ${knob.unit}`;
  if (knob.kind === 'choice') return knob.options.find((option) => option.value === value)?.label ?? String(value);
  return value === true ? 'on' : 'off';
}
