import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

type Sentence = (row: TraceRow) => string;

/** The reasons that the fallback gives for asking somebody else first. */
const reasons: Readonly<Record<string, string>> = {
  left: 'too many of its answers in a row had failed',
  'trial-passed': 'a trial had gone well',
  'trial-failed': 'a trial had failed',
  returned: 'it counted enough trials as gone well',
};
const passed: Readonly<Record<string, string>> = {
  failed: 'had failed', 'timed-out': 'had not answered in time', 'too-old': 'had only what is too old', full: 'was full', 'stores-nothing': 'stores nothing', 'no-time': 'had no time left',
};

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: Sentence } = {
  ...worldSentences,
  'request.started': (row) => (row.node === 'shoppers' ? 'A shopper asked web.' : worldSentences['request.started']!(row)),
  'fallback.state': ({ data }) => `Web went from ${inWords(data.from)} to ${inWords(data.to)}: ${reasons[inWords(data.reason)] ?? inWords(data.reason)}.`,
  'level.asked': ({ data }) => `Page ${inWords(data.page)} asked ${inWords(data.level)}.`,
  'level.passed': ({ data }) => `A page went past ${inWords(data.level)}, which ${passed[inWords(data.reason)] ?? inWords(data.reason)}.`,
  'picks.made': ({ node }) => `${node} made new picks.`,
  'page.live': ({ data }) => `Web filled page ${inWords(data.page)} and called it live.`,
  'page.replica': ({ data }) => `Web filled page ${inWords(data.page)} from the replica.`,
  'page.cached': ({ data }) => `Web filled page ${inWords(data.page)} from the cache.`,
  'page.static': ({ data }) => `Web filled page ${inWords(data.page)} from its static list.`,
  'page.refused': ({ data }) => `Web handed on that page ${inWords(data.page)} had been refused.`,
  'page.failed': ({ data }) => `Web answered page ${inWords(data.page)} with an explicit error.`,
  'page.seen': ({ data }) => `A shopper saw page ${inWords(data.page)}.`,
  'wish.stored': ({ data }) => `The store of wishes has wish ${inWords(data.wish)}.`,
  'wish.kept': ({ data }) => `The outbox has wish ${inWords(data.wish)} on its disk.`,
  'wish.refused': ({ data }) => `Web said that it could not save wish ${inWords(data.wish)}.`,
  'wish.confirmed': ({ data }) => `A shopper was told that wish ${inWords(data.wish)} was saved.`,
};
