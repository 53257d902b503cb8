import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildWhatIsStale, builtSlugs, loadSimulationFile } from './simulation-of.ts';

buildWhatIsStale();
const slug = builtSlugs()[0]!;
const { data } = loadSimulationFile(slug);

function command(script: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], { cwd: dirname(import.meta.dirname), encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run simulate', () => {
  it('ends with 0 and reports the run as JSON where every promise is kept', () => {
    const { status, stdout } = command('simulate', slug, '--json');
    expect(status).toBe(0);
    const { seed } = data.experiments[0]!;
    expect(JSON.parse(stdout)).toMatchObject({ slug, experiment: data.experiments[0]!.name, seed, hash: expect.stringMatching(/^[0-9a-f]{16}$/) as string });
    const { promises } = JSON.parse(stdout) as { promises: { name: string; status: string }[] };
    expect(promises.map(({ name }) => name)).toEqual(data.promises.map(({ name }) => name));
    expect(promises.every((promise) => ['held', 'untested'].includes(promise.status))).toBe(true);
  });

  it('gives an array with --seeds', () => {
    const { stdout } = command('simulate', slug, '--seeds', '2', '--seed', '4', '--json');
    expect((JSON.parse(stdout) as { seed: number }[]).map(({ seed }) => seed)).toEqual([4, 5]);
  });

  it('ends with 1 where a promise breaks, and says when', () => {
    const broken = data.breaks.find(({ mutant }) => mutant !== undefined)!;
    const { status, stdout } = command('simulate', slug, '--experiment', broken.experiment, '--seed', String(broken.seed), '--mutant', broken.mutant!, '--json');
    expect(status).toBe(1);
    const { promises } = JSON.parse(stdout) as { promises: { name: string; status: string; atMs?: number }[] };
    expect(promises.find(({ name }) => name === broken.promise)).toMatchObject({ status: 'broken', atMs: expect.any(Number) as number });
  });

  it.each([
    [['no-such-pattern'], `No pattern is named "no-such-pattern"; there are: ${builtSlugs().join(', ')}.`],
    [[slug, '--experiment', 'x'], 'No experiment is named "x"; there are: '],
    [[slug, '--seed', '-1'], '--seed must be a whole number from 0 to 2147483647, got "-1".'],
    [[slug, '--knob', 'x=1'], 'No knob is named "x"; there are: '],
    [[slug, '--knob', 'x'], '--knob takes name=value, got "x".'],
    [[slug, '--fault', '{'], '--fault takes JSON such as'],
    [[slug, '--bogus'], "Unknown option '--bogus'. The options are: --experiment, "],
  ])('ends with 2 and one clear line for %j', (args, line) => {
    const { status, stderr } = command('simulate', ...args);
    expect(status).toBe(2);
    expect(stderr.startsWith(line), stderr).toBe(true);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('lists what there is', () => {
    const { status, stdout } = command('simulate', slug, '--list', '--json');
    expect(status).toBe(0);
    const list = JSON.parse(stdout) as Record<string, { name: string }[]>;
    for (const kind of ['experiments', 'knobs', 'settings', 'mutants', 'breaks', 'promises'] as const) {
      expect(list[kind]!.map(({ name }) => name)).toEqual(data[kind].map(({ name }) => name));
    }
  });
});

describe('npm run prove', () => {
  it('tells of every experiment and break, and ends with 0', () => {
    const { status, stdout } = command('prove', slug, '--seeds', '2');
    expect(status, stdout).toBe(0);
    for (const { name } of [...data.experiments, ...data.breaks]) expect(stdout).toContain(name);
  });
});
