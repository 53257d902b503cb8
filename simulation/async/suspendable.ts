import type { Owner, Runtime } from './runtime.ts';
import { jobKinds, Reaction, type Resumable } from './reaction.ts';
import { subscribe, VirtualPromise, isVirtual, resolve } from './virtual-promise.ts';

/** Code that stops at an `await` and goes on in a later job. While it is stopped it stands in the runtime's list. */
export abstract class Suspendable implements Resumable {
  readonly runtime: Runtime;
  readonly owner: Owner | null;
  readonly body: Generator;
  /** The position of the `await` at which it stands. */
  at = 0;
  /** Its one reaction, used again at each `await`. */
  readonly reaction: Reaction;
  listed = false;
  before: Suspendable | undefined = undefined;
  after: Suspendable | undefined = undefined;

  constructor(runtime: Runtime, body: Generator) {
    this.runtime = runtime;
    this.owner = runtime.owner;
    this.body = body;
    this.reaction = new Reaction(jobKinds.resume, runtime.owner, this, undefined, undefined);
  }

  /** The promise of an async function's call; an async generator has none. */
  abstract readonly promise: VirtualPromise | undefined;

  abstract resume(value: unknown, failed: boolean): void;

  /** Await(value): resumes in a job once PromiseResolve(value) is settled. */
  protected await(value: unknown): void {
    const { runtime, reaction } = this;
    this.at = runtime.cursor.at;
    if (!this.listed) runtime.suspensions.add(this);
    if (isVirtual(value, runtime)) {
      reaction.kind = jobKinds.resume;
      return subscribe(value, reaction);
    }
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
      reaction.kind = jobKinds.resumeWithValue;
      reaction.source = value;
      return runtime.enqueue(reaction);
    }
    reaction.kind = jobKinds.resume;
    const promise = new VirtualPromise(runtime);
    resolve(promise, value);
    subscribe(promise, reaction);
  }
}
