import { BoundReached, bounds } from '../bounds.ts';
import { VirtualAsyncGenerator } from './async-generator.ts';
import { AsyncIteration } from './async-iteration.ts';
import { Coroutine } from './coroutine.ts';
import { Cursor } from './cursor.ts';
import { JobQueue } from './job-queue.ts';
import { promiseConstructor } from './promise-constructor.ts';
import { jobKinds, Reaction, type Resumable } from './reaction.ts';
import { StepBudget } from './step-budget.ts';
import { Suspensions } from './suspensions.ts';
import { callThen, fulfilled, reject, rejected, resolve, subscribe, VirtualPromise } from './virtual-promise.ts';

/** Steps that the jobs of an event may take beyond their slice where no code runs in them. */
const overdraft = 10;
/** One call that takes more steps than this is told apart from many small ones. */
const heavySteps = 500_000;
const tooDeepInWords = `Calls are nested more than ${bounds.depth} deep: a function that calls itself without end.`;

/** A process: its jobs run only while it lives. */
export interface Owner {
  alive: boolean;
}

/** A rejection that nobody handled, or an error that a microtask or a listener threw. */
export interface Unhandled {
  readonly owner: Owner | null;
  readonly file: string;
  readonly line: number;
  readonly reason: unknown;
}

/** The promises and jobs of one run. */
export class Runtime {
  /** The process whose code runs now. */
  owner: Owner | null = null;
  readonly cursor = new Cursor();
  private readonly stepBudget = new StepBudget(this.cursor);
  readonly Promise: PromiseConstructor = promiseConstructor(this);
  /** Set for ever once a bound is reached: from then on no code of the run goes on. */
  bound: BoundReached | undefined = undefined;
  /** Told once, when a bound is reached. */
  onBound: (what: string) => void = () => undefined;
  /** Told now and then while code runs: the run still goes on. */
  onSteps: () => void = () => undefined;
  private linesFrom = Infinity;
  private tellLine: () => void = () => undefined;
  /** What stops the run at the next step that the code takes. */
  private lastWords: string | undefined = undefined;
  private readonly jobs = new JobQueue(() => this.halt(`More than ${bounds.jobs} continuations, handlers and microtasks wait for their turn at one time.`));
  /** Async calls that stand at an `await`. */
  readonly suspensions = new Suspensions(() => this.halt(`More than ${bounds.suspended} async calls stand at an await at one time.`));
  private rejections: { readonly owner: Owner | null; readonly at: number; readonly reason: unknown; readonly promise: VirtualPromise | undefined }[] = [];

  /** Says what a promise stands for, in words that follow "waits for". */
  label(promise: Promise<unknown>, what: string): void {
    if (promise instanceof VirtualPromise) promise.label = what;
  }

  queueMicrotask(job: () => void): void {
    this.enqueue(new Reaction(jobKinds.microtask, this.owner, undefined, job, undefined));
  }

  enqueue(job: Reaction): void {
    this.jobs.push(job);
  }

