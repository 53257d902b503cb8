/** The values that something had, each from its time on. Times are virtual microseconds, in order. */
export interface Track<Value> {
  readonly times: readonly number[];
  readonly values: readonly Value[];
}

/** A track that is still being written. */
export class GrowingTrack<Value> implements Track<Value> {
  readonly times: number[] = [];
  readonly values: Value[] = [];

  /** Later writes at the same time replace earlier ones: what an event leaves behind is what counts. */
  add(at: number, value: Value): void {
    const last = this.times.length - 1;
    if (last >= 0 && this.times[last] === at) this.values[last] = value;
    else {
      this.times.push(at);
      this.values.push(value);
    }
  }
}

/** How many of these ordered times are at or before `at`. */
export function countUpTo(times: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The value that stands at `at`, or undefined before the first. */
export const valueAt = <Value>(track: Track<Value> | undefined, at: number): Value | undefined =>
  track === undefined ? undefined : track.values[countUpTo(track.times, at) - 1];
