import type { RunResult } from '@/simulation/run.ts';
import type { TraceRow } from '@/simulation/trace.ts';
import { specimen } from './specimen.ts';

type SpecimenRow = Pick<TraceRow, 'at' | 'node' | 'kind' | 'data'>;

/** A run of the specimen as it would come back, written by hand. */
export function specimenRun(rows: readonly SpecimenRow[], change: Partial<RunResult> = {}): RunResult {
  const durationUs = (specimen.experiments[0]?.durationMs ?? 0) * 1000;
  return {
    slug: specimen.slug, experiment: specimen.experiments[0]?.name ?? '', seed: 42, knobs: Object.fromEntries(specimen.knobs.map((knob) => [knob.name, knob.default])),
    faults: specimen.experiments[0]?.faults ?? [], mutant: '', edits: {}, control: false, status: 'ended', durationUs, endedAt: durationUs, events: rows.length, hash: '0123456789abcdef',
    rows: rows.toSorted((one, other) => one.at - other.at).map((row, position) => ({ id: position + 1, cause: 0, ...row })),
    flights: [], promises: [], suspended: [], metrics: {}, decisive: [],
    ...change,
  };
}
