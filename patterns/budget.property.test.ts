import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeNumber } from '../scripts/command-line.ts';
import { buildWhatIsStale, builtSlugs, loadSimulationFile } from '../scripts/simulation-of.ts';
import type { Fault } from '../simulation/fault.ts';
import type { RunInput } from '../simulation/run.ts';
import type { ScenarioData } from '../simulation/scenario.ts';
import { randomFault } from '../simulation/testing/random-faults.ts';
import { wantedPatterns } from './wanted-patterns.ts';

/** Schedules of faults for each pattern: 60, or as many as RUNS says. */
const numRuns = wholeNumber('RUNS', process.env['RUNS'] ?? '60', 1, 1_000_000);

/** In ms: a schedule is run twice where it is asked for the same end, and a large world takes its time. */
const timeout = Math.max(60_000, numRuns * 2_000);

/** All patterns, or those that PATTERNS names. */
const wanted = wantedPatterns();

buildWhatIsStale(wanted);

/** What a pattern claims to survive, it survives: its budget is a promise too. */
describe.each(wanted ?? builtSlugs())('%s', (slug) => {
  const { data, judge } = loadSimulationFile(slug);

  it('keeps every promise under any faults within its budget', { timeout }, () => {
    fc.assert(
      fc.property(inputWithinBudget(data), (input) => {
        const { status, violation, stop } = judge(input);
        expect(status, `${violation?.promise ?? ''} ${violation?.what ?? stop?.what ?? ''}`).toBe('ended');
      }),
      { numRuns },
    );
  });

  it('runs to an explained end, and to the same, under any faults at all', { timeout }, () => {
    const faults = fc.array(randomFault(data.topology, { fromMs: 0, untilMs: data.experiments[0]!.durationMs, longestMs: 10_000, endless: true }), { maxLength: 8 });
    fc.assert(
      fc.property(experimentsOf(data), fc.nat(1000), faults, ({ name }, seed, schedule) => {
        const input: RunInput = { experiment: name, seed, knobs: {}, faults: schedule };
        const { status, hash, stop } = judge(input);
        expect(['ended', 'violated'], stop?.what).toContain(status);
        expect(judge(input).hash).toBe(hash);
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    );
  });
});

const experimentsOf = (data: ScenarioData) => fc.constantFrom(...data.experiments);

/** An experiment with faults in its first two thirds, never more at once than the budget says: one after the other on as many tracks. */
function inputWithinBudget(data: ScenarioData): fc.Arbitrary<RunInput> {
  const { topology, budget } = data;
  return experimentsOf(data).chain(({ name, durationMs }) => {
    const untilMs = Math.floor((durationMs * 2) / 3);
    // How far each is from the end of the one before it stands in atMs, until the track is laid out. A restart is what ends a crash.
    const kinds = budget.kinds.filter((kind) => kind !== 'restart');
    const fault = randomFault(topology, { kinds, fromMs: 1, untilMs: 4000, longestMs: Math.floor(durationMs / 4) });
    const track = fc.array(fault, { maxLength: 4 }).map((gaps) => laidOut(gaps, untilMs));
    return fc.record({
      experiment: fc.constant(name),
      seed: fc.nat(100_000),
      knobs: fc.constant({}),
      faults: fc.array(track, { minLength: budget.atOnce, maxLength: budget.atOnce }).map((tracks) => tracks.flat()),
    });
  });
}

function laidOut(faults: readonly Fault[], untilMs: number): Fault[] {
  let now = 0;
  const track: Fault[] = [];
  for (const fault of faults) {
    const atMs = now + fault.atMs;
    if (atMs > untilMs) break;
    const forMs = Math.min(fault.forMs ?? 0, untilMs - atMs + 1);
    track.push({ ...fault, atMs, forMs });
    now = atMs + forMs;
  }
  return track;
}
