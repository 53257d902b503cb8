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

/** Bars from the bottom, a small gap between neighbours. Empty bars are left out. */
export function barsPath(bars: readonly { readonly from: number; readonly to: number; readonly share: number }[]): string {
  return bars
    .filter(({ share }) => share > 0)
    .map(({ from, to, share }) => {
      const gap = (to - from) * 0.08;
      return `M${step(from + gap)} ${chartHeight}V${step(chartHeight * (1 - share))}H${step(to - gap)}V${chartHeight}Z`;
    })
    .join('');
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
