import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

/** Why a call was given up: what the retry took to be so, which a wrong version may have wrong. */
const reasons: Readonly<Record<string, string>> = {
  attempts: 'no attempt was left',
  'not-retryable': 'another attempt would change nothing',
  'no-key': 'it had no key to be known by',
  pushback: 'the server told it to stay away',
  deadline: 'no time was left',
  budget: 'the budget was used up',
};
const ends: Readonly<Record<string, string>> = { ok: 'was answered', failed: 'failed', refused: 'was refused', left: 'was ended, as the shopper had left' };

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'request.started': (row) => (row.node === 'shoppers' ? 'A shopper came to a till.' : worldSentences['request.started']!(row)),
  'call.began': ({ data }) => `Till ${inWords(data.till)} began the call for ${inWords(data.call)}.`,
  'attempt.made': ({ data }) => `The call for ${inWords(data.call)} was tried, attempt ${inWords(data.attempt)}.`,
  'retry.waits': ({ data }) => `The call for ${inWords(data.call)} had failed and was to wait ${Math.round(Number(data.delayMs))} ms.`,
  'call.gave-up': ({ data }) => `The call for ${inWords(data.call)} was given up: ${reasons[inWords(data.reason)] ?? inWords(data.reason)}.`,
  'call.ended': ({ data }) => `The call for ${inWords(data.call)} ${ends[inWords(data.how)] ?? 'ended'}.`,
  'shopper.left': ({ data }) => `The shopper of order ${inWords(data.order)} left.`,
  'price.asked': ({ data }) => `Pricing was asked the price of order ${inWords(data.order)}.`,
  'rate.asked': ({ data }) => `Pricing asked rates for order ${inWords(data.order)}.`,
  'payment.asked': ({ data }) => `Payments was asked to take the money for order ${inWords(data.order)}${data.key === null ? ', without a key' : ''}.`,
  'payment.taken': ({ data }) => `Payments took the money for order ${inWords(data.order)}.`,
};
