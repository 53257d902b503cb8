import ts from 'typescript';
import type { Problem } from '../compiler/problems.ts';
import type { Finding } from './protocol.ts';

/** More than a reader reads, and no more than an editor can mark. */
const findingsMax = 100;
const messageMax = 600;
/** TypeScript's code for syntax that is more than a type. The compiler says of each kind what to write instead, and says it at another place. */
const notErasable = 1294;

/** Everything that is said about a text, in order, and nothing of it twice: what keeps it from running is not said again by its types. */
export function findingsOf(text: string, problems: readonly Problem[], types: readonly ts.Diagnostic[]): readonly Finding[] {
  const starts = lineStarts(text);
  const stops = problems.slice(0, findingsMax).map(({ line, column, message }) => {
    const from = Math.min((starts[line - 1] ?? 0) + column - 1, text.length);
    return { from, to: endOfWord(text, from), line, message: shortened(message), kind: 'stops' } as const;
  });
  const said = types.flatMap(({ start, length, code, messageText, category }): Finding[] => {
    if (start === undefined || category !== ts.DiagnosticCategory.Error) return [];
    const to = start + (length ?? 0);
    const line = lineAt(starts, start);
    const isSaid = stops.some((other) => (start < other.to && other.from < Math.max(to, start + 1)) || (code === notErasable && other.line === line));
    if (isSaid) return [];
    return [{ from: start, to, line, message: shortened(ts.flattenDiagnosticMessageText(messageText, '\n')), kind: 'type' }];
  });
  return [...stops, ...said.slice(0, findingsMax - stops.length)].sort((a, b) => a.from - b.from || a.to - b.to);
}

const shortened = (message: string) => (message.length <= messageMax ? message : `${message.slice(0, messageMax - 2)} …`);

/** Where the word that begins at an offset ends; at least one character of a line that has one. */
function endOfWord(text: string, from: number): number {
  const word = /^[\w$]+|^[^\n]/u.exec(text.slice(from, from + 200));
  return from + (word?.[0].length ?? 0);
}

/** As TypeScript counts lines. */
const lineStarts = (text: string): readonly number[] => [0, ...Array.from(text.matchAll(/\r\n|[\n\r\u2028\u2029]/g), ({ 0: end, index }) => index + end.length)];

/** The number, counting from 1, of the line that holds an offset. */
function lineAt(starts: readonly number[], at: number): number {
  const after = starts.findIndex((start) => start > at);
  return after < 0 ? starts.length : after;
}
