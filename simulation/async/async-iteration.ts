import type { Runtime } from './runtime.ts';
import { jobKinds, Reaction } from './reaction.ts';
import { promiseResolve, reject, fulfil, subscribe, VirtualPromise } from './virtual-promise.ts';

interface AnyIterator {
  next: unknown;
  return?: unknown;
}
type Method = (this: unknown, ...values: unknown[]) => unknown;

/** The iterator of one `for await` loop: GetIterator(async), IteratorComplete and AsyncIteratorClose (ECMA-262, 7.4). */
export class AsyncIteration {
  /** The body runs: leaving it closes the iterator. */
  open = false;
  /** The body is left by a throw, which outlives whatever closing does. */
  thrown = false;
  /** What `return` gave, to be awaited. */
  closing: unknown = undefined;
  private readonly runtime: Runtime;
  private readonly iterator: AnyIterator;
  private readonly nextMethod: Method;

  constructor(runtime: Runtime, iterable: unknown) {
    this.runtime = runtime;
    const items = iterable as { [Symbol.asyncIterator]?: unknown; [Symbol.iterator]?: unknown };
    const method = items[Symbol.asyncIterator];
    if (method !== undefined && method !== null) this.iterator = iteratorOf(items, method);
    else this.iterator = new AsyncFromSyncIterator(runtime, iteratorOf(items, items[Symbol.iterator]));
    this.nextMethod = this.iterator.next as Method;
  }

  next(): unknown {
    this.open = false;
    return this.nextMethod.call(this.iterator);
  }

  /** Whether the loop is over, after `next` was awaited. */
  over(result: unknown): boolean {
    return Boolean((objectOf(result, 'next') as { done?: unknown }).done);
  }

  /** Begins to close. False when there is nothing to await. */
  closes(): boolean {
    if (!this.open || this.runtime.bound !== undefined) return false;
    this.open = false;
    try {
      const method = this.iterator.return;
      if (method === undefined || method === null) return false;
      this.closing = (method as Method).call(this.iterator);
      return true;
    } catch (error) {
      if (!this.thrown) throw error;
      return false;
    }
  }

  /** Ends closing, with what awaiting gave. */
  closed(result: unknown, failed: boolean): void {
    if (this.thrown) return;
    if (failed) throw result;
    objectOf(result, 'return');
  }
}

function iteratorOf(items: unknown, method: unknown): AnyIterator {
  if (typeof method !== 'function') throw new TypeError('What follows "of" in a for await loop cannot be iterated.');
  return objectOf((method as Method).call(items), 'Symbol.asyncIterator') as AnyIterator;
}

function objectOf(value: unknown, method: string): object {
  if ((typeof value === 'object' && value !== null) || typeof value === 'function') return value;
  throw new TypeError(`The ${method} of an iterator must give an object.`);
}

/** CreateAsyncFromSyncIterator (27.1.6): each value of a sync iterator is awaited. */
class AsyncFromSyncIterator {
  private readonly runtime: Runtime;
  private readonly iterator: AnyIterator;
  private readonly nextMethod: Method;

  constructor(runtime: Runtime, iterator: AnyIterator) {
    this.runtime = runtime;
    this.iterator = iterator;
    this.nextMethod = iterator.next as Method;
  }

  next(): VirtualPromise {
    return this.continue(() => this.nextMethod.call(this.iterator), true);
  }

  return(): VirtualPromise {
    const method = this.iterator.return;
    if (method === undefined || method === null) {
      const promise = new VirtualPromise(this.runtime);
      fulfil(promise, { value: undefined, done: true });
      return promise;
    }
    return this.continue(() => objectOf((method as Method).call(this.iterator), 'return'), false);
  }

  /** AsyncFromSyncIteratorContinuation. A rejected value closes the iterator, as the language's text asks since 2025. */
  private continue(call: () => unknown, closes: boolean): VirtualPromise {
    const { runtime } = this;
    const promise = new VirtualPromise(runtime);
    let done: boolean;
    let value: unknown;
    try {
      const result = objectOf(call(), 'next') as { done?: unknown; value?: unknown };
      done = Boolean(result.done);
      value = result.value;
    } catch (error) {
      runtime.rethrowBound(error);
      reject(promise, error);
      return promise;
    }
    const closesOnRejection = closes && !done;
    const unwrap = (unwrapped: unknown) => ({ value: unwrapped, done });
    const close = (reason: unknown) => {
      this.close();
      throw reason;
    };
    const onRejected = closesOnRejection ? close : undefined;
    subscribe(promiseResolve(runtime, value), new Reaction(jobKinds.handler, runtime.owner, promise, unwrap, onRejected));
    return promise;
  }

  /** Closes after a throw, whose reason outlives an error in here. */
  private close(): void {
    try {
      const method = this.iterator.return;
      if (method !== undefined && method !== null) (method as Method).call(this.iterator);
    } catch {
      this.runtime.rethrowBound();
    }
  }
}
