import { combinators } from './combinators.ts';
import type { Runtime } from './runtime.ts';
import { reject, resolve, VirtualPromise } from './virtual-promise.ts';

type Executor = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void;

/**
 * `Promise` as the code of one run sees it. Its instances are of the one VirtualPromise class, so that engines optimise
 * them once for all runs.
 */
export function promiseConstructor(runtime: Runtime): PromiseConstructor {
  function VirtualConstructor(this: unknown, executor: Executor): VirtualPromise {
    if (new.target === undefined) throw new TypeError('Promise is a class: write new Promise(…).');
    if (typeof executor !== 'function') throw new TypeError('new Promise needs a function that takes resolve and reject.');
    const promise = new VirtualPromise(runtime);
    if (new.target !== VirtualConstructor) Object.setPrototypeOf(promise, new.target.prototype as object);
    const rejectOnce = (reason: unknown) => {
      if (promise.resolved) return;
      promise.resolved = true;
      reject(promise, reason);
    };
    const { at } = runtime.cursor;
    try {
      executor((value) => {
        if (promise.resolved) return;
        promise.resolved = true;
        resolve(promise, value);
      }, rejectOnce);
    } catch (error) {
      runtime.rethrowBound(error);
      rejectOnce(error);
      runtime.cursor.at = at;
    }
    return promise;
  }
  VirtualConstructor.prototype = VirtualPromise.prototype;
  Object.defineProperty(VirtualConstructor, 'name', { value: 'Promise' });
  for (const [name, value] of Object.entries(combinators(runtime))) Object.defineProperty(VirtualConstructor, name, { value });
  return VirtualConstructor as unknown as PromiseConstructor;
}
