import type { Knobs, NumberOrKnob, StateLook } from '../../scenario.ts';
import type { Json, JsonObject } from '../../trace.ts';

/** Where a card's gauges are read from. */
export interface Gauges {
  /** Virtual microseconds. */
  readonly at: number;
  readonly knobs: Knobs;
  readonly read: (gauge: string, at: number) => Json | undefined;
  /** How the card's pill looks now, which a switch takes its colour from. */
  readonly look: StateLook;
}

export function numberOf(value: NumberOrKnob, knobs: Knobs): number {
  return typeof value === 'number' ? value : Number(knobs[value.knob] ?? 0);
}

/** A count that can be drawn: whole, and within bounds. */
export const countOf = (value: NumberOrKnob, knobs: Knobs, max: number): number => Math.min(max, Math.max(1, Math.round(numberOf(value, knobs)) || 1));

export const numeric = (value: Json | undefined): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

export const arrayOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

export const objectOf = (value: Json | undefined): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {});

export const shareOf = (value: number, max: number, min = 0): number => (max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0);
