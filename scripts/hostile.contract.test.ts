import { describe, expect, it } from 'vitest';
import { catalogFile, specimen as first } from '../e2e/catalog-under-test.ts';
import { editedWith } from '../e2e/hostile/edited-with.ts';
import type { HostileOutcome, HostileProgram } from '../e2e/hostile/hostile-program.ts';
import { hostilePrograms } from '../e2e/hostile/programs.ts';
import { editedSimulation } from '../lib/edited-simulation.ts';
import type { RunResult } from '../simulation/run.ts';
import { buildWhatIsStale, builtSlugs } from './simulation-of.ts';

buildWhatIsStale();
const others = builtSlugs().filter((slug) => slug !== first);
const programs = Object.values(hostilePrograms).flat();
/** All of them for the pattern on whose page the instrument is tried, and for the others one of each kind. */
const tried: readonly (readonly [string, string, HostileProgram])[] = [
  ...programs.map((program) => [program.name, first, program] as const),
  ...others.flatMap((slug) => Object.values(hostilePrograms).map(([program]) => [program!.name, slug, program!] as const)),
];
const expected = (outcome: HostileOutcome) => tried.filter(([, , program]) => program.outcome === outcome);

/** Nobody listens there. */
const elsewhere = '127.0.0.1:9';

function trying(slug: string, program: HostileProgram) {
  const file = catalogFile(slug);
  const { name: experiment, seed } = file.data.experiments[0]!;
  const edit = editedWith(program, file, elsewhere);
  let simulation: ReturnType<typeof editedSimulation> | undefined;
  const run = (): RunResult => {
    simulation ??= editedSimulation(slug, edit.edits);
    return simulation({ experiment, seed, knobs: {} });
  };
  return { ...edit, run };
}

describe('a hostile program', () => {
  it.each(expected('refused'))('%s is refused (%s)', (_, slug, program) => {
    const { run, file, firstLine, lastLine } = trying(slug, program);
    let words = '';
    try {
      run();
    } catch (error) {
      expect((error as Error).name).toBe('InputError');
      words = (error as Error).message;
    }
    expect(words).toMatch(program.says ?? /./);
    const line = Number(new RegExp(`^${file}\\.ts:(\\d+):\\d+ `).exec(words)?.[1] ?? firstLine);
    expect(line).toBeGreaterThanOrEqual(firstLine);
    // A text that is left open is missed only where the file ends.
    if (!/never closed/.test(program.text)) expect(line).toBeLessThanOrEqual(lastLine);
  });

  it.each(expected('stops'))('%s stops at the same event each time, at one of its lines (%s)', (_, slug, program) => {
    const { run, file, firstLine, lastLine } = trying(slug, program);
    const { status, events, hash, stop } = run();
    expect(['exhausted', 'failed']).toContain(status);
    expect(stop!.what).toMatch(program.says ?? /./);
    expect(stop!.file).toBe(file);
    expect(stop!.line).toBeGreaterThanOrEqual(firstLine);
    expect(stop!.line).toBeLessThanOrEqual(lastLine);
    expect(run()).toMatchObject({ status, events, hash, stop: stop! });
  });

  it.each(expected('runs'))('%s runs to an end, and the same way again (%s)', (_, slug, program) => {
    const { run } = trying(slug, program);
    const { status, events, hash } = run();
    expect(['ended', 'violated']).toContain(status);
    expect(run()).toMatchObject({ status, events, hash });
  });
});
