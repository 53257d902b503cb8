import type { Sample } from './charts-paths.ts';
import { plotX, roundStep } from './charts-scale.ts';
import type { EndedCall } from './charts-calls.ts';
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

/** The times at which a chart is sampled: every step from 0, and the end of the run. */
function sampleTimes(endedAt: number, stepUs: number): number[] {
  const times = Array.from({ length: Math.floor(endedAt / stepUs) + 1 }, (_, step) => step * stepUs);
  if (times.at(-1) !== endedAt) times.push(endedAt);
  return times;
}

export interface Sampled<Value> {
  readonly x: number;
  readonly value: Value | undefined;
}
export const sampled = <Value>({ endedAt, durationUs }: { readonly endedAt: number; readonly durationUs: number }, valueAt: (at: number) => Value | undefined): readonly Sampled<Value>[] =>
  sampleTimes(endedAt, samplingOf(durationUs).stepUs).map((at) => ({ x: plotX(at, durationUs), value: valueAt(at) }));

export const pointsOf = <Value>(samples: readonly Sampled<Value>[], heightOf: (value: Value) => number): readonly Sample[] =>
  samples.map(({ x, value }) => ({ x, y: value === undefined ? undefined : heightOf(value) }));

/** The share, 0 to 1, of calls that were answered among those that ended after `from` and until `to`; undefined without calls. */
export function successOf(calls: readonly EndedCall[]): (from: number, to: number) => number | undefined {
  const times = timesOf(calls);
  const answered = new Uint32Array(calls.length + 1);
  for (const [position, { outcome }] of calls.entries()) answered[position + 1] = answered[position]! + (outcome === 'ok' ? 1 : 0);
  return (from, to) => {
    const [first, end] = [countUpTo(times, from), countUpTo(times, to)];
    return end === first ? undefined : (answered[end]! - answered[first]!) / (end - first);
  };
}

export interface Latency {
  readonly p50Us: number;
  readonly p99Us: number;
}
/** Median and 99th percentile, by nearest rank, of the same. A call that was rejected at once took no time worth charting and is left out. */
export function latencyOf(calls: readonly EndedCall[]): (from: number, to: number) => Latency | undefined {
  const charted = calls.filter(({ outcome }) => outcome !== 'rejected');
  const times = timesOf(charted);
  const latencies = Float64Array.from(charted, ({ latencyUs }) => latencyUs);
  let last: { readonly first: number; readonly end: number; readonly latency: Latency | undefined } = { first: 0, end: 0, latency: undefined };
  return (from, to) => {
    const [first, end] = [countUpTo(times, from), countUpTo(times, to)];
    // The playhead moves in steps much smaller than the time between calls, so the same window is asked for again and again.
    if (last.first !== first || last.end !== end) last = { first, end, latency: ranksOf(latencies.slice(first, end).sort()) };
    return last.latency;
  };
}

function ranksOf(ordered: Float64Array): Latency | undefined {
  const rank = (share: number) => ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)]!;
  return ordered.length === 0 ? undefined : { p50Us: rank(0.5), p99Us: rank(0.99) };
}

export const timesOf = (events: readonly { readonly at: number }[]): Float64Array => Float64Array.from(events, ({ at }) => at);

/** How many of these ordered times are after `from` and not after `to`. */
export const countBetween = (times: Float64Array, from: number, to: number): number => countUpTo(times, to) - countUpTo(times, from);
