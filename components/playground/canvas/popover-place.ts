import type { Box } from '@/simulation/scenario.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}
/** Where a popover stands, in px of the canvas, and on which side of what it points at. */
export interface PopoverPlace {
  readonly left: number;
  readonly top: number;
  readonly side: 'below' | 'above' | 'right' | 'left';
  /** How far along the popover's edge its caret is. */
  readonly caret: number;
}

const gap = 14;
const margin = 4;
/** The caret keeps off the round corners. */
const caretMin = 16;

/** Beside its anchor and within the canvas: below where there is room, or else above, to the right or to the left. */
export function placeBeside(anchor: Box, { width, height }: Size, canvas: Size): PopoverPlace {
  const [x, y] = [anchor.x + anchor.width / 2, anchor.y + anchor.height / 2];
  const left = within(x - width / 2, canvas.width - width);
  const top = within(y - height / 2, canvas.height - height);
  const across = within(x - left, width - caretMin, caretMin);
  const down = within(y - top, height - caretMin, caretMin);
  const places: readonly (PopoverPlace & { readonly fits: boolean })[] = [
    { side: 'below', left, top: anchor.y + anchor.height + gap, caret: across, fits: anchor.y + anchor.height + gap + height <= canvas.height },
    { side: 'above', left, top: anchor.y - gap - height, caret: across, fits: anchor.y - gap - height >= 0 },
    { side: 'right', left: anchor.x + anchor.width + gap, top, caret: down, fits: anchor.x + anchor.width + gap + width <= canvas.width },
    { side: 'left', left: anchor.x - gap - width, top, caret: down, fits: anchor.x - gap - width >= 0 },
  ];
  const { side, caret, ...place } = places.find(({ fits }) => fits) ?? places[0]!;
  return { side, caret, left: within(place.left, canvas.width - width), top: within(place.top, canvas.height - height) };
}

const within = (value: number, max: number, min = margin): number => Math.max(min, Math.min(max - (min === margin ? margin : 0), value));
