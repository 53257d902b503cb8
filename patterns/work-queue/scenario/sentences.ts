import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

const attempt = ({ data }: TraceRow) => `attempt ${inWords(data.attempt)} at ${inWords(data.item)}`;

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'item.uploaded': ({ data }) => `${inWords(data.item)} was uploaded.`,
  'item.unlisted': ({ data }) => `The source lists ${inWords(data.item)} no more.`,
  'source.listed': ({ data }) => `The source gave ${inWords(data.to)} a list of ${inWords(data.items)} items.`,
  'source.changed': ({ data }) => `${inWords(data.by)} took ${inWords(data.item)} out of the source.`,
  'manager.started': ({ node }) => `${node} began to look.`,
  'manager.asked': ({ node }) => `${node} began a look, and asked which jobs there are.`,
  'manager.looked': ({ node, data }) => `${node} came to the end of a look: ${inWords(data.pending)} pending, ${inWords(data.active)} active, ${inWords(data.resting)} resting, ${inWords(data.done)} done, ${inWords(data.failed)} failed.`,
  'manager.failed': ({ node, data }) => `${node} had no answer, or an error: ${inWords(data.what)}`,
  'job.created': (row) => `${inWords(row.data.by)} had the job ${inWords(row.data.name)} created, for ${attempt(row)}.`,
  'job.known': ({ data }) => `${inWords(data.by)} asked for the job ${inWords(data.name)}, and there was one of that name.`,
  'job.placed': ({ data }) => `The job ${inWords(data.name)} was given the pod ${inWords(data.pod)}.`,
  'job.ended': ({ data }) => `The job ${inWords(data.name)} ${data.state === 'succeeded' ? 'succeeded' : `failed${data.ending === 'completed' ? '' : `: its pod was ${inWords(data.ending)}`}`}.`,
  'job.removed': ({ data }) => `The job ${inWords(data.name)} was removed.`,
  'work.began': (row) => `The application in ${inWords(row.data.pod)} began ${attempt(row)}.`,
  'work.failed': (row) => `The application in ${inWords(row.data.pod)} failed with ${attempt(row)}.`,
  'work.done': (row) => `The application in ${inWords(row.data.pod)} left the result of ${attempt(row)}.`,
  'result.lost': (row) => `${row.node} could not hand over the result of ${attempt(row)}.`,
  'ending.kept': ({ data }) => `The record took from ${inWords(data.by)} that ${inWords(data.item)} is ${inWords(data.outcome)}.`,
  'ending.again': ({ data }) => `The record took from ${inWords(data.by)} once more that ${inWords(data.item)} is ${inWords(data.outcome)}.`,
  'ending.refused': ({ data }) => `The record refused from ${inWords(data.by)} that ${inWords(data.item)} is ${inWords(data.outcome)}: it has an ending.`,
  'ending.forgotten': ({ data }) => `The record forgot ${inWords(data.item)}.`,
};
