import type { RunResult } from '../run.ts';
import type { ScenarioData, Tone } from '../scenario.ts';
import { wordOf } from './frame-caption.ts';
import { countUpTo } from './frame-track.ts';
import { logText } from './log-text.ts';

/** A line of the log. */
export interface LogLine {
  /** The row of the trace that it tells of. */
  readonly row: number;
  readonly at: number;
  /** The node's label, or `world`. */
  readonly where: string;
  readonly tone: Tone;
  readonly text: string;
}
export interface Log {
  readonly lines: readonly LogLine[];
  readonly times: Float64Array;
}

/** Rows that only carry the picture, or that another row tells of better. */
const silent = new Set(['shown', 'request.started', 'message.sent', 'message.delivered', 'run.started']);

const known = new WeakMap<RunResult, Log>();

/** What happened, line by line, in order. */
export function logOf(run: RunResult, data: ScenarioData): Log {
  let log = known.get(run);
  if (log === undefined) known.set(run, (log = buildLog(run, data)));
  return log;
}

/** How many lines the log has up to and at a virtual time. */
export const linesUpTo = (log: Log, at: number): number => countUpTo(log.times, at);

/** Of the first `count` lines the last `most`, newest first. */
export const newestLines = (log: Log, count: number, most: number): readonly LogLine[] => log.lines.slice(Math.max(0, count - most), count).toReversed();

function buildLog(run: RunResult, data: ScenarioData): Log {
  const labels = new Map(data.topology.nodes.map(({ id, label }) => [id, label]));
  const labelOf = (id: string) => labels.get(id) ?? id;
  const lines = run.rows
    .filter(({ kind }) => !silent.has(kind))
    .map((row): LogLine => ({ row: row.id, at: row.at, where: row.node === '' ? 'world' : labelOf(row.node), ...logText(row, (id) => labelOf(wordOf(id))) }));
  return { lines, times: Float64Array.from(lines, ({ at }) => at) };
}
