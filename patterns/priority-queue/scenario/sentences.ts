import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { kindOf, kinds } from './sizes.ts';

type Sentence = (row: TraceRow) => string;
const named = ({ data }: TraceRow) => inWords(data.mail);
const whys: Readonly<Record<string, string>> = { deferred: 'the provider wants it later', timeout: 'no answer came', refused: 'it was down', failed: 'it failed' };

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: Sentence } = {
  ...worldSentences,
  'mail.queued': (row) => `Mail took in ${kindOf(row.data.kind).words} ${named(row)}.`,
  'mail.refused': (row) => `Mail turned ${named(row)} away: ${row.data.why === 'quota' ? 'its class is full' : 'it is full'}.`,
  'mail.handed': (row) => `Mail gave ${named(row)} to ${inWords(row.data.to)}.`,
  'mail.begun': (row) => `${row.node} began to send ${named(row)}.`,
  'mail.deferred': (row) => `The provider wants ${named(row)} later.`,
  'mail.returned': (row) => `${named(row)} came back from ${inWords(row.data.by)}: ${whys[inWords(row.data.why)] ?? inWords(row.data.why)}.`,
  'mail.done': (row) => `${inWords(row.data.by)} said that ${named(row)} was sent.`,
  'mail.raised': (row) => `${named(row)} was raised to the highest class.`,
  'mail.withdrawn': (row) => `${named(row)} was taken back while it waited.`,
  'mail.dropped': (row) => `${named(row)} gave way to another and was dropped.`,
  'mail.books': ({ data }) => `The queue said that ${inWords(data.waiting)} mails wait and ${inWords(data.out)} are out.`,
  ...Object.fromEntries(
    kinds.flatMap(({ id, words }): [string, Sentence][] => [
      [`${id}.sent`, (row) => `${row.node} sent ${words} ${named(row)}.`],
      [`${id}.late`, (row) => `${words} ${named(row)} was late.`],
    ]),
  ),
};
