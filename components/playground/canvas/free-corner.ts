import type { PanelPosition } from 'reactflow';
import type { Box } from '@/simulation/scenario.ts';
import type { WiringPlan } from './wiring-plan.ts';

/** What the name of the drawing library takes up in a corner, in px. */
const size = { width: 84, height: 24 };
const steps = 40;

/** A corner of the canvas that nothing is drawn in. On a desk the left ones belong to the hint and the legend. Where none is free, the lower right one. */
export function freeCorner({ wiring: { width, height }, cards, boundaries, links }: WiringPlan, isPortrait: boolean): PanelPosition {
  const corners: readonly (readonly [PanelPosition, Box])[] = (['bottom-right', 'top-right', 'bottom-left', 'top-left'] as const).map((corner) => [
    corner,
    { ...size, x: corner.endsWith('right') ? width - size.width : 0, y: corner.startsWith('bottom') ? height - size.height : 0 },
  ]);
  const boxes = [...cards, ...boundaries].map(({ box }) => box);
  const points = links.flatMap(({ route }) => Array.from({ length: steps + 1 }, (_, step) => route.at(step / steps)));
  const isFree = (corner: Box) => !boxes.some((box) => overlap(corner, box)) && !points.some((point) => overlap(corner, { ...point, width: 0, height: 0 }));
  return corners.find(([corner, box]) => (isPortrait || corner.endsWith('right')) && isFree(box))?.[0] ?? 'bottom-right';
}

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
