import { inWords, worldSentences } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

const of = ({ data }: TraceRow) => inWords(data.of);

/** What each kind of row says in a chain of causes. */
export const sentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  ...worldSentences,
  'service.started': (row) => `${of(row)} started, with all its counters at zero.`,
  'service.told': (row) => `${of(row)} told its status in its own form: ${inWords(row.data.records)} records.`,
  'service.checked': (row) => `${of(row)} did the work of a probe.`,
  'log.written': () => 'Orders wrote to its log.',
  'reading.arrived': (row) => `The status of ${of(row)} arrived at its adapter.`,
  'metrics.asked': (row) => `The adapter of ${of(row)} was asked for numbers.`,
  'metrics.answered': (row) => `The adapter of ${of(row)} answered with a text.`,
  'health.asked': (row) => `The adapter of ${of(row)} was asked for the health of its service.`,
  'health.answered': (row) => `The adapter called ${of(row)} ${inWords(row.data.status)}.`,
  'probe.sent': (row) => `The adapter asked ${of(row)} for a little real work.`,
  'probe.ended': (row) => `The probe of ${of(row)} was over.`,
  'probe.counted': (row) => (row.data.event === 'answered' ? `The adapter noted that ${of(row)} had answered.` : `The adapter noted that ${of(row)} had not answered.`),
  'adapter.gave-up': () => 'The adapter of orders could not read a line, and ended.',
  'log.kept': ({ data }) => `The log kept ${inWords((data.records as readonly unknown[]).length)} records of orders.`,
  'line.translated': () => 'A line was translated.',
  'line.tagged': () => 'A line that nobody could read was kept as it is.',
  'scrape.began': (row) => `The monitor asked the adapter of ${of(row)} for numbers.`,
  'scrape.read': (row) => `The monitor read the numbers of ${of(row)}.`,
  'scrape.down': (row) => `The monitor read that ${of(row)} does not answer.`,
  'scrape.lost': (row) => `The monitor has no numbers of ${of(row)}: ${inWords(row.data.why)}.`,
  'told.healthy': (row) => `The monitor was told that ${of(row)} is healthy.`,
  'told.unhealthy': (row) => `The monitor was told that ${of(row)} is not healthy.`,
  'told.nothing': (row) => `The monitor was told nothing of the health of ${of(row)}.`,
};
