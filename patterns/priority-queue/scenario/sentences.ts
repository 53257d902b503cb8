import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'window.state': ({ node, data }) => `The window of ${node} went from ${inWords(data.from)} to ${inWords(data.to)}.`,
};
