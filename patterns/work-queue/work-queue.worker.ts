/**
 * The manager of one worker: a container beside the application's own, which knows nothing of queues. It puts the item where the application looks for it,
 * and when that has ended it hands over what it left. So one attempt at an item is a program that reads a file and writes another. Do not use it for
 * programs that serve: this one ends. Its ports are the source, the files that both containers share, the record of what has ended, and a clock with timers.
 */
export interface WorkerManagerOptions {
  /** The attempt that this worker is there for. */
  job: { readonly item: string; readonly attempt: number };
  source: ItemSource;
  files: SharedFiles;
  record: Results;
  /** The file that the application reads. @default 'item' */
  itemFile?: string;
  /** The file that it leaves when it has done its work, written at once and last. @default 'result' */
  resultFile?: string;
  /** How long it tries to get the item, in ms, and how long to hand over the result: no longer than the grace that it has to end. @default 20 000 */
  tryMs?: number;
  /** How long one try may take, and how long it pauses before the next, in ms. @default 5 000 and 500 */
  answerMs?: number;
  pauseMs?: number;
  /** Told of all that it does. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onEvent?: (event: WorkerEvent) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
export type Later<T> = T | PromiseLike<T>;
export interface ItemSource {
  /** What the item says. Undefined: there is none of that id. */
  get(item: string, signal: AbortSignal): Later<string | undefined>;
}
/** Files that both containers have. To write one is one step: whoever reads it finds all of it. */
export interface SharedFiles {
  read(name: string): Later<string | undefined>;
  write(name: string, text: string): Later<void>;
}
export interface Results {
  /** In one step: written where the item has no ending yet. False: it has one. */
  add(ending: { readonly item: string; readonly outcome: 'done'; readonly attempt: number; readonly result: string }, signal: AbortSignal): Later<boolean>;
}
/** `refused`: the item had an ending, and the result is not needed; that may be its own, from a try whose answer was lost. `empty`: the application left none. */
export type WorkerEvent = { readonly kind: 'ready' | 'kept' | 'refused' | 'empty' } | { readonly kind: 'error'; readonly error: unknown };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** The source has no item of this id. */
export class NoSuchItemError extends Error {
  override readonly name = 'NoSuchItemError';
  readonly code = 'NO_SUCH_ITEM';
  readonly item: string;
  constructor(item: string) {
    super(`The source has no item ${JSON.stringify(item)}.`);
    this.item = item;
  }
}
/** It was told to stop before the item was there. */
export class WorkerStoppedError extends Error {
  override readonly name = 'WorkerStoppedError';
  readonly code = 'WORKER_STOPPED';
  readonly item: string;
  constructor(item: string) {
    super(`The worker was told to stop before it had the item ${JSON.stringify(item)}.`);
    this.item = item;
  }
}
/** There was no answer in time. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly code = 'NO_ANSWER';
  readonly answerMs: number;
  constructor(answerMs: number) {
    super(`There was no answer within ${answerMs} ms.`);
    this.answerMs = answerMs;
  }
}

export class WorkerManager {
  private isStopping = false;
  private readonly options: Required<Omit<WorkerManagerOptions, 'onEvent'>> & Pick<WorkerManagerOptions, 'onEvent'>;
  constructor({ itemFile = 'item', resultFile = 'result', tryMs = 20_000, answerMs = 5_000, pauseMs = 500, clock = systemClock, ...rest }: WorkerManagerOptions) {
    if (!(Number.isInteger(rest.job.attempt) && rest.job.attempt >= 1)) throw new RangeError(`job.attempt must be a whole number from 1, got ${rest.job.attempt}.`);
    if (itemFile === resultFile) throw new RangeError(`itemFile and resultFile must differ, got ${JSON.stringify(itemFile)} for both.`);
    inRange('tryMs', tryMs, 1, longestMs);
    inRange('answerMs', answerMs, 1, longestMs);
    inRange('pauseMs', pauseMs, 1, longestMs);
    this.options = { ...rest, itemFile, resultFile, tryMs, answerMs, pauseMs, clock };
  }

  /** Puts the item into its file. When this has resolved the application may start; when it rejects it must not, and the process ends. */
  async start(): Promise<void> {
    const { files, itemFile, job, source } = this.options;
    // It may have been here before: a container that died starts again beside an application that is at work.
    if ((await files.read(itemFile)) === undefined) {
      const text = await this.insist((signal) => source.get(job.item, signal), () => this.isStopping);
      if (this.isStopping) throw new WorkerStoppedError(job.item);
      if (text === undefined) throw new NoSuchItemError(job.item);
      await files.write(itemFile, text);
    }
    this.tell({ kind: 'ready' });
  }

  /** Hands over the result, once the application has ended. Without one the attempt has come to nothing, and the queue's manager tries again. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const { files, job, record, resultFile } = this.options;
    const result = await files.read(resultFile);
    if (result === undefined) return this.tell({ kind: 'empty' });
    const isKept = await this.insist((signal) => record.add({ ...job, outcome: 'done', result }, signal));
    this.tell({ kind: isKept ? 'kept' : 'refused' });
  }

  /** Tries again until there is an answer, or no time is left. */
  private async insist<T>(call: (signal: AbortSignal) => Later<T>, isOver = () => false): Promise<T> {
    const { answerMs, clock, pauseMs, tryMs } = this.options;
    for (const until = clock.now() + tryMs; ; ) {
      try {
        return await this.once(call, Math.min(answerMs, until - clock.now()));
      } catch (error) {
        this.tell({ kind: 'error', error });
        if (isOver() || clock.now() + pauseMs >= until) throw error;
        await new Promise<void>((resolve) => void clock.setTimeout(resolve, pauseMs));
      }
    }
  }
  private async once<T>(call: (signal: AbortSignal) => Later<T>, answerMs = this.options.answerMs): Promise<T> {
    const { clock } = this.options;
    const controller = new AbortController();
    let timer: unknown;
    try {
      return await new Promise<T>((resolve, reject) => {
        timer = clock.setTimeout(() => {
          const error = new NoAnswerError(answerMs);
          reject(error);
          controller.abort(error);
        }, answerMs);
        new Promise<T>((answered) => answered(call(controller.signal))).then(resolve, reject);
      });
    } finally {
      clock.clearTimeout(timer);
    }
  }
  private tell(event: WorkerEvent): void {
    try {
      this.options.onEvent?.(event);
    } catch (thrown) {
      queueMicrotask(() => { throw thrown; });
    }
  }
}
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
function inRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} must be from ${min} to ${max}, got ${String(value)}.`);
}
