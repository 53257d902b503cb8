/**
 * The manager of a work queue: it turns each item that a source lists into a job that runs to its end, tries again what comes to nothing, and sees
 * to it that every item ends done or failed. It looks, compares and acts, again and again, and has nothing to remember. Do not use it where somebody
 * waits for the answer, or where an item takes no longer than a container to start. Its ports are a source, the jobs of a platform, a record, and a clock.
 */
export interface QueueManagerOptions {
  source: Source;
  jobs: Jobs;
  record: EndRecord;
  /** What the names of its jobs begin with, each queue its own: up to 16 of a-z and 0-9. @default 'work' */
  name?: string;
  /** How many items have a job at one time, or rest between two. @default 4 */
  parallelism?: number;
  /** How often an item is tried again. After that it has failed. @default 6 */
  backoffLimit?: number;
  /** How long an item rests after the attempt of this number came to nothing, in ms. @default 10 s, 20 s, 40 s, up to 6 min */
  backoffMs?: (attempt: number) => number;
  /** The pause between two looks, in ms. @default 10 000 */
  pollMs?: number;
  /** How long one look may last with all that it does, and how long what it has found may be cleared away, in ms: what it has seen gets old. @default 30 000 */
  passMs?: number;
  /** How long a job is kept after its end, in ms, at least as long as a look may last: its name turns away who comes late. @default 60 000 */
  keepMs?: number;
  /** Told of all that it does. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onEvent?: (event: ManagerEvent) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export type Later<T> = T | PromiseLike<T>;
/** Where items come from. It is read, and never written to. No call of a port has to answer once its signal has ended it. */
export interface Source {
  /** The ids of all items, old ones first, each at least until it has ended: who leaves before makes room for one too many. Where it cannot tell it fails; an empty list says that there are none. */
  list(signal: AbortSignal): Later<readonly string[]>;
}
/** The jobs of a platform. Each is one attempt at one item, runs once, and ends. */
export interface Jobs {
  /** All jobs of this queue, and those too that have ended. */
  list(signal: AbortSignal): Later<readonly Job[]>;
  /** False: there is a job of that name, which may have ended. `refused`: the platform will never take this job, and its item has failed. */
  create(job: JobSpec, signal: AbortSignal): Later<boolean | 'refused'>;
  /** Takes away a job that has ended, where it is still there. */
  remove(name: string, signal: AbortSignal): Later<void>;
}
/** Attempts count from 1. */
export type JobSpec = { readonly name: string; readonly item: string; readonly attempt: number };
/** It is active from its creation until its last container has ended. */
export type Job = JobSpec & { readonly state: 'active' | 'succeeded' | 'failed' };
/** How items ended. It outlives every job, and has an entry as long as the source has the item. Whoever did the work writes that it is done. */
export interface EndRecord {
  list(signal: AbortSignal): Later<readonly Ending[]>;
  /** In one step: written where the item has no ending yet. False: it has one. */
  add(ending: Ending, signal: AbortSignal): Later<boolean>;
  forget(item: string, signal: AbortSignal): Later<void>;
}
export type Ending = { readonly item: string; readonly outcome: 'done' | 'failed'; readonly attempt: number };
/** `resting`: its last attempt came to nothing. `gone`: the source has it no more. */
export type ItemState = 'pending' | 'active' | 'resting' | 'done' | 'failed' | 'gone';
export type ItemEvent = 'lost' | 'began' | 'came to nothing' | 'done' | 'failed' | 'gone';
/** How many of the listed items are in which state. */
export type Progress = { readonly [state in Exclude<ItemState, 'gone'>]: number };
export type ManagerEvent =
  /** An item is found in another state than at the look before. The first time that is `pending` before. */
  | { readonly kind: 'item'; readonly item: string; readonly event: ItemEvent; readonly state: ItemState }
  | { readonly kind: 'created' | 'known' | 'removed'; readonly job: JobSpec } // `known`: there was a job of that name
  | { readonly kind: 'forgotten'; readonly item: string }
  | { readonly kind: 'looked'; readonly progress: Progress } // a look has come to its end
  | { readonly kind: 'error'; readonly error: unknown }; // something was not answered, or refused; the next look tries it again
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** A look took so long that what it has seen is no ground to act on. */
export class LookTooOldError extends Error {
  override readonly name = 'LookTooOldError';
  readonly code = 'LOOK_TOO_OLD';
  readonly passMs: number;
  constructor(passMs: number) {
    super(`A look took longer than ${passMs} ms, and was given up.`);
    this.passMs = passMs;
  }
}

export class QueueManager {
  /** What the last look found, for whoever wants to know. Nothing is decided by it. */
  private readonly found = new Map<string, Exclude<ItemState, 'gone'>>();
  /** Since when each job is known to have ended. Without it, as after a restart, a rest begins anew. */
  private readonly endedAt = new Map<string, number>();
  /** What the last look found to clear away, first come first served; and what of it is under way. */
  private readonly chores = new Map<string, Chore>();
  private readonly atWork = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined = undefined;
  private onStop: (() => void) | undefined = undefined;
  private readonly options: Required<Omit<QueueManagerOptions, 'onEvent'>> & Pick<QueueManagerOptions, 'onEvent'>;
  constructor({ name = 'work', parallelism = 4, backoffLimit = 6, backoffMs = doubling, pollMs = 10_000, passMs = 30_000, keepMs = 60_000, clock = systemClock, ...rest }: QueueManagerOptions) {
    if (!/^[a-z0-9]{1,16}$/.test(name)) throw new RangeError(`name must be 1 to 16 of a-z and 0-9, got ${JSON.stringify(name)}.`);
    inRange('parallelism', parallelism, 1, 100_000, true);
    inRange('backoffLimit', backoffLimit, 0, 1_000, true);
    inRange('pollMs', pollMs, 1, longestMs);
    inRange('passMs', passMs, 1, longestMs);
    inRange('keepMs', keepMs, passMs, Infinity);
    this.options = { ...rest, name, parallelism, backoffLimit, backoffMs, pollMs, passMs, keepMs, clock };
  }

