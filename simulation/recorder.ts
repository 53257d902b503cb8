import { RunningHash } from './running-hash.ts';
import type { JsonObject, MessageFlight, TraceRow } from './trace.ts';

/** Appends rows to the trace, keeps the running hash, and knows which row is the cause of what happens now. */
export class Recorder {
  readonly rows: TraceRow[] = [];
  private readonly messages: MessageFlight[] = [];
  private readonly amended = new Map<MessageFlight, MessageFlight>();
  readonly hash = new RunningHash();
  /** The row that caused what happens now. */
  cause = 0;
  /** Rows written by the present event; `freshCount` of them are there, the rest is left over from longer events. */
  readonly fresh: TraceRow[] = [];
  freshCount = 0;
  /** Rows written so far. */
  count = 0;
  private readonly keeps: { readonly trace: boolean; readonly hash: boolean };

  constructor(keeps: { readonly trace: boolean; readonly hash: boolean }) {
    this.keeps = keeps;
  }

  /** `digest` feeds the hash with the data: quicker than field by field for the kernel's own rows, of which there are most. */
  write<Data extends JsonObject>(at: number, node: string, kind: string, data: Data, digest?: (hash: RunningHash, data: Data) => void): TraceRow {
    this.count += 1;
    const row: TraceRow = { id: this.count, at, node, kind, cause: this.cause, data };
    if (this.keeps.hash) {
      const { hash } = this;
      hash.number(at);
      hash.string(node);
      hash.string(kind);
      hash.number(this.cause);
      if (digest === undefined) hash.json(data, kind);
      else digest(hash, data);
    }
    if (this.keeps.trace) this.rows.push(row);
    this.fresh[this.freshCount] = row;
    this.freshCount += 1;
    return row;
  }

  flight(flight: MessageFlight): void {
    if (this.keeps.trace) this.messages.push(flight);
  }

  /** What became of a message, where that shows only when it arrives. */
  amend(flight: MessageFlight, change: Pick<MessageFlight, 'outcome'> | Pick<MessageFlight, 'lost'>): void {
    if (this.keeps.trace) this.amended.set(flight, { ...flight, ...change });
  }

  /** Every message, in the order in which they were sent. */
  get flights(): readonly MessageFlight[] {
    return this.messages.map((flight) => this.amended.get(flight) ?? flight);
  }
}
