import { jobKinds, Reaction } from './reaction.ts';
import type { Runtime } from './runtime.ts';

export const pending = 0;
export const fulfilled = 1;
export const rejected = 2;
type State = typeof pending | typeof fulfilled | typeof rejected;

/** A promise and what waits for it take the memory of several small objects. */
const promiseSteps = 4;

type Handler = ((value: unknown) => unknown) | null | undefined;

/** A promise whose jobs the kernel runs (ECMA-262, 27.2). It has the interface of a native promise. */
export class VirtualPromise {
  readonly runtime: Runtime;
  state: State = pending;
  /** The value that it is fulfilled with, or the reason that it is rejected with. */
  value: unknown = undefined;
  /** The last of a ring of reactions, whose `next` is the first. */
  reactions: Reaction | undefined = undefined;
  /** Its resolving functions do nothing any more. */
  resolved = false;
  /** Somebody reacts to it: its rejection is not lost. */
  handled = false;
  /** The position where it was made; once it is rejected, the position where that happened, if known. */
  at: number;
  /** What it stands for, in words that follow "waits for". */
  label: string = '';

  constructor(runtime: Runtime) {
    const { cursor } = runtime;
    this.runtime = runtime;
    this.at = cursor.at;
    cursor.takeBesidesCode(promiseSteps);
  }

  then(onFulfilled?: Handler, onRejected?: Handler): VirtualPromise {
    const { runtime } = this;
    const derived = new VirtualPromise(runtime);
    derived.label = this.label;
    subscribe(this, new Reaction(jobKinds.handler, runtime.owner, derived, onFulfilled, onRejected));
    return derived;
  }

  catch(onRejected?: Handler): VirtualPromise {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => unknown) | null): VirtualPromise {
    if (typeof onFinally !== 'function') return this.then(onFinally, onFinally);
    const { runtime } = this;
    return this.then(
      (value) => promiseResolve(runtime, onFinally()).then(() => value),
      (reason) =>
        promiseResolve(runtime, onFinally()).then(() => {
          throw reason;
        }),
    );
  }

  get [Symbol.toStringTag](): string {
    return 'Promise';
  }
}

/** To tell a promise whose `then` is its own from one that the code has changed. */
export const virtualThen: unknown = Reflect.get(VirtualPromise.prototype, 'then');

/** PerformPromiseThen: the reaction becomes a job once the promise is settled. */
export function subscribe(promise: VirtualPromise, reaction: Reaction): void {
  reaction.source = promise;
  promise.handled = true;
  if (promise.state !== pending) return promise.runtime.enqueue(reaction);
  const last = promise.reactions;
  if (last === undefined) reaction.next = reaction;
  else {
    reaction.next = last.next;
    last.next = reaction;
  }
  promise.reactions = reaction;
}

export function fulfil(promise: VirtualPromise, value: unknown): void {
  promise.state = fulfilled;
  settle(promise, value);
}

export function reject(promise: VirtualPromise, reason: unknown): void {
  const { runtime } = promise;
  promise.state = rejected;
  if (runtime.cursor.line !== 0) promise.at = runtime.cursor.at;
  if (!promise.handled) runtime.trackRejection(promise);
  settle(promise, reason);
}

function settle(promise: VirtualPromise, value: unknown): void {
  promise.value = value;
  const last = promise.reactions;
  if (last === undefined) return;
  promise.reactions = undefined;
  const { runtime } = promise;
  let reaction = last;
  do {
    reaction = reaction.next!;
    runtime.enqueue(reaction);
  } while (reaction !== last);
}

/** What the resolve function of a promise does (27.2.1.3.2). Resolving with a thenable costs one job before its `then` is called. */
export function resolve(promise: VirtualPromise, value: unknown): void {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return fulfil(promise, value);
  if (value === promise) return reject(promise, new TypeError('A promise cannot be resolved with itself.'));
  const { runtime } = promise;
  let then: unknown;
  try {
    then = (value as { then?: unknown }).then;
  } catch (error) {
    runtime.rethrowBound(error);
    return reject(promise, error);
  }
  if (typeof then !== 'function') return fulfil(promise, value);
  const known = then === virtualThen && isVirtual(value, runtime);
  const job = new Reaction(known ? jobKinds.follow : jobKinds.callThen, runtime.owner, promise, then, undefined);
  job.source = value;
  runtime.enqueue(job);
}

/** PromiseResolve: the promise itself, or a new one resolved with the value. */
export function promiseResolve(runtime: Runtime, value: unknown): VirtualPromise {
  if (isVirtual(value, runtime)) return value;
  const promise = new VirtualPromise(runtime);
  promise.resolved = true;
  resolve(promise, value);
  return promise;
}

export const isVirtual = (value: unknown, runtime: Runtime): value is VirtualPromise =>
  value instanceof VirtualPromise && value.runtime === runtime;

/** Calls the `then` of a thenable with resolving functions of its own, of which only the first call counts. */
export function callThen(promise: VirtualPromise, thenable: unknown, then: (...handlers: unknown[]) => unknown): void {
  let called = false;
  const once = (act: typeof resolve) => (value: unknown) => {
    if (called) return;
    called = true;
    act(promise, value);
  };
  const rejectOnce = once(reject);
  try {
    then.call(thenable, once(resolve), rejectOnce);
  } catch (error) {
    promise.runtime.rethrowBound(error);
    rejectOnce(error);
  }
}
