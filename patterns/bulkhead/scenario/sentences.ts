import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { dependencies } from './sizes.ts';

type Sentence = (row: TraceRow) => string;

/** The reasons that the bulkhead gives for a rejection. */
const reasons: Readonly<Record<string, string>> = {
  full: 'no place in the queue was left',
  'wait-over': 'it had waited for as long as it may',
  expired: 'its time was over before a slot was free',
  drained: 'the queue was drained',
};
const page = ({ data }: TraceRow) => `page ${inWords(data.page)}`;

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: Sentence } = {
  ...worldSentences,
  'request.started': (row) => (row.node === 'shoppers' ? 'A shopper asked web for a page.' : worldSentences['request.started']!(row)),
  'call.asked': (row) => `Web wanted to call ${inWords(row.data.of)} for ${page(row)}.`,
  'call.started': (row) => `The call of ${inWords(row.data.of)} for ${page(row)} had a slot and began.`,
  'call.ended': (row) => `The call of ${inWords(row.data.of)} for ${page(row)} ended.`,
  'call.rejected': (row) => `The call of ${inWords(row.data.of)} for ${page(row)} was rejected: ${reasons[inWords(row.data.reason)] ?? inWords(row.data.reason)}.`,
  'call.left': (row) => `The shopper of ${page(row)} left while its call of ${inWords(row.data.of)} waited.`,
  'slots.moved': ({ data }) => `An operator set the slots for ${inWords(data.of)} to ${inWords(data.limit)}.`,
  'work.received': (row) => `${row.node} received the call for ${page(row)}.`,
  'work.done': (row) => `${row.node} had done the work for ${page(row)}.`,
  ...Object.fromEntries(
    dependencies.flatMap(({ id }): [string, Sentence][] => [
      [`${id}.answered`, (row) => `Web answered ${page(row)}.`],
      [`${id}.late`, (row) => `Web answered ${page(row)}, whose shopper had left.`],
      [`${id}.rejected`, (row) => `Web turned ${page(row)} away.`],
      [`${id}.failed`, (row) => `Web told the shopper that ${page(row)} had failed.`],
      [`${id}.left`, (row) => `Web dropped ${page(row)}: its shopper had left.`],
    ]),
  ),
};
