import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { secretText } from './settings.ts';
import { labelsOf, stalestMs } from './sizes.ts';

const revision = ({ data }: TraceRow) => data.revision as number;
/** A row holds whole milliseconds. */
const roundedUs = 1_000;

/** They are judged by what payments, the store and the operators saw, and by what an instance gave to those who read it. */
export const safety: readonly ScenarioPromise[] = [
  {
    name: 'whole',
    kind: 'safety',
    label: 'Host and port come together',
    meaning: 'Each payment goes to a host and a port that were published as one. Half of a change is a gateway that nobody has.',
    watch: (judge) => ({
      'payments.paid': () => judge.held(),
      'payments.unheard': (row) => judge.broken(row, `A payment of ${inWords(row.data.by)} went to ${inWords(row.data.host)}:${inWords(row.data.port)}, where nobody listens.`),
    }),
  },
  {
    name: 'forward',
    kind: 'safety',
    label: 'A revision never goes back',
    meaning: 'Whatever copy answers, an instance serves no older revision than it has served, not even after a restart with the last good ones on its disk.',
    watch: (judge, { lkg }) => {
      const highest = new Map<string, number>();
      return {
        'shop.started': ({ node }) => {
          if (lkg !== true) highest.delete(node);
        },
        'shop.serves': (row) => {
          const before = highest.get(row.node) ?? 0;
          if (revision(row) < before) judge.broken(row, `${row.node} serves revision ${revision(row)}, and has served ${before}.`);
          else judge.held();
          highest.set(row.node, revision(row));
        },
      };
    },
  },
  {
    name: 'valid',
    kind: 'safety',
    label: 'Only sound settings are served',
    meaning: 'A setting of a wrong type is refused before it is published, and once more before it is served. One that gets through both fells the whole fleet at once.',
    watch: (judge) => ({
      'shop.serves': (row) => {
        if (row.data.isTyped !== true) judge.broken(row, `${row.node} serves settings of a wrong type: ${inWords(row.data.everyone)}.`);
        else judge.held();
      },
      'operator.refused': ({ data }) => {
        if (data.code === 'INVALID_CONFIGURATION') judge.held();
      },
    }),
  },
  {
    name: 'keeps-serving',
    kind: 'safety',
    label: 'Settings outlive the store',
    meaning: 'When nobody answers, an instance serves exactly what it served last. It stops only when that was not confirmed for as long as the longest staleness says.',
    watch: (judge, knobs) => {
      const serves = new Map<string, string>();
      const missed = new Set<string>();
      return {
        'shop.started': ({ node }) => void serves.delete(node),
        'shop.serves': ({ node, data }) => {
          serves.set(node, inWords(data.everyone));
          if (data.from === 'sources') missed.delete(node);
          else missed.add(node);
        },
        'shop.missed': ({ node }) => void missed.add(node),
        'shop.used': (row) => {
          const read = `${inWords(row.data.host)}:${inWords(row.data.port)}`;
          const served = serves.get(row.node) ?? '';
          if (!missed.has(row.node)) return;
          if (!served.startsWith(`${read},`)) judge.broken(row, `${row.node} read ${read}, and serves ${served}.`);
          else judge.held();
        },
        'shop.closed': (row) => {
          const ageMs = row.data.ageMs as number;
          if (serves.has(row.node) && ageMs < stalestMs(knobs)) judge.broken(row, `${row.node} had settings of ${inMs(ageMs * 1000)}, and served none: ${inWords(row.data.why)}`);
        },
      };
    },
  },
  {
    name: 'honest-age',
    kind: 'safety',
    label: 'The age is never understated',
    meaning: 'What an instance says of the age of its settings is at least the time since the store last answered it, for the layer that has waited longest.',
    watch: (judge) => {
      const toldAt = new Map<string, number>();
      return {
        'store.told': ({ at, data }) => void toldAt.set(`${inWords(data.to)}/${inWords(data.label)}`, at),
        'shop.used': (row) => {
          const all = labelsOf(row.node).map((label) => toldAt.get(`${row.node}/${label}`));
          if (all.some((at) => at === undefined)) return;
          const silentUs = row.at - Math.min(...all.map((at) => at!));
          const ageUs = (row.data.ageMs as number) * 1000;
          if (ageUs + roundedUs < silentUs) judge.broken(row, `${row.node} says that its settings are ${inMs(ageUs)} old. The store last answered it ${inMs(silentUs)} ago.`);
          else judge.held();
        },
      };
    },
  },
  {
    name: 'labels',
    kind: 'safety',
    label: 'A region reads its own settings',
    meaning: 'What is published for one label never comes to a reader of another, neither by a watch nor by bringing back a revision that is not its own.',
    watch: (judge) => ({
      'shop.serves': (row) => {
        if (inWords(row.data.ownRegion).startsWith(`${inWords(row.data.region)},`)) judge.held();
        else judge.broken(row, `${row.node} is in the ${inWords(row.data.region)}, and serves the settings of another region: ${inWords(row.data.ownRegion)}.`);
      },
    }),
  },
  {
    name: 'one-wins',
    kind: 'safety',
    label: 'Of two edits at once one wins',
    meaning: 'A revision replaces the one that its author had read, and no other. Whoever was slower is told, and decides anew: no change is undone unseen.',
    watch: (judge) => {
      const heads = new Map<string, number>();
      return {
        'store.published': (row) => {
          const label = inWords(row.data.label);
          const head = heads.get(label);
          if (head !== undefined && head !== row.data.replaces) judge.broken(row, `Revision ${revision(row)} of ${label} by ${inWords(row.data.by)} was made from ${inWords(row.data.replaces)}, and replaced ${head}.`);
          heads.set(label, revision(row));
        },
        'operator.refused': ({ data }) => {
          if (data.code === 'REVISION_CONFLICT') judge.held();
        },
        'operator.published': () => judge.held(),
      };
    },
  },
  {
    name: 'audited',
    kind: 'safety',
    label: 'Every change is in the audit',
    meaning: 'Each revision that an operator was told to be published is in the audit of its label, with who made it, also when its values are long compacted.',
    watch: (judge) => {
      const published: TraceRow[] = [];
      return {
        'operator.published': (row) => void published.push(row),
        'operator.audited': (row) => {
          const entries = inWords(row.data.entries).split(', ');
          for (const change of published) {
            const entry = `${revision(change)} by ${inWords(change.data.by)}`;
            if (change.data.label !== row.data.label) continue;
            if (!entries.includes(entry)) return judge.broken(row, `Revision ${entry} is not in the audit of ${inWords(row.data.label)}.`);
            judge.held();
          }
        },
      };
    },
  },
  {
    name: 'redacted',
    kind: 'safety',
    label: 'No secret is written down',
    meaning: 'Settings name a secret, and the instance finds it. Neither what it keeps on its disk nor its settings as JSON in a log hold it.',
    watch: (judge) => {
      const look = (row: TraceRow) => {
        if (inWords(row.data.text ?? row.data.logged).includes(secretText)) judge.broken(row, `${row.node} wrote the key of payments ${row.kind === 'shop.kept' ? 'to its disk' : 'into its log'}.`);
        else judge.held();
      };
      return { 'shop.kept': look, 'shop.serves': look };
    },
  },
];
