import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

const about = ({ data }: TraceRow) => `${data.method === 'POST' ? 'the add to' : 'the look at'} ${inWords(data.cart)}`;

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'call.taken': ({ node, data }) => `${node} took request ${inWords(data.request)} from its application.`,
  'call.ended': (row) => `${row.node} ${row.data.how === 'ok' ? 'answered' : `gave up (${inWords(row.data.how)})`} ${about(row)}, request ${inWords(row.data.request)}.`,
  'attempt.made': (row) => `${row.node} sent ${about(row)} to ${inWords(row.data.endpoint)}, attempt ${inWords(row.data.attempt)} of request ${inWords(row.data.request)}, by ring ${inWords(row.data.version)}.`,
  'copy.sent': ({ node, data }) => `${node} sent a copy to ${inWords(data.endpoint)}.`,
  'copy.ended': ({ node }) => `A copy of ${node} came to its end.`,
  'copy.dropped': ({ node }) => `${node} dropped a copy: enough were under way.`,
  'cart.asked': (row) => `${row.node} received ${about(row)} from ${inWords(row.data.by)}${row.data.isCopy === true ? ', a copy' : ''}.`,
  'cart.loaded': ({ node, data }) => `${node} had to load ${inWords(data.cart)}.`,
  'shard.ejected': ({ node, data }) => `The breaker of ${inWords(data.shard)} at ${node} opened: ${inWords(data.shard)} is ejected.`,
  'shard.admitted': ({ node, data }) => `The breaker of ${inWords(data.shard)} at ${node} closed.`,
  'shard.panic': ({ node, data }) => `${node} asked ${inWords(data.shard)} though its breaker was open: too few are closed.`,
  'ring.published': ({ data }) => `The directory listed ${inWords(data.shards)} shards, version ${inWords(data.version)}.`,
  'ring.forgotten': () => 'The directory was started anew, and lists nobody.',
  'list.refused': ({ node }) => `${node} did not take a list that was older than its own, or empty.`,
  'ring.changed': ({ node, data }) => `${node} laid the keys out over ${inWords(data.shards)} shards, by version ${inWords(data.version)}${data.before === 0 ? '' : `: ${inWords(data.moved)} of ${inWords(data.keys)} moved`}.`,
};
