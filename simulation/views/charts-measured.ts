import type { Tone } from '../meter.ts';

/** One path of a chart, in units of `plotWidth` by `chartHeight`. Lines of a chart that are told apart differ in their dashes too. */
export interface Mark {
  readonly part: 'area' | 'band' | 'bars' | 'line' | 'points';
  readonly tone: Tone | 'ink' | 'quiet';
  readonly dash?: 'dashed' | 'dotted';
  readonly path: string;
}

/** A chart of one run before its height is known: two runs that are compared share the greater of theirs. */
export interface Measured {
  /** The least full height, in the chart's own unit. */
  readonly top: number;
  /** What the full height stands for: `0 to 100 %`. */
  readonly scale: (top: number) => string;
  readonly draw: (top: number) => readonly Mark[];
  /** The same as a pale line behind another run's. */
  readonly drawPale: (top: number) => readonly Mark[];
  readonly limit?: { readonly value: number; readonly label: string };
  /** The value at a virtual time, in words: `38 %`, `93 / 140 ms`, `21 /s`, `no calls`. Called with every move of the playhead. */
  readonly reading: (at: number) => string;
  /** One figure for all that was until a virtual time, by which two runs are compared; undefined where there was nothing. */
  readonly figure: (until: number) => number | undefined;
  /** By how much this run's figure is above another's, in words: `12 points more`. Empty where that cannot be told. */
  readonly difference: (more: number) => string;
}
