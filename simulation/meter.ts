/** What a colour means. Every tone also has a shape or a pattern of its own, so that colour never stands alone. */
export type Tone = 'ok' | 'warn' | 'fail' | 'rej' | 'info' | 'flat' | 'mute';

/** A number that is written down, or the present value of a knob. */
export type NumberOrKnob = number | { readonly knob: string };

/** The pattern of a surface: what a tone is told by besides its colour. `none` is an outline without a filling. */
export type GroundPattern = 'plain' | 'bars' | 'diagonals' | 'dots' | 'hatch' | 'none';

/** The small shape that stands for a state, a row or a point. */
export type SmallShape = 'dot' | 'half' | 'square' | 'triangle' | 'ring' | 'cross';

/** How one mark of a gauge is drawn as a cell. Two looks of a meter that differ in tone differ in height or ground too. */
export interface CellLook {
  readonly tone: Tone;
  /** Its word in the accessible name: `answered`. */
  readonly label: string;
  /** In a row only; a grid's cells are all alike. @default 'tall' */
  readonly height?: 'short' | 'tall';
  /** @default 'plain' */
  readonly ground?: GroundPattern;
}
/** How one mark of a gauge is drawn as a row of a list or as a point of a hash ring. */
export interface MarkLook {
  readonly tone: Tone;
  readonly shape: SmallShape;
  readonly label: string;
}

/** A place in a log that somebody has come to. Its gauge holds how many entries lie behind it. */
export interface LogPosition {
  readonly label: string;
  readonly value: string;
  readonly tone?: Tone;
}

interface Measure {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  /** A mark on the scale. Beyond it the reading says so. */
  readonly limit?: NumberOrKnob;
  readonly tone?: Tone;
}

/**
 * What a card shows. `value` names a gauge that the node shows with `env.show`; a gauge that holds nothing usable is drawn as empty.
 * A caption is a template: `{gauge}`, `{gauge:ms}` (rounded), `{gauge:s}` (ms as seconds), `{gauge:until}` (seconds left until that virtual ms).
 */
export type Meter =
  /** Places that are taken one by one. */
  | { readonly kind: 'slots'; readonly label: string; readonly value: string; readonly of: NumberOrKnob; readonly showsLimit?: boolean }
  | { readonly kind: 'value'; readonly label: string; readonly value: string; readonly unit?: string; readonly of?: NumberOrKnob }
  /** The last eight seconds of a gauge. */
  | { readonly kind: 'spark'; readonly value: string; readonly max: NumberOrKnob; readonly limit?: NumberOrKnob }
  /** How full something is: a volume, a budget, a share. */
  | (Measure & { readonly kind: 'bar'; readonly of: NumberOrKnob })
  /** A reading on a round scale: a rate, a ratio, a temperature. */
  | (Measure & { readonly kind: 'dial'; readonly min?: NumberOrKnob; readonly max: NumberOrKnob })
  /** A ring that empties with the simulated time: a lease, a key, a timeout. The gauge holds the virtual ms at which it runs out, or null. */
  | { readonly kind: 'countdown'; readonly label: string; readonly value: string; readonly lastsMs: NumberOrKnob; readonly tone?: Tone }
  | {
      /** A row or a grid of cells. The gauge is a text with one character a cell, or an array with one mark a cell. */
      readonly kind: 'cells';
      readonly value: string;
      readonly size: NumberOrKnob;
      readonly looks: Readonly<Record<string, CellLook>>;
      /** With columns it is a grid that is filled from the top left, one place for each of a hundred leaves. Without, the newest stands last. */
      readonly columns?: NumberOrKnob;
      /** The first mark is the head of a queue and stands at the right, at the exit. */
      readonly isQueue?: boolean;
    }
  | {
      /** Points on a circle. The gauge is an array of `{ at, mark, label? }` with `at` from 0 to 1, clockwise from the top. */
      readonly kind: 'hash-ring';
      readonly label: string;
      readonly value: string;
      readonly looks: Readonly<Record<string, MarkLook>>;
      /** A gauge of the same form: the keys, as ticks inside the circle. */
      readonly keys?: string;
    }
  | {
      /** Rows of text. The gauge is an array of texts, or of `{ text, mark }`; what has no room is counted. */
      readonly kind: 'list';
      readonly label: string;
      readonly value: string;
      readonly rows: number;
      readonly looks?: Readonly<Record<string, MarkLook>>;
    }
  | {
      /** An append-only log. The gauge holds how many entries were ever appended; the last `size` of them are drawn. */
      readonly kind: 'log';
      readonly label: string;
      readonly value: string;
      readonly size: number;
      /** A gauge with the marks of the newest entries, one character each, newest last. */
      readonly entries?: string;
      readonly looks?: Readonly<Record<string, CellLook>>;
      /** A gauge with the number of entries at the start that were deleted or compacted away. */
      readonly gone?: string;
      readonly positions: readonly LogPosition[];
    }
  | {
      /**
       * Messages in a queue. The gauge is an array, head first, of `{ mark, count?, until? }`: how often it was delivered, and the virtual ms
       * at which its lease runs out, or null. What has no room is counted.
       */
      readonly kind: 'messages';
      readonly label: string;
      readonly value: string;
      readonly size: NumberOrKnob;
      /** @default 8 */
      readonly columns?: NumberOrKnob;
      /** How long a lease lasts: the whole of its clock. */
      readonly leaseMs: NumberOrKnob;
      readonly looks: Readonly<Record<string, CellLook>>;
    }
  | {
      /**
       * Classes of a queue, a row each. The gauge is an array of `{ label, mark, waiting, since }`: how many wait, and the virtual ms at
       * which the oldest of them came, or null. There is room for as many rows as there are looks.
       */
      readonly kind: 'waiting';
      readonly value: string;
      /** How many fill the bar. */
      readonly size: NumberOrKnob;
      /** An age beyond it says so. */
      readonly limitMs?: NumberOrKnob;
      readonly looks: Readonly<Record<string, CellLook>>;
    }
  /** Two contacts and an arm, turned by the gauge's state. */
  | { readonly kind: 'switch'; readonly value: string; readonly angles: Readonly<Record<string, number>> }
  | { readonly kind: 'caption'; readonly value: string; readonly by: Readonly<Record<string, string>> };
