import type { EndedCall } from './charts-calls.ts';
import { roundStep } from './charts-scale.ts';
import { countUpTo } from './frame-track.ts';

/** How many samples a chart takes of a run that lasts its full time. */
const samplesMax = 300;
/** A sample looks back over this many steps. */
const windowSteps = 10;

/** How a chart looks at its calls: a sample every `stepUs`, each over the `windowUs` before it. 100 ms and 1 s for a run of half a minute. */
export interface Sampling {
  readonly stepUs: number;
  readonly windowUs: number;
}
export function samplingOf(durationUs: number): Sampling {
  const stepUs = roundStep(Math.max(1000, durationUs / samplesMax));
  return { stepUs, windowUs: stepUs * windowSteps };
}

/** The calls of one caller with their times set apart for searching. */
export interface CallSeries {
  readonly calls: readonly EndedCall[];
  readonly times: Float64Array;
}
export const seriesOf = (calls: readonly EndedCall[]): CallSeries => ({ calls, times: Float64Array.from(calls, ({ at }) => at) });

/** The calls that ended in the window that closes at `at`. */
export const callsWithin = ({ calls, times }: CallSeries, at: number, windowUs: number): readonly EndedCall[] =>
  calls.slice(countUpTo(times, at - windowUs), countUpTo(times, at));

/** The share of calls, 0 to 1, that were answered; undefined without calls. */
export function successIn(calls: readonly EndedCall[]): number | undefined {
  if (calls.length === 0) return undefined;
  let answered = 0;
  for (const { outcome } of calls) if (outcome === 'ok') answered += 1;
  return answered / calls.length;
}

export interface Latency {
  readonly p50Us: number;
  readonly p99Us: number;
}
/** Median and 99th percentile by nearest rank. A call that was rejected at once took no time worth charting and is left out. */
export function latencyIn(calls: readonly EndedCall[]): Latency | undefined {
  const latencies = calls.flatMap(({ outcome, latencyUs }) => (outcome === 'rejected' ? [] : [latencyUs])).toSorted((one, other) => one - other);
  const rank = (share: number) => latencies[Math.max(0, Math.ceil(share * latencies.length) - 1)];
  const p50Us = rank(0.5);
  const p99Us = rank(0.99);
  return p50Us === undefined || p99Us === undefined ? undefined : { p50Us, p99Us };
}

/** The times at which a chart is sampled: every step from 0, and the end of the run. */
export function sampleTimes(endedAt: number, stepUs: number): number[] {
  const times = Array.from({ length: Math.floor(endedAt / stepUs) + 1 }, (_, step) => step * stepUs);
  if (times.at(-1) !== endedAt) times.push(endedAt);
  return times;
}