  /** Begins to look. A second call, and one after `stop`, does nothing. */
  start(): void {
    if (!this.stopping.signal.aborted) this.running ??= this.run();
  }
  /** Gives up the look under way, and resolves when it will do nothing more. Jobs go on, and whoever starts next finds them. */
  stop(): Promise<void> {
    this.stopping.abort();
    this.onStop?.();
    return this.running ?? Promise.resolve();
  }
  /** How it stood with the items at the last look. */
  get progress(): Progress {
    const progress = { pending: 0, active: 0, resting: 0, done: 0, failed: 0 };
    for (const state of this.found.values()) progress[state] += 1;
    return progress;
  }
  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.within(this.options.clock.now() + this.options.passMs, (look) => this.look(look));
      if (!signal.aborted) await this.rest();
    }
    await Promise.all(this.atWork.values());
  }
  private async within(until: number, act: (look: Look) => Promise<unknown>): Promise<void> {
    const look = lookOf(this.options.clock, this.options.passMs, until, this.stopping.signal);
    try {
      await act(look);
    } catch (error) {
      if (!this.stopping.signal.aborted) this.tell({ kind: 'error', error });
    }
    look.end();
  }
  private rest(): Promise<void> {
    const { clock, pollMs } = this.options;
    return new Promise((resolve) => {
      const timer = clock.setTimeout(resolve, pollMs);
      this.onStop = () => resolve(clock.clearTimeout(timer));
    });
  }
  private async look(look: Look): Promise<void> {
    const { jobs, record, source, parallelism, backoffLimit } = this.options;
    // In this order. An item is listed, has a job, has an ending, loses its job: whatever is asked for later is newer, and hides nothing that came of what was seen before.
    const all = await look.ask((signal) => jobs.list(signal));
    const endings = new Map((await look.ask((signal) => record.list(signal))).map((ending) => [ending.item, ending]));
    const items = new Set((await look.ask((signal) => source.list(signal))).values()); // what is no list throws
    for (const item of items) if (typeof item !== 'string') throw new TypeError(`An item's id must be a text, got ${JSON.stringify(item)}.`);
    const latest = this.noteJobs(all);

    const acts: Promise<void>[] = [];
    let free = parallelism - all.filter(({ state }) => state === 'active').length;
    for (const item of items) {
      const job = latest.get(item);
      const state = endings.get(item)?.outcome ?? (job === undefined ? 'pending' : job.state === 'active' ? 'active' : 'resting');
      this.note(item, state);
      if (state !== 'pending' && state !== 'resting') continue;
      // Also while it rests it has its place: so the items in hand are those that stand first, whichever manager looks, and however long ago.
      free -= 1;
      if (job !== undefined && job.attempt > backoffLimit) acts.push(this.giveUp(look, item, job.attempt));
      else if (free >= 0 && (job === undefined || this.isRested(job))) acts.push(this.create(look, item, (job?.attempt ?? 0) + 1));
    }
    for (const item of this.found.keys()) if (!items.has(item)) this.note(item, 'gone');
    this.tidy(look, all, latest, items, endings);
    await Promise.all(acts); // what does not answer keeps nothing else waiting
    this.tell({ kind: 'looked', progress: this.progress });
  }
  /** Notes when each job was first seen to have ended, and tells the latest of each item. */
  private noteJobs(all: readonly Job[]): Map<string, Job> {
    const now = this.options.clock.now();
    const latest = new Map<string, Job>();
    const names = new Set<string>();
    for (const job of all) {
      names.add(job.name);
      if (job.state !== 'active' && !this.endedAt.has(job.name)) this.endedAt.set(job.name, now);
      if (job.attempt > (latest.get(job.item)?.attempt ?? 0)) latest.set(job.item, job);
    }
    for (const name of this.endedAt.keys()) if (!names.has(name)) this.endedAt.delete(name);
    return latest;
  }
  private isRested({ name, attempt }: Job): boolean {
    let restMs = doubling(attempt);
    try {
      restMs = inRange('backoffMs', this.options.backoffMs(attempt), 0, Infinity);
    } catch (error) {
      this.tell({ kind: 'error', error });
    }
    return this.options.clock.now() - this.endedAt.get(name)! >= restMs;
  }
  private async create(look: Look, item: string, attempt: number): Promise<void> {
    const job = { name: jobName(this.options.name, item, attempt), item, attempt };
    const answer = await this.act(look, (signal) => this.options.jobs.create(job, signal));
    if (answer === 'refused') return this.giveUp(look, item, attempt);
    if (answer !== undefined) this.tell({ kind: answer ? 'created' : 'known', job });
    if (answer === true) this.note(item, 'active');
  }
  private async giveUp(look: Look, item: string, attempt: number): Promise<void> {
    if ((await this.act(look, (signal) => this.options.record.add({ item, outcome: 'failed', attempt }, signal))) === true) this.note(item, 'failed');
  }
  /** Finds jobs to take away whose item has ended, after a while, and endings to forget that nobody can ask for any more. What waits for that already keeps its turn. */
  private tidy({ until }: Look, all: readonly Job[], latest: ReadonlyMap<string, Job>, items: ReadonlySet<string>, endings: ReadonlyMap<string, Ending>): void {
    const { clock, jobs, keepMs, record } = this.options;
    const found = new Map<string, Chore>();
    for (const job of all) {
      const isOver = job.state !== 'active' && (endings.has(job.item) || !items.has(job.item));
      if (!isOver || clock.now() - this.endedAt.get(job.name)! < keepMs) continue;
      found.set(`job ${job.name}`, { until, run: (look) => this.act(look, (signal) => jobs.remove(job.name, signal), { kind: 'removed', job }) });
    }
    for (const item of endings.keys()) {
      if (items.has(item) || latest.has(item)) continue;
      found.set(`ending ${item}`, { until, run: (look) => this.act(look, (signal) => record.forget(item, signal), { kind: 'forgotten', item }) });
    }
    for (const key of this.chores.keys()) if (!found.has(key)) this.chores.delete(key);
    for (const [key, chore] of found) if (!this.atWork.has(key)) this.chores.set(key, chore);
    this.clear();
  }
  /** Clears away so many things at one time, and in no look's way: what is slow, or hangs, keeps neither the others nor the next look waiting. */
  private clear(): void {
    for (const [key, { until, run }] of this.chores) {
      if (this.atWork.size >= choresAtOnce || this.stopping.signal.aborted) return;
      this.chores.delete(key);
      if (this.options.clock.now() < until) this.atWork.set(key, this.within(until, run).then(() => void (this.atWork.delete(key) && this.clear())));
    }
  }
  /** What fails for one item holds up no other. Undefined says so. `done` is told of what succeeds. */
  private async act<T>(look: Look, call: (signal: AbortSignal) => Later<T>, done?: ManagerEvent): Promise<T | undefined> {
    try {
      const answer = await look.ask(call);
      if (done !== undefined) this.tell(done);
      return answer;
    } catch (error) {
      look.signal.throwIfAborted();
      this.tell({ kind: 'error', error });
      return undefined;
    }
  }
  private note(item: string, state: ItemState): void {
    const before = this.found.get(item) ?? 'pending';
    if (state === 'gone') this.found.delete(item);
    else this.found.set(item, state);
    if (state !== before) this.tell({ kind: 'item', item, event: eventOf[state], state });
  }
  private tell(event: ManagerEvent): void {
    try { this.options.onEvent?.(event); } catch (thrown) { queueMicrotask(() => { throw thrown; }); }
  }
}