  /**
   * Runs jobs until none is left. Jobs of dead processes are dropped.
   * @throws BoundReached where the jobs would not end within the budget of the event.
   */
  drain(): void {
    const { cursor, jobs } = this;
    this.rethrowBound();
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      if (job.owner !== null && !job.owner.alive) continue;
      this.owner = job.owner;
      cursor.at = 0;
      cursor.takeBesidesCode(1);
      // The code of the job, which knows its line, is asked first.
      if (cursor.budget < -overdraft) this.reachBound();
      this.runJob(job);
    }
    cursor.at = 0;
    this.owner = null;
  }

  /** Steps that the run has taken so far. */
  get steps(): number {
    return this.stepBudget.steps;
  }

  /** Of them, those of the code itself, which are the same in every realm and on every runtime. */
  get stepsOfCode(): number {
    return this.steps - this.cursor.besidesCode;
  }

  beginEvent(stepsMax: number = bounds.stepsPerEvent): void {
    this.stepBudget.beginEvent(stepsMax);
    this.cursor.at = 0;
    if (this.steps >= this.linesFrom) this.beginToTellLines();
  }

  /** Calls back whenever the code comes to another line, once it has taken that many steps. It slows the run down by far, and changes nothing in it. */
  tellLines(fromSteps: number, tell: () => void): void {
    this.linesFrom = fromSteps;
    this.tellLine = tell;
  }

  private beginToTellLines(): void {
    this.linesFrom = Infinity;
    this.cursor.watch(this.tellLine);
  }

  /** Ends the run at the next step of its code: then it is known which line that is. */
  haltAtNextStep(what: string): void {
    this.lastWords = what;
    this.stepBudget.close();
  }

  /** Ends the run: what is thrown here is thrown again wherever the code tries to go on. */
  halt(what: string): never {
    if (this.bound === undefined) {
      this.bound = new BoundReached(what);
      this.onBound(what);
    }
    this.cursor.budget = -1;
    throw this.bound;
  }

  /** Throws again what no code may catch: a bound that was reached, also where the engine's own stack ended before it. */
  rethrowBound(error?: unknown): void {
    if (this.bound !== undefined) throw this.bound;
    if (isStackOverflow(error)) this.halt(tooDeepInWords);
  }

  /** Takes steps for what one step of the code sets going. `what` says what that is, where it is far more than there is left. */
  charge(steps: number, what: string): void {
    const { cursor } = this;
    cursor.budget -= steps;
    if (cursor.budget < 0) this.reachBound(0, steps > heavySteps ? what : undefined);
  }

  /** Takes steps for what a built-in does. */
  chargeNative(steps: number, what: string): void {
    this.cursor.besidesCode += steps;
    this.charge(steps, what);
  }

  /**
   * Called by compiled code whose slice of the budget or whose depth is over. Returns where there is another slice.
   * @param position of the code that calls, to be told where its caller is none of the code
   */
  reachBound(position = 0, what?: string): void {
    const { cursor } = this;
    if (this.bound !== undefined) throw this.bound;
    if (cursor.line === 0) cursor.at = position;
    if (cursor.budget >= 0) this.halt(tooDeepInWords);
    if (!this.stepBudget.deal()) this.halt(this.lastWords ?? what ?? this.stepBudget.words);
    if (this.steps >= this.linesFrom) this.beginToTellLines();
    this.onSteps();
  }

  trackRejection(promise: VirtualPromise): void {
    this.track(0, undefined, promise);
  }

  /** Reports an error that no code can catch. */
  reportError(reason: unknown): void {
    this.track(this.cursor.at, reason, undefined);
  }

  private track(at: number, reason: unknown, promise: VirtualPromise | undefined): void {
    if (this.rejections.length >= bounds.rejections) this.halt(`One event left more than ${bounds.rejections} rejections that nobody handled yet.`);
    this.rejections.push({ owner: this.owner, at, reason, promise });
  }

  /** The rejections since the last call that nobody has handled. To be asked after the jobs were drained. */
  takeUnhandled(): Unhandled[] {
    if (this.rejections.length === 0) return [];
    const { cursor, rejections } = this;
    this.rejections = [];
    const unhandled: Unhandled[] = [];
    for (const { owner, at, reason, promise } of rejections) {
      if (promise?.handled === true || owner?.alive === false) continue;
      const position = promise?.at ?? at;
      unhandled.push({ owner, file: cursor.fileAt(position), line: cursor.lineAt(position), reason: promise === undefined ? reason : promise.value });
    }
    return unhandled;
  }

  /** Runs the body of an async function: a generator that yields what it awaits. */
  readonly runAsync = (body: Generator): VirtualPromise => {
    const { cursor } = this;
    const { at } = cursor;
    const coroutine = new Coroutine(this, body);
    coroutine.resume(undefined, false);
    cursor.at = at;
    return coroutine.promise;
  };

  /** The same where making the generator may throw, since it evaluates parameters. */
  readonly runAsyncWith = (makeBody: () => Generator): VirtualPromise => {
    try {
      return this.runAsync(makeBody());
    } catch (error) {
      this.rethrowBound(error);
      return this.rejected(error);
    }
  };

  /** Runs the body of an async function that awaits nothing. */
  readonly runWithoutAwait = (body: () => unknown): VirtualPromise => {
    const { at } = this.cursor;
    const promise = new VirtualPromise(this);
    promise.resolved = true;
    try {
      resolve(promise, body());
    } catch (error) {
      this.rethrowBound(error);
      reject(promise, error);
      this.cursor.at = at;
    }
    return promise;
  };

  readonly runAsyncGenerator = (body: Generator): VirtualAsyncGenerator => new VirtualAsyncGenerator(this, body);

  readonly iterateAsync = (iterable: unknown): AsyncIteration => new AsyncIteration(this, iterable);

  private rejected(reason: unknown): VirtualPromise {
    const promise = new VirtualPromise(this);
    promise.resolved = true;
    reject(promise, reason);
    return promise;
  }

  private runJob(job: Reaction): void {
    switch (job.kind) {
      case jobKinds.resume: {
        const source = job.source as VirtualPromise;
        return (job.target as Resumable).resume(source.value, source.state === rejected);
      }
      case jobKinds.resumeWithValue:
        return (job.target as Resumable).resume(job.source, false);
      case jobKinds.handler:
        return this.callHandler(job, job.source as VirtualPromise, job.target as VirtualPromise);
      case jobKinds.follow:
        return subscribe(job.source as VirtualPromise, new Reaction(jobKinds.adopt, this.owner, job.target, undefined, undefined));
      case jobKinds.adopt:
        return pass(job.source as VirtualPromise, job.target as VirtualPromise);
      case jobKinds.callThen:
        return callThen(job.target as VirtualPromise, job.source, job.onFulfilled as () => unknown);
      case jobKinds.microtask:
        try {
          (job.onFulfilled as () => void)();
        } catch (error) {
          this.rethrowBound(error);
          this.reportError(error);
        }
    }
  }

  private callHandler(job: Reaction, source: VirtualPromise, derived: VirtualPromise): void {
    const handler = source.state === fulfilled ? job.onFulfilled : job.onRejected;
    if (typeof handler !== 'function') return pass(source, derived);
    let result: unknown;
    try {
      result = (handler as (value: unknown) => unknown)(source.value);
    } catch (error) {
      this.rethrowBound(error);
      return reject(derived, error);
    }
    resolve(derived, result);
  }
}

const isStackOverflow = (error: unknown): boolean =>
  error instanceof Error && (error instanceof RangeError || error.name === 'InternalError') && /call stack|recursion/.test(error.message);

/** Settles one promise as another is. A rejection keeps the place where it happened, if that is known. */
function pass(source: VirtualPromise, target: VirtualPromise): void {
  if (source.state === fulfilled) return resolve(target, source.value);
  if (source.runtime.cursor.lineAt(source.at) !== 0) target.at = source.at;
  reject(target, source.value);
}

