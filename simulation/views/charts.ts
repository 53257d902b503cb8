import type { Chart } from '../chart.ts';
import type { RunResult } from '../run.ts';
import type { ScenarioData } from '../scenario.ts';
import { measureBars } from './charts-bars.ts';
import { callsIn } from './charts-calls.ts';
import { gaugeLook, measureGauge } from './charts-gauge.ts';
import type { Mark, Measured } from './charts-measured.ts';
import { chartHeight } from './charts-paths.ts';
import { measureLines, measureStack, rateLook, timesOfRate } from './charts-rates.ts';
import { measureLatency, measureSuccess } from './charts-requests.ts';
import { measureScatter } from './charts-scatter.ts';
import { timesOf } from './charts-series.ts';

/** A chart of the timeline, drawn once per run. */
export interface ChartView {
  readonly kind: Chart['kind'];
  readonly label: string;
  /** What the full height stands for: `0 to 100 %`. */
  readonly scale: string;
  /** Which line is which, where there are several. */
  readonly keys: readonly ChartKey[];
  /** From the back to the front. */
  readonly marks: readonly ChartMark[];
  readonly limit: { readonly y: number; readonly label: string } | undefined;
  /** The value at a virtual time, in words: `38 %`, `93 / 140 ms`, `21 /s`, `no calls`. */
  readonly reading: (at: number) => string;
  /** The run that this one is compared with. */
  readonly other: OtherRun | undefined;
}
export type ChartKey = Pick<Mark, 'tone' | 'dash'> & { readonly name: string; /** It stands for bars. */ readonly isFilled?: boolean };
/** A pale one is the other run's. */
export type ChartMark = Mark & { readonly isPale: boolean };
export interface OtherRun {
  readonly reading: (at: number) => string;
  /** By how much the run that is shown is above it over their common time: `12 points more`. */
  readonly difference: string;
}

/** Grounds are behind the pale lines of the other run, which are behind the run's own: where both are alike one sees its own. */
const grounds: readonly Mark['part'][] = ['area', 'band', 'bars'];

const measuredRuns = new WeakMap<RunResult, readonly Measured[]>();
const known = new WeakMap<RunResult, { readonly counterpart: RunResult | undefined; readonly charts: readonly ChartView[] }>();

/** The charts of a run, with another one beside it where two are compared. Both fit: they share the greater height. */
export function chartsOf(run: RunResult, data: ScenarioData, counterpart?: RunResult): readonly ChartView[] {
  const last = known.get(run);
  if (last !== undefined && last.counterpart === counterpart) return last.charts;
  const others = counterpart && measured(counterpart, data);
  const until = Math.min(run.endedAt, counterpart?.endedAt ?? run.endedAt);
  const charts = measured(run, data).map((own, position) => chartView(data.charts[position]!, data, own, others?.[position], until));
  known.set(run, { counterpart, charts });
  return charts;
}

function measured(run: RunResult, data: ScenarioData): readonly Measured[] {
  let charts = measuredRuns.get(run);
  if (charts === undefined) measuredRuns.set(run, (charts = data.charts.map((chart) => measure(run, data, chart))));
  return charts;
}

function measure(run: RunResult, data: ScenarioData, chart: Chart): Measured {
  switch (chart.kind) {
    case 'success':
      return measureSuccess(run, chart);
    case 'latency':
      return measureLatency(run, chart, data.knobs);
    case 'count':
      return measureBars(run, timesOf(callsIn(run, chart).filter(({ outcome }) => outcome === chart.outcome)), chart.tone);
    case 'rate':
      return measureBars(run, timesOfRate(run, chart), chart.tone);
    case 'rates':
      return chart.look === 'stack' ? measureStack(run, chart.rates) : measureLines(run, chart.rates);
    case 'gauge':
      return measureGauge(run, chart, data);
    case 'scatter':
      return measureScatter(run, chart, data.knobs);
  }
}

function chartView(chart: Chart, data: ScenarioData, own: Measured, other: Measured | undefined, until: number): ChartView {
  const top = Math.max(own.top, other?.top ?? 0);
  const marks = own.draw(top).map((mark): ChartMark => ({ ...mark, isPale: false }));
  const pale = (other?.drawPale(top) ?? []).map((mark): ChartMark => ({ ...mark, isPale: true }));
  const isGround = ({ part }: Mark) => grounds.includes(part);
  return {
    kind: chart.kind,
    label: chart.label,
    scale: own.scale(top),
    keys: keysOf(chart, data),
    marks: [...marks.filter(isGround), ...pale, ...marks.filter((mark) => !isGround(mark))],
    limit: own.limit && { y: chartHeight * (1 - own.limit.value / top), label: own.limit.label },
    reading: own.reading,
    other: other && { reading: other.reading, difference: differenceOf(own, other, until) },
  };
}

function differenceOf(own: Measured, other: Measured, until: number): string {
  const [figure, otherFigure] = [own.figure(until), other.figure(until)];
  return figure === undefined || otherFigure === undefined ? '' : own.difference(figure - otherFigure);
}

function keysOf(chart: Chart, { topology }: ScenarioData): readonly ChartKey[] {
  if (chart.kind === 'latency') return [{ name: 'p50', tone: 'ink' }, { name: 'p99', tone: 'quiet', dash: 'dashed' }];
  if (chart.kind === 'rates') return chart.rates.map((rate, position) => ({ ...(chart.look === 'stack' ? { tone: rate.tone, isFilled: true } : rateLook(rate, position)), name: rate.label }));
  if (chart.kind !== 'gauge' || chart.gauges.length === 1) return [];
  return chart.gauges.map((gauge, position) => ({ ...gaugeLook(gauge, position), name: gauge.label ?? topology.nodes.find(({ id }) => id === gauge.node)?.label ?? gauge.node }));
}
