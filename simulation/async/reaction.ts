import type { Owner } from './runtime.ts';

/** What a suspended function, generator or combinator does when the promise that it waits for is settled. */
export interface Resumable {
  resume(value: unknown, failed: boolean): void;
}

/** What running a job means. */
export const jobKinds = {
  /** Call a handler that was given to `then`, and resolve the derived promise with what it returns. */
  handler: 0,
  /** Resume what waited for the promise. */
  resume: 1,
  /** Resume with a plain value that was awaited. */
  resumeWithValue: 2,
  /** Resolve the target as the promise that it was resolved with. */
  adopt: 3,
  /** Wait for the promise that the target was resolved with. */
  follow: 4,
  /** Call the `then` of a foreign thenable that the target was resolved with. */
  callThen: 5,
  /** Call a function that was given to `queueMicrotask`. */
  microtask: 6,
} as const;
type JobKind = (typeof jobKinds)[keyof typeof jobKinds];

/**
 * A reaction waits at its promise until that is settled, and then waits in the job queue: one object, one shape, for every
 * kind of job. What the fields hold depends on the kind.
 */
export class Reaction {
  kind: JobKind;
  /** The process whose code runs in the job, and without which it never runs. */
  readonly owner: Owner | null;
  /** The next reaction of the same promise. */
  next: Reaction | undefined = undefined;
  /** The promise that is waited for; of a thenable job the thenable; of a plain value the value. */
  source: unknown = undefined;
  /** The derived promise, or what is resumed. */
  readonly target: unknown;
  readonly onFulfilled: unknown;
  readonly onRejected: unknown;

  constructor(kind: JobKind, owner: Owner | null, target: unknown, onFulfilled: unknown, onRejected: unknown) {
    this.kind = kind;
    this.owner = owner;
    this.target = target;
    this.onFulfilled = onFulfilled;
    this.onRejected = onRejected;
  }
}
