import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

const revision = ({ data }: TraceRow) => `revision ${inWords(data.revision)}`;
const starts: Readonly<Record<string, string>> = { sources: 'what the store says', cache: 'its last good settings', bundled: 'the settings that it brings along' };
const codes: Readonly<Record<string, string>> = { REVISION_CONFLICT: 'somebody was faster', INVALID_CONFIGURATION: 'the settings will not do', UNKNOWN_REVISION: 'there is no such revision of that label' };
const misses: Readonly<Record<string, string>> = { CONFIG_TIMEOUT: 'no answer came in time', OLDER_REVISION: 'the answer was older than what it had', TOO_MANY_REQUESTS: 'the store turned it away' };

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'store.published': (row) => `${inWords(row.data.by)} published ${revision(row)} for ${inWords(row.data.label)}: ${inWords(row.data.content)}.`,
  'store.compacted': ({ data }) => `The store forgot the values of ${inWords(data.count)} old revisions of ${inWords(data.label)}.`,
  'store.told': ({ data }) => `The ${data.from === 'log' ? 'store' : 'copy'} told ${inWords(data.to)} of ${inWords(data.label)}: ${inWords(data.what)}.`,
  'store.busy': ({ data }) => `The store turned ${inWords(data.to)} away: too many asked in one second.`,
  'store.gap': ({ data }) => `The store could not tell ${inWords(data.to)} what had changed in ${inWords(data.label)}: the values are compacted.`,
  'operator.published': (row) => `${row.node} was told that ${revision(row)} of ${inWords(row.data.label)} is published.`,
  'operator.refused': ({ node, data }) => `A change of ${node} for ${inWords(data.label)} was refused: ${codes[inWords(data.code)] ?? inWords(data.code)}.`,
  'operator.audited': ({ node, data }) => `${node} read the audit of ${inWords(data.label)}: ${inWords(data.entries)}.`,
  'shop.started': ({ node }) => `${node} started.`,
  'shop.serves': (row) => `${row.node} began to serve ${revision(row)}, from ${starts[inWords(row.data.from)] ?? 'nowhere'}: ${inWords(row.data.everyone)}; ${inWords(row.data.ownRegion)}.`,
  'shop.found': (row) => `${row.node} found ${revision(row)} by polling, ${inWords(row.data.ms)} ms after it was published.`,
  'shop.told': (row) => `${row.node} was told of ${revision(row)}, ${inWords(row.data.ms)} ms after it was published.`,
  'shop.kept': ({ node }) => `${node} kept its settings on its disk.`,
  'shop.missed': ({ node, data }) => `${node} got no newer settings: ${misses[inWords(data.why)] ?? 'the store did not answer'}.`,
  'shop.refused': ({ node }) => `${node} refused what the store says, and serves the last good settings on.`,
  'shop.expired': ({ node }) => `The settings of ${node} were too old to be served.`,
  'shop.gave-up': ({ node }) => `${node} gave up: it had nothing to start on.`,
  'shop.used': (row) => `${row.node} took a payment with ${revision(row)}: ${inWords(row.data.host)}:${inWords(row.data.port)}.`,
  'shop.closed': ({ node, data }) => `${node} could take no payment: ${inWords(data.why)}`,
  'payments.paid': ({ data }) => `A payment of ${inWords(data.by)} was taken at ${inWords(data.host)}:${inWords(data.port)}.`,
  'payments.unheard': ({ data }) => `Nobody listens at ${inWords(data.host)}:${inWords(data.port)}, where ${inWords(data.by)} sent a payment.`,
};
