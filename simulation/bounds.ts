/** Every run is bounded. Reaching a bound is an explained stop, the same on every machine. */
export const bounds = {
  /** Events dispatched in one run. */
  events: 400_000,
  /** Rows of the trace. */
  rows: 150_000,
  /** Timers and messages waiting in the heap at one time. */
  waiting: 20_000,
  /** Messages on their way at one time. */
  inFlight: 5_000,
  /** Characters of what the code sends, shows, keeps and reports in one run; a value counts as 16. */
  data: 16_000_000,
  /** Lines that the code may log. */
  logLines: 5_000,
  /** Times that a run notes a decisive line; past them it goes on and notes no more. */
  decisiveHits: 100_000,
  /** Steps (loop turns, function entries and jobs) that one event may run. */
  stepsPerEvent: 2_000_000,
  /** Steps of all events together. */
  steps: 10_000_000,
  /** Async calls that stand at an `await` at one time. */
  suspended: 50_000,
  /** Of those, how many the result of a run tells. */
  suspensionsTold: 5_000,
  /** Promises that one event rejects before anybody handles them. */
  rejections: 50_000,
  /** Jobs (continuations, handlers, microtasks) that wait for their turn at one time: a power of two. */
  jobs: 131_072,
  /** Characters of one text that the code puts together. No engine's own limit is reached before. */
  textLength: 16_777_216,
  /** Bits of a BigInt. */
  bigIntBits: 65_536,
  /** Items of a list that are spread into the arguments of one call. */
  arguments: 10_000,
  /** Nested calls. Low enough that no engine's own stack ends first: async calls take up to a kilobyte each. */
  depth: 400,
  /** Virtual milliseconds that one run may last. */
  durationMs: 3_600_000,
} as const;

/** Thrown by the kernel when a bound is reached; the run stops as exhausted. */
export class BoundReached extends Error {
  override readonly name = 'BoundReached';
}

/** What the caller asked for does not exist or is out of range. Its message says what does. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
