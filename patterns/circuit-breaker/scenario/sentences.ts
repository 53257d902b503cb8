import { inWords } from '../../../simulation/scenario.ts';
import type { Json, TraceRow } from '../../../simulation/trace.ts';

type Sentence = (row: TraceRow) => string;

/** The reasons that the breaker gives: what it took to be so, which a wrong version may have wrong. */
const reasons: Readonly<Record<string, string>> = {
  tripped: 'it counted enough failed or slow calls',
  'wait-over': 'a call came, and it took the wait to be over',
  'trial-failed': 'it counted a trial call as failed',
  'trial-hung': 'it gave up a trial call that hung',
  'trials-passed': 'it counted its trial calls as gone well',
  isolated: 'an operator isolated it',
  released: 'the operator let go',
  reset: 'it was reset',
  restored: 'the process had started again and took up its saved state',
};
const endings: Readonly<Record<string, string>> = { ok: 'was answered', failed: 'failed', rejected: 'was rejected', timeout: 'timed out', aborted: 'was given up' };
const strikes: Readonly<Record<string, string>> = {
  crash: 'crashed', restart: 'was restarted', pause: 'stood still', slow: 'slowed down', fail: 'began to fail calls', skew: 'got a wrong clock',
  cut: 'was cut', delay: 'was delayed', drop: 'began to lose messages', duplicate: 'began to send messages twice', reorder: 'began to mix up messages',
};
const place = (target: Json | undefined) => inWords(target).replace('>', ' to ');

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: Sentence } = {
  'breaker.state': ({ node, data }) => `The circuit of ${node} went from ${inWords(data.from)} to ${inWords(data.to)}: ${reasons[inWords(data.reason)] ?? inWords(data.reason)}.`,
  'request.started': ({ node, data }) =>
    node === 'shoppers' ? `A shopper’s order left for ${inWords(data.to)}.` : `${node} sent call ${inWords(data.request)} to ${inWords(data.to)}.`,
  'request.ended': ({ node, data }) => `Call ${inWords(data.request)} of ${node} to ${inWords(data.to)} ${endings[inWords(data.outcome)] ?? 'ended'} after ${Math.round(Number(data.latencyUs) / 1000)} ms.`,
  'message.lost': ({ data }) => `A ${inWords(data.kind)} was lost on ${place(data.link)}: the link was ${inWords(data.lost)}.`,
  'fault.applied': ({ data }) => `${place(data.target)} ${strikes[inWords(data.kind)] ?? 'was hit'}.`,
  'order.confirmed': ({ node, data }) => `${node} confirmed order ${inWords(data.order)}.`,
  'order.rejected': ({ node, data }) => `${node} rejected order ${inWords(data.order)} without asking payments.`,
  'order.failed': ({ node, data }) => `${node} told the shopper that order ${inWords(data.order)} had failed.`,
  'node.state': ({ node, data }) => `${node} is ${inWords(data.state)}.`,
  'faults.over': () => 'The last fault was over.',
  statechart: ({ node, data }) => `The code of ${node} took the event “${inWords(data.event)}”.`,
};
