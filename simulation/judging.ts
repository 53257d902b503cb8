import { bounds } from './bounds.ts';
import type { Judge } from './guarantee.ts';
import type { Kernel } from './kernel.ts';
import type { PromiseReport, RunResult } from './run.ts';
import type { Knobs, PromiseText, ScenarioPromise } from './scenario.ts';
import type { Conformance } from './statechart.ts';
import { EventHeap, type HeapEvent } from './time/event-heap.ts';
import type { TraceRow } from './trace.ts';

type Handler = (row: TraceRow) => void;

/** A promise that the kernel itself adds to every scenario: the code's own events are held against the statechart. */
export const followsStatechart: ScenarioPromise = {
  name: 'follows-statechart',
  kind: 'safety',
  label: 'The code follows its statechart',
  meaning: 'Every change of state that the code reports is one that the statechart allows, and both are in the same state after it.',
  watch: (judge) => ({
    statechart: (row) => {
      const { event, from, expected, reported } = row.data as unknown as Conformance;
      if (expected === null) judge.broken(row, `The statechart accepts no “${event}” while ${from}.`);
      else if (expected !== reported) judge.broken(row, `After “${event}” the statechart is ${expected}, but the code says ${reported}.`);
      else judge.held();
    },
  }),
};

/** Watches every promise of a scenario. After each event the new rows are shown to it, before the next event begins. */
export class Judging {
  broken: { readonly promise: string; readonly row: TraceRow; readonly what: string } | undefined;
  private readonly watched: WatchedPromise[];
  private readonly handlers = new Map<string, Handler[]>();
  private readonly debts: Debts;

  constructor(kernel: Kernel, promises: readonly ScenarioPromise[], knobs: Knobs, beside: ReadonlyMap<string, readonly TraceRow[]>) {
    this.debts = new Debts(kernel);
    this.watched = promises.map((promise) => new WatchedPromise(promise, kernel, this.debts, (row, what) => this.broke(promise.name, row, what)));
    for (const [index, promise] of promises.entries()) {
      const rows = beside.get(promise.name);
      if (promise.beside !== undefined && rows === undefined) continue;
      for (const [kind, handler] of Object.entries(promise.watch(this.watched[index]!, knobs, rows ?? []))) {
        const handlers = this.handlers.get(kind);
        if (handlers === undefined) this.handlers.set(kind, [handler]);
        else handlers.push(handler);
      }
    }
  }

  /** Shows the first `count` rows to every promise that watches their kind. */
  judge(rows: readonly TraceRow[], count: number): void {
    for (let index = 0; index < count; index += 1) {
      const row = rows[index]!;
      const handlers = this.handlers.get(row.kind);
      if (handlers === undefined) continue;
      for (const handler of handlers) {
        handler(row);
        if (this.broken !== undefined) return;
      }
    }
  }

  /** When the first thing that is owed falls due, in virtual µs; Infinity while nothing is. */
  get dueAt(): number {
    return this.debts.dueAt;
  }

  /** Breaks the promise whose debt is due now. */
  fallDue(): void {
    this.debts.fallDue();
  }

  reports(): PromiseReport[] {
    return this.watched.map((watched) => watched.report(this.broken?.promise === watched.text.name ? this.broken.row : undefined));
  }

  private broke(promise: string, row: TraceRow, what: string): void {
    this.broken ??= { promise, row, what };
  }
}

interface Debt extends HeapEvent {
  readonly fallsDue: () => void;
}

/** What all promises are owed, by when. It is kept apart from the events: most debts are paid long before, and would only lie in their way. */
class Debts {
  private readonly kernel: Kernel;
  private readonly heap = new EventHeap<Debt>();
  private count = 0;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  get dueAt(): number {
    return this.heap.peek()?.at ?? Infinity;
  }

  add(withinMs: number, fallsDue: () => void): Debt {
    if (this.heap.isFull(bounds.waiting)) this.kernel.exhaust(`Promises wait for more than ${bounds.waiting} things at one time.`);
    if (!(withinMs >= 0)) throw new RangeError(`A promise is owed something within ${withinMs} ms; give a number from 0.`);
    this.count += 1;
    const debt: Debt = { at: this.kernel.now + Math.round(withinMs * 1000), sequence: this.count, cancelled: false, fallsDue };
    this.heap.push(debt);
    return debt;
  }

  fallDue(): void {
    this.heap.pop()?.fallsDue();
  }
}

/** One promise in one run: what it has seen, and what is owed. */
class WatchedPromise implements Judge {
  readonly text: PromiseText;
  private readonly kernel: Kernel;
  private readonly debts: Debts;
  private readonly onBroken: (row: TraceRow, what: string) => void;
  private readonly checkedAt: number[] = [];
  private readonly owed = new Map<string, Debt>();

  constructor(text: PromiseText, kernel: Kernel, debts: Debts, onBroken: (row: TraceRow, what: string) => void) {
    this.text = text;
    this.kernel = kernel;
    this.debts = debts;
    this.onBroken = onBroken;
  }

  readonly held = () => void this.checkedAt.push(this.kernel.now);

  readonly broken = (row: TraceRow, what: string) => {
    this.checkedAt.push(this.kernel.now);
    this.onBroken(row, what);
  };

  readonly owe = (key: string, withinMs: number, row: TraceRow, what: string) => {
    this.waive(key);
    const debt = this.debts.add(withinMs, () => {
      const { kernel } = this;
      kernel.recorder.cause = row.id;
      this.broken(kernel.write(row.node, 'overdue', { promise: this.text.name, what: key }), what);
    });
    this.owed.set(key, debt);
  };

  readonly paid = (key: string) => {
    if (this.waive(key)) this.held();
  };

  readonly waive = (key: string) => {
    const debt = this.owed.get(key);
    if (debt === undefined) return false;
    debt.cancelled = true;
    return this.owed.delete(key);
  };

  readonly waiveAll = () => {
    for (const key of this.owed.keys()) this.waive(key);
  };

  report(brokenBy: TraceRow | undefined): PromiseReport {
    const { name, kind } = this.text;
    const checks = this.checkedAt.length;
    const status = brokenBy !== undefined ? 'broken' : checks > 0 ? 'held' : 'untested';
    return { name, kind, status, checks, checkedAt: this.checkedAt, ...(brokenBy === undefined ? {} : { brokenAt: brokenBy.at }) };
  }
}

const chainMax = 4;

/** From effect to cause: the row that broke the promise and those of its ancestors that have a sentence, four at most. */
export function chainOfCauses(
  rows: readonly TraceRow[],
  broken: TraceRow,
  sentences: { readonly [kind: string]: (row: TraceRow) => string },
): NonNullable<RunResult['violation']>['chain'] {
  const chain: { row: number; at: number; node: string; sentence: string }[] = [];
  for (let row: TraceRow | undefined = broken; row !== undefined && chain.length < chainMax; row = rows[row.cause - 1]) {
    const sentence = sentences[row.kind];
    if (sentence !== undefined) chain.push({ row: row.id, at: row.at, node: row.node, sentence: sentence(row) });
  }
  return chain;
}
