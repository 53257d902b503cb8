import type { Chart } from '../chart.ts';
import type { RunResult } from '../run.ts';
import type { Knob } from '../scenario.ts';
import { numberIn, timeIn } from './charts-limit.ts';
import type { Mark, Measured } from './charts-measured.ts';
import { chartHeight, dotsPath } from './charts-paths.ts';
import { headroom, highestOf, plotX } from './charts-scale.ts';
import { timesOf } from './charts-series.ts';
import { medianText, valueText } from './charts-words.ts';
import { countUpTo } from './frame-track.ts';

/** A number in rows of one kind, a point for each; the reading is the latest of them. */
export function measureScatter(run: RunResult, chart: Extract<Chart, { readonly kind: 'scatter' }>, knobs: readonly Knob[]): Measured {
  const { unit, tone, limit } = chart;
  const points = run.rows.flatMap(({ at, node, kind, data }) => {
    const value = data[chart.field];
    return kind === chart.rows && (chart.node === undefined || node === chart.node) && typeof value === 'number' ? [{ at, value }] : [];
  });
  const times = timesOf(points);
  const limitAt = limit && (unit === 'ms' ? timeIn(limit.value, run.knobs, knobs) / 1000 : numberIn(limit.value, run.knobs));
  const dots = (top: number): readonly Mark[] => [
    { part: 'points', tone, path: dotsPath(points.map(({ at, value }) => [plotX(at, run.durationUs), chartHeight * (1 - Math.min(1, Math.max(0, value / top)))])) },
  ];
  return {
    top: highestOf(points.map(({ value }) => value), limitAt ?? Number.EPSILON) * headroom,
    scale: (top) => `0 to ${valueText(top, unit)}`,
    draw: dots,
    drawPale: dots,
    ...(limit && { limit: { value: limitAt ?? 0, label: `${limit.label} ${valueText(limitAt ?? 0, unit)}` } }),
    reading: (at) => {
      const point = points[countUpTo(times, at) - 1];
      return point === undefined ? 'none yet' : valueText(point.value, unit);
    },
    figure: (until) => median(points.slice(0, countUpTo(times, until)).map(({ value }) => value)),
    difference: (more) => medianText(more, (amount) => valueText(amount, unit)),
  };
}

const median = (values: readonly number[]): number | undefined => values.toSorted((one, other) => one - other)[Math.ceil(values.length / 2) - 1];
