import type { Runtime } from './runtime.ts';
import { Suspendable } from './suspendable.ts';
import { fulfil, reject, VirtualPromise } from './virtual-promise.ts';

type RequestKind = 'next' | 'throw' | 'return';
interface Request {
  readonly kind: RequestKind;
  readonly value: unknown;
  readonly promise: VirtualPromise;
}

/** A running async generator and its queue of requests (ECMA-262, 27.6.3). */
export class VirtualAsyncGenerator extends Suspendable {
  readonly promise: undefined = undefined;
  private state: 'suspended-start' | 'suspended-yield' | 'executing' | 'draining' | 'completed' = 'suspended-start';
  /** What the present `await` is for: one in the body, the value of a `yield`, or the value given to `return`. */
  private awaits: 'body' | 'yield' | 'return' | 'return-when-completed' = 'body';
  private readonly requests: Request[] = [];

  constructor(runtime: Runtime, body: Generator) {
    super(runtime, body);
  }

  next(value?: unknown): Promise<IteratorResult<unknown>> {
    if (this.state === 'completed') return this.settled({ value: undefined, done: true });
    const promise = this.request('next', value);
    if (this.isSuspended()) {
      const { cursor } = this.runtime;
      const { at } = cursor;
      this.goOn('next', value);
      cursor.at = at;
    }
    return promise;
  }

  return(value?: unknown): Promise<IteratorResult<unknown>> {
    const promise = this.request('return', value);
    if (this.state === 'suspended-start' || this.state === 'completed') this.awaitReturn(value);
    else if (this.state === 'suspended-yield') this.goOn('return', value);
    return promise;
  }

  throw(error?: unknown): Promise<IteratorResult<unknown>> {
    if (this.state === 'suspended-start') this.state = 'completed';
    if (this.state === 'completed') {
      const promise = new VirtualPromise(this.runtime);
      reject(promise, error);
      return promise as unknown as Promise<IteratorResult<unknown>>;
    }
    const promise = this.request('throw', error);
    if (this.isSuspended()) {
      const { cursor } = this.runtime;
      const { at } = cursor;
      this.goOn('throw', error);
      cursor.at = at;
    }
    return promise;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get [Symbol.toStringTag](): string {
    return 'AsyncGenerator';
  }

  resume(value: unknown, failed: boolean): void {
    switch (this.awaits) {
      case 'body':
        return this.step(value, failed);
      case 'yield':
        return failed ? this.step(value, true) : this.yielded(value);
      case 'return':
        return this.step(value, failed, !failed);
      case 'return-when-completed':
        this.complete(value, true, failed);
        return this.drain();
    }
  }

  private isSuspended(): boolean {
    return this.state === 'suspended-start' || this.state === 'suspended-yield';
  }

  private request(kind: RequestKind, value: unknown): Promise<IteratorResult<unknown>> {
    const promise = new VirtualPromise(this.runtime);
    this.requests.push({ kind, value, promise });
    return promise as unknown as Promise<IteratorResult<unknown>>;
  }

  private settled(result: IteratorResult<unknown>): Promise<IteratorResult<unknown>> {
    const promise = new VirtualPromise(this.runtime);
    fulfil(promise, result);
    return promise as unknown as Promise<IteratorResult<unknown>>;
  }

  /** AsyncGeneratorResume. */
  private goOn(kind: RequestKind, value: unknown): void {
    this.state = 'executing';
    if (kind !== 'return') return this.step(value, kind === 'throw');
    this.awaits = 'return';
    this.await(value);
  }

  /** Runs the body as far as its next `await` or `yield`, or to its end. */
  private step(value: unknown, failed: boolean, returns = false): void {
    const { runtime } = this;
    runtime.cursor.failed = failed;
    let step: IteratorResult<unknown>;
    try {
      step = returns ? this.body.return(value) : this.body.next(value);
    } catch (error) {
      runtime.rethrowBound(error);
      return this.finish(error, true);
    }
    if (step.done) return this.finish(step.value, false);
    this.awaits = runtime.cursor.yields ? 'yield' : 'body';
    runtime.cursor.yields = false;
    this.await(step.value);
  }

  /** AsyncGeneratorYield: goes on at once when another request waits already. */
  private yielded(value: unknown): void {
    this.complete(value, false, false);
    const request = this.requests[0];
    if (request !== undefined) return this.goOn(request.kind, request.value);
    this.state = 'suspended-yield';
    this.runtime.suspensions.remove(this);
  }

  private finish(value: unknown, failed: boolean): void {
    this.state = 'draining';
    this.complete(value, true, failed);
    this.drain();
  }

  /** AsyncGeneratorCompleteStep: answers the first request. */
  private complete(value: unknown, done: boolean, failed: boolean): void {
    const { promise } = this.requests.shift()!;
    if (failed) reject(promise, value);
    else fulfil(promise, { value, done });
  }

  /** AsyncGeneratorDrainQueue: what still waits when the body has ended. */
  private drain(): void {
    for (;;) {
      const request = this.requests[0];
      if (request === undefined) {
        this.state = 'completed';
        return this.runtime.suspensions.remove(this);
      }
      if (request.kind === 'return') return this.awaitReturn(request.value);
      this.complete(request.kind === 'throw' ? request.value : undefined, true, request.kind === 'throw');
    }
  }

  private awaitReturn(value: unknown): void {
    this.state = 'draining';
    this.awaits = 'return-when-completed';
    this.await(value);
  }
}
