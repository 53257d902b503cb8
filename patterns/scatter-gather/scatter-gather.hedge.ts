/**
 * Says when a second replica is asked although the first has not failed, and how often: after a share of the usual times (the 95th percentile asks
 * one in twenty again), and out of a budget, so that what is meant to cut the tail does not double the load when all are slow. Keep one for each
 * dependency, for the life of the process. Do not use it before what must not happen twice. It has no ports: what it needs, it is told.
 */
export interface HedgeOptions {
  /** After which share of the times of first requests the next one is sent; 0.95 is the 95th percentile. It is learned from calls that wait for all: with `enough`, give a `delayMs`. @default 0.95 */
  percentile?: number;
  /** After a fixed time in its place, in ms: 0 asks two at once, Infinity only after a failure. @default none */
  delayMs?: number;
  /** Over how many of the last times. @default 1_000 */
  window?: number;
  /** Before so many are known, nobody is asked again but after a failure. @default 20 */
  minimum?: number;
  /** The share of further requests: each part that is asked pays in so much, each further request draws 1. @default 0.1 */
  ratio?: number;
  /** How many further requests a fresh budget has. Later at most so many are saved up, and what the last `window` parts have paid in. @default 10 */
  burst?: number;
  /** How many of the budget are left to failures: a hedge is sent only where more than these remain. @default half of `burst` */
  keptForFailures?: number;
  /** The delay is no longer than this, in ms: a replica that is slow for long drags the percentile up. @default Infinity */
  maxDelayMs?: number;
}

export class Hedge {
  private readonly times: Float64Array;
  private readonly sorted: Float64Array;
  private count = 0; // of all times that it was told
  private readAt = 0; // how many they were when the delay was last worked out
  private delay = Infinity;
  private tokens: number; // in millionths, because ten tenths do not add up to one
  private readonly given: Required<Omit<HedgeOptions, 'delayMs'>>;
  constructor({ percentile = 0.95, delayMs, window = 1_000, minimum = 20, ratio = 0.1, burst = 10, keptForFailures = burst / 2, maxDelayMs = Infinity }: HedgeOptions = {}) {
    inRange('percentile', percentile, 0, 1);
    inRange('window', window, 1, 100_000, true);
    inRange('minimum', minimum, 1, window, true);
    inRange('ratio', ratio, 0, 1_000);
    inRange('burst', burst, 1, 1_000_000, true);
    inRange('keptForFailures', keptForFailures, 0, burst);
    inRange('maxDelayMs', maxDelayMs, 0, Infinity);
    this.given = { percentile, window, minimum, ratio, burst, keptForFailures, maxDelayMs };
    if (delayMs !== undefined) this.delay = inRange('delayMs', delayMs, 0, Infinity);
    if (delayMs !== undefined) this.readAt = Infinity;
    this.times = new Float64Array(window);
    this.sorted = new Float64Array(window);
    this.tokens = burst * million;
  }

  delayMs(): number {
    const { maxDelayMs, minimum, percentile, window } = this.given;
    const known = Math.min(this.count, window);
    if (known < minimum || this.count - this.readAt < known / 20) return this.delay; // a twentieth of news: not sorted for less
    const times = this.sorted.subarray(0, known);
    times.set(this.times.subarray(0, known));
    times.sort();
    this.readAt = this.count;
    this.delay = Math.min(maxDelayMs, times[Math.min(known - 1, Math.floor(percentile * known))]!);
    return this.delay;
  }
  /** A time of which only the least is known counts as that: it is beyond the percentile either way. To leave those out would make it shrink with every hedge that wins. */
  took(ms: number): void {
    this.times[this.count % this.given.window] = ms;
    this.count += 1;
  }

  asked(): void {
    const { burst, ratio, window } = this.given;
    this.tokens = Math.min((burst + ratio * window) * million, this.tokens + Math.round(ratio * million));
  }
  allows(afterFailure: boolean): boolean {
    const kept = afterFailure ? 0 : this.given.keptForFailures * million;
    if (this.tokens < kept + million) return false;
    this.tokens -= million;
    return true;
  }
  /** How many further requests are allowed now. */
  get balance(): number {
    return this.tokens / million;
  }
}
const million = 1_000_000;
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (value >= min && value <= max && (!isWhole || Math.floor(value) === value)) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
