import type { TraceRow } from '../../../simulation/trace.ts';
import type { Samples } from './exposition.ts';
import { adapterOf, services, type Service } from './sizes.ts';

/** What a service told, by its own record. */
export interface ToldNumbers {
  readonly at: number;
  readonly records: number;
  readonly means: Samples;
  /** When it had started, in seconds since 1970. */
  readonly startedAtS: number;
}
/** A text of an adapter that can be read, and what its service had told for it. */
export interface Answer {
  readonly of: Service;
  readonly samples: Samples;
  readonly isUp: boolean;
  /** Undefined where no telling has arrived since the answer before: that one is shared, or its service keeps no record. */
  readonly told: ToldNumbers | undefined;
  /** When the last telling that has arrived was told, in virtual µs. */
  readonly toldAt: number;
  readonly startedAtS: number;
  /** The adapter has stood still since then. */
  readonly wasPaused: boolean;
}

/** Judges each text that can be read. */
export function heldTo(look: (answer: Answer, row: TraceRow) => void): { readonly [kind: string]: (row: TraceRow) => void } {
  const told = new Map<string, ToldNumbers>();
  const startedAt = new Map<string, number>();
  const arrived = new Map<string, ToldNumbers>();
  const fresh = new Set<string>();
  const paused = new Set<string>();
  return {
    'service.started': ({ data }) => void startedAt.set(data.of as string, (data.wallMs as number) / 1000),
    'service.told': ({ at, data }) => {
      const { of, reading, records, means } = data as { of: string; reading: number; records: number; means: Samples };
      told.set(`${of} ${reading}`, { at, records, means, startedAtS: startedAt.get(of)! });
    },
    'reading.arrived': ({ data }) => {
      const { of, reading } = data as { of: string; reading: number };
      arrived.set(of, told.get(`${of} ${reading}`)!);
      fresh.add(of);
      paused.delete(of);
    },
    'node.state': ({ node, data }) => {
      const of = services.find((service) => adapterOf(service) === node);
      if (of !== undefined && data.state === 'paused') paused.add(of);
    },
    'metrics.answered': (row) => {
      const { of, samples: written, isReadable } = row.data as { of: Service; samples: { readonly [sample: string]: number | null }; isReadable: boolean };
      if (!isReadable) return;
      const samples = Object.fromEntries(Object.entries(written).map(([sample, value]) => [sample, value ?? NaN]));
      const last = arrived.get(of);
      const answer: Answer = {
        of, samples,
        isUp: samples[`${of}_up`] === 1,
        told: fresh.has(of) ? last : undefined,
        toldAt: last?.at ?? 0,
        startedAtS: last?.startedAtS ?? 0,
        wasPaused: paused.has(of),
      };
      fresh.delete(of);
      look(answer, row);
    },
  };
}
