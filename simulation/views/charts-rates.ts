import type { ChartRate } from '../chart.ts';
import type { RunResult } from '../run.ts';
import { countOf, measureBars, rateBefore } from './charts-bars.ts';
import { lineLooks } from './charts-gauge.ts';
import type { Mark, Measured } from './charts-measured.ts';
import { chartHeight, linePath } from './charts-paths.ts';
import { highestOf, roundStep } from './charts-scale.ts';
import { countBetween, pointsOf, sampled, samplingOf, timesOf } from './charts-series.ts';
import { amountText } from './charts-words.ts';

/** The times of the rows that a rate counts. */
export const timesOfRate = ({ rows }: RunResult, rate: Pick<ChartRate, 'rows' | 'node'>): Float64Array =>
  timesOf(rows.filter(({ kind, node }) => kind === rate.rows && (rate.node === undefined || node === rate.node)));

/** Bars of several rates, the first at the bottom. The taller ones are drawn first, so that each shows what it adds. */
export function measureStack(run: RunResult, rates: readonly ChartRate[]): Measured {
  const times = rates.map((rate) => timesOfRate(run, rate));
  const { windowUs } = samplingOf(run.durationUs);
  const layers = rates.map(({ tone }, position) => measureBars(run, Float64Array.from(times.slice(0, position + 1).flatMap((some) => [...some])).sort(), tone));
  const whole = layers.at(-1)!;
  return { ...whole, draw: (top) => layers.toReversed().flatMap((layer) => layer.draw(top)), reading: (at) => readings(times, windowUs, at) };
}

/** Lines of several rates, each the mean over the second before. Two runs are compared by the first of them. */
export function measureLines(run: RunResult, rates: readonly ChartRate[]): Measured {
  const { windowUs } = samplingOf(run.durationUs);
  const times = rates.map((rate) => timesOfRate(run, rate));
  const samples = times.map((some) => sampled(run, rateBefore(windowUs, some)));
  const linesOf = (top: number) => samples.map((line, position): Mark => ({ part: 'line', ...rateLook(rates[position]!, position), path: linePath(pointsOf(line, (rate) => chartHeight * (1 - rate / top))) }));
  return {
    top: roundStep(highestOf(samples.flatMap((line) => line.map(({ value = 0 }) => value)), 1)),
    scale: (top) => `0 to ${top} /s`,
    draw: linesOf,
    drawPale: linesOf,
    reading: (at) => readings(times, windowUs, at),
    figure: (until) => countBetween(times[0]!, -1, until),
    difference: (more) => `${rates[0]!.label}: ${amountText(more, countOf, ['more', 'fewer'])}`,
  };
}

/** Lines that are told apart differ in their dashes too. */
export function rateLook({ tone }: ChartRate, position: number): Pick<Mark, 'tone' | 'dash'> {
  const { dash } = lineLooks[position % lineLooks.length]!;
  return dash === undefined ? { tone } : { tone, dash };
}

const readings = (times: readonly Float64Array[], windowUs: number, at: number) => `${times.map((some) => Math.round(rateBefore(windowUs, some)(at))).join(' / ')} /s`;
