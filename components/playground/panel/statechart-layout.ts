import type { StatechartPicture } from '@/simulation/scenario.ts';

/** How a statechart is drawn: in the panel, or small beside a node or a link. In px, as wide as the narrowest place that it must fit. */
export interface StatechartSize {
  readonly width: number;
  readonly boxHeight: number;
  readonly boxWidthMax: number;
  /** Room between two boxes for an arrow, at least. */
  readonly gap: { readonly x: number; readonly y: number };
}
export const panelSize: StatechartSize = { width: 322, boxHeight: 40, boxWidthMax: 116, gap: { x: 26, y: 46 } };
export const smallSize: StatechartSize = { width: 226, boxHeight: 24, boxWidthMax: 68, gap: { x: 11, y: 26 } };

/** A state, or the state that holds several: its middle and its size. */
export interface LaidBox {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** All transitions from one state to another are one arrow. */
export interface StatechartArrow {
  readonly from: string;
  readonly to: string;
  readonly path: string;
}
export interface StatechartLayout {
  readonly width: number;
  readonly height: number;
  /** In reading order: by rows, and from the left. */
  readonly boxes: readonly LaidBox[];
  /** Drawn round the boxes that they hold. */
  readonly holders: readonly LaidBox[];
  readonly arrows: readonly StatechartArrow[];
}

const margin = 12;
/** A holder lies this far round its boxes. */
const inset = 8;
/** Arrows between two states that lead both ways lie this far apart. */
const apart = 14;
/** Room for the arrow's head. */
const headLength = 5;
/** States whose places differ by less stand in one row or column. */
const sameRow = 20;

/** Places from the machine's `meta` say how states lie to each other; how far apart follows from the room that there is. */
export function statechartLayout({ states, transitions }: StatechartPicture, size: StatechartSize): StatechartLayout {
  const [xs, ys] = [states.map(({ x }) => x), states.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [spanX, spanY] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const inner = size.width - 2 * margin;
  const nearestX = leastGap(states.flatMap((one) => states.filter(({ y }) => Math.abs(y - one.y) < sameRow).map(({ x }) => Math.abs(x - one.x))));
  const boxWidth = Math.min(size.boxWidthMax, spanX === 0 ? inner : (Math.min(nearestX, spanX) * inner - size.gap.x * spanX) / (spanX + Math.min(nearestX, spanX)));
  const scaleX = spanX === 0 ? 0 : (inner - boxWidth) / spanX;
  const scaleY = spanY === 0 ? 0 : (size.boxHeight + size.gap.y) / leastGap(ys.flatMap((one) => ys.map((other) => Math.abs(other - one))));
  const boxes = states
    .map(({ name, x, y }): LaidBox => ({
      name, width: round(boxWidth), height: size.boxHeight,
      x: spanX === 0 ? size.width / 2 : round(margin + boxWidth / 2 + (x - left) * scaleX),
      y: round(margin + size.boxHeight / 2 + (y - top) * scaleY),
    }))
    .toSorted((one, other) => one.y - other.y || one.x - other.x);
  const holders = [...new Set(states.flatMap(({ within }) => within ?? []))].map((holder) =>
    boxRound(holder, boxes.filter(({ name }) => states.find((state) => state.name === name)?.within === holder)),
  );
  return { width: size.width, height: round(2 * margin + size.boxHeight + spanY * scaleY), boxes, holders, arrows: arrowsOf(transitions, boxes, holders) };
}

/** `half-open` as a reader sees it: Half-open. */
export const stateName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const leastGap = (gaps: readonly number[]): number => Math.min(...gaps.filter((gap) => gap >= sameRow), Number.MAX_SAFE_INTEGER);

function boxRound(name: string, inner: readonly LaidBox[]): LaidBox {
  const left = Math.min(...inner.map(({ x, width }) => x - width / 2)) - inset;
  const right = Math.max(...inner.map(({ x, width }) => x + width / 2)) + inset;
  const top = Math.min(...inner.map(({ y, height }) => y - height / 2)) - inset;
  const bottom = Math.max(...inner.map(({ y, height }) => y + height / 2)) + inset;
  return { name, x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

function arrowsOf(transitions: StatechartPicture['transitions'], boxes: readonly LaidBox[], holders: readonly LaidBox[]): readonly StatechartArrow[] {
  const pairs = new Map(transitions.filter(({ from, to }) => from !== to).map(({ from, to }) => [`${from}>${to}`, { from, to }]));
  return [...pairs.values()].flatMap(({ from, to }) => {
    const [start, end] = [from, to].map((name) => [...boxes, ...holders].find((box) => box.name === name));
    if (start === undefined || end === undefined) return [];
    const isTwoWay = pairs.has(`${to}>${from}`);
    const isHeld = holders.includes(start) || holders.includes(end);
    const blocked = !isHeld && boxes.some((box) => box !== start && box !== end && liesBetween(box, start, end));
    return [{ from, to, path: blocked ? bow(start, end, isTwoWay && from > to) : line(start, end, isTwoWay) }];
  });
}

/** A straight line between the edges of two boxes, moved aside where one leads back. Where one box is wide enough it runs level. */
function line(start: LaidBox, end: LaidBox, isTwoWay: boolean): string {
  const level = (one: LaidBox, other: LaidBox) => (Math.abs(other.x - one.x) < one.width / 2 - apart ? { ...one, x: other.x, width: Math.min(one.width, other.width) } : one);
  const [a, b] = [level(start, end), level(end, start)];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const aside = isTwoWay ? apart / 2 : 0;
  const [ox, oy] = [-uy * aside, ux * aside];
  const leaves = reach(a, ux, uy, ox, oy);
  const arrives = reach(b, -ux, -uy, ox, oy) + headLength;
  const point = (along: number) => `${round(a.x + ox + ux * along)} ${round(a.y + oy + uy * along)}`;
  return `M${point(leaves)}L${point(Math.max(leaves, length - arrives))}`;
}

/** A curve round what stands between; the way back takes the other side. */
function bow(start: LaidBox, end: LaidBox, isBack: boolean): string {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  const out = (start.height + 2 * headLength) * (isBack ? -1 : 1) * (dx < 0 || (dx === 0 && dy < 0) ? -1 : 1);
  const [cx, cy] = [(start.x + end.x) / 2 + (dy / length) * out, (start.y + end.y) / 2 - (dx / length) * out];
  const from = edgeTowards(start, cx, cy, 0);
  const to = edgeTowards(end, cx, cy, headLength);
  return `M${from}Q${round(cx)} ${round(cy)} ${to}`;
}

function edgeTowards(box: LaidBox, x: number, y: number, more: number): string {
  const [dx, dy] = [x - box.x, y - box.y];
  const length = Math.hypot(dx, dy) || 1;
  const along = reach(box, dx / length, dy / length, 0, 0) + more;
  return `${round(box.x + (dx / length) * along)} ${round(box.y + (dy / length) * along)}`;
}

/** How far from a box's middle, moved aside, a line in this direction comes to its edge. */
function reach({ width, height }: LaidBox, ux: number, uy: number, ox: number, oy: number): number {
  const across = Math.abs(ux) < 1e-9 ? Infinity : (width / 2 - Math.sign(ux) * ox) / Math.abs(ux);
  const down = Math.abs(uy) < 1e-9 ? Infinity : (height / 2 - Math.sign(uy) * oy) / Math.abs(uy);
  return Math.min(across, down);
}

/** Whether the straight line between two boxes' middles runs through a third. */
function liesBetween({ x, y, width, height }: LaidBox, start: LaidBox, end: LaidBox): boolean {
  for (let step = 1; step < 20; step += 1) {
    const [px, py] = [start.x + ((end.x - start.x) * step) / 20, start.y + ((end.y - start.y) * step) / 20];
    if (Math.abs(px - x) < width / 2 && Math.abs(py - y) < height / 2) return true;
  }
  return false;
}

const round = (value: number): number => Math.round(value * 10) / 10;
