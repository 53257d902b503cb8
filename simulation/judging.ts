import type { Judge } from './guarantee.ts';
import type { Kernel, ScheduledEvent } from './kernel.ts';
import type { PromiseReport, RunResult } from './run.ts';
import type { Knobs, PromiseText, ScenarioPromise } from './scenario.ts';
import type { Conformance } from './statechart.ts';
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

  constructor(kernel: Kernel, promises: readonly ScenarioPromise[], knobs: Knobs) {
    this.watched = promises.map((promise) => new WatchedPromise(promise, kernel, (row, what) => this.broke(promise.name, row, what)));
    for (const [index, promise] of promises.entries()) {
      for (const [kind, handler] of Object.entries(promise.watch(this.watched[index]!, knobs))) {
        const handlers = this.handlers.get(kind);
        if (handlers === undefined) this.handlers.set(kind, [handler]);
        else handlers.push(handler);
      }
    }
  }

  judge(rows: readonly TraceRow[]): void {
    for (const row of rows) {
      const handlers = this.handlers.get(row.kind);
      if (handlers === undefined) continue;
      for (const handler of handlers) {
        handler(row);
        if (this.broken !== undefined) return;
      }
    }
  }

  reports(): PromiseReport[] {
    return this.watched.map((watched) => watched.report(this.broken?.promise === watched.text.name ? this.broken.row : undefined));
  }

  private broke(promise: string, row: TraceRow, what: string): void {
    this.broken ??= { promise, row, what };
  }
}

/** One promise in one run: what it has seen, and what is owed. */
class WatchedPromise implements Judge {
  readonly text: PromiseText;
  private readonly kernel: Kernel;
  private readonly onBroken: (row: TraceRow, what: string) => void;
  private readonly checkedAt: number[] = [];
  private readonly debts = new Map<string, ScheduledEvent>();

  constructor(text: PromiseText, kernel: Kernel, onBroken: (row: TraceRow, what: string) => void) {
    this.text = text;
    this.kernel = kernel;
    this.onBroken = onBroken;
  }

  readonly held = () => void this.checkedAt.push(this.kernel.now);

  readonly broken = (row: TraceRow, what: string) => {
    this.checkedAt.push(this.kernel.now);
    this.onBroken(row, what);
  };

  readonly owe = (key: string, withinMs: number, row: TraceRow, what: string) => {
    this.waive(key);
    const { kernel } = this;
    const cause = kernel.recorder.cause;
    kernel.recorder.cause = row.id;
    this.debts.set(
      key,
      kernel.schedule(Math.round(withinMs * 1000), null, null, () => {
        this.debts.delete(key);
        this.broken(kernel.write(row.node, 'overdue', { promise: this.text.name, what: key }), what);
      }),
    );
    kernel.recorder.cause = cause;
  };

  readonly paid = (key: string) => {
    if (this.waive(key)) this.held();
  };

  readonly waive = (key: string) => {
    const debt = this.debts.get(key);
    if (debt === undefined) return false;
    debt.cancelled = true;
    return this.debts.delete(key);
  };

  readonly waiveAll = () => {
    for (const key of this.debts.keys()) this.waive(key);
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