/** One look at the world, with all that is done about it. After its time it asks for nothing more, even where the timer is late. */
function lookOf(clock: Clock, passMs: number, until: number, stopping: AbortSignal) {
  const controller = new AbortController();
  const { signal } = controller;
  const giveUp = (): void => controller.abort(stopping.aborted ? stopping.reason : new LookTooOldError(passMs));
  const timer = clock.setTimeout(giveUp, until - clock.now());
  stopping.addEventListener('abort', giveUp);
  return {
    signal, until,
    ask<T>(call: (signal: AbortSignal) => Later<T>): Promise<T> {
      if (clock.now() >= until) giveUp();
      return new Promise<T>((resolve, reject) => {
        signal.throwIfAborted();
        const abandon = () => reject(signal.reason);
        signal.addEventListener('abort', abandon);
        const answer = new Promise<T>((answered) => answered(call(signal)));
        void answer.then(resolve, reject).then(() => signal.removeEventListener('abort', abandon));
      });
    },
    end(): void {
      clock.clearTimeout(timer);
      stopping.removeEventListener('abort', giveUp);
      controller.abort(); // nothing outlives it, however it ends
    },
  };
}
type Look = ReturnType<typeof lookOf>;
/** Something to clear away, until when what was seen is ground enough for it. */
type Chore = { readonly until: number; readonly run: (look: Look) => Promise<unknown> };
const choresAtOnce = 8; // with its look they listen to one signal, and Node warns of more than ten who do
/**
 * The name of the job of one attempt at an item: the same whoever asks, another for every other, and a DNS label. All but small letters and digits is
 * written as a hyphen and two hexadecimal digits, or as `-x` and four, and nothing as `-e`. What is too long then ends in two hyphens and a sum of it all.
 */
export function jobName(queue: string, item: string, attempt: number): string {
  const escaped = item.replace(/[^a-z0-9]/g, (unit) => (unit < '\u0100' ? `-${inHex(unit.charCodeAt(0), 2)}` : `-x${inHex(unit.charCodeAt(0), 4)}`));
  return `${queue}-${attempt}-${escaped.length <= 40 ? escaped || '-e' : `${escaped.slice(0, 22)}--${sum(item, 0x01000193)}${sum(item, 0x85ebca6b)}`}`;
}
function sum(text: string, prime: number): string {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), prime);
  return inHex(hash >>> 0, 8);
}
const inHex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
const eventOf = { pending: 'lost', active: 'began', resting: 'came to nothing', done: 'done', failed: 'failed', gone: 'gone' } as const;
const doubling = (attempt: number): number => Math.min(360_000, 10_000 * 2 ** (attempt - 1));
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
