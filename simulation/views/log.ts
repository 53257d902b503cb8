import type { RunResult } from '../run.ts';
import type { ScenarioData, Tone } from '../scenario.ts';
import { wordOf } from './frame-caption.ts';
import { countUpTo } from './frame-track.ts';
import { logText } from './log-text.ts';
import { labelsOf } from './labels.ts';

/** What a line tells of: a call that ended or a message that was lost, a change of state, a fault, or what the code itself reports. */
export type LogKind = 'calls' | 'states' | 'faults' | 'reports';

/** A line of the log. */
export interface LogLine {
  /** The row of the trace that it tells of. */
  readonly row: number;
  readonly at: number;
  /** The node's id, or '' for the world. */
  readonly node: string;
  /** The node's label, or `world`. */
  readonly where: string;
  readonly kind: LogKind;
  readonly tone: Tone;
  readonly text: string;
  /** Its number in the chain of causes of the broken promise, from 1; 0 where it is no part of it. */
  readonly cause: number;
}
export interface Log {
  readonly lines: readonly LogLine[];
  readonly times: Float64Array;
}

/** Rows that only carry the picture, or that another row tells of better. A cause is told nevertheless. */
const silent = new Set(['shown', 'request.started', 'message.sent', 'message.delivered', 'run.started']);
const kinds: Readonly<Record<string, LogKind>> = { request: 'calls', message: 'calls', node: 'states', link: 'states', statechart: 'states', fault: 'faults', faults: 'faults' };

const known = new WeakMap<RunResult, Log>();

/** What happened, line by line, in order. */
export function logOf(run: RunResult, data: ScenarioData): Log {
  let log = known.get(run);
  if (log === undefined) known.set(run, (log = logOfLines(linesOf(run, data))));
  return log;
}

export const logOfLines = (lines: readonly LogLine[]): Log => ({ lines, times: Float64Array.from(lines, ({ at }) => at) });

/** How many lines the log has up to and at a virtual time. */
export const linesUpTo = (log: Log, at: number): number => countUpTo(log.times, at);

/** Of the first `count` lines the last `most`, newest first. */
export const newestLines = (log: Log, count: number, most: number): readonly LogLine[] => log.lines.slice(Math.max(0, count - most), count).toReversed();

function linesOf(run: RunResult, data: ScenarioData): readonly LogLine[] {
  const labels = labelsOf(data.topology);
  const labelOf = (id: string) => labels.get(id) ?? id;
  const causes = new Map(run.violation?.chain.map(({ row, sentence }, position) => [row, { cause: position + 1, text: sentence }]));
  return run.rows
    .filter(({ id, kind }) => causes.has(id) || !silent.has(kind))
    .map((row): LogLine => {
      const { id, at, node, kind } = row;
      const told = logText(row, (of) => labelOf(wordOf(of)));
      return { row: id, at, node, where: node === '' ? 'world' : labelOf(node), kind: kinds[kind.split('.')[0] ?? ''] ?? 'reports', cause: 0, ...told, ...causes.get(id) };
    });
}
