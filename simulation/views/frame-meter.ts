import type { Knobs, Meter, NumberOrKnob, StateLook, Tone } from '../scenario.ts';
import type { Json } from '../trace.ts';
import { captionOf, readable, wordOf, type CaptionPart } from './frame-caption.ts';

/** A meter with its numbers filled in: what is drawn, and nothing that would have to be worked out. */
export type MeterFrame =
  | { readonly kind: 'slots'; readonly label: string; readonly taken: number; readonly of: number; readonly text: string; readonly limit: string }
  | { readonly kind: 'value'; readonly label: string; readonly text: string; readonly unit: string; readonly limit: string }
  | { readonly kind: 'spark'; readonly lines: readonly (readonly SparkPoint[])[]; readonly limit: number | undefined }
  | { readonly kind: 'cells'; readonly cells: readonly (Cell | null)[] }
  | { readonly kind: 'switch'; readonly angle: number; readonly tone: Tone }
  | { readonly kind: 'caption'; readonly parts: readonly CaptionPart[] };
/** Both from 0 to 1: over the last eight seconds, and up to the meter's maximum. */
export type SparkPoint = readonly [x: number, y: number];
export interface Cell {
  readonly tone: Tone;
  readonly height: 'short' | 'tall';
  readonly pending: boolean;
  readonly label: string;
}

/** Where a card's gauges are read from. */
export interface Gauges {
  /** Virtual microseconds. */
  readonly at: number;
  readonly knobs: Knobs;
  readonly read: (gauge: string, at: number) => Json | undefined;
  /** How the card's pill looks now, which a switch takes its colour from. */
  readonly look: StateLook;
}

const sparkUs = 8_000_000;
const sparkStepUs = 200_000;
/** Narrower cells could not be told apart. */
const cellsMax = 42;

export function meterFrame(meter: Meter, gauges: Gauges): MeterFrame {
  const { at, knobs } = gauges;
  const value = gauges.read(meter.value, at);
  switch (meter.kind) {
    case 'slots': {
      const of = numberOf(meter.of, knobs);
      return { kind: 'slots', label: meter.label, taken: numeric(value) ?? 0, of, text: wordOf(value), limit: meter.showsLimit === true ? readable(of) : '' };
    }
    case 'value': {
      const limit = meter.of === undefined ? '' : readable(numberOf(meter.of, knobs));
      return { kind: 'value', label: meter.label, text: wordOf(value), unit: value === undefined || value === null ? '' : (meter.unit ?? ''), limit };
    }
    case 'spark': {
      const max = numberOf(meter.max, knobs);
      const limit = meter.limit === undefined ? undefined : shareOf(numberOf(meter.limit, knobs), max);
      return { kind: 'spark', lines: sparkLines(meter.value, max, gauges), limit };
    }
    case 'cells': {
      const size = Math.min(cellsMax, Math.max(1, Math.round(numberOf(meter.size, knobs))));
      const marks = Array.from(typeof value === 'string' ? value : '').slice(-size);
      const cells = marks.map((mark) => {
        const look = meter.looks[mark];
        return look === undefined ? null : { tone: look.tone, height: look.height, pending: look.pending === true, label: look.label };
      });
      return { kind: 'cells', cells: [...Array<null>(size - cells.length).fill(null), ...cells] };
    }
    case 'switch':
      return { kind: 'switch', angle: meter.angles[wordOf(value)] ?? 0, tone: gauges.look.tone };
    case 'caption':
      return { kind: 'caption', parts: captionOf(meter.by[wordOf(value)] ?? '', (gauge) => gauges.read(gauge, at), at / 1000) };
  }
}

/** Samples every 200 ms, from times that move on by 100 ms at once, so that the line does not shimmer; a gap where there was no value. */
function sparkLines(gauge: string, max: number, { at, read }: Gauges): SparkPoint[][] {
  const lines: SparkPoint[][] = [];
  let line: SparkPoint[] = [];
  const end = Math.floor(at / 100_000) * 100_000;
  for (let time = end - sparkUs; time <= end + sparkStepUs; time += sparkStepUs) {
    const isLast = time > end;
    const value = time < 0 ? undefined : numeric(read(gauge, isLast ? at : time));
    if (value !== undefined) line.push([isLast ? 1 : (time - end + sparkUs) / sparkUs, shareOf(value, max)]);
    else if (line.length > 0) {
      lines.push(line);
      line = [];
    }
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

export function numberOf(value: NumberOrKnob, knobs: Knobs): number {
  return typeof value === 'number' ? value : Number(knobs[value.knob] ?? 0);
}

const numeric = (value: Json | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

const shareOf = (value: number, max: number): number => (max > 0 ? Math.min(1, Math.max(0, value / max)) : 0);
