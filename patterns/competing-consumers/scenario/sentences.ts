import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

const picture = ({ data }: TraceRow) => `picture ${inWords(data.picture)}`;
const delivery = ({ data }: TraceRow) => `delivery ${inWords(data.delivery)}`;
const answer = ({ data }: TraceRow, yes: string) => (data.done === true ? yes : 'was refused: its receipt is stale');

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'queue.taken': (row) => `The queue took the message of ${picture(row)}.`,
  'queue.handed': (row) => `The queue handed the message of ${picture(row)} to ${inWords(row.data.to)}, ${delivery(row)}.`,
  'queue.ack': (row) => `${inWords(row.data.by)} acknowledged the message of ${picture(row)} (${delivery(row)}): that ${answer(row, 'was accepted')}.`,
  'queue.nack': (row) => `${inWords(row.data.by)} gave the message of ${picture(row)} back (${delivery(row)}): that ${answer(row, 'was accepted')}.`,
  'queue.extend': (row) => `${inWords(row.data.by)} asked for a longer lease of ${picture(row)} (${delivery(row)}): that ${answer(row, 'was granted')}.`,
  'queue.expired': (row) => `A lease ran out: message ${inWords(row.data.message)}, ${delivery(row)}.`,
  'queue.buried': (row) => `The message of ${picture(row)} became a dead letter after ${delivery(row)}: ${inWords(row.data.reason)}.`,
  'queue.counted': ({ data }) => `The queue has ${inWords(data.ready)} messages ready, ${inWords(data.delayed)} resting and ${inWords(data.leased)} leased; ${inWords(data.waiting)} workers wait.`,
  'delivery.arrived': (row) => `The message of ${picture(row)} arrived at ${row.node}, ${delivery(row)}.`,
  'delivery.settled': (row) => `${row.node} has done with the message of ${picture(row)}, ${delivery(row)}.`,
  'delivery.dropped': (row) => `${row.node} dropped the message of ${picture(row)}, whose lease had run out before its turn.`,
  'work.began': (row) => `${row.node} began to work on ${picture(row)}, ${delivery(row)}.`,
  'work.done': (row) => `${row.node} had made the thumbnails of ${picture(row)}.`,
  'work.failed': (row) => `${row.node} could not read ${picture(row)}.`,
  'work.orphaned': (row) => `${row.node} lost the lease of ${picture(row)} and worked on.`,
  'worker.joined': ({ node }) => `${node} began to take messages.`,
  'worker.leaving': ({ node }) => `${node} was told to stop.`,
  'worker.left': ({ node }) => `${node} has left.`,
  'effect.stored': (row) => `The thumbnails that ${inWords(row.data.by)} made of ${picture(row)} were stored.`,
  'effect.refused': (row) => `The thumbnails that ${inWords(row.data.by)} made of ${picture(row)} were refused: there are some.`,
};
