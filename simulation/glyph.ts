/**
 * The small picture of a pattern: 300 by 132 units, drawn in the design's grammar on cards, in lists and in the README.
 * Marks are drawn in order, later ones on top; links stand first, so that nodes cover their ends.
 */
export interface Glyph {
  /** One or two sentences that say what the picture shows, for whoever does not see it. */
  readonly description: string;
  readonly marks: readonly GlyphMark[];
}

export type GlyphPoint = readonly [x: number, y: number];
export type GlyphBox = readonly [x: number, y: number, width: number, height: number];

/** Ink is the part that the pattern adds. */
export type GlyphLook = 'plain' | 'ink' | 'crashed' | 'slow';

/** What a node carries inside. */
export type GlyphSign = 'text lines' | 'list' | 'fan' | 'two ways' | 'crown' | 'pulse' | 'sliders' | 'slider' | 'key';

export type GlyphMark =
  | { readonly mark: 'client'; readonly at: GlyphPoint; /** 11 when left out. */ readonly radius?: number; /** In place of the dot. */ readonly sign?: GlyphSign }
  | {
      readonly mark: 'service';
      readonly box: GlyphBox;
      readonly look?: GlyphLook;
      readonly sign?: GlyphSign;
      readonly text?: string;
      readonly textTone?: 'warn';
      /** Corner radius, 6 when left out. */
      readonly radius?: number;
      /** The side that is cut into teeth, so that two parts fit or do not fit together. */
      readonly teeth?: 'left' | 'right';
      /** How much of its work is done, from 0 to 1. */
      readonly progress?: number;
    }
  | { readonly mark: 'store'; readonly box: GlyphBox; readonly look?: GlyphLook; readonly sign?: GlyphSign }
  | { readonly mark: 'queue'; readonly box: GlyphBox; /** Corner radius, half the height when left out. */ readonly radius?: number }
  /**
   * A row of cells, one character each: `#` an item, `o` a free place, `!` an urgent item, `s` a slot in use, `x` a slot held by a failing
   * call, `-` a free slot; a space leaves a place out. `at` is the first cell's top left corner, `step` the distance from cell to cell.
   */
  | { readonly mark: 'cells'; readonly at: GlyphPoint; readonly cells: string; readonly size: GlyphPoint; readonly step: number }
  | { readonly mark: 'boundary'; readonly box: GlyphBox }
  /** Walls between compartments. */
  | { readonly mark: 'wall'; readonly from: GlyphPoint; readonly to: GlyphPoint }
  /** A switch between two contacts. */
  | { readonly mark: 'breaker'; readonly from: GlyphPoint; readonly to: GlyphPoint; readonly state: 'closed' | 'half-open' | 'open' }
  /** A straight line through its two points, or a curve from the first to the last of four. */
  | {
      readonly mark: 'link';
      readonly path: readonly [GlyphPoint, GlyphPoint] | readonly [GlyphPoint, GlyphPoint, GlyphPoint, GlyphPoint];
      /** `network` when left out. `hop` is a try, `last hop` the one that counts, `measure` a length of time, `faint` a link at rest. */
      readonly style?: 'network' | 'in process' | 'asynchronous' | 'unavailable' | 'faint' | 'hop' | 'last hop' | 'measure';
      readonly tone?: 'info' | 'fail';
      readonly arrow?: boolean;
    }
  /** A lease that runs out: the part of the ring that is left, from 0 to 1. */
  | { readonly mark: 'ring'; readonly at: GlyphPoint; readonly radius: number; readonly left: number; readonly sign?: GlyphSign }
  | {
      readonly mark: 'message';
      readonly at: GlyphPoint;
      readonly outcome: 'request' | 'answered' | 'failed' | 'rejected' | 'timed out' | 'late' | 'urgent';
    }
  | { readonly mark: 'text'; readonly at: GlyphPoint; readonly text: string; readonly tone?: 'warn' };
