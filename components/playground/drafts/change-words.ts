import type { Edits } from '@/simulation/edits/edits.ts';
import { lineHunks } from '@/simulation/edits/line-hunks.ts';

/** How much edited files differ from the originals: `outbox.ts, 3 lines`. Without originals, the files alone. */
export const changeWords = (edits: Edits, originals: Edits | undefined): string =>
  Object.entries(edits).map(([file, text]) => {
    const original = originals?.[file];
    if (original === undefined) return `${file}.ts`;
    // A line that was changed is gone and added: it counts once.
    const lines = lineHunks(original.split('\n'), text.split('\n')).reduce((sum, { removed, added }) => sum + Math.max(removed, added), 0);
    return `${file}.ts, ${lines} line${lines === 1 ? '' : 's'}`;
  }).join('; ');
