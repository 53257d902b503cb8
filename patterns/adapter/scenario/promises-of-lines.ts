import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

interface Kept {
  readonly timeMs: number | null;
  readonly severity: string;
  readonly message: string;
  readonly format: string;
}
type Batch = { readonly file: string; readonly from: number; readonly length: number; readonly records: readonly Kept[] };

/** What a line says, where it is one that orders writes. What a crash has cut in two is none. */
function meaningOf(line: string): { readonly timeMs: number; readonly severity: string; readonly message: string } | undefined {
  const [, day, time, level, message] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d,\d{3}) \+0100 ([A-Z]+) ([a-z ]+ order=\d+ ms=\d+)$/.exec(line) ?? [];
  if (level !== undefined) return { timeMs: Date.parse(`${day}T${time!.replace(',', '.')}+01:00`), severity: severityOf(level), message: message! };
  const [, seconds, word, said] = /^ts=(\d+\.\d{3}) lvl=([a-z]+) msg="([a-z ]+)" order=\d+ ms=\d+$/.exec(line) ?? [];
  return word === undefined ? undefined : { timeMs: Math.round(Number(seconds) * 1000), severity: severityOf(word), message: said! };
}
const severityOf = (word: string) => ({ info: 'info', warning: 'warn', severe: 'error' })[word.toLowerCase()] ?? '?';
const severities = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'unknown'];

/** Looks at each batch that the log has kept beside the lines that orders had written there: after the last of them nothing, if it is whole. */
function lines(look: (lines: readonly string[], batch: Batch, row: TraceRow) => void): { readonly [kind: string]: (row: TraceRow) => void } {
  const written = new Map<string, string>();
  return {
    'log.written': ({ data: { file, text } }) => void written.set(inWords(file), (written.get(inWords(file)) ?? '') + inWords(text)),
    'log.kept': (row) => {
      const batch = row.data as unknown as Batch;
      const text = (written.get(batch.file) ?? '').slice(batch.from, batch.from + batch.length);
      look(text.split('\n'), batch, row);
    },
  };
}

/** These are judged from the lines that orders wrote and the records that the log has of them. */
export const promisesOfLines: readonly ScenarioPromise[] = [
  {
    name: 'each-line',
    kind: 'safety',
    label: 'Each line is one record',
    meaning: 'For every line of the service there is one record in the log, in their order: translated, or tagged and whole. A line that nobody could read is often the one that somebody will look for.',
    watch: (judge) =>
      lines((text, { records }, row) => {
        const wrote = text.slice(0, -1);
        if (text.at(-1) !== '') return judge.broken(row, `Orders had written “${text.at(-1)!}” of a line, and the log has a record of that half.`);
        const lost = wrote.length - records.length;
        const changed = records.findIndex(({ format, message }, place) => format === 'unreadable' && message !== wrote[place]);
        if (lost > 0) judge.broken(row, `Orders wrote ${wrote.length === 1 ? 'a line' : `${wrote.length} lines`}, such as “${wrote.at(-1)!}”, and the log has ${records.length === 0 ? 'no record' : `${records.length} records`} of them.`);
        else if (lost < 0) judge.broken(row, `Orders wrote ${wrote.length} lines, and the log has ${records.length} records of them.`);
        else if (changed >= 0) judge.broken(row, `Orders wrote “${wrote[changed]!}”, and the log has “${records[changed]!.message}”.`);
        else judge.held();
      }),
  },
  {
    name: 'same-time',
    kind: 'safety',
    label: 'Time and words stay as told',
    meaning: 'A record has the time at which the service says that it happened, in UTC, and the words in which it says it. The time of reading it would say something else.',
    watch: (judge) =>
      lines((wrote, { records }, row) => {
        for (const [place, { timeMs, message, format }] of records.entries()) {
          const meant = meaningOf(wrote[place] ?? '');
          if (meant === undefined || format === 'unreadable') continue;
          if (timeMs !== meant.timeMs) return judge.broken(row, `A line of ${new Date(meant.timeMs).toISOString()} became a record of ${timeMs === null ? 'no time' : new Date(timeMs).toISOString()}.`);
          if (message !== meant.message) return judge.broken(row, `A line that says “${meant.message}” became a record that says “${message}”.`);
          judge.held();
        }
      }),
  },
  {
    name: 'schema',
    kind: 'safety',
    label: 'Every record fits the schema',
    meaning: 'Each record has a time in ms or none, one of seven severities, and a message, whatever the service calls them. Whoever counts errors counts those of all services.',
    watch: (judge) =>
      lines((wrote, { records }, row) => {
        for (const [place, { timeMs, severity, message, format }] of records.entries()) {
          const isOfSchema = (timeMs === null || Number.isInteger(timeMs)) && severities.includes(severity) && typeof message === 'string';
          if (!isOfSchema) return judge.broken(row, `A record of the log has the severity ${inWords(severity)}, which is none of ${severities.join(', ')}.`);
          const meant = meaningOf(wrote[place] ?? '');
          if (meant !== undefined && format !== 'unreadable' && severity !== meant.severity) return judge.broken(row, `A line of the severity ${meant.severity} became a record of ${severity}.`);
          judge.held();
        }
      }),
  },
  {
    name: 'lines-arrive',
    kind: 'liveness',
    label: 'Lines come to the log in time',
    meaning: 'While nothing is at fault, a line is in the log a second and a half after it was written, whether the adapter could read it or not.',
    watch: (judge) => {
      /** How far each file is written, and how far kept. */
      const owed = new Map<string, number>();
      let withinMs = 1_500;
      let isCalm = true;
      const length = new Map<string, number>();
      return {
        'log.written': (row) => {
          const { file, text } = row.data as { file: string; text: string };
          const before = length.get(file) ?? 0;
          length.set(file, before + text.length);
          const end = text.lastIndexOf('\n');
          if (!isCalm || end < 0) return;
          const key = `${file} ${before + end + 1}`;
          owed.set(key, before + end + 1);
          judge.owe(key, withinMs, row, `${withinMs / 1000} s after orders wrote a line, the log does not have it.`);
        },
        'log.kept': ({ data }) => {
          const { file, from, length: more } = data as unknown as Batch;
          for (const [key, end] of owed) {
            if (!key.startsWith(`${file} `) || end > from + more) continue;
            owed.delete(key);
            judge.paid(key);
          }
        },
        'fault.applied': () => {
          isCalm = false;
          withinMs = 15_000; // a container that has crashed may rest for half of that before it is started again
          owed.clear();
          judge.waiveAll();
        },
        'faults.over': () => void (isCalm = true),
      };
    },
  },
];
