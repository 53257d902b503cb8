import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import type { Span } from './shipper.ts';

const lines = (count: unknown) => (count === 1 ? 'one line' : `${String(count)} lines`);
const files = ({ data }: TraceRow) => {
  const named = [...new Set((data.spans as unknown as readonly Span[]).map(({ file }) => file))];
  return `${named.length === 1 ? 'file' : 'files'} ${named.join(', ')}`;
};

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'line.written': ({ node, data }) => `${node} wrote a line to file ${inWords(data.file)}.`,
  'shipper.opened': () => 'The shipper found its place in the log.',
  'shipper.read': ({ data }) => `The shipper read ${lines(data.lines)}.`,
  'shipper.told': () => 'The shipper was told to stop.',
  'shipper.drained': () => 'The shipper had shipped all, and ended.',
  'shipper.gave-up': ({ data }) => `The shipper ended with ${lines(data.held)} unshipped.`,
  'batch.sent': (row) => `The shipper sent ${lines(row.data.lines)} of ${files(row)}.`,
  'batch.acked': (row) => `Logs acknowledged ${lines(row.data.lines)} of ${files(row)}.`,
  'batch.failed': ({ data }) => `The shipper heard no yes for ${lines(data.lines)}.`,
  'gap.made': ({ data }) => `The shipper dropped file ${inWords(data.file)}: the gap is ${lines(data.lines)} now.`,
  'logs.took': (row) => `Logs took ${lines(row.data.fresh)} of ${files(row)}${row.data.twice === 0 ? '' : `, and ${inWords(row.data.twice)} that it had`}${row.data.missing === 0 ? '' : `, and heard of ${inWords(row.data.missing)} that are lost`}.`,
  'line.stored': () => 'Logs stored a line.',
  'line.again': () => 'Logs took a line that they had.',
  'line.lost': () => 'Logs heard of a line that is lost.',
  'web.serving': () => 'Web began.',
  'web.leaving': () => 'Web was told to stop.',
  'job.done': () => 'Web had done its work, and ended with code 0.',
  'page.got': ({ data }) => `The request of shopper ${inWords(data.shopper)} ${data.isServed === true ? 'was answered' : 'failed'}.`,
};
