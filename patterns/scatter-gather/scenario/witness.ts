import { momentMs, type Knobs } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { burst, hedgeWindow } from './sizes.ts';

/** A request of the root to a leaf, as the world saw it. Times are in virtual µs. */
export interface SeenRequest {
  readonly search: number;
  readonly shard: number;
  readonly leaf: string;
  /** Of its search. */
  readonly deadline: number;
  /** Whether neither its leaf nor its link has been struck so far. */
  isCalm: boolean;
  /** Whether its leaf has had its own time so far, and requests theirs on the link, though some may have been lost. */
  isOnTime: boolean;
}
/** A search that the root has begun and not ended. */
export interface SeenSearch {
  readonly search: number;
  readonly word: string;
  readonly deadline: number;
  /** Shards whose answers were merged, in their order. */
  readonly merged: number[];
  /** By shard: the leaves that were asked, and how many of those requests are out. */
  readonly asked: Map<number, string[]>;
  readonly out: Map<number, number>;
}
interface Listener {
  began?(seen: SeenSearch, row: TraceRow): void;
  /** A leaf is about to be asked; the books are as before. `mayAskAgain` says whether the budget allows a further request. */
  asks?(seen: SeenSearch, shard: number, leaf: string, row: TraceRow, mayAskAgain: boolean): void;
  /** The same request has left. */
  sent?(request: SeenRequest, id: string, row: TraceRow, mayHedge: boolean): void;
  /** An answer is merged; the books are as before. Undefined where the search is over. */
  merges?(seen: SeenSearch | undefined, shard: number, row: TraceRow): void;
  merged?(seen: SeenSearch, shard: number, row: TraceRow): void;
  /** A reply has come, whoever waits for it. */
  replied?(request: SeenRequest, id: string): void;
  /** A leaf has come to the end of slow work, or has stopped work. */
  worked?(request: SeenRequest, row: TraceRow): void;
  /** Something that the root waited for did not come; the books are as after it. */
  failed?(seen: SeenSearch, shard: number, row: TraceRow, mayAskAgain: boolean): void;
  ended?(seen: SeenSearch, row: TraceRow): void;
  struck?(): void;
  /** The root stands still or is down. */
  stopped?(): void;
}
/** Faults of a link that lose what they strike, and delay nothing. */
const lossy: readonly string[] = ['cut', 'drop', 'fail'];
const isAmong = (targets: ReadonlySet<string>, leaf: string): boolean => targets.size > 0 && (targets.has(leaf) || targets.has(`search>${leaf}`) || targets.has('search'));
type Handlers = { readonly [kind: string]: (row: TraceRow) => void };

/** Further requests that the budget still allows, counted from what went over the links: in hundredths, as the knob is. */
class Budget {
  private left = burst * 100;
  private readonly percent: number;
  constructor(percent: number) {
    this.percent = percent;
  }
  draw(isFirst: boolean): void {
    this.left = isFirst ? Math.min(burst * 100 + this.percent * hedgeWindow, this.left + this.percent) : this.left - 100;
  }
  get allows(): boolean {
    return this.left >= 100;
  }
  /** A part is kept for what comes after failures. */
  get allowsHedge(): boolean {
    return this.left >= 100 + burst * 50;
  }
  fill(): void {
    this.left = burst * 100;
  }
}

/** Keeps its own books of what goes over the links and what is merged, whatever the code says of itself, as the handlers of a promise. Requests are followed only where somebody asks about them. */
export function watchSearches(knobs: Knobs, listener: Listener): Handlers {
  const searches = new Map<number, SeenSearch>();
  const wire = followsRequests(listener) ? new Wire(knobs, searches, listener) : undefined;
  const ended = (row: TraceRow) => {
    const seen = searches.get(row.data.search as number);
    if (seen === undefined) return;
    searches.delete(seen.search);
    listener.ended?.(seen, row);
  };
  return {
    'search.began': (row) => {
      const { search, word } = row.data as { search: number; word: string };
      const seen: SeenSearch = { search, word, deadline: row.at + (knobs.deadlineMs as number) * 1000, merged: [], asked: new Map(), out: new Map() };
      searches.set(search, seen);
      listener.began?.(seen, row);
    },
    'shard.merged': (row) => {
      const { search, shard } = row.data as { search: number; shard: number };
      const seen = searches.get(search);
      listener.merges?.(seen, shard, row);
      if (seen === undefined) return;
      seen.merged.push(shard);
      listener.merged?.(seen, shard, row);
    },
    'search.whole': ended,
    'search.partial': ended,
    'search.failed': ended,
    'node.state': ({ node, data }) => {
      if (node !== 'search' || (data.state !== 'down' && data.state !== 'paused')) return;
      listener.stopped?.();
      if (data.state === 'paused') return;
      searches.clear();
      wire?.rootDied();
    },
    ...wire?.handlers,
  };
}
const followsRequests = ({ asks, sent, replied, worked, failed }: Listener): boolean => [asks, sent, replied, worked, failed].some((one) => one !== undefined);

