import type { RunInput, RunResult } from '../simulation/run.ts';
import type { Knobs, ScenarioData } from '../simulation/scenario.ts';
import type { Json } from '../simulation/trace.ts';

/** A number of an article, as the run that it comes from: an experiment with its own seed, and what is read off it. */
export interface FigureQuery {
  readonly experiment: string;
  readonly knobs?: Knobs;
  /** Read from the run without the pattern. */
  readonly control?: boolean;
  /** A metric of the run; `minus` is taken off it. */
  readonly metric?: string;
  readonly minus?: string;
  /** When the first, or the last, row of the trace with these fields was written, in seconds. */
  readonly first?: RowQuery;
  readonly last?: RowQuery;
}
interface RowQuery {
  readonly kind: string;
  readonly node?: string;
  readonly [field: string]: Json | undefined;
}

const runs = new Map<string, RunResult>();

/**
 * The figure in words, with its unit.
 * @throws Error where the query names nothing that the run has, so that no number of an article outlives what it was read from.
 */
export function figureText({ slug, experiments }: ScenarioData, simulate: (input: RunInput) => RunResult, query: FigureQuery): string {
  const { experiment, knobs = {}, control = false, metric, minus, first, last } = query;
  const found = experiments.find(({ name }) => name === experiment);
  if (found === undefined) throw new Error(`<Figure experiment="${experiment}"> names no experiment of ${slug}; there are ${experiments.map(({ name }) => name).join(', ')}.`);
  const input: RunInput = { experiment, seed: found.seed, knobs, control };
  const key = JSON.stringify([slug, input]);
  const run = runs.get(key) ?? simulate(input);
  runs.set(key, run);
  if (metric !== undefined) return String(metricOf(run, metric) - (minus === undefined ? 0 : metricOf(run, minus)));
  const row = first === undefined ? run.rows.findLast((each) => matches(each, last)) : run.rows.find((each) => matches(each, first));
  if (row === undefined) throw new Error(`<Figure experiment="${experiment}"> asks for a row that its run has not: ${JSON.stringify(first ?? last)}.`);
  return `${(row.at / 1e6).toFixed(1)} s`;
}

function metricOf({ experiment, metrics }: RunResult, name: string): number {
  const value = metrics[name];
  if (value === undefined) throw new Error(`<Figure experiment="${experiment}" metric="${name}"> names no metric; there are ${Object.keys(metrics).join(', ')}.`);
  return value;
}

function matches({ node, kind, data }: RunResult['rows'][number], query: RowQuery = { kind: '' }): boolean {
  const { kind: kindAsked, node: nodeAsked, ...fields } = query;
  return kind === kindAsked && (nodeAsked === undefined || node === nodeAsked) && Object.entries(fields).every(([field, value]) => data[field] === value);
}
