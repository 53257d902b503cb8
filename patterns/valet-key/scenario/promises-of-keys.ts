import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { uploadBytesMax } from './sizes.ts';

type Handlers = { readonly [kind: string]: (row: TraceRow) => void };
const minuteUs = 60_000_000;
const text = (row: TraceRow, field: string) => inWords(row.data[field]);
const number = (row: TraceRow, field: string) => row.data[field] as number;
const verdicts = (judged: (row: TraceRow) => void): Handlers => ({ 'store.granted': judged, 'store.refused': judged });

/** What the application has signed, read from the address that it sent. */
export interface Issued {
  readonly id: string;
  readonly key: string;
  readonly policy: string;
  /** What the browser had asked for. */
  readonly asked: string;
  readonly action: string;
  readonly from: number;
  readonly until: number;
}
export function issuedOf(row: TraceRow): Issued {
  const fields = Object.fromEntries(text(row, 'query').split('&').map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]));
  return { id: fields.id ?? '', key: fields.key ?? '', policy: fields.policy ?? '', asked: text(row, 'asked'), action: text(row, 'action'), from: Number(fields.from), until: Number(fields.until) };
}
/** All that the application has issued, by the query of its address. */
export const register = (): { readonly issued: Map<string, Issued>; readonly handlers: Handlers } => {
  const issued = new Map<string, Issued>();
  return { issued, handlers: { 'key.issued': (row) => void issued.set(text(row, 'query'), issuedOf(row)) } };
};
const isWithin = (asked: string, path: string) => path === asked || (asked.endsWith('/') && path.startsWith(asked));
const who = (row: TraceRow) => `${text(row, 'by')} with ${text(row, 'method')} ${text(row, 'path')}`;

