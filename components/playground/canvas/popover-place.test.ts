import { describe, expect, it } from 'vitest';
import { placeBeside } from './popover-place.ts';

const canvas = { width: 800, height: 420 };
const size = { width: 200, height: 180 };
const card = (x: number, y: number) => ({ x, y, width: 150, height: 120 });

describe('placeBeside', () => {
  it('stands below where there is room, with its caret at the middle of what it points at', () => {
    expect(placeBeside(card(300, 60), size, canvas)).toEqual({ side: 'below', left: 275, top: 194, caret: 100 });
  });

  it('stands above, to the right or to the left where there is none', () => {
    expect(placeBeside(card(300, 260), size, canvas)).toMatchObject({ side: 'above', top: 66 });
    expect(placeBeside(card(300, 150), { ...size, height: 300 }, canvas)).toMatchObject({ side: 'right', left: 464, top: 60 });
    expect(placeBeside(card(640, 150), { ...size, height: 300 }, canvas)).toMatchObject({ side: 'left', left: 426 });
  });

  it('stays within the canvas, and points from there', () => {
    expect(placeBeside(card(640, 60), size, canvas)).toMatchObject({ side: 'below', left: 596, caret: 119 });
    expect(placeBeside(card(0, 60), size, canvas)).toMatchObject({ side: 'below', left: 4, caret: 71 });
  });

  it('covers what it points at only where it fits nowhere', () => {
    expect(placeBeside(card(300, 150), { width: 700, height: 400 }, canvas)).toMatchObject({ side: 'below', left: 25, top: 16 });
  });
});