/** The requests of the root: from when they are sent until the leaf has done with them. */
class Wire {
  private readonly requests = new Map<number, SeenRequest>();
  /** By what its leaf calls it. */
  private readonly atWork = new Map<string, SeenRequest>();
  /** What was struck, and what was held up. */
  private readonly struck = new Set<string>();
  private readonly delayed = new Set<string>();
  /** The request that is about to leave. */
  private leaving: SeenRequest | undefined;
  private readonly tokens: Budget;
  private readonly searches: ReadonlyMap<number, SeenSearch>;
  private readonly listener: Listener;

  constructor({ budget }: Knobs, searches: ReadonlyMap<number, SeenSearch>, listener: Listener) {
    this.tokens = new Budget(budget as number);
    this.searches = searches;
    this.listener = listener;
  }

  readonly handlers: Handlers = {
    'shard.asked': (row) => this.asks(row),
    'shard.asked-again': (row) => this.asks(row),
    'request.started': (row) => {
      const { node, data } = row;
      if (node !== 'search' || this.leaving === undefined) return;
      this.requests.set(data.request as number, this.leaving);
      this.listener.sent?.(this.leaving, String(data.request as number), row, this.tokens.allowsHedge);
      this.leaving = undefined;
    },
    'request.ended': (row) => {
      if (row.node !== 'search') return;
      const number = row.data.request as number;
      const request = this.requests.get(number);
      if (request === undefined) return;
      this.requests.delete(number);
      this.listener.replied?.(request, String(number));
      const seen = this.searches.get(request.search);
      if (seen === undefined) return;
      seen.out.set(request.shard, seen.out.get(request.shard)! - 1);
      if (row.data.outcome !== 'ok' && !seen.merged.includes(request.shard)) this.listener.failed?.(seen, request.shard, row, this.tokens.allows);
    },
    'work.done': (row) => this.worked(row),
    'work.stopped': (row) => this.worked(row),
    'fault.applied': ({ data }) => {
      const target = data.target as string;
      this.struck.add(target);
      if (!lossy.includes(data.kind as string)) this.delayed.add(target);
      for (const request of this.atWork.values()) {
        request.isCalm &&= !isAmong(this.struck, request.leaf);
        request.isOnTime &&= !isAmong(this.delayed, request.leaf);
      }
      this.listener.struck?.();
    },
  };

  /** A fresh process has a full budget, and waits for nothing. */
  rootDied(): void {
    this.requests.clear();
    this.atWork.clear();
    this.tokens.fill();
  }

  private asks(row: TraceRow): void {
    const { search, shard, leaf, attempt } = row.data as { search: number; shard: number; leaf: string; attempt: number };
    const seen = this.searches.get(search);
    if (seen === undefined) return;
    this.listener.asks?.(seen, shard, leaf, row, this.tokens.allows);
    this.tokens.draw(row.kind === 'shard.asked');
    const asked = seen.asked.get(shard);
    if (asked === undefined) seen.asked.set(shard, [leaf]);
    else asked.push(leaf);
    seen.out.set(shard, (seen.out.get(shard) ?? 0) + 1);
    this.leaving = { search, shard, leaf, deadline: seen.deadline, isCalm: !isAmong(this.struck, leaf), isOnTime: !isAmong(this.delayed, leaf) };
    this.atWork.set(`${search}/${shard}/${attempt}`, this.leaving);
  }
  private worked(row: TraceRow): void {
    const id = row.data.id as string;
    const request = this.atWork.get(id);
    if (request === undefined) return;
    this.atWork.delete(id);
    this.listener.worked?.(request, row);
  }
}

/** What happens within one event. */
export const atOnceMs = momentMs * 2;
