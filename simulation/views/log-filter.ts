import { logOfLines, type Log, type LogKind, type LogLine } from './log.ts';

/** Which lines of the log are asked for; what is '' lets all pass. */
export interface LogFilter {
  /** A node's id, or `world`. */
  readonly node: string;
  /** `causes` are the lines that the chain of causes names. */
  readonly kind: LogKind | 'causes' | '';
  /** Stands somewhere in the line, in any case of letters. */
  readonly text: string;
}

export const noFilter: LogFilter = { node: '', kind: '', text: '' };

/** The log with only the lines that pass. */
export function filteredLog(log: Log, { node, kind, text }: LogFilter): Log {
  const sought = text.trim().toLowerCase();
  const tests = [
    node !== '' && ((line: LogLine) => line.node === (node === 'world' ? '' : node)),
    kind !== '' && ((line: LogLine) => (kind === 'causes' ? line.cause > 0 : line.kind === kind)),
    sought !== '' && ((line: LogLine) => `${line.where} ${line.text}`.toLowerCase().includes(sought)),
  ].filter((test) => test !== false);
  return tests.length === 0 ? log : logOfLines(log.lines.filter((line) => tests.every((test) => test(line))));
}
