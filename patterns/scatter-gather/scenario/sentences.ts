import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

const search = ({ data }: TraceRow) => `search ${inWords(data.search)}`;
const shard = ({ data }: TraceRow) => `shard ${inWords(data.shard)}`;
const named = ({ data }: TraceRow) => (data.shards as readonly string[]).length;

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'search.began': (row) => `The root began ${search(row)}, for “${inWords(row.data.word)}”.`,
  'search.whole': (row) => `The root answered ${search(row)} with a whole page: ${inWords(row.data.count)} products in ${named(row)} shards.`,
  'search.partial': (row) => `The root answered ${search(row)} with what it had, and said so: ${inWords(row.data.count)} products in ${named(row)} shards.`,
  'search.failed': (row) => `The root gave ${search(row)} up: ${inWords(row.data.reason)}.`,
  'search.slow': (row) => `The root had waited ${inWords(row.data.ms)} ms for ${search(row)}.`,
  'shard.asked': (row) => `The root asked ${inWords(row.data.leaf)} for ${shard(row)} in ${search(row)}, with ${inWords(row.data.remainingMs)} ms left.`,
  'shard.asked-again': (row) => `The root asked ${inWords(row.data.leaf)} for ${shard(row)} in ${search(row)} as well, with ${inWords(row.data.remainingMs)} ms left.`,
  'shard.merged': (row) => `The root merged the answer of ${shard(row)} into ${search(row)}.`,
  'work.done': (row) => `${row.node} had done slow work: request ${inWords(row.data.id)}.`,
  'work.stopped': (row) => `${row.node} stopped work that was ${inWords(row.data.why)}: request ${inWords(row.data.id)}.`,
  'answer.dropped': (row) => `The root dropped an answer of ${shard(row)} to ${search(row)}, which nobody waited for.`,
};
