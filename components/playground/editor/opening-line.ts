import type { Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { changedLines } from './changed-lines.ts';

const lineHeight = 20;

/** Where a file is opened: with a line at the top, or else with its first change in the middle. */
export function openingLine(original: string, text: Text, line: number | undefined) {
  const { edited, removedAbove } = changedLines(original, text.toString());
  const first = Math.min(...edited, ...removedAbove);
  const at = text.line(Math.min(text.lines, Math.floor(line ?? (first === Infinity ? 1 : first)))).from;
  const scroll = EditorView.scrollIntoView(at, line === undefined ? { y: 'center' } : { y: 'start', yMargin: -(line % 1) * lineHeight });
  return { at, scroll };
}
