import type { Edits } from '@/simulation/edits/edits.ts';
import { changesOf } from './code-rows.ts';
import type { CodeView } from './code-view.ts';

/** A wrong version as the reader's own code: whole texts of those files that it changes. */
export function mutantEdits(view: CodeView, originals: Edits, mutant: string): Edits {
  return Object.fromEntries(
    changesOf(view, mutant).map(({ file, hunks }) => {
      const lines = (originals[file] ?? '').split('\n');
      for (const { at, removed, added } of hunks.toReversed()) lines.splice(at, removed, ...added.map((tokens) => tokens.map(([text]) => text).join('')));
      return [file, lines.join('\n')];
    }),
  );
}
