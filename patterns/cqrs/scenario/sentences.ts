import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { placeNames } from './witness.ts';

const nameOf = (id: unknown) => placeNames[String(id)] ?? String(id);
const said = (text: string) => text[0]!.toUpperCase() + text.slice(1);

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'request.started': (row) => (row.node === 'shoppers' ? 'A shopper came to web.' : worldSentences['request.started']!(row)),
  'visit.began': ({ data }) => `Shopper ${inWords(data.shopper)} came ${data.buys === true ? 'to order' : 'to look'}.`,
  'visit.ended': ({ data }) => `Shopper ${inWords(data.shopper)} was answered, with the token ${inWords(data.token)}.`,
  'command.decided': ({ data }) => `“${inWords(data.command)}” was decided on version ${inWords(data.on)} of ${inWords(data.stream)}.`,
  'command.conflict': ({ data }) => `“${inWords(data.command)}” met a conflict: ${inWords(data.stream)} was at version ${inWords(data.actual)}, not ${inWords(data.expected)}.`,
  'command.done': ({ data }) => `“${inWords(data.command)}” was carried out, up to position ${inWords(data.position)}.`,
  'command.known': ({ data }) => `“${inWords(data.command)}” was known from position ${inWords(data.position)}.`,
  'command.refused': ({ data }) => `“${inWords(data.command)}” was refused: ${inWords(data.code)}.`,
  'command.resent': ({ data }) => `Web had no answer to “${inWords(data.command)}” and was to send it again.`,
  'event.committed': ({ data }) => `Event ${inWords(data.position)}, ${inWords(data.item)} ${inWords(data.type)}, was committed.`,
  'delivery.failed': ({ data }) => `The relay had no acknowledgement from the ${inWords(data.reader)}.`,
  'delivery.came': ({ data }) => `Events ${inWords(data.first)} to ${inWords(data.last)} came to ${nameOf(data.view)}.`,
  'view.committed': ({ data }) => `${said(nameOf(data.view))} was committed at position ${inWords(data.position)}.`,
  'order.accepted': ({ data }) => `Order ${inWords(data.order)} was confirmed to web, at position ${inWords(data.position)}.`,
  'session.saw': ({ data }) => `Shopper ${inWords(data.shopper)} was answered by ${nameOf(data.by)}, at position ${inWords(data.position)}.`,
  'query.asked': ({ data }) => `${said(nameOf(data.view))} was asked by visit ${inWords(data.visit)}, for position ${inWords(data.min)} or later.`,
  'query.answered': ({ data }) => `${said(nameOf(data.view))} answered visit ${inWords(data.visit)} at position ${inWords(data.position)}.`,
  'query.stale': ({ data }) => `${said(nameOf(data.view))} told visit ${inWords(data.visit)} that it was at ${inWords(data.position)} and not at ${inWords(data.min)}.`,
  'rebuild.began': () => 'The order list began to be rebuilt.',
  'rebuild.done': () => 'The order list was rebuilt.',
  'rebuild.failed': () => 'The rebuild of the order list failed.',
  'mail.asked': ({ data }) => `The order list asked for a mail about order ${inWords(data.order)}, event ${inWords(data.position)}.`,
  'mail.sent': ({ data }) => `Mail wrote about order ${inWords(data.order)}.`,
};
