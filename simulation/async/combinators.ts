import type { Runtime } from './runtime.ts';
import { jobKinds, Reaction, type Resumable } from './reaction.ts';
import { promiseResolve, reject, resolve, subscribe, VirtualPromise, virtualThen } from './virtual-promise.ts';

type Settle = (results: Results, index: number, value: unknown, failed: boolean) => void;

/** What `Promise.all` and its like keep: the results so far and how many are missing. */
class Results {
  readonly promise: VirtualPromise;
  readonly settle: Settle;
  readonly values: unknown[] = [];
  /** One more than the promises that are missing, while the iterable is still being read. */
  missing = 1;

  constructor(runtime: Runtime, settle: Settle) {
    this.promise = new VirtualPromise(runtime);
    this.settle = settle;
  }

  resolve(value: unknown): void {
    if (this.promise.resolved) return;
    this.promise.resolved = true;
    resolve(this.promise, value);
  }

  reject(reason: unknown): void {
    if (this.promise.resolved) return;
    this.promise.resolved = true;
    reject(this.promise, reason);
  }
}

/** One promise of the iterable. */
class Entry implements Resumable {
  private readonly results: Results;
  private readonly index: number;
  private called = false;

  constructor(results: Results, index: number) {
    this.results = results;
    this.index = index;
  }

  resume(value: unknown, failed: boolean): void {
    if (this.called) return;
    this.called = true;
    this.results.settle(this.results, this.index, value, failed);
  }
}

function combine(runtime: Runtime, label: string, iterable: Iterable<unknown>, settle: Settle, ended: (results: Results) => void): VirtualPromise {
  const results = new Results(runtime, settle);
  results.promise.label = label;
  try {
    let index = 0;
    for (const value of iterable) {
      const promise = promiseResolve(runtime, value);
      results.values.push(undefined);
      results.missing += 1;
      const entry = new Entry(results, index);
      if (promise.then === virtualThen) subscribe(promise, new Reaction(jobKinds.resume, runtime.owner, entry, undefined, undefined));
      else promise.then((item) => entry.resume(item, false), (reason) => entry.resume(reason, true));
      index += 1;
    }
    results.missing -= 1;
    if (results.missing === 0) ended(results);
  } catch (error) {
    runtime.rethrowBound(error);
    results.reject(error);
  }
  return results.promise;
}

function arrived(results: Results, index: number, value: unknown, ended: (results: Results) => void): void {
  results.values[index] = value;
  results.missing -= 1;
  if (results.missing === 0) ended(results);
}

const allArrived = (results: Results) => results.resolve(results.values);
const allFailed = (results: Results) => results.reject(new AggregateError(results.values, 'All promises were rejected'));

/** The static methods of `Promise` that wait for several promises (ECMA-262, 27.2.4). */
export function combinators(runtime: Runtime) {
  return {
    all: (iterable: Iterable<unknown>) =>
      combine(
        runtime, 'every value of Promise.all', iterable,
        (results, index, value, failed) => (failed ? results.reject(value) : arrived(results, index, value, allArrived)),
        allArrived,
      ),
    allSettled: (iterable: Iterable<unknown>) =>
      combine(
        runtime, 'every outcome of Promise.allSettled', iterable,
        (results, index, value, failed) =>
          arrived(results, index, failed ? { status: 'rejected', reason: value } : { status: 'fulfilled', value }, allArrived),
        allArrived,
      ),
    any: (iterable: Iterable<unknown>) =>
      combine(
        runtime, 'the first value of Promise.any', iterable,
        (results, index, value, failed) => (failed ? arrived(results, index, value, allFailed) : results.resolve(value)),
        allFailed,
      ),
    race: (iterable: Iterable<unknown>) =>
      combine(
        runtime, 'the first outcome of Promise.race', iterable,
        (results, _index, value, failed) => (failed ? results.reject(value) : results.resolve(value)),
        () => undefined,
      ),
    resolve: (value: unknown) => promiseResolve(runtime, value),
    reject: (reason: unknown) => {
      const promise = new VirtualPromise(runtime);
      promise.resolved = true;
      reject(promise, reason);
      return promise;
    },
  };
}

