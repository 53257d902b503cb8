/**
 * A rollout gives a change to a few first, waits until each of them has watched it for a while and has kept it, and goes on to more; who was among the few stays
 * among the more. One that finds it bad goes back by itself, at once, and then so do all. Do not use it where the few see too little to judge by, nor where old and new cannot
 * work side by side. Its one port is a clock with timers; how a stage reaches the others, and their word the rollout, is yours.
 */
export interface RolloutOptions {
  /** The change's name. It salts the hash, so that it is not the same few each time. */
  flag: string;
  /** All who are to have the change: the instances of a fleet, by names that stay. */
  keys: readonly string[];
  /** How many have it at each stage, in percent: rising, and 100 at last. @default [10, 50, 100] */
  stages?: readonly number[];
  /** The stage to begin with, counted from 0: after a restart, the one that it was at. @default 0 */
  stage?: number;
  /** How long a stage waits for the word of all whom it took in, in ms. Silence is no consent: then the change is taken back. @default 1_800_000 */
  stageTimeoutMs?: number;
  /** Told of each stage and of the end, when the state is complete: what has to be done by it is yours. What it throws surfaces as an uncaught error and harms nothing. */
  onEvent: (event: RolloutEvent) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export type RolloutState = 'ready' | 'rolling' | 'kept' | 'reverted';
/** Whoever is within `percent`, by `isWithin` with this flag, has the change. It is 0 once it was taken back. */
export type RolloutEvent = { readonly kind: 'stage' | 'kept' | 'reverted'; readonly stage: number; readonly percent: number; readonly reason: string };
export type Verdict = 'kept' | 'reverted';
export interface BakeOptions {
  /** How well it goes since the change: `unknown` while there is too little to judge by. One that throws does not know. */
  guard: () => 'good' | 'bad' | 'unknown';
  /** Takes the change back here. If that fails it is tried again. */
  revert: () => unknown;
  /** How long the change is watched, in ms, and longer where the guard does not know. @default 600_000, as AWS AppConfig does for its canary */
  bakeMs?: number;
  /** How often the guard is asked, in ms. @default 1_000 */
  checkEveryMs?: number;
  /** Told when the guard has found it bad, before it is taken back, and of each attempt to do so that failed. @default none */
  onEvent?: (event: { readonly kind: 'bad' | 'error'; readonly error: unknown }) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };

/** Where a key lies for a flag, from 0 to below 100: the same everywhere and always, with nothing shared but this function. */
export function bucketOf(key: string, flag: string): number {
  let hash = 0x811c9dc5; // FNV-1a, with the last step of MurmurHash3, without which names that differ in the last letter lie together
  for (const letter of `${flag}\n${key}`) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32) * 100;
}
/** Whether a key has the change at so many percent. What is within a share is within every larger one. */
export function isWithin(key: string, flag: string, percent: number): boolean {
  return bucketOf(key, flag) < inRange('percent', percent, 0, 100);
}
/** The share that takes in just as many of these keys as `percent` says, and one at least. A hash spreads a million users evenly, and not ten instances. */
export function cutFor(keys: readonly string[], flag: string, percent: number): number {
  const buckets = keys.map((key) => bucketOf(key, flag)).sort((one, other) => one - other);
  const count = Math.max(1, Math.ceil((inRange('percent', percent, 0, 100) / 100) * buckets.length));
  return count >= buckets.length ? 100 : (buckets[count - 1]! + buckets[count]!) / 2;
}

/** The side that decides who has the change: one for each change. */
export class Rollout {
  state: RolloutState = 'ready'; // only to be read
  private stage: number;
  private timer: unknown = undefined;
  private readonly verdicts = new Map<string, Verdict>();
  private readonly rules: ReturnType<typeof checked>;
  constructor(options: RolloutOptions) {
    this.rules = checked(options);
    this.stage = this.rules.stage;
  }

