import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { createdOf, metricOf, type Samples } from './exposition.ts';
import { adapterOf, askMs } from './sizes.ts';
import { heldTo, type Answer } from './witness.ts';

/** Each answer gives the start of a service a little differently, in seconds. */
const startJitterS = 1.5;
/** What an adapter says of itself. */
const isOwn = (sample: string) => /_(up|adapter_start_time_seconds|record_unusable|records_total)$/.test(metricOf(sample));
const isOfService = (sample: string) => !isOwn(sample) && !/_(created|start_time_seconds)$/.test(metricOf(sample));
const isOverflow = (sample: string) => sample.endsWith('{overflow=true}');
const sumOf = (samples: Samples, metric: string) => Object.entries(samples).reduce((sum, [sample, value]) => (metricOf(sample) === metric ? sum + value : sum), 0);
const isNear = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));

/** These are judged from the text that an adapter sends, beside what its service told. */
export const promisesOfNumbers: readonly ScenarioPromise[] = [
  {
    name: 'readable',
    kind: 'safety',
    label: 'Every answer can be read',
    meaning: 'Each text that an adapter sends is of the format, to its last character. A monitor that finds one line it cannot read throws all of the text away.',
    watch: (judge) => ({
      'metrics.answered': (row) => {
        if (row.data.isReadable === true) judge.held();
        else judge.broken(row, `The text of the adapter of ${inWords(row.data.of)} cannot be read: ${inWords(row.data.why)}. The monitor has none of its numbers.`);
      },
    }),
  },
  {
    name: 'each-record',
    kind: 'safety',
    label: 'Each record is a sample, or counted',
    meaning: 'What a service tells is in a series, or it is counted and named as something that the adapter could not use. Nothing is left out in silence.',
    watch: (judge) => {
      const counted = new Map<string, number>();
      return heldTo(({ of, samples, told, isUp }, row) => {
        const total = sumOf(samples, `${of}_records_total`);
        const born = `${of} since ${samples[`${of}_adapter_start_time_seconds`]}`;
        const more = total - (counted.get(born) ?? 0);
        counted.set(born, total);
        const records = isUp ? (told?.records ?? 0) : 0;
        if (told === undefined && isUp) return;
        if (more !== records) judge.broken(row, `${of} told ${records} records, and its adapter has accounted for ${more} of them.`);
        else if (records > 0) judge.held();
      });
    },
  },
  {
    name: 'same-values',
    kind: 'safety',
    label: 'Values mean what the service meant',
    meaning: 'Each sample has the value that the service told, but for the unit that the name of its metric says, and there is no sample that it did not tell.',
    watch: (judge) =>
      heldTo(({ of, samples, told, isUp }, row) => {
        if (told === undefined || !isUp) return;
        const capped = new Set(Object.keys(samples).filter(isOverflow).map(metricOf));
        for (const [sample, value] of Object.entries(told.means)) {
          const shown = samples[sample];
          if (shown === undefined && !capped.has(metricOf(sample))) return judge.broken(row, `${of} told what is ${value} for ${sample}, and its adapter presents none.`);
          if (shown !== undefined && !isNear(shown, value)) return judge.broken(row, `${of} told what is ${value} for ${sample}, and its adapter presents ${shown}.`);
        }
        const more = Object.keys(samples).find((sample) => isOfService(sample) && !isOverflow(sample) && !(sample in told.means));
        if (more !== undefined) return judge.broken(row, `${of} told nothing for ${more}, and its adapter presents ${samples[more]!}.`);
        judge.held();
      }),
  },
  {
    name: 'falls-announced',
    kind: 'safety',
    label: 'No counter falls unannounced',
    meaning: 'A counter that is less than before, or whose service has restarted since, says that it counts since later. Else what a monitor calls a rate is negative, or far too small.',
    watch: (judge) => {
      const before = new Map<string, Samples>();
      return heldTo(({ of, samples, isUp, told, startedAtS }, row) => {
        if (!isUp) return;
        const last = before.get(of) ?? {};
        before.set(of, samples);
        for (const [counter, value] of Object.entries(samples)) {
          const was = last[counter];
          if (was === undefined || !metricOf(counter).endsWith('_total') || isOwn(counter)) continue;
          const [since = 0, sinceThen = 0] = [samples[createdOf(counter)], last[createdOf(counter)]];
          if (value < was && since <= sinceThen) return judge.broken(row, `${counter} of ${of} fell from ${was} to ${value} without a word: that is a rate below zero.`);
          if (told !== undefined && since < startedAtS - startJitterS) return judge.broken(row, `${of} has restarted, and its adapter says nothing of it: ${counter} went from ${was} to ${value} as if it had counted on.`);
          if (value < was) judge.held();
        }
      });
    },
  },
  {
    name: 'fresh',
    kind: 'safety',
    label: 'No number is older than its scrape',
    meaning: 'The numbers in an answer were told for this answer. A service that does not tell any has none, and is said to be down: old numbers would be taken for new ones.',
    watch: (judge) =>
      heldTo(({ of, samples, isUp, toldAt, wasPaused }, row) => {
        if (of === 'orders') return;
        const some = Object.keys(samples).find(isOfService);
        if (!isUp && some !== undefined) return judge.broken(row, `${of} has not answered, and its adapter presents ${some} all the same.`);
        const ageUs = row.at - toldAt;
        if (isUp && !wasPaused && ageUs > (askMs + 50) * 1000) return judge.broken(row, `The numbers that the adapter of ${of} presents are ${inMs(ageUs)} old.`);
        judge.held();
      }),
  },
  {
    name: 'series-capped',
    kind: 'safety',
    label: 'No metric has too many series',
    meaning: 'However many values a label has, a metric has as many series as the knob says, and one for all others. Each series costs the monitor memory, for ever.',
    watch: (judge, { seriesMax }) =>
      heldTo(({ of, samples }, row) => {
        const counts = new Map<string, number>();
        for (const sample of Object.keys(samples).filter((one) => isOfService(one) && !isOverflow(one))) counts.set(metricOf(sample), (counts.get(metricOf(sample)) ?? 0) + 1);
        const [metric, most] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? ['', 0];
        if (most > (seriesMax as number)) judge.broken(row, `${metric} of ${of} has ${most} series; it may have ${inWords(seriesMax!)}.`);
        else if (most > 1) judge.held();
      }),
  },
  {
    name: 'sum-kept',
    kind: 'safety',
    label: 'The overflow keeps the sum right',
    meaning: 'What has no series of its own is in the one for all others: the sum over a metric is what the service told, however low the limit.',
    watch: (judge) =>
      heldTo(({ of, samples, told }, row) => {
        if (told === undefined) return;
        for (const metric of Object.keys(samples).filter(isOverflow).map(metricOf).filter((one) => one.endsWith('_total'))) {
          const [sum, meant] = [sumOf(samples, metric), sumOf(told.means, metric)];
          if (!isNear(sum, meant)) return judge.broken(row, `${of} told ${meant} in all for ${metric}, and the series of its adapter come to ${sum}.`);
          judge.held();
        }
      }),
  },
  {
    name: 'answers-in-time',
    kind: 'liveness',
    label: 'An adapter answers in time',
    meaning: 'Whatever its service does, an adapter that is up answers within the timeout that it gives to its service. Whoever waits for it learns something in any case.',
    watch: (judge, { probeTimeoutMs }) => {
      const owed = new Set<string>();
      const owe = (what: string, withinMs: number) => (row: TraceRow) => {
        const key = `${inWords(row.data.of)} ${what}`;
        if (owed.has(key)) return;
        owed.add(key);
        judge.owe(key, withinMs + 30, row, `The adapter of ${inWords(row.data.of)} was asked for ${what}, and ${inMs((withinMs + 30) * 1000)} later it still waits for its service.`);
      };
      const paid = (what: string) => (row: TraceRow) => {
        const key = `${inWords(row.data.of)} ${what}`;
        if (owed.delete(key)) judge.paid(key);
      };
      return {
        'metrics.asked': owe('numbers', askMs),
        'metrics.answered': paid('numbers'),
        'health.asked': owe('health', probeTimeoutMs as number),
        'health.answered': paid('health'),
        'node.state': ({ node }) => {
          for (const key of owed) {
            if (node !== adapterOf(key.split(' ')[0] as Answer['of'])) continue;
            owed.delete(key);
            judge.waive(key);
          }
        },
      };
    },
  },
];
