/** A point of a route, and the direction of travel there (a unit vector). */
export interface RoutePoint {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}
type Corner = readonly [x: number, y: number];

/** A line through corner points, its corners rounded: as a path to draw, and as a way to travel. */
export interface Route {
  /** An SVG path. */
  readonly path: string;
  readonly length: number;
  /** Where a label sits: the middle of the longest straight piece. */
  readonly middle: { readonly x: number; readonly y: number };
  /** Where the line ends, and which way it points there. */
  readonly end: RoutePoint;
  /** @param position from 0 at the start to 1 at the end */
  at(position: number): RoutePoint;
}

/** The design's corner radius. */
const radiusMax = 14;
const stepsPerCorner = 8;

export function routeThrough(corners: readonly Corner[]): Route {
  const points: Corner[] = [corners[0]!];
  let path = `M${corners[0]!.join(' ')}`;
  let middle = { x: corners[0]![0], y: corners[0]![1] };
  let longest = -1;
  const lineTo = (to: Corner) => {
    const from = points.at(-1)!;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length > longest) {
      longest = length;
      middle = { x: (from[0] + to[0]) / 2, y: (from[1] + to[1]) / 2 };
    }
    points.push(to);
    path += `L${to.join(' ')}`;
  };
  for (let position = 1; position < corners.length - 1; position += 1) {
    const corner = corners[position]!;
    const [before, after] = [corners[position - 1]!, corners[position + 1]!];
    // Two corners share the piece between them, so that neither may take more than half of it.
    const radius = Math.min(radiusMax, distance(before, corner) / 2, distance(corner, after) / 2);
    const [enter, leave] = [towards(corner, before, radius), towards(corner, after, radius)];
    lineTo(enter);
    for (let step = 1; step <= stepsPerCorner; step += 1) points.push(onCurve(enter, corner, leave, step / stepsPerCorner));
    path += `Q${corner.join(' ')} ${leave.join(' ')}`;
  }
  lineTo(corners.at(-1)!);
  return travelled(points, path, middle);
}

function travelled(points: readonly Corner[], path: string, middle: Route['middle']): Route {
  const lengths = new Float64Array(points.length);
  for (let position = 1; position < points.length; position += 1) {
    lengths[position] = lengths[position - 1]! + distance(points[position - 1]!, points[position]!);
  }
  const length = lengths.at(-1)!;
  const at = (share: number): RoutePoint => {
    const along = Math.min(1, Math.max(0, share)) * length;
    let position = 1;
    while (position < points.length - 1 && lengths[position]! < along) position += 1;
    const [from, to] = [points[position - 1]!, points[position] ?? points[position - 1]!];
    const piece = distance(from, to) || 1;
    const part = (along - lengths[position - 1]!) / piece;
    const [dx, dy] = [(to[0] - from[0]) / piece, (to[1] - from[1]) / piece];
    return { x: from[0] + (to[0] - from[0]) * part, y: from[1] + (to[1] - from[1]) * part, dx, dy };
  };
  return { path, length, middle, end: at(1), at };
}

const distance = (one: Corner, other: Corner): number => Math.hypot(other[0] - one[0], other[1] - one[1]);

function towards(from: Corner, to: Corner, by: number): Corner {
  const length = distance(from, to) || 1;
  return [round(from[0] + ((to[0] - from[0]) / length) * by), round(from[1] + ((to[1] - from[1]) / length) * by)];
}

/** A quadratic Bézier curve, as SVG's Q draws it. */
function onCurve(from: Corner, control: Corner, to: Corner, part: number): Corner {
  const [a, b, c] = [(1 - part) ** 2, 2 * part * (1 - part), part ** 2];
  return [a * from[0] + b * control[0] + c * to[0], a * from[1] + b * control[1] + c * to[1]];
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Requests ride this far left of their travel, replies as far on the other side, so that they never collide. */
const laneOffset = 7;

/**
 * Where a message is drawn. Left of travel is where a request rides; a reply comes back along the same line on its own left,
 * which is the line's right.
 */
export function placeOn(route: Route, position: number, isReply: boolean): { readonly x: number; readonly y: number } {
  const { x, y, dx, dy } = route.at(position);
  const side = isReply ? -laneOffset : laneOffset;
  return { x: x + dy * side, y: y - dx * side };
}

/** Round its place a message takes up so much, on either side. */
const reach = laneOffset + 10;
const samples = 48;

/** The part of the plane that messages on these routes are drawn in, in whole px. What is drawn anew with every frame should be no larger. */
export function messageArea(routes: readonly Route[]): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const points = routes.flatMap((route) => Array.from({ length: samples + 1 }, (_, step) => route.at(step / samples)));
  if (points.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.floor(Math.min(...xs) - reach), Math.floor(Math.min(...ys) - reach)];
  return { x: left, y: top, width: Math.ceil(Math.max(...xs) + reach) - left, height: Math.ceil(Math.max(...ys) + reach) - top };
}
