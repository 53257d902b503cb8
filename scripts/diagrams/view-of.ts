import type { Wiring } from '../../simulation/scenario.ts';
import type { View } from './svg-document.ts';

const margin = 12;

/** The part of a wiring that is drawn on, with a margin, so that the picture is as large as its place allows. */
export function viewOf({ cards, boundaries, edges, hides = [] }: Wiring): View {
  const boxes = [...Object.entries(cards).filter(([id]) => !hides.includes(id)), ...Object.entries(boundaries)].map(([, box]) => box);
  const corners = [...boxes.flatMap(({ x, y, width, height }) => [[x, y], [x + width, y + height]] as const), ...Object.values(edges).flat()];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return [left, top, Math.max(...xs) + margin - left, Math.max(...ys) + margin - top];
}
