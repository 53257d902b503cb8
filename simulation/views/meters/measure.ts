import type { Meter, NumberOrKnob, Tone } from '../../scenario.ts';
import { readable, wordOf } from '../frame-caption.ts';
import { numberOf, numeric, shareOf, type Gauges } from './gauges.ts';

export interface SlotsFrame {
  readonly kind: 'slots';
  readonly label: string;
  readonly taken: number;
  readonly of: number;
  readonly text: string;
  readonly limit: string;
}
export interface ValueFrame {
  readonly kind: 'value';
  readonly label: string;
  readonly text: string;
  readonly unit: string;
  readonly limit: string;
}
/** A number on a scale, straight or round. */
export interface MeasureFrame {
  readonly kind: 'bar' | 'dial';
  readonly label: string;
  readonly text: string;
  readonly unit: string;
  /** The end of the scale in words, where the reading names it. */
  readonly of: string;
  /** From 0 to 1; undefined where the gauge holds no number. */
  readonly share: number | undefined;
  readonly limit: number | undefined;
  readonly isOverLimit: boolean;
  readonly tone: Tone;
}
type Of<Kind extends Meter['kind']> = Extract<Meter, { kind: Kind }>;

export function slotsFrame({ label, value, of, showsLimit }: Of<'slots'>, { at, knobs, read }: Gauges): SlotsFrame {
  const taken = read(value, at);
  const places = numberOf(of, knobs);
  return { kind: 'slots', label, taken: numeric(taken) ?? 0, of: places, text: wordOf(taken), limit: showsLimit === true ? readable(places) : '' };
}

export function valueFrame({ label, value, unit, of }: Of<'value'>, { at, knobs, read }: Gauges): ValueFrame {
  const reading = read(value, at);
  return { kind: 'value', label, text: wordOf(reading), unit: unitOf(unit, reading), limit: of === undefined ? '' : readable(numberOf(of, knobs)) };
}

export function barFrame(meter: Of<'bar'>, gauges: Gauges): MeasureFrame {
  return { ...measured(meter, 0, meter.of, gauges), kind: 'bar', of: readable(numberOf(meter.of, gauges.knobs)) };
}

export function dialFrame(meter: Of<'dial'>, gauges: Gauges): MeasureFrame {
  return { ...measured(meter, meter.min ?? 0, meter.max, gauges), kind: 'dial', of: '' };
}

function measured(meter: Of<'bar'> | Of<'dial'>, from: NumberOrKnob, to: NumberOrKnob, { at, knobs, read }: Gauges) {
  const reading = numeric(read(meter.value, at));
  const [min, max] = [numberOf(from, knobs), numberOf(to, knobs)];
  const limit = meter.limit === undefined ? undefined : numberOf(meter.limit, knobs);
  return {
    label: meter.label,
    text: wordOf(reading),
    unit: unitOf(meter.unit, reading),
    share: reading === undefined ? undefined : shareOf(reading, max, min),
    limit: limit === undefined ? undefined : shareOf(limit, max, min),
    isOverLimit: reading !== undefined && limit !== undefined && reading > limit,
    tone: meter.tone ?? 'flat',
  };
}

const unitOf = (unit: string | undefined, reading: unknown): string => (reading === undefined || reading === null ? '' : (unit ?? ''));
