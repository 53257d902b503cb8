import type { Chart, ChartGauge } from '../chart.ts';
import type { RunResult } from '../run.ts';
import type { ScenarioData } from '../scenario.ts';
import { numberIn } from './charts-limit.ts';
import type { Mark, Measured } from './charts-measured.ts';
import { chartHeight, stairsAreaPath, stairsPath, type Stair } from './charts-paths.ts';
import { highestOf, plotX, roundStep } from './charts-scale.ts';
import { amountText, numberText, valueText } from './charts-words.ts';
import { frameIndexOf, gaugeKey } from './frame-index.ts';
import { countUpTo } from './frame-track.ts';

type GaugeChart = Extract<Chart, { readonly kind: 'gauge' }>;

/** Lines that have no tone of their own, and what tells those apart that have the same one. */
export const lineLooks: readonly Pick<Mark, 'tone' | 'dash'>[] = [{ tone: 'ink' }, { tone: 'quiet', dash: 'dashed' }, { tone: 'quiet', dash: 'dotted' }];

export const gaugeLook = ({ tone }: ChartGauge, position: number): Pick<Mark, 'tone' | 'dash'> => {
  const look = lineLooks[position % lineLooks.length]!;
  return tone === undefined ? look : { ...look, tone };
};

/** Numbers that cards show, as stairs. Where one holds no number there is a gap. */
export function measureGauge(run: RunResult, chart: GaugeChart, data: ScenarioData): Measured {
  const { unit = '', limit, look = 'line' } = chart;
  const tracks = chart.gauges.map((gauge) => trackOf(run, gauge, data));
  const limitAt = limit && numberIn(limit.value, run.knobs);
  const highest = highestOf(tracks.flatMap(({ values }) => values.filter((value) => value !== undefined)), limitAt ?? 0);
  const end = plotX(run.endedAt, run.durationUs);
  const stairsOf = (top: number) => tracks.map((track) => stairsIn(track, top, run.durationUs));
  const linesOf = (top: number) => stairsOf(top).map((stairs, position): Mark => ({ part: 'line', ...gaugeLook(chart.gauges[position]!, position), path: stairsPath(stairs, end) }));
  return {
    top: chart.max === undefined ? roundStep(Math.max(highest, Number.EPSILON)) : Math.max(numberIn(chart.max, run.knobs), Number.EPSILON),
    scale: (top) => `0 to ${valueText(top, unit)}`,
    draw: (top) => {
      const lines = linesOf(top);
      if (look === 'line') return lines;
      return [...stairsOf(top).map((stairs, position): Mark => ({ part: 'area', tone: lines[position]!.tone, path: stairsAreaPath(stairs, end) })), ...lines];
    },
    drawPale: linesOf,
    ...(limit && { limit: { value: limitAt ?? 0, label: limit.label } }),
    reading: (at) => {
      const values = tracks.map(({ times, values: all }) => all[countUpTo(times, at) - 1]);
      return values.every((value) => value === undefined) ? 'none' : `${values.map((value) => (value === undefined ? '–' : numberText(value))).join(' / ')} ${unit}`.trimEnd();
    },
    figure: (until) => mean(tracks.map((track) => meanUntil(track, until)).filter((value) => value !== undefined)),
    difference: (more) => `${amountText(more, (amount) => valueText(amount, unit), ['higher', 'lower'])} on average`,
  };
}

interface NumberTrack {
  readonly times: readonly number[];
  readonly values: readonly (number | undefined)[];
}

function trackOf(run: RunResult, { node, card, value }: ChartGauge, data: ScenarioData): NumberTrack {
  const track = frameIndexOf(run, data).gauges.get(gaugeKey(node, card, value));
  return { times: track?.times ?? [], values: track?.values.map((shown) => (typeof shown === 'number' ? shown : undefined)) ?? [] };
}

function stairsIn({ times, values }: NumberTrack, top: number, durationUs: number): readonly Stair[] {
  const stairs: Stair[] = [];
  for (const [position, at] of times.entries()) {
    const x = plotX(at, durationUs);
    const value = values[position];
    const y = value === undefined ? undefined : chartHeight * (1 - Math.min(1, Math.max(0, value / top)));
    const last = stairs.at(-1);
    if (last?.x === x) stairs[stairs.length - 1] = { x, y, peak: Math.min(last.peak ?? chartHeight, y ?? chartHeight) };
    else stairs.push({ x, y, peak: y });
  }
  return stairs;
}

/** The mean over the time in which there was a number. */
function meanUntil({ times, values }: NumberTrack, until: number): number | undefined {
  let [sum, lasted] = [0, 0];
  for (const [position, value] of values.entries()) {
    const lasts = Math.min(times[position + 1] ?? until, until) - times[position]!;
    if (value === undefined || lasts <= 0) continue;
    sum += value * lasts;
    lasted += lasts;
  }
  return lasted === 0 ? undefined : sum / lasted;
}

const mean = (values: readonly number[]): number | undefined => (values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length);
