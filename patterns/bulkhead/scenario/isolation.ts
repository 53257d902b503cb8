import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { dependencies } from './sizes.ts';

/** What a compartment gives to its calls, and when: these rows of web are compared. */
const compared = ['call.asked', 'call.started', 'call.ended', 'call.rejected', 'call.left'] as const;
const did: Readonly<Record<string, string>> = { 'call.asked': 'was asked for', 'call.started': 'began', 'call.ended': 'ended', 'call.rejected': 'was rejected', 'call.left': 'was dropped' };
const hadNot: Readonly<Record<string, string>> = { 'call.asked': 'been asked for', 'call.started': 'begun', 'call.ended': 'ended', 'call.rejected': 'been rejected', 'call.left': 'been dropped' };

/** The dependency that a fault strikes, itself or on the way to it. */
const struckBy = (target: unknown) => dependencies.find(({ id }) => target === id || target === `web>${id}`)?.id;

const isSame = (one: TraceRow, other: TraceRow) => one.at === other.at && one.kind === other.kind && one.data.page === other.data.page && one.data.reason === other.data.reason && one.data.outcome === other.data.outcome;

const inSeconds = ({ at }: TraceRow) => `${(at / 1e6).toFixed(3)} s`;
const callOf = ({ data }: TraceRow) => `the call for page ${inWords(data.page)}`;

/** What is different, in words. A row of the other run that is missing here shows when the next one comes. */
function difference(of: string, row: TraceRow, other: TraceRow | undefined): string {
  const here = `No fault has struck ${of}, but ${callOf(row)} ${did[row.kind]!} at ${inSeconds(row)}`;
  if (other === undefined) return `${here}, and without the faults of the others it did not.`;
  if (other.data.page === row.data.page) return `${here}; without the faults of the others it ${did[other.kind]!} at ${inSeconds(other)}.`;
  return `No fault has struck ${of}, but at ${inSeconds(row)} ${callOf(other)} had not ${hadNot[other.kind]!}; without the faults of the others it ${did[other.kind]!} at ${inSeconds(other)}.`;
}

/** Compares with the same run in which no dependency is struck. */
export const isolation: ScenarioPromise = {
  name: 'isolation',
  kind: 'safety',
  label: 'A fault stays in its compartment',
  meaning: 'The calls of a dependency that no fault has struck begin and end as in the same run without the faults of the others: the same pages, the same outcomes, to the microsecond.',
  beside: (faults) => faults.filter(({ target }) => struckBy(target) === undefined),
  watch: (judge, _knobs, beside) => {
    const withoutFaults = new Map(dependencies.map(({ id }): [string, TraceRow[]] => [id, []]));
    const kinds: ReadonlySet<string> = new Set(compared);
    for (const row of beside) if (kinds.has(row.kind)) withoutFaults.get(row.data.of as string)!.push(row);
    const struck = new Set<string>();
    const seen = new Map(dependencies.map(({ id }) => [id, 0]));
    const compare = (row: TraceRow) => {
      const of = row.data.of as string;
      if (struck.has(of)) return;
      const place = seen.get(of)!;
      seen.set(of, place + 1);
      const other = withoutFaults.get(of)![place];
      if (other === undefined || !isSame(row, other)) judge.broken(row, difference(of, row, other));
      else if (struck.size > 0) judge.held();
    };
    return {
      ...Object.fromEntries(compared.map((kind) => [kind, compare])),
      'fault.applied': ({ data: { target } }) => {
        const one = struckBy(target);
        // What strikes web, or the way to it, all compartments feel.
        for (const { id } of dependencies) if (one === undefined || one === id) struck.add(id);
      },
    };
  },
};