/** They are judged by what the store let in and refused, and by the addresses that the application sent. */
export const promisesOfKeys: readonly ScenarioPromise[] = [
  {
    name: 'as-issued',
    kind: 'safety',
    label: 'Only keys as issued get in',
    meaning: 'Whatever the store lets in shows an address that the application has signed, to the letter. Anything that is changed about it, and anything that is guessed, is refused.',
    watch: (judge) => {
      const { issued, handlers } = register();
      return {
        ...handlers,
        'store.granted': (row) => {
          if (issued.has(text(row, 'query'))) judge.held();
          else judge.broken(row, `The store let in ${who(row)}: nobody had signed that.`);
        },
        'store.refused': (row) => {
          if (!issued.has(text(row, 'query'))) judge.held();
        },
      };
    },
  },
  {
    name: 'in-scope',
    kind: 'safety',
    label: 'A key opens what was asked for',
    meaning: 'What is let in is what a browser had asked the application for, and nothing beside it: no neighbour’s photo, and no other action.',
    watch: (judge) => {
      const { issued, handlers } = register();
      return {
        ...handlers,
        'store.granted': (row) => {
          const key = issued.get(text(row, 'query'));
          if (key === undefined) return;
          const isAsked = isWithin(key.asked, text(row, 'path')) && (key.action === 'write') === (row.data.method === 'PUT');
          if (isAsked) judge.held();
          else judge.broken(row, `The store let in ${who(row)}, by a key that was asked for to ${key.action} ${key.asked}.`);
        },
      };
    },
  },
  {
    name: 'in-time',
    kind: 'safety',
    label: 'No key opens outside its time',
    meaning: 'By the store’s own clock a key is taken from its start less the margin to its end, and not a moment later.',
    watch: (judge, { skewMin }) => {
      const { issued, handlers } = register();
      return {
        ...handlers,
        'store.granted': (row) => {
          const key = issued.get(text(row, 'query'));
          if (key === undefined) return;
          const lateMs = number(row, 'clock') - key.until;
          const earlyMs = key.from - (skewMin as number) * 60_000 - number(row, 'clock');
          if (lateMs > 0) judge.broken(row, `The store let in ${who(row)}, ${lateMs} ms after the end of the key.`);
          else if (earlyMs > 0) judge.broken(row, `The store let in ${who(row)}, ${earlyMs} ms before the start of the key and its margin.`);
          else judge.held();
        },
        'store.refused': (row) => {
          if (row.data.verdict === 'expired' || row.data.verdict === 'not-yet-valid') judge.held();
        },
      };
    },
  },
  {
    name: 'opens',
    kind: 'safety',
    label: 'A good key opens until its end',
    meaning: 'A key as it was issued, shown for what it allows from its start to the end that it states, is let in, unless it was revoked or what it was for is done. It holds while the store’s clock is right, or behind by no more than the margin.',
    watch: (judge) => {
      const { issued, handlers } = register();
      const gone = new Set<string>();
      const written = new Set<string>();
      return {
        ...handlers,
        'store.revoked': ({ data }) => void gone.add(inWords(data.key ?? data.policy)),
        ...verdicts((row) => {
          const key = issued.get(text(row, 'query'));
          if (key === undefined) return;
          const [path, isWrite, wall] = [text(row, 'path'), row.data.method === 'PUT', number(row, 'wall')];
          const use = `${key.id} ${path}`;
          const isGood = isWithin(key.asked, path) && (key.action === 'write') === isWrite && wall >= key.from && wall <= key.until && number(row, 'bytes') <= uploadBytesMax && !gone.has(key.key) && !gone.has(key.policy) && !(isWrite && written.has(use));
          if (row.kind === 'store.granted' && isWrite) written.add(use);
          if (!isGood) return;
          if (row.kind === 'store.granted') judge.held();
          else judge.broken(row, `The store refused ${who(row)} (${text(row, 'verdict')}), ${key.until - wall} ms before the end that the key states.`);
        }),
      };
    },
  },
  {
    name: 'written-once',
    kind: 'safety',
    label: 'No upload is repeated',
    meaning: 'With one key each part is written once. Whoever has overheard the address of an upload cannot put something else in its place, and what was looked at stays as it was.',
    watch: (judge) => {
      const written = new Set<string>();
      return {
        'store.granted': (row) => {
          if (row.data.method !== 'PUT') return;
          const use = `${text(row, 'id')} ${text(row, 'path')}`;
          if (written.has(use)) judge.broken(row, `${text(row, 'by')} wrote ${text(row, 'path')} again, with the key that had written it.`);
          else judge.held();
          written.add(use);
        },
      };
    },
  },
  {
    name: 'revoked-is-out',
    kind: 'safety',
    label: 'What is revoked opens nothing',
    meaning: 'Once the store has said that it knows of a revocation, nothing gets in by it: not under that policy, or not with that signing key. What it had let in before may still end.',
    watch: (judge) => {
      const gone = new Set<string>();
      return {
        'order.done': ({ data }) => {
          if (data.to === 'store') gone.add(inWords(data.key ?? data.policy));
        },
        ...verdicts((row) => {
          if (!gone.has(text(row, 'key')) && !gone.has(text(row, 'policy'))) return;
          if (row.kind === 'store.granted') judge.broken(row, `The store let in ${who(row)}, with what it knew to be revoked.`);
          else judge.held();
        }),
      };
    },
  },
  {
    name: 'leak-ends',
    kind: 'safety',
    label: 'A leak ends once it is noticed',
    meaning: 'A second after the operator has noticed it the eavesdropper gets in no more, if nothing is at fault between operator and store. A key that nobody can revoke goes on to its end.',
    watch: (judge) => {
      let noticedAt: number | undefined;
      let isExcused = false;
      return {
        'leak.noticed': (row) => void (noticedAt = row.at),
        'fault.applied': () => void (isExcused = true),
        ...verdicts((row) => {
          if (noticedAt === undefined || isExcused || row.data.by !== 'eavesdropper' || row.at < noticedAt + minuteUs / 60) return;
          if (row.kind === 'store.granted') judge.broken(row, `${inMs(row.at - noticedAt)} after the leak was noticed the store let in ${who(row)}.`);
          else judge.held();
        }),
      };
    },
  },
];
