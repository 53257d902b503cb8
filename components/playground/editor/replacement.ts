import { isolateHistory } from '@codemirror/commands';
import type { EditorState, TransactionSpec } from '@codemirror/state';

/** One change from what both texts begin with to what both end with; undefined where they are the same. */
export function replacement(state: EditorState, text: string): TransactionSpec | undefined {
  const old = state.doc.toString();
  const fresh = state.toText(text).toString();
  if (old === fresh) return undefined;
  const shorter = Math.min(old.length, fresh.length);
  let from = 0;
  while (from < shorter && old[from] === fresh[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  return {
    changes: { from, to: old.length - tail, insert: fresh.slice(from, fresh.length - tail) },
    annotations: isolateHistory.of('full'),
    userEvent: 'input.replace',
    filter: false,
  };
}
