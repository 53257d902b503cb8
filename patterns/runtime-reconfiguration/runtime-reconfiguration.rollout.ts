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
  /** How many have it at each stage, in percent: rising, and 100 at last. @default [10, 50, 100], of which 10 is where AppConfig.Canary10Percent20Minutes begins */
  stages?: readonly number[];
  /** The stage to begin with, counted from 0: after a restart, the one that it was at. @default 0 */
  stage?: number;
  /** Who had kept it before the restart. Without it each of them must say so again. @default nobody */
  kept?: readonly string[];
  /** How long a stage waits for the word of all who have it, in ms. Silence is no consent: then the change is taken back. @default 1_800_000, three times as long as a bake */
  stageTimeoutMs?: number;
  /** Told of each stage and of the end, when the state is complete: what has to be done by it is yours. What it throws surfaces as an uncaught error and harms nothing here. */
  onEvent: (event: RolloutEvent) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export type RolloutState = 'ready' | 'rolling' | 'kept' | 'reverted';
/** Whoever is within `percent`, by `isWithin` with this flag, has the change. It is 0 once it was taken back. */
export type RolloutEvent = { readonly kind: 'stage' | 'kept' | 'reverted'; readonly stage: number; readonly percent: number; readonly reason: string };
export type Verdict = 'kept' | 'reverted';
export interface BakeOptions {
  /** How well it goes since the change: `unknown` while there is too little to judge by. One that throws, or says anything else, does not know. */
  guard: () => 'good' | 'bad' | 'unknown';
  /**
   * Takes the change back here. If that fails it is tried again, after a pause that doubles from `checkEveryMs` to a minute, until it succeeds or the signal ends it: abort that
   * when trying is useless (a conflict), and not because the way back has itself taken the place of the change.
   */
  revert: () => unknown;
  /** How long the change is watched from the first word that is not `unknown`, in ms. @default 600_000, as AppConfig.Canary10Percent20Minutes does */
  bakeMs?: number;
  /** How often the guard is asked, in ms, and how long after the beginning it is asked first. @default 1_000 */
  checkEveryMs?: number;
  /** Told when the guard has found it bad, before it is taken back, and of each failure of the guard itself and of the revert. @default none */
  onEvent?: (event: BakeEvent) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export type BakeEvent = { readonly kind: 'bad' | 'guard-failed' | 'revert-failed'; readonly error: unknown };
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
/** The share that takes in just as many of these keys as `percent` says, rounded up, and one at least. A hash spreads a million users evenly, and not ten instances. */
export function cutFor(keys: readonly string[], flag: string, percent: number): number {
  const buckets = keys.map((key) => bucketOf(key, flag)).sort((one, other) => one - other);
  const count = Math.max(1, Math.ceil((inRange('percent', percent, 0, 100) * buckets.length) / 100));
  return count >= buckets.length ? 100 : (buckets[count - 1]! + buckets[count]!) / 2;
}

/** The side that decides who has the change: one for each change. */
export class Rollout {
  private now: RolloutState = 'ready';
  private stage: number;
  private cut = 0;
  private timer: unknown = undefined;
  private expected = new Set<string>(); // who have it at this stage, and have not kept it yet
  private readonly kept: Set<string>;
  private readonly rules: ReturnType<typeof checked>;
  constructor(options: RolloutOptions) {
    this.rules = checked(options);
    const { flag, keys, stages, stage, kept } = this.rules;
    this.stage = stage;
    const cut = cutFor(keys, flag, stages[stage]!);
    this.kept = new Set(kept.filter((key) => isWithin(key, flag, cut)));
  }

  get state(): RolloutState { return this.now; }
  /** Who has the change at the present stage, by `isWithin`. */
  get percent(): number {
    if (this.now === 'rolling') return this.cut;
    return this.now === 'kept' ? 100 : 0;
  }
  begin(): void {
    if (this.now === 'ready') this.enter(this.stage);
  }
  /**
   * What one of those who have the change has found about it: about this one, and no earlier. It may be said again. One that has found it bad, even one that is not in
   * `keys`, ends the rollout for all; the next stage comes when all of this one have kept it. Who does not have the change is not listened to.
   */
  heard(key: string, verdict: Verdict): void {
    if (this.now !== 'rolling' || !isWithin(key, this.rules.flag, this.cut)) return;
    if (verdict === 'reverted') return this.takeBack(`${key} has taken it back.`);
    this.kept.add(key);
    this.expected.delete(key);
    this.goOn(this.stage);
  }
  /** Ends it by hand. After the end it does nothing. */
  takeBack(reason: string): void {
    if (this.now === 'ready' || this.now === 'rolling') this.end('reverted', reason);
  }

