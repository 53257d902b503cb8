import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

type Sentence = (row: TraceRow) => string;

/** The reasons that the breaker gives: what it took to be so, which a wrong version may have wrong. */
const reasons: Readonly<Record<string, string>> = {
  tripped: 'it counted enough failed or slow calls',
  'wait-over': 'a call came, and it took the wait to be over',
  'trial-failed': 'it counted a trial call as failed',
  'trial-hung': 'it gave up a trial call that hung',
  'trials-passed': 'it counted its trial calls as gone well',
  isolated: 'an operator isolated it',
  released: 'the operator let go',
  reset: 'it was reset',
  restored: 'the process had started again and took up its saved state',
};

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: Sentence } = {
  ...worldSentences,
  'breaker.state': ({ node, data }) => `The circuit of ${node} went from ${inWords(data.from)} to ${inWords(data.to)}: ${reasons[inWords(data.reason)] ?? inWords(data.reason)}.`,
  'request.started': (row) => (row.node === 'shoppers' ? `A shopper’s order left for ${inWords(row.data.to)}.` : worldSentences['request.started']!(row)),
  'order.confirmed': ({ node, data }) => `${node} confirmed order ${inWords(data.order)}.`,
  'order.rejected': ({ node, data }) => `${node} rejected order ${inWords(data.order)} without asking payments.`,
  'order.failed': ({ node, data }) => `${node} told the shopper that order ${inWords(data.order)} had failed.`,
};
