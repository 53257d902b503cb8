import { RunningHash } from './running-hash.ts';
import type { JsonObject, MessageFlight, TraceRow } from './trace.ts';

/** Appends rows to the trace, keeps the running hash, and knows which row is the cause of what happens now. */
export class Recorder {
  readonly rows: TraceRow[] = [];
  readonly flights: MessageFlight[] = [];
  readonly hash = new RunningHash();
  /** The row that caused what happens now. */
  cause = 0;
  /** Rows written by the present event, not yet judged. */
  fresh: TraceRow[] = [];
  /** Rows written so far. */
  count = 0;
  private readonly keeps: { readonly trace: boolean; readonly hash: boolean };

  constructor(keeps: { readonly trace: boolean; readonly hash: boolean }) {
    this.keeps = keeps;
  }

  write(at: number, node: string, kind: string, data: JsonObject): TraceRow {
    this.count += 1;
    const row: TraceRow = { id: this.count, at, node, kind, cause: this.cause, data };
    if (this.keeps.hash) {
      const { hash } = this;
      hash.number(at);
      hash.string(node);
      hash.string(kind);
      hash.number(this.cause);
      hash.json(data);
    }
    if (this.keeps.trace) this.rows.push(row);
    this.fresh.push(row);
    return row;
  }

  flight(flight: MessageFlight): void {
    if (this.keeps.trace) this.flights.push(flight);
  }

  takeFresh(): readonly TraceRow[] {
    const { fresh } = this;
    if (fresh.length > 0) this.fresh = [];
    return fresh;
  }
}