  private enter(stage: number): void {
    const { clock, flag, keys, stageTimeoutMs, stages } = this.rules;
    clock.clearTimeout(this.timer);
    [this.now, this.stage, this.cut] = ['rolling', stage, cutFor(keys, flag, stages[stage]!)];
    this.expected = new Set(keys.filter((key) => !this.kept.has(key) && isWithin(key, flag, this.cut)));
    this.timer = clock.setTimeout(() => this.takeBack(`At ${stages[stage]} % not all have said in time how it went.`), stageTimeoutMs);
    this.tell('stage', '');
    this.goOn(stage); // where a small fleet has nobody new at this stage, nobody would speak
  }
  private goOn(stage: number): void {
    if (this.now !== 'rolling' || this.stage !== stage || this.expected.size > 0) return;
    if (stage + 1 < this.rules.stages.length) this.enter(stage + 1);
    else this.end('kept', 'All have kept it.');
  }
  private end(kind: Verdict, reason: string): void {
    this.rules.clock.clearTimeout(this.timer);
    this.now = kind;
    this.tell(kind, reason);
  }
  private tell(kind: RolloutEvent['kind'], reason: string): void {
    guarded(() => this.rules.onEvent({ kind, stage: this.stage, percent: this.percent, reason }));
  }
}

/**
 * The side that has the change: watches it for a while, keeps it, or takes it back without asking anybody. A guard that never knows is asked for ever: the rollout's
 * `stageTimeoutMs`, or the signal, ends that.
 * @throws the signal's reason, when what is watched is there no more (a newer change has taken its place)
 */
export async function bake({ guard, revert, bakeMs = 600_000, checkEveryMs = 1_000, onEvent, clock = systemClock }: BakeOptions, signal?: AbortSignal): Promise<Verdict> {
  inRange('bakeMs', bakeMs, 0, longestMs);
  inRange('checkEveryMs', checkEveryMs, 1, longestMs);
  const tell = (kind: BakeEvent['kind'], error?: unknown) => guarded(() => onEvent?.({ kind, error }));
  let since: number | undefined; // when the guard first knew
  for (;;) {
    const leftMs = since === undefined ? 0 : since + bakeMs - clock.now();
    await sleep(clock, leftMs > 0 ? Math.min(checkEveryMs, Math.ceil(leftMs)) : checkEveryMs, signal); // whole, for a timer may be a little early
    const says = wordOf(guard, (error) => tell('guard-failed', error));
    if (says === 'bad') break;
    if (says !== 'unknown') since ??= clock.now();
    if (says === 'good' && clock.now() >= since! + bakeMs) return 'kept';
  }
  tell('bad');
  for (let pauseMs = checkEveryMs; ; pauseMs = Math.min(2 * pauseMs, Math.max(checkEveryMs, 60_000))) {
    try {
      await unlessAborted(revert, signal);
      return 'reverted';
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      tell('revert-failed', error);
    }
    await sleep(clock, pauseMs, signal);
  }
}

function wordOf(guard: BakeOptions['guard'], failed: (error: unknown) => void): ReturnType<BakeOptions['guard']> {
  try {
    const word = guard();
    if (word === 'good' || word === 'bad' || word === 'unknown') return word;
    throw new TypeError(`guard must say good, bad or unknown, got ${typeof word}.`);
  } catch (error) {
    failed(error);
    return 'unknown';
  }
}
/** What the call comes to, or the signal's reason as soon as it has one. */
function unlessAborted(call: () => unknown, signal: AbortSignal | undefined): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const abort = (): void => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    void (async () => call())().then(resolve, reject).then(() => signal?.removeEventListener('abort', abort));
  });
}
function sleep(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: unknown;
  return unlessAborted(() => new Promise<void>((resolve) => void (timer = clock.setTimeout(resolve, ms))), signal).then(() => undefined, (error) => {
    clock.clearTimeout(timer);
    throw error;
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
/** The options, judged at the door, and copied. */
function checked({ flag, keys, stages = [10, 50, 100], stage = 0, kept = [], stageTimeoutMs = 1_800_000, onEvent, clock = systemClock }: RolloutOptions) {
  if (flag === '') throw new RangeError('flag must be a text of one character or more, got "".');
  if (keys.length === 0 || new Set(keys).size < keys.length) throw new RangeError(`keys must be one or more, and all differ, got ${JSON.stringify(keys)}.`);
  stages.forEach((percent, place) => inRange(`stages[${place}]`, percent, 0, 100));
  if (stages.at(-1) !== 100 || stages.some((percent, place) => place > 0 && percent <= stages[place - 1]!)) throw new RangeError(`stages must rise, and end with 100, got ${JSON.stringify(stages)}.`);
  if (!Number.isInteger(stage)) throw new RangeError(`stage must be a whole number, got ${String(stage)}.`);
  inRange('stage', stage, 0, stages.length - 1);
  return { flag, keys: [...keys], stages: [...stages], stage, kept: [...kept], stageTimeoutMs: inRange('stageTimeoutMs', stageTimeoutMs, 1, longestMs), onEvent, clock };
}
