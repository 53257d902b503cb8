import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { isSound } from './sizes.ts';
import { partsOfRow, Publications, setOf, together, whenDown } from './witness.ts';

/** Judged from how the parts of a gateway say that they are set, whatever the configuration says of itself. */
export const promisesOfChanges: readonly ScenarioPromise[] = [
  {
    name: 'all-or-none',
    kind: 'safety',
    label: 'All parts change, or none does',
    meaning: 'After each change, made or refused, the pool, the log, the breaker and the connection of a gateway are set as one revision says, and not some as one and some as another.',
    watch: (judge) => {
      const published = new Publications();
      return together(published.handlers, {
        'parts.are': (row) => {
          const parts = partsOfRow(row);
          if (published.hasSet(parts)) judge.held();
          else judge.broken(row, `The parts of ${row.node} are set to ${setOf(parts)}: no revision says so.`);
        },
      });
    },
  },
  {
    name: 'no-going-back',
    kind: 'safety',
    label: 'No older revision after a newer',
    meaning: 'In one life of a gateway the revisions that it takes up only grow, in whatever order they come. What was sent before and arrives after is not taken for news.',
    watch: (judge) => {
      const taken = new Map<string, number>();
      return together(
        {
          'config.settled': (row) => {
            if (row.data.how !== 'applied') return;
            const revision = row.data.revision as number;
            const before = taken.get(row.node) ?? 0;
            if (revision <= before) judge.broken(row, `${row.node} took up revision ${revision}, after ${before}.`);
            else judge.held();
            taken.set(row.node, revision);
          },
        },
        whenDown((node) => void taken.delete(node)),
      );
    },
  },
  {
    name: 'no-invalid',
    kind: 'safety',
    label: 'Nothing invalid is ever active',
    meaning: 'A revision that a gateway could not run with, such as a pool of none, is refused before anything of it is prepared. The store here takes whatever it is given.',
    watch: (judge) => ({
      'parts.are': (row) => {
        if (!isSound(partsOfRow(row))) judge.broken(row, `${row.node} is set to ${setOf(partsOfRow(row))}.`);
      },
      'config.settled': ({ data }) => {
        if (data.how === 'invalid') judge.held();
      },
    }),
  },
  {
    name: 'as-before',
    kind: 'safety',
    label: 'A revert brings all of it back',
    meaning: 'After the guard has taken a change back, the parts of the gateway are set exactly as they were before it.',
    watch: (judge) => {
      const were = new Map<string, string>();
      return together(
        {
          'parts.are': (row) => {
            const { version, backTo } = row.data as { version: number; backTo: number };
            const now = setOf(partsOfRow(row));
            if (backTo > 0) {
              const before = were.get(`${row.node} ${backTo}`);
              if (before === now) judge.held();
              else judge.broken(row, `${row.node} was set to ${before ?? 'nothing known'}, and after the revert to ${now}.`);
            }
            were.set(`${row.node} ${version}`, now);
          },
        },
        whenDown((node) => [...were.keys()].filter((key) => key.startsWith(`${node} `)).forEach((key) => were.delete(key))),
      );
    },
  },
  {
    name: 'restart-whole',
    kind: 'safety',
    label: 'What needs a restart waits whole',
    meaning: 'The number of workers is read when a gateway starts. A revision that changes it has no effect in a running process, with all else that it says, and whoever starts anew starts with all of it. Else a gateway says that it has eight workers, and has four.',
    watch: (judge) => ({
      'parts.are': (row) => {
        const { workers, saysWorkers } = row.data;
        if (workers !== saysWorkers) judge.broken(row, `${row.node} was started with ${inWords(workers)} workers, and its settings say ${inWords(saysWorkers)}.`);
      },
      'config.settled': ({ data }) => {
        if (data.how === 'restart') judge.held();
      },
    }),
  },
  {
    name: 'bad-stays-few',
    kind: 'safety',
    label: 'A bad key stays with the canary',
    meaning: 'The key with the typo never comes to more gateways than the first stage has: one of four, and more only where the canary is set higher. With no canary at all everybody has it at once.',
    watch: (judge, { canary }) => {
      const allowed = (canary as number) < 100 ? Math.max(1, Math.ceil((canary as number) / 25)) : 1;
      const had = new Set<string>();
      return {
        'parts.are': (row) => {
          if (row.data.key !== 'key-odl') return;
          had.add(row.node);
          if (had.size > allowed) judge.broken(row, `${[...had].join(', ')} have had the key with the typo.`);
          else judge.held();
        },
      };
    },
  },
  {
    name: 'stays-in',
    kind: 'safety',
    label: 'Who has a change keeps it',
    meaning: 'As a rollout goes on to more gateways, those that had the change still have it, unless it is taken back. Who is in must not be drawn anew at each stage: then nobody has watched what the next stage relies on.',
    watch: (judge) => {
      const published = new Publications();
      const has = new Map<string, string>(); // which change a gateway has
      return together(
        published.handlers,
        {
          'config.settled': (row: TraceRow) => {
            const document = published.all.find(({ revision }) => revision === row.data.revision);
            if (document === undefined || document.next === null) return void has.delete(row.node);
            const { change } = document;
            if (row.data.isNext !== true && has.get(row.node) === change) judge.broken(row, `${row.node} had ${change}, and has it no more at ${Math.round(document.percent)} %.`);
            else if (row.data.isNext === true && has.get(row.node) === change) judge.held();
            if (row.data.isNext === true) has.set(row.node, change);
          },
          'guard.bad': ({ node }) => void has.delete(node),
        },
        whenDown((node) => void has.delete(node)),
      );
    },
  },
];
