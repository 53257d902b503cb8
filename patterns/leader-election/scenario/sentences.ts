import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { hostOf } from './lease-store.ts';

const token = ({ data }: TraceRow) => `token ${inWords(data.token)}`;
const ends: Readonly<Record<string, string>> = { lost: 'its lease had run out', resigned: 'it resigned', unhealthy: 'its work did not get on', failed: 'its work failed', stopping: 'it was told to stop' };

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'lease.put': ({ data }) => {
    const what = data.holder === '' ? `gave the lease back` : data.holder === data.before ? 'renewed the lease' : data.before === '' ? 'took the free lease' : `took the lease of ${hostOf(inWords(data.before))}`;
    return data.done === true ? `${inWords(data.by)} ${what}: the record has revision ${inWords(data.revision)}.` : `${inWords(data.by)} asked for the lease and was refused: the record had changed.`;
  },
  'term.began': (row) => `${row.node} began to lead, with ${token(row)}.`,
  'term.ended': (row) => `The term of ${row.node} with ${token(row)} ended: ${ends[inWords(row.data.why)] ?? inWords(row.data.why)}.`,
  'term.gap': ({ node, data }) => `No replica had led for ${inWords(data.ms)} ms when ${node} began to.`,
  'term.overlapped': (row) => `${row.node} believes that it leads, with ${token(row)}, and so does ${inWords(row.data.other)}, with token ${inWords(row.data.otherToken)}.`,
  'work.ended': (row) => `All that ${row.node} had begun with ${token(row)} had ended.`,
  'replica.stands': ({ node }) => `${node} stood for the office.`,
  'replica.stopping': ({ node }) => `${node} was told to stop.`,
  'replica.stopped': ({ node }) => `${node} had stopped.`,
  'share.handed': ({ node, data }) => `${node} gave share ${inWords(data.share)} to ${inWords(data.to)}.`,
  'share.signing': ({ node, data }) => `${node} began to sign the payment of share ${inWords(data.share)}.`,
  'ledger.opened': ({ data }) => `Share ${inWords(data.share)} came to the ledger.`,
  'ledger.read': (row) => `${inWords(row.data.by)} read what is open, with ${token(row)}.`,
  'ledger.paid': (row) => `The ledger paid share ${inWords(row.data.share)}, as ${inWords(row.data.by)} said with ${token(row)}${row.data.again === true ? ', a second time' : ''}.`,
  'ledger.refused': (row) => `The ledger refused ${row.data.what === 'pay' ? `to pay share ${inWords(row.data.share)}` : 'to be read'} for ${inWords(row.data.by)}: ${token(row)} is lower than ${inWords(row.data.highest)}.`,
};
