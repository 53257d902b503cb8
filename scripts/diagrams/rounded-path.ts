import { number } from './svg.ts';

export type Point = readonly [x: number, y: number];

/** A line through corner points, each corner rounded by the radius or by half of its shorter side. */
export function roundedPath(points: readonly Point[], radius: number): string {
  return points
    .map((corner, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (!before) return `M${written(corner)}`;
      if (!after) return `L${written(corner)}`;
      const reach = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
      return `L${written(towards(corner, before, reach))}Q${written(corner)} ${written(towards(corner, after, reach))}`;
    })
    .join('');
}

const written = ([x, y]: Point) => `${number(x)} ${number(y)}`;
const distance = (a: Point, b: Point) => Math.hypot(b[0] - a[0], b[1] - a[1]);

function towards(from: Point, to: Point, reach: number): Point {
  const whole = distance(from, to) || 1;
  return [from[0] + ((to[0] - from[0]) * reach) / whole, from[1] + ((to[1] - from[1]) * reach) / whole];
}
