import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { register } from './promises-of-keys.ts';

const text = (row: TraceRow, field: string) => inWords(row.data[field]);
/** The slowest upload while all is well, with a key for each part; and after faults, which leave requests behind that have to run out. */
const [uploadMs, uploadAfterFaultsMs] = [6_000, 8_000];

/** What becomes of the secret, of the bytes, of the log, and of the shoppers’ photos. */
export const promisesOfSides: readonly ScenarioPromise[] = [
  {
    name: 'secret-stays',
    kind: 'safety',
    label: 'The signing key is told to nobody',
    meaning: 'No address that a browser gets, and none that is overheard, has a secret in it. Who has the secret can issue keys.',
    watch: (judge) => {
      const secrets = new Set<string>();
      const seen = (row: TraceRow) => {
        const found = [...secrets].some((secret) => text(row, 'url').includes(secret));
        if (found) judge.broken(row, `${row.node} has got an address with the secret of a signing key in it.`);
        else judge.held();
      };
      return { 'signing-key.made': (row) => void secrets.add(text(row, 'secret')), 'key.received': seen, overheard: seen };
    },
  },
  {
    name: 'no-bytes-through',
    kind: 'safety',
    label: 'The application carries no bytes',
    meaning: 'What a browser sends to the application is a question. The photo itself goes to the store.',
    watch: (judge) => ({
      'app.asked': (row) => {
        if (row.data.bytes === 0) judge.held();
        else judge.broken(row, `${text(row, 'by')} sent ${text(row, 'bytes')} bytes through the application.`);
      },
    }),
  },
  {
    name: 'audited',
    kind: 'safety',
    label: 'Every use is in the log by its id',
    meaning: 'Each key that is issued and each time that one is shown, whether let in or not, stands in the log with the id of the key. Without that nobody can say what a leaked key has opened.',
    watch: (judge) => {
      const { issued, handlers } = register();
      const logged = new Map<string, number>();
      const log = (id: string) => logged.set(id, (logged.get(id) ?? 0) + 1);
      const take = (row: TraceRow, id: string, what: string) => {
        const left = logged.get(id) ?? 0;
        if (left === 0) return judge.broken(row, `Key ${id} was ${what}, and the log does not say so.`);
        logged.set(id, left - 1);
        judge.held();
      };
      const used = (what: string) => (row: TraceRow) => {
        const key = issued.get(text(row, 'query'));
        if (key !== undefined) take(row, `${key.id} ${text(row, 'verdict')}`, what);
      };
      return {
        'audit.issued': (row) => void log(text(row, 'id')),
        'audit.used': (row) => void log(`${text(row, 'id')} ${text(row, 'verdict')}`),
        'key.issued': (row) => {
          handlers['key.issued']!(row);
          take(row, text(row, 'id'), 'issued');
        },
        'store.granted': used('let in'),
        'store.refused': used('refused'),
      };
    },
  },
  {
    name: 'times-alike',
    kind: 'safety',
    label: 'Answer times tell no digit',
    meaning: 'As the eavesdropper measures it, a wrong signature for one address takes as long as any other, however many of its digits are right. It is not asked while something is at fault, which changes times for other reasons.',
    watch: (judge) => {
      const first = new Map<unknown, number>();
      let calmSince = 0;
      let isCalm = true;
      return {
        'fault.applied': () => {
          isCalm = false;
          first.clear();
        },
        'faults.over': (row) => {
          isCalm = true;
          calmSince = row.at;
        },
        'guess.timed': (row) => {
          const ms = row.data.ms as number;
          if (!isCalm || row.at - ms * 1000 <= calmSince) return;
          const other = first.get(row.data.series) ?? ms;
          first.set(row.data.series, other);
          if (ms === other) judge.held();
          else judge.broken(row, `A signature with ${text(row, 'digit')} in place ${text(row, 'place')} took ${ms} ms, and others took ${other} ms.`);
        },
      };
    },
  },
  {
    name: 'upload-ends',
    kind: 'liveness',
    label: 'Every upload comes to its end',
    meaning: 'While nothing is at fault a photo is up in time, however often its key ends on the way: the browser asks for another, and goes on.',
    watch: (judge) => {
      const open = new Map<string, string>();
      let isCalm = true;
      const owe = (photo: string, row: TraceRow, ms: number) => judge.owe(photo, ms, row, `Photo ${photo} is not up after ${inMs(ms * 1000)}.`);
      return {
        'photo.begun': (row) => {
          open.set(text(row, 'photo'), row.node);
          if (isCalm) owe(text(row, 'photo'), row, uploadMs);
        },
        'photo.done': (row) => {
          open.delete(text(row, 'photo'));
          judge.paid(text(row, 'photo'));
        },
        'fault.applied': () => {
          isCalm = false;
          judge.waiveAll();
        },
        'faults.over': (row) => {
          isCalm = true;
          for (const photo of open.keys()) owe(photo, row, uploadAfterFaultsMs);
        },
        'node.state': ({ node, data }) => {
          if (data.state !== 'down') return;
          for (const [photo, at] of open) {
            if (at !== node) continue;
            open.delete(photo);
            judge.waive(photo);
          }
        },
      };
    },
  },
];
