import type { Tone } from '../meter.ts';
import type { RunResult } from '../run.ts';
import type { Measured } from './charts-measured.ts';
import { barsPath, skylinePath } from './charts-paths.ts';
import { highestOf, plotX, roundStep } from './charts-scale.ts';
import { countBetween, samplingOf } from './charts-series.ts';
import { amountText } from './charts-words.ts';

/** Bars are a quarter of a second wide, or wider in a long run. */
const barUsMin = 250_000;
const barsMax = 160;

/** The rate over the same time before a moment as the other charts' readings. */
export const rateBefore = (windowUs: number, times: Float64Array) => (at: number) => (countBetween(times, at - windowUs, at) * 1_000_000) / windowUs;

export const countOf = (amount: number) => amount.toLocaleString('en-US');

/** How often something happened, a second: bars of a quarter of a second, and a reading over the same time as the other charts'. */
export function measureBars(run: RunResult, times: Float64Array, tone: Tone): Measured {
  const { durationUs, endedAt } = run;
  const barUs = Math.max(barUsMin, roundStep(durationUs / barsMax));
  const perSecond = 1_000_000 / barUs;
  // A bar holds what happened from its start on and before its end.
  const bars = Array.from({ length: Math.ceil(endedAt / barUs) }, (_, bar) => ({ from: bar * barUs, rate: countBetween(times, bar * barUs - 1, (bar + 1) * barUs - 1) * perSecond }));
  const placed = (top: number) => bars.map(({ from, rate }) => ({ from: plotX(from, durationUs), to: plotX(Math.min(from + barUs, endedAt), durationUs), share: rate / top }));
  const rateAt = rateBefore(samplingOf(durationUs).windowUs, times);
  return {
    top: roundStep(highestOf(bars.map(({ rate }) => rate), 1)),
    scale: (top) => `0 to ${top} /s`,
    draw: (top) => [{ part: 'bars', tone, path: barsPath(placed(top)) }],
    drawPale: (top) => [{ part: 'line', tone, path: skylinePath(placed(top)) }],
    reading: (at) => `${Math.round(rateAt(at))} /s`,
    figure: (until) => countBetween(times, -1, until),
    difference: (more) => amountText(more, countOf, ['more', 'fewer']),
  };
}
