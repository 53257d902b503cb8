import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

const charge = ({ data }: TraceRow) => `charge ${inWords(data.charge)}`;
const ends: Readonly<Record<string, string>> = { ok: 'was made', 'connection-closed': 'found its connection closed', drained: 'was thrown out of the queue', BULKHEAD_FULL: 'found the pool full', CIRCUIT_OPEN: 'found the breaker open', 'wrong-key': 'had a wrong key' };
const whys: Readonly<Record<string, string>> = { invalid: 'it was not valid', stale: 'a newer one was active', restart: 'it takes a restart', conflict: 'another had come before', component: 'a component refused it' };

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'settings.published': ({ data }) => `Revision ${inWords(data.revision)} was published: ${inWords(data.says)}.`,
  'rollout.kept': ({ data }) => `All gateways had kept ${inWords(data.change)}.`,
  'rollout.reverted': ({ data }) => `The rollout of ${inWords(data.change)} was taken back. ${inWords(data.reason)}`,
  'config.preparing': ({ node }) => `${node} made ready for a change.`,
  'config.refused': ({ node, data }) => `${node} refused a change: ${whys[inWords(data.reason)] ?? inWords(data.reason)}${data.component === '' ? '' : ` (${inWords(data.component)})`}.`,
  'config.settled': ({ node, data }) => `${node} was done with revision ${inWords(data.revision)}: ${inWords(data.how)}.`,
  'config.reverted': ({ node, data }) => `${node} went back to what its version ${inWords(data.to)} said.`,
  'guard.bad': ({ node, data }) => `The guard of ${node} found ${inWords(data.change)} bad.`,
  'parts.are': ({ node, data }) => `The parts of ${node} stood at ${inWords(data.url)}, ${inWords(data.key)}, pool ${inWords(data.pool)}, breaker ${inWords(data.failures)}, ${inWords(data.level)}.`,
  'connection.opened': ({ node, data }) => `${node} opened a connection to ${inWords(data.url)}.`,
  'connection.closed': ({ node, data }) => `${node} closed a connection to ${inWords(data.url)}.`,
  'charge.came': (row) => `${row.node} was asked for ${charge(row)}.`,
  'charge.began': (row) => `${row.node} began ${charge(row)} with version ${inWords(row.data.version)}.`,
  'charge.sent': (row) => `${row.node} sent ${charge(row)} to ${inWords(row.data.url)} with ${inWords(row.data.key)}.`,
  'charge.ended': (row) => `At ${row.node} ${charge(row)} ${ends[inWords(row.data.how)] ?? `ended with ${inWords(row.data.how)}`}.`,
  'provider.asked': (row) => `${row.node} was asked for ${charge(row)} with ${inWords(row.data.key)}${row.data.isRight === true ? '' : ', which is not its own'}.`,
};
