import type { Outcome } from '../scenario.ts';
import type { EndedCall } from './charts-calls.ts';
import { plotX } from './charts-scale.ts';

/** The height of a rug in units of its own. */
export const rugHeight = 8;

/** Answered stands low, rejected hangs high, failed and timed out take the full height: no outcome is told by its colour alone. */
const ticks = { ok: 'v5', rejected: 'v5', failed: 'v8', timeout: 'v8' } as const satisfies Record<Outcome, string>;
const tops = { ok: 3, rejected: 0, failed: 0, timeout: 0 } as const satisfies Record<Outcome, number>;

/** One path per outcome, a tick for each call that ended; '' where there was none. Ticks that would lie on each other are drawn once. */
export function rugOf(calls: readonly EndedCall[], durationUs: number): Readonly<Record<Outcome, string>> {
  const paths: Record<Outcome, string[]> = { ok: [], rejected: [], failed: [], timeout: [] };
  const last: Partial<Record<Outcome, number>> = {};
  for (const { at, outcome } of calls) {
    const x = plotX(at, durationUs);
    if (last[outcome] === x) continue;
    last[outcome] = x;
    paths[outcome].push(`M${x} ${tops[outcome]}${ticks[outcome]}`);
  }
  return { ok: paths.ok.join(''), rejected: paths.rejected.join(''), failed: paths.failed.join(''), timeout: paths.timeout.join('') };
}
