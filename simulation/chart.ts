import type { NumberOrKnob, Tone } from './meter.ts';

/** How the outcome of a request is counted and drawn. */
export type Outcome = 'ok' | 'failed' | 'rejected' | 'timeout';

/** One node or several, by id. */
type Nodes = string | readonly string[];
/** Requests as their callers saw them end: those that `caller` made, those that were made to `callee`, or those of the one to the other. */
export type Calls = { readonly caller: Nodes; readonly callee?: Nodes } | { readonly caller?: undefined; readonly callee: Nodes };

/** A dotted line across a chart. A number written down is in the chart's unit, ms in one of times; a knob is in its own. */
export interface ChartLimit {
  readonly value: NumberOrKnob;
  readonly label: string;
}
/** One gauge of a chart that may lay several over each other. */
export interface ChartGauge {
  readonly node: string;
  readonly card: string;
  readonly value: string;
  /** Its word in the gutter, where there are several. @default the node's label */
  readonly label?: string;
  readonly tone?: Tone;
}

/** Rows of one kind, a second. */
export interface ChartRate {
  readonly rows: string;
  /** @default any */
  readonly node?: string;
  /** Its word in the gutter. */
  readonly label: string;
  readonly tone: Tone;
}

/** A chart of the timeline. All of them share its axis. */
export type Chart = { readonly label: string } & (
  /** The share of requests that were answered. */
  | (Calls & { readonly kind: 'success' })
  /** The median and the 99th percentile of the requests that were not rejected. */
  | (Calls & { readonly kind: 'latency'; readonly limit?: ChartLimit })
  /** Requests with one outcome, a second. */
  | (Calls & { readonly kind: 'count'; readonly outcome: Outcome; readonly tone: Tone })
  /** Numbers that cards show. Three at most can be told apart. `max` is the full height; left out, the highest value gives it. */
  | { readonly kind: 'gauge'; readonly gauges: readonly ChartGauge[]; readonly unit?: string; readonly max?: NumberOrKnob; readonly limit?: ChartLimit; readonly look?: 'line' | 'area' }
  /** Rows of one kind in the trace, a second: work done, messages lost. */
  | { readonly kind: 'rate'; readonly rows: string; readonly node?: string; readonly tone: Tone }
  /** Several of these over each other: up to three lines to hold against one another, the first of which stands for all where two runs are compared, or bars on top of each other where they add up to a whole. */
  | { readonly kind: 'rates'; readonly look: 'lines' | 'stack'; readonly rates: readonly ChartRate[] }
  /** A number in rows of one kind, a point for each row: the delay before each try. Values of the unit `ms` are read as times. */
  | { readonly kind: 'scatter'; readonly rows: string; readonly field: string; readonly unit: string; readonly node?: string; readonly tone: Tone; readonly limit?: ChartLimit }
);

const isOf = (nodes: Nodes | undefined, id: string): boolean => nodes === undefined || nodes === id || (typeof nodes !== 'string' && nodes.includes(id));

export const isAmong = ({ caller, callee }: Calls, from: string, to: string): boolean => isOf(caller, from) && isOf(callee, to);

/** The requests that the figures of a run are about: those of the first chart that is about requests. */
export function chartedCalls(charts: readonly Chart[]): Calls | undefined {
  for (const chart of charts) {
    if (chart.kind === 'success' || chart.kind === 'latency' || chart.kind === 'count') return chart;
  }
  return undefined;
}
