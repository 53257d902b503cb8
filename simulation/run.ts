import type { Fault } from './fault.ts';
import type { Edits } from './edits/edits.ts';
import type { Knobs } from './scenario.ts';
import type { MessageFlight, TraceRow } from './trace.ts';

/** What a run is a pure function of, beside the code. */
export interface RunInput {
  readonly experiment: string;
  readonly seed: number;
  /** Every knob by name; one left out has its experiment's value, or else its default. */
  readonly knobs: Knobs;
  /** In place of the experiment's own faults, when given. */
  readonly faults?: readonly Fault[];
  readonly mutant?: string;
  /** Texts that run in place of pattern files. Whoever runs the input compiles them first, and hands them over beside it. */
  readonly edits?: Edits;
  /** The same world without the pattern. */
  readonly control?: boolean;
}

export interface PromiseReport {
  readonly name: string;
  readonly kind: 'safety' | 'liveness';
  readonly status: 'held' | 'broken' | 'untested';
  /** How often it was really exercised. */
  readonly checks: number;
  /** The virtual times (µs) of those checks, in order. */
  readonly checkedAt: readonly number[];
  readonly brokenAt?: number;
}

export interface Violation {
  readonly promise: string;
  readonly at: number;
  readonly row: number;
  /** What happened, as a sentence. */
  readonly what: string;
  /** From effect to cause: the row that broke it and its notable ancestors, four at most. */
  readonly chain: readonly { readonly row: number; readonly at: number; readonly node: string; readonly sentence: string }[];
}

/** Why a run stopped before its time, other than a broken promise. */
export interface Stop {
  readonly reason: 'exhausted' | 'failed';
  /** Which bound, or which error, in a sentence. */
  readonly what: string;
  readonly node: string;
  /** File (without `.ts`) and line that ran last, where they are known. */
  readonly file: string;
  readonly line: number;
}

/** A suspended `await`: who waits, where, for what. */
export interface Suspension {
  readonly node: string;
  readonly file: string;
  readonly line: number;
  readonly waitsFor: string;
}

/** A line at which the pattern decides something, in the code that ran, and when it came there. */
export interface DecisiveLine {
  /** The pattern file's name without `.ts`. */
  readonly file: string;
  readonly line: number;
  readonly label: string;
  /** Virtual µs of each time, in order, and beside each the node. */
  readonly at: readonly number[];
  readonly nodes: readonly string[];
}

/** A place that an edit or a wrong version changed, as the run last came there. */
export interface EditedPlace {
  /** The pattern file's name without `.ts`. */
  readonly file: string;
  /** Counting from 1, in the text that ran: the changed line itself, or the first line after those that are gone. */
  readonly line: number;
  /** The function in which lines are gone, where nothing stands in their place; '' for a line that itself ran. */
  readonly within: string;
  /** Virtual µs. */
  readonly at: number;
}

/** How a run came out. */
export interface Verdict extends Pick<RunResult, 'status' | 'events' | 'hash' | 'promises' | 'stop'> {
  readonly violation?: Pick<Violation, 'promise' | 'at' | 'what'>;
}

export interface RunResult {
  readonly slug: string;
  readonly experiment: string;
  readonly seed: number;
  readonly knobs: Knobs;
  readonly faults: readonly Fault[];
  readonly mutant: string;
  /** Empty for the code as it is. */
  readonly edits: Edits;
  readonly control: boolean;
  readonly status: 'ended' | 'violated' | 'exhausted' | 'failed';
  /** Virtual µs: how long it was to last, and where it stopped. */
  readonly durationUs: number;
  readonly endedAt: number;
  /** How many events the heap dispatched. */
  readonly events: number;
  /** 16 hexadecimal digits over the whole run. */
  readonly hash: string;
  readonly rows: readonly TraceRow[];
  readonly flights: readonly MessageFlight[];
  readonly promises: readonly PromiseReport[];
  readonly violation?: Violation;
  readonly stop?: Stop;
  readonly suspended: readonly Suspension[];
  readonly metrics: Readonly<Record<string, number>>;
  /** Those declared lines that the code still has: a wrong version may have lost one. */
  readonly decisive: readonly DecisiveLine[];
  /** The changed place at which the run was last. Undefined for the code as it is, and where no changed place was reached. */
  readonly lastEdited?: EditedPlace;
}
