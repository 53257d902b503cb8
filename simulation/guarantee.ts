import type { TraceRow } from './trace.ts';

/** What happens within one event has no length; this is the shortest time after it, in ms. */
export const momentMs = 0.001;

/** What a promise says of a run while it watches. */
export interface Judge {
  /** The promise was really exercised and held. */
  held(): void;
  /** The promise is broken by this row; the run halts at it. */
  broken(row: TraceRow, what: string): void;
  /** Something is owed within so many virtual milliseconds; unpaid, the promise is broken then. Owing a key again starts its time anew. */
  owe(key: string, withinMs: number, row: TraceRow, what: string): void;
  /** What was owed has come: counts as held. Without a debt nothing happens. */
  paid(key: string): void;
  /** The debt no longer stands (its node crashed, a fault began). */
  waive(key: string): void;
  /** Every debt of this promise. */
  waiveAll(): void;
}
