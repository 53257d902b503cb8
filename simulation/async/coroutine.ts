import type { Runtime } from './runtime.ts';
import { Suspendable } from './suspendable.ts';
import { reject, resolve, VirtualPromise } from './virtual-promise.ts';

/** A running call of an async function, whose body is a generator that yields what it awaits. */
export class Coroutine extends Suspendable {
  readonly promise: VirtualPromise;

  constructor(runtime: Runtime, body: Generator) {
    super(runtime, body);
    this.promise = new VirtualPromise(runtime);
    this.promise.resolved = true;
  }

  resume(value: unknown, failed: boolean): void {
    const { runtime, promise } = this;
    runtime.cursor.failed = failed;
    let step: IteratorResult<unknown>;
    try {
      step = this.body.next(value);
    } catch (error) {
      runtime.suspensions.remove(this);
      runtime.rethrowBound(error);
      return reject(promise, error);
    }
    if (!step.done) return this.await(step.value);
    runtime.suspensions.remove(this);
    resolve(promise, step.value);
  }
}
