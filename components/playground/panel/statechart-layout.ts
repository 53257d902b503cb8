import type { StatechartPicture } from '@/simulation/scenario.ts';

/** A state is drawn as a box of this size round its place. */
export const stateBox = { width: 110, height: 46 } as const;
const margin = 8;
/** Arrows between two states that lead both ways lie this far apart. */
const apart = 18;
/** Room for the arrow's head. */
const headLength = 5;

/** All transitions from one state to another are one arrow. */
export interface StatechartArrow {
  readonly from: string;
  readonly to: string;
  readonly path: string;
}
type Place = StatechartPicture['states'][number];

/** The part of the plane that the picture takes: `x y width height`. */
export function statechartViewBox({ states }: StatechartPicture): string {
  const xs = states.map(({ x }) => x);
  const ys = states.map(({ y }) => y);
  const [left, top] = [Math.min(...xs) - stateBox.width / 2 - margin, Math.min(...ys) - stateBox.height / 2 - margin];
  const [right, bottom] = [Math.max(...xs) + stateBox.width / 2 + margin, Math.max(...ys) + stateBox.height / 2 + margin];
  return `${left} ${top} ${right - left} ${bottom - top}`;
}

export function statechartArrows({ states, transitions }: StatechartPicture): readonly StatechartArrow[] {
  const pairs = new Map(transitions.filter(({ from, to }) => from !== to).map(({ from, to }) => [`${from}>${to}`, { from, to }]));
  return [...pairs.values()].flatMap(({ from, to }) => {
    const [start, end] = [states.find(({ name }) => name === from), states.find(({ name }) => name === to)];
    return start === undefined || end === undefined ? [] : [{ from, to, path: arrowPath(start, end, pairs.has(`${to}>${from}`)) }];
  });
}

/** `half-open` as a reader sees it: Half-open. */
export const stateName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** A straight line between the edges of two boxes, moved aside where one leads back. */
function arrowPath(start: Place, end: Place, isTwoWay: boolean): string {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  const aside = isTwoWay ? apart / 2 : 0;
  const [ox, oy] = [(-dy / length) * aside, (dx / length) * aside];
  const leaves = reach(dx / length, dy / length, ox, oy);
  const arrives = reach(-dx / length, -dy / length, ox, oy) + headLength;
  const point = (along: number) => `${round(start.x + ox + (dx / length) * along)} ${round(start.y + oy + (dy / length) * along)}`;
  return `M${point(leaves)}L${point(Math.max(leaves, length - arrives))}`;
}

/** How far from a box's middle, moved aside, a line in this direction comes to its edge. */
function reach(ux: number, uy: number, ox: number, oy: number): number {
  const across = ux === 0 ? Infinity : (stateBox.width / 2 - Math.sign(ux) * ox) / Math.abs(ux);
  const down = uy === 0 ? Infinity : (stateBox.height / 2 - Math.sign(uy) * oy) / Math.abs(uy);
  return Math.min(across, down);
}

const round = (value: number): number => Math.round(value * 10) / 10;