  /** Who has the change at the present stage, by `isWithin`. */
  get percent(): number {
    if (this.state === 'rolling') return cutFor(this.rules.keys, this.rules.flag, this.rules.stages[this.stage]!);
    return this.state === 'kept' ? 100 : 0;
  }
  begin(): void {
    if (this.state === 'ready') this.enter(this.stage);
  }
  /** What one of the keys has found. One that has found it bad ends the rollout for all; the next stage comes when all of this one have kept it. */
  heard(key: string, verdict: Verdict): void {
    if (this.state !== 'rolling' || !this.rules.keys.includes(key)) return;
    this.verdicts.set(key, verdict);
    if (verdict === 'reverted') return this.takeBack(`${key} has taken it back.`);
    const { keys, flag, stages } = this.rules;
    const { percent } = this;
    if (keys.some((one) => isWithin(one, flag, percent) && this.verdicts.get(one) !== 'kept')) return;
    if (this.stage + 1 < stages.length) this.enter(this.stage + 1);
    else this.end('kept', 'All have kept it.');
  }
  /** Ends it by hand. After the end it does nothing. */
  takeBack(reason: string): void {
    if (this.state === 'ready' || this.state === 'rolling') this.end('reverted', reason);
  }

  private enter(stage: number): void {
    const { clock, stageTimeoutMs, stages } = this.rules;
    clock.clearTimeout(this.timer);
    this.state = 'rolling';
    this.stage = stage;
    this.timer = clock.setTimeout(() => this.takeBack(`At ${stages[stage]} % not all have said in time how it went.`), stageTimeoutMs);
    this.tell('stage', '');
  }
  private end(kind: Verdict, reason: string): void {
    this.rules.clock.clearTimeout(this.timer);
    this.state = kind;
    this.tell(kind, reason);
  }
  private tell(kind: RolloutEvent['kind'], reason: string): void {
    guarded(() => this.rules.onEvent({ kind, stage: this.stage, percent: this.percent, reason }));
  }
}

/**
 * The side that has the change: watches it for a while, keeps it, or takes it back without asking anybody.
 * @throws the signal's reason, when what is watched is there no more (a newer change has taken its place)
 */
export async function bake({ guard, revert, bakeMs = 600_000, checkEveryMs = 1_000, onEvent, clock = systemClock }: BakeOptions, signal?: AbortSignal): Promise<Verdict> {
  inRange('bakeMs', bakeMs, 0, longestMs);
  inRange('checkEveryMs', checkEveryMs, 1, longestMs);
  const until = clock.now() + bakeMs;
  for (;;) {
    const leftMs = until - clock.now();
    await sleep(clock, leftMs > 0 ? Math.min(checkEveryMs, Math.ceil(leftMs)) : checkEveryMs, signal); // whole, for a timer may be a little early
    const says = wordOf(guard);
    if (says === 'bad') break;
    if (says === 'good' && clock.now() >= until) return 'kept';
  }
  guarded(() => onEvent?.({ kind: 'bad', error: undefined }));
  for (;;) {
    if (signal?.aborted === true) throw signal.reason;
    try {
      await revert();
      return 'reverted';
    } catch (error) {
      guarded(() => onEvent?.({ kind: 'error', error }));
    }
    await sleep(clock, checkEveryMs, signal);
  }
}

function wordOf(guard: BakeOptions['guard']): ReturnType<BakeOptions['guard']> {
  try {
    return guard();
  } catch {
    return 'unknown';
  }
}
function sleep(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const abort = (): void => {
      clock.clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
function guarded(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
}
function inRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} must be from ${min} to ${max}, got ${String(value)}.`);
}
/** The options, judged at the door. */
function checked({ flag, keys, stages = [10, 50, 100], stage = 0, stageTimeoutMs = 1_800_000, onEvent, clock = systemClock }: RolloutOptions) {
  if (flag === '') throw new RangeError('flag must be a text of one character or more, got "".');
  if (keys.length === 0 || new Set(keys).size < keys.length) throw new RangeError(`keys must be one or more, and all differ, got ${JSON.stringify(keys)}.`);
  stages.forEach((percent, place) => inRange(`stages[${place}]`, percent, place === 0 ? 0 : stages[place - 1]!, 100));
  if (stages.at(-1) !== 100) throw new RangeError(`stages must end with 100, got ${JSON.stringify(stages)}.`);
  if (!Number.isInteger(stage)) throw new RangeError(`stage must be a whole number, got ${String(stage)}.`);
  inRange('stage', stage, 0, stages.length - 1);
  return { flag, keys, stages, stage, stageTimeoutMs: inRange('stageTimeoutMs', stageTimeoutMs, 1, longestMs), onEvent, clock };
}
