import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

const about = ({ data }: TraceRow) => `${inWords(data.by)} with ${inWords(data.method)} ${inWords(data.path)}`;
const what = ({ data }: TraceRow) => (data.do === 'drop' ? `that signing key ${inWords(data.key)} is dropped` : `that policy ${inWords(data.policy)} is revoked`);

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'app.asked': ({ data }) => (data.bytes === 0 ? `${inWords(data.by)} asked the application for a key.` : `${inWords(data.by)} sent the application ${inWords(data.bytes)} bytes.`),
  'app.carried': ({ data }) => `The application had taken in ${inWords(data.bytes)} bytes.`,
  'key.issued': ({ data }) => `The application issued key ${inWords(data.id)} to ${inWords(data.by)}, asked for to ${inWords(data.action)} ${inWords(data.asked)}.`,
  'key.received': ({ node }) => `${node} received a key.`,
  'audit.issued': ({ data }) => `The log of the application says that key ${inWords(data.id)} was issued.`,
  'audit.used': ({ data }) => `The log of the store says of key ${inWords(data.id)}: ${inWords(data.verdict)}.`,
  'store.granted': (row) => `The store let in ${about(row)}.`,
  'store.refused': (row) => `The store refused ${about(row)}: ${inWords(row.data.verdict)}.`,
  'store.wrote': ({ data }) => `The store had ${inWords(data.path)} from ${inWords(data.by)}.`,
  'store.read': ({ data }) => `The store gave ${inWords(data.path)} to ${inWords(data.by)}.`,
  'store.revoked': ({ data }) => `The store was told that ${data.key === undefined ? `policy ${inWords(data.policy)} is revoked` : `signing key ${inWords(data.key)} is dropped`}.`,
  'order.done': (row) => `${inWords(row.data.to)} knew ${what(row)}.`,
  'leak.noticed': () => 'The operator noticed that keys had leaked, and closed the leak.',
  overheard: () => 'The eavesdropper overheard an address.',
  'try.made': ({ data }) => `The eavesdropper tried: ${inWords(data.what)}.`,
  'stranger.entered': ({ data }) => `The eavesdropper got in: ${inWords(data.what)}.`,
  'stranger.refused': ({ data }) => `The eavesdropper’s try (${inWords(data.what)}) was answered: ${inWords(data.answer)}.`,
  'guess.timed': ({ data }) => `The eavesdropper guessed digit ${inWords(data.digit)} in place ${inWords(data.place)}; the answer took ${inWords(data.ms)} ms.`,
  'photo.begun': ({ node, data }) => `${node} began to upload photo ${inWords(data.photo)}, in ${inWords(data.parts)} parts.`,
  'photo.done': ({ node, data }) => `${node} had photo ${inWords(data.photo)} up.`,
  'browser.refused': ({ node, data }) => `${node} could not go on with ${inWords(data.path)}: ${inWords(data.code)}.`,
};
