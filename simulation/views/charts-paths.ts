/** The height of a chart in units of its own. */
export const chartHeight = 100;

/** A point of a line; y undefined where there is nothing to draw. */
export interface Sample {
  readonly x: number;
  readonly y: number | undefined;
}
type Point = readonly [x: number, y: number];

const step = (y: number) => Math.round(y * 10) / 10;
const join = (points: readonly Point[]) => points.map(([x, y], position) => `${position === 0 ? 'M' : 'L'}${x} ${step(y)}`).join('');

/** A line with a gap wherever a sample has no value. A value that stands alone is drawn one unit wide, so that it is seen. */
export const linePath = (samples: readonly Sample[]): string => stretchesOf(samples).map((points) => join(widened(points))).join('');

/** The ground between a line and the bottom. */
export const areaPath = (samples: readonly Sample[]): string =>
  stretchesOf(samples)
    .map((stretch) => {
      const points = widened(stretch);
      return `${join(points)}V${chartHeight}H${points[0]![0]}Z`;
    })
    .join('');

/** The ground between two lines that have values at the same samples. */
export function bandPath(upper: readonly Sample[], lower: readonly Sample[]): string {
  const lowers = stretchesOf(lower);
  return stretchesOf(upper)
    .map((points, position) => `${join([...widened(points), ...widened(lowers[position]!).toReversed()])}Z`)
    .join('');
}

interface Bar {
  readonly from: number;
  readonly to: number;
  /** Of the full height. */
  readonly share: number;
}

/** Bars from the bottom, a small gap between neighbours. Empty bars are left out. */
export function barsPath(bars: readonly Bar[]): string {
  return bars
    .filter(({ share }) => share > 0)
    .map(({ from, to, share }) => {
      const gap = (to - from) * 0.08;
      return `M${step(from + gap)} ${chartHeight}V${step(chartHeight * (1 - share))}H${step(to - gap)}V${chartHeight}Z`;
    })
    .join('');
}

/** The outline of the same bars without the gaps. */
export function skylinePath(bars: readonly Bar[]): string {
  let before = 0;
  const outline = bars.map(({ from, share }) => {
    const rise = share === before ? '' : `${before === 0 ? `M${from} ${chartHeight}` : `H${from}`}V${step(chartHeight * (1 - share))}`;
    before = share;
    return rise;
  });
  const end = bars.at(-1)?.to ?? 0;
  return outline.join('') + (before > 0 ? `H${end}V${chartHeight}` : '');
}

/** A value that stands until the next one does. Where several fall on one unit the highest is drawn, and the last one goes on. */
export interface Stair {
  readonly x: number;
  readonly y: number | undefined;
  readonly peak: number | undefined;
}

export const stairsPath = (stairs: readonly Stair[], end: number): string => flightsOf(stairs, end).map(({ x, top, outline }) => `M${x} ${top}${outline}`).join('');

/** The ground below the same. */
export const stairsAreaPath = (stairs: readonly Stair[], end: number): string =>
  flightsOf(stairs, end).map(({ x, top, outline }) => `M${x} ${chartHeight}V${top}${outline}V${chartHeight}Z`).join('');

/** Points as strokes without length, which round caps make dots. Those that would cover each other are drawn once. */
export const dotsPath = (points: readonly Point[]): string => [...new Set(points.map(([x, y]) => `M${x} ${step(y)}h0`))].join('');

function flightsOf(stairs: readonly Stair[], end: number): readonly { readonly x: number; readonly top: number; readonly outline: string }[] {
  const flights: { x: number; top: number; outline: string }[] = [];
  let isOpen = false;
  for (const { x, y, peak } of stairs) {
    const flight = flights.at(-1);
    if (y === undefined || peak === undefined) {
      if (isOpen && flight) flight.outline += `H${x}`;
      isOpen = false;
      continue;
    }
    const fall = peak === y ? '' : `H${x + 1}V${step(y)}`;
    if (isOpen && flight) flight.outline += `H${x}V${step(peak)}${fall}`;
    else flights.push({ x, top: step(peak), outline: fall });
    isOpen = true;
  }
  const last = flights.at(-1);
  if (isOpen && last) last.outline += `H${end}`;
  return flights;
}

function stretchesOf(samples: readonly Sample[]): Point[][] {
  const stretches: Point[][] = [];
  let open = false;
  for (const { x, y } of samples) {
    if (y === undefined) open = false;
    else {
      if (!open) stretches.push([]);
      stretches.at(-1)!.push([x, y]);
      open = true;
    }
  }
  return stretches;
}

const widened = (points: readonly Point[]): readonly Point[] => (points.length === 1 ? [...points, [points[0]![0] + 1, points[0]![1]]] : points);
