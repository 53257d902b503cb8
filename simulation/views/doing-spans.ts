import { countUpTo } from './frame-track.ts';

/** Something that goes on for a while: a request that is waited for, or one that is being answered. Times are virtual microseconds. */
export interface Span {
  readonly from: number;
  /** Infinity while the run does not say when it ended. */
  to: number;
  readonly request: number;
  /** The node at the other end. */
  readonly whom: string;
  /** When the caller's patience ends; undefined where nobody said. */
  readonly deadline: number | undefined;
}

/** Spans in the order in which they began, arranged so that those open at a moment are found without looking at the rest. */
export class Spans {
  private readonly begun: Float64Array;
  /** For each span, the latest end of it and all before it. */
  private readonly endedBy: Float64Array;
  private readonly spans: readonly Span[];

  constructor(spans: readonly Span[]) {
    this.spans = spans;
    this.begun = Float64Array.from(spans, ({ from }) => from);
    this.endedBy = new Float64Array(spans.length);
    for (const [position, { to }] of spans.entries()) this.endedBy[position] = Math.max(to, this.endedBy[position - 1] ?? 0);
  }

  /** The spans that are open at `at`, oldest first. */
  openAt(at: number): Span[] {
    const open: Span[] = [];
    for (let position = countUpTo(this.begun, at) - 1; position >= 0 && this.endedBy[position]! > at; position -= 1) {
      const span = this.spans[position]!;
      if (span.to > at) open.push(span);
    }
    return open.reverse();
  }
}
