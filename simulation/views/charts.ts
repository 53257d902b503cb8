import type { RunResult } from '../run.ts';
import type { Chart, Outcome, ScenarioData, Tone } from '../scenario.ts';
import { callsOf } from './charts-calls.ts';
import { timeIn } from './charts-limit.ts';
import { areaPath, bandPath, barsPath, chartHeight, linePath, type Sample } from './charts-paths.ts';
import { plotX, roundStep } from './charts-scale.ts';
import { callsWithin, latencyIn, sampleTimes, samplingOf, seriesOf, successIn, type CallSeries, type Latency } from './charts-series.ts';
import { countUpTo } from './frame-track.ts';

/** A chart of the timeline, drawn once per run. Paths are in units of `plotWidth` by `chartHeight`. */
export type ChartView = ChartText & (
  | { readonly kind: 'success'; readonly line: string; readonly area: string }
  | { readonly kind: 'latency'; readonly p50: string; readonly p99: string; readonly band: string; readonly limit: { readonly y: number; readonly label: string } | undefined }
  | { readonly kind: 'count'; readonly bars: string; readonly tone: Tone }
);
interface ChartText {
  readonly label: string;
  /** What the full height stands for: `0 to 100 %`. */
  readonly scale: string;
  /** The value at a virtual time, in words: `38 %`, `93 / 140 ms`, `21 /s`, `no calls`. */
  readonly reading: (at: number) => string;
}

/** Bars are a quarter of a second wide, or wider in a long run. */
const barUsMin = 250_000;
const barsMax = 160;

const known = new WeakMap<RunResult, readonly ChartView[]>();

export function chartsOf(run: RunResult, data: ScenarioData): readonly ChartView[] {
  let charts = known.get(run);
  if (charts === undefined) known.set(run, (charts = data.charts.map((chart) => chartView(run, data, chart))));
  return charts;
}

function chartView(run: RunResult, data: ScenarioData, chart: Chart): ChartView {
  const calls = callsOf(run, chart.caller);
  switch (chart.kind) {
    case 'success':
      return successChart(run, chart.label, seriesOf(calls));
    case 'latency': {
      const limit = chart.limit && { us: timeIn(chart.limit.value, run.knobs, data.knobs), label: chart.limit.label };
      return latencyChart(run, chart.label, seriesOf(calls), limit);
    }
    case 'count':
      return countChart(run, chart, seriesOf(calls.filter(({ outcome }) => outcome === chart.outcome)));
  }
}

function successChart(run: RunResult, label: string, series: CallSeries): ChartView {
  const { stepUs, windowUs } = samplingOf(run.durationUs);
  const successAt = (at: number) => successIn(callsWithin(series, at, windowUs));
  const samples = sampleTimes(run.endedAt, stepUs).map((at): Sample => {
    const success = successAt(at);
    return { x: plotX(at, run.durationUs), y: success === undefined ? undefined : chartHeight * (1 - success) };
  });
  const reading = (at: number) => {
    const success = successAt(at);
    return success === undefined ? 'no calls' : `${Math.round(success * 100)} %`;
  };
  return { kind: 'success', label, scale: '0 to 100 %', reading, line: linePath(samples), area: areaPath(samples) };
}

function latencyChart(run: RunResult, label: string, series: CallSeries, limit: { us: number; label: string } | undefined): ChartView {
  const { stepUs, windowUs } = samplingOf(run.durationUs);
  const latencyAt = (at: number) => latencyIn(callsWithin(series, at, windowUs));
  const sampled = sampleTimes(run.endedAt, stepUs).map((at) => ({ x: plotX(at, run.durationUs), latency: latencyAt(at) }));
  const highest = Math.max(1, limit?.us ?? 0, ...sampled.map(({ latency }) => latency?.p99Us ?? 0)) * 1.15;
  const heightOf = (us: number) => chartHeight * (1 - us / highest);
  const samples = (share: keyof Latency) => sampled.map(({ x, latency }): Sample => ({ x, y: latency && heightOf(latency[share]) }));
  const [p50, p99] = [samples('p50Us'), samples('p99Us')];
  const reading = (at: number) => latencyText(latencyAt(at));
  return {
    kind: 'latency', label, reading, scale: `0 to ${timeText(highest)}`, p50: linePath(p50), p99: linePath(p99), band: bandPath(p99, p50),
    limit: limit && { y: heightOf(limit.us), label: `${limit.label} ${timeText(limit.us)}` },
  };
}

function countChart(run: RunResult, { label, tone }: { readonly label: string; readonly outcome: Outcome; readonly tone: Tone }, series: CallSeries): ChartView {
  const barUs = Math.max(barUsMin, roundStep(run.durationUs / barsMax));
  const { windowUs } = samplingOf(run.durationUs);
  const countBetween = (from: number, to: number) => countUpTo(series.times, to) - countUpTo(series.times, from);
  const bars = Array.from({ length: Math.ceil(run.endedAt / barUs) }, (_, bar) => ({ from: bar * barUs, count: countBetween(bar * barUs, (bar + 1) * barUs) }));
  const perSecond = 1_000_000 / barUs;
  const highest = roundStep(Math.max(1, ...bars.map(({ count }) => count * perSecond)));
  const shown = bars.map(({ from, count }) => ({
    from: plotX(from, run.durationUs),
    to: plotX(Math.min(from + barUs, run.endedAt), run.durationUs),
    share: (count * perSecond) / highest,
  }));
  const reading = (at: number) => `${Math.round((countBetween(at - windowUs, at) * 1_000_000) / windowUs)} /s`;
  return { kind: 'count', label, tone, reading, scale: `0 to ${highest} /s`, bars: barsPath(shown) };
}

function latencyText(latency: Latency | undefined): string {
  if (latency === undefined) return 'no calls';
  const { p50Us, p99Us } = latency;
  if (p99Us < 1_000_000) return `${Math.round(p50Us / 1000)} / ${Math.round(p99Us / 1000)} ms`;
  return `${(p50Us / 1_000_000).toFixed(2)} / ${(p99Us / 1_000_000).toFixed(2)} s`;
}

const timeText = (us: number) => (us < 1_000_000 ? `${Math.round(us / 1000)} ms` : `${Math.round(us / 100_000) / 10} s`);
