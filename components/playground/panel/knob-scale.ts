import type { Knob } from '@/simulation/scenario.ts';

export type NumberKnob = Extract<Knob, { kind: 'number' }>;
/** What a slider needs to know of its knob. */
export type KnobScale = Pick<NumberKnob, 'min' | 'max' | 'step' | 'scale'>;

/** A slider has this many places, whatever its knob's range. */
export const placesMax = 1000;

/** On a logarithmic scale the same way means the same factor; a range that begins at 0 or below cannot have one. */
export const isLog = ({ min, scale }: KnobScale): boolean => scale === 'log' && min > 0;

/** The place of a value on the slider, from 0 to `placesMax`. */
export function placeOf(value: number, scale: KnobScale): number {
  const { min, max } = scale;
  if (max <= min) return 0;
  const share = isLog(scale) ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.round(Math.min(1, Math.max(0, share)) * placesMax);
}

/** The value at a place, on one of the knob's steps and within its range. On a logarithmic scale a step is at least a hundredth of the value, so that the numbers stay round. */
export function valueAtPlace(place: number, scale: KnobScale): number {
  const { min, max, step } = scale;
  if (place <= 0) return min;
  if (place >= placesMax) return max;
  const share = place / placesMax;
  const exact = isLog(scale) ? min * (max / min) ** share : min + (max - min) * share;
  return onStep(exact, isLog(scale) ? { ...scale, step: roundedStep(exact, step) } : scale);
}

/** The value one step up (1) or down (-1), within the range. */
export function nextValue(value: number, way: number, scale: KnobScale): number {
  const step = isLog(scale) ? roundedStep(value, scale.step) : scale.step;
  return onStep(value + way * step, { ...scale, step });
}

/** Steps count from the smallest value, and on a logarithmic scale from 0, where the round numbers are. */
function onStep(exact: number, scale: KnobScale): number {
  const { min, max, step } = scale;
  const base = isLog(scale) ? 0 : min;
  const stepped = step > 0 ? base + Math.round((exact - base) / step) * step : exact;
  return Number(Math.min(max, Math.max(min, stepped)).toPrecision(12));
}

/** The largest of 1, 10, 100, … times the step that is no more than a twentieth of the value. */
function roundedStep(value: number, step: number): number {
  let rounded = step;
  while (rounded * 10 <= value / 20) rounded *= 10;
  return rounded;
}
