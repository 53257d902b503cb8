import type { RunResult } from '../../simulation/run.ts';
import type { ChangeFinding } from './change-finding.ts';

/** One run as JSON. Of a changed place that is to blame, the time is in virtual ms. */
export function reportOf({ slug, experiment, seed, events, endedAt, hash, promises, metrics, status, stop }: RunResult, finding: ChangeFinding) {
  return {
    slug,
    experiment,
    seed,
    status,
    events,
    endedAtMs: endedAt / 1000,
    hash,
    promises: promises.map(({ name, kind, status: state, checks, brokenAt }) => ({
      name,
      kind,
      status: state,
      checks,
      ...(brokenAt === undefined ? {} : { atMs: brokenAt / 1000 }),
    })),
    metrics,
    ...(stop === undefined ? {} : { stop }),
    ...(finding.kind === 'blamed' ? { blame: { file: finding.place.file, line: finding.place.line, within: finding.place.within, atMs: finding.place.at / 1000 } } : {}),
  };
}
