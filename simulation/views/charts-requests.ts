import type { Chart } from '../chart.ts';
import type { RunResult } from '../run.ts';
import type { Knob } from '../scenario.ts';
import { callsIn } from './charts-calls.ts';
import { timeIn } from './charts-limit.ts';
import type { Mark, Measured } from './charts-measured.ts';
import { areaPath, bandPath, chartHeight, linePath } from './charts-paths.ts';
import { headroom, highestOf } from './charts-scale.ts';
import { latencyOf, pointsOf, sampled, samplingOf, successOf, type Latency } from './charts-series.ts';
import { amountText, medianText, timeText } from './charts-words.ts';

type ChartOf<Kind extends Chart['kind']> = Extract<Chart, { readonly kind: Kind }>;

export function measureSuccess(run: RunResult, chart: ChartOf<'success'>): Measured {
  const { windowUs } = samplingOf(run.durationUs);
  const success = successOf(callsIn(run, chart));
  const samples = pointsOf(sampled(run, (at) => success(at - windowUs, at)), (share) => chartHeight * (1 - share));
  const line: Mark = { part: 'line', tone: 'ok', path: linePath(samples) };
  return {
    top: 1,
    scale: () => '0 to 100 %',
    draw: () => [{ part: 'area', tone: 'ok', path: areaPath(samples) }, line],
    drawPale: () => [line],
    reading: (at) => percentText(success(at - windowUs, at)),
    figure: (until) => success(-1, until),
    difference: (more) => amountText(more * 100, (points) => `${Math.round(points)} ${Math.round(points) === 1 ? 'point' : 'points'}`, ['more', 'less']),
  };
}

const percentText = (share: number | undefined) => (share === undefined ? 'no calls' : `${Math.round(share * 100)} %`);

export function measureLatency(run: RunResult, chart: ChartOf<'latency'>, knobs: readonly Knob[]): Measured {
  const { windowUs } = samplingOf(run.durationUs);
  const latency = latencyOf(callsIn(run, chart));
  const samples = sampled(run, (at) => latency(at - windowUs, at));
  const limit = chart.limit && { value: timeIn(chart.limit.value, run.knobs, knobs), label: chart.limit.label };
  const highest = highestOf(samples.map(({ value }) => value?.p99Us ?? 0), limit?.value ?? 1);
  const linesOf = (top: number) => {
    const line = (rank: keyof Latency) => pointsOf(samples, (value) => chartHeight * (1 - value[rank] / top));
    return { p50: line('p50Us'), p99: line('p99Us') };
  };
  return {
    top: highest * headroom,
    scale: (top) => `0 to ${timeText(top)}`,
    draw: (top) => {
      const { p50, p99 } = linesOf(top);
      return [
        { part: 'band', tone: 'quiet', path: bandPath(p99, p50) },
        { part: 'line', tone: 'quiet', dash: 'dashed', path: linePath(p99) },
        { part: 'line', tone: 'ink', path: linePath(p50) },
      ];
    },
    drawPale: (top) => [{ part: 'line', tone: 'ink', path: linePath(linesOf(top).p50) }],
    ...(limit && { limit: { value: limit.value, label: `${limit.label} ${timeText(limit.value)}` } }),
    reading: (at) => latencyText(latency(at - windowUs, at)),
    figure: (until) => latency(-1, until)?.p50Us,
    difference: (more) => medianText(more, timeText),
  };
}

function latencyText(latency: Latency | undefined): string {
  if (latency === undefined) return 'no calls';
  const { p50Us, p99Us } = latency;
  if (p99Us < 1_000_000) return `${Math.round(p50Us / 1000)} / ${Math.round(p99Us / 1000)} ms`;
  return `${(p50Us / 1_000_000).toFixed(2)} / ${(p99Us / 1_000_000).toFixed(2)} s`;
}
