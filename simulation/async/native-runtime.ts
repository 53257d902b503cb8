import { Runtime } from './runtime.ts';

/**
 * The same interface on the engine's own promises, for tests and benches. Its jobs run when the driver awaits a macrotask;
 * it knows nothing of owners, suspensions and unhandled rejections.
 */
export class NativeRuntime extends Runtime {
  override readonly Promise: PromiseConstructor = Promise;

  override queueMicrotask(job: () => void): void {
    queueMicrotask(job);
  }

  override drain(): void {
    this.rethrowBound();
  }
}
