import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeLink } from '../components/playground/link/encode-link.ts';
import { openingSettings, settingsAfter } from '../components/playground/settings-after.ts';
import type { CatalogFile } from '../lib/catalog-file.ts';
import { editedSources } from '../lib/edited-sources.ts';
import { readText } from '../lib/folders.ts';
import { buildWhatIsStale, builtSlugs, loadSimulationFile } from './simulation-of.ts';

buildWhatIsStale();
const slug = builtSlugs()[0]!;
const { data, simulate } = loadSimulationFile(slug);

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

  describe('with changed code', () => {
    const folder = mkdtempSync(join(tmpdir(), 'breakable-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const { sources } = JSON.parse(readText(`generated/catalog/${slug}.json`, 'run npm run simulations')) as CatalogFile;
    const broken = data.breaks.find(({ mutant }) => mutant !== undefined)!;
    const mutant = data.mutants.find(({ name }) => name === broken.mutant)!;
    const [[file, text]] = Object.entries(editedSources(mutant.name, mutant.edits, data.code, sources)) as [[string, string]];
    const saved = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const inputs = [slug, '--experiment', broken.experiment, '--seed', String(broken.seed)];

    it('runs it, and ends the causes in the changed line where the code as it is keeps the promise', () => {
      const { status, stdout } = command('simulate', ...inputs, '--edit', saved(`${file}.ts`, text));
      expect(status).toBe(1);
      expect(stdout).toContain(`with edits of ${file}.ts\n`);
      expect(stdout).toMatch(new RegExp(`\\n  \\d\\. [0-9.]+ s  your edit, .*line \\d+ of ${file}\\.ts\\n$`));
      const other = command('simulate', ...inputs, '--mutant', mutant.name);
      expect(other.stdout).toMatch(new RegExp(`  the wrong version, .*line \\d+ of ${file}\\.ts\\n$`));
    });

    it('takes a file of another name for the one that it is said to be, and gives the blame as JSON', () => {
      const { stdout } = command('simulate', ...inputs, '--edit', `${file}=${saved('mine.ts', text)}`, '--json');
      expect(JSON.parse(stdout)).toMatchObject({ blame: { file, line: expect.any(Number) as number } });
    });

    it.each([
      ['a file that stands for none', () => saved('mine.ts', text), 'No pattern file is named "mine"; there are: '],
      ['a file that is not there', () => `${file}=${join(folder, 'nowhere.ts')}`, '--edit cannot read '],
      ['code that cannot be compiled', () => `${file}=${saved('broken.ts', 'const a = ;')}`, `${file}.ts:1:11 Expression expected.`],
      ['code that fails as it starts, printing what is no command to the terminal', () => `${file}=${saved('failing.ts', '\nthrow new Error("\\u001b[2J");')}`, `Seed ${broken.seed} could not run: `],
    ])('ends with 2 and one clear line for %s', (_, edit, line) => {
      const { status, stderr } = command('simulate', ...inputs, '--edit', edit());
      expect(status).toBe(2);
      expect(stderr.startsWith(line), stderr).toBe(true);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).not.toContain('\u001b');
    });

    it('replays a link, and says when the run is not the one that was shared', async () => {
      const settings = { ...settingsAfter(openingSettings(data), { type: 'break.chosen', name: broken.name }, data), mutant: '', breakName: '', edits: { [file]: text } };
      const { hash } = simulate({ experiment: broken.experiment, seed: broken.seed, knobs: settings.knobs, faults: settings.faults, mutant: mutant.name });
      const link = async (shared: string) =>
        `https://example.org/patterns/${slug}/#${await encodeLink({ settings, at: undefined, pane: 'tweak', version: '', hash: shared }, { data, version: '', originals: () => Promise.resolve(sources) })}`;
      const same = command('simulate', await link(hash));
      expect(same.stdout, same.stderr).toContain(`hash ${hash}`);
      expect(same.stdout).toContain('your edit, ');
      expect(same.stdout).not.toContain('differs');
      expect(command('simulate', await link('0123456789abcdef')).stdout).toContain('This run differs from the one that was shared: its hash was 0123456789abcdef; this is ');
    });
  });

  it.each([
    [['no-such-pattern'], `No pattern is named "no-such-pattern"; there are: ${builtSlugs().join(', ')}.`],
    [[slug, '--experiment', 'x'], 'No experiment is named "x"; there are: '],
    [[slug, '--seed', '-1'], '--seed must be a whole number from 0 to 2147483647, got "-1".'],
    [[slug, '--knob', 'x=1'], 'No knob is named "x"; there are: '],
    [[slug, '--knob', 'x'], '--knob takes name=value, got "x".'],
    [[slug, '--fault', '{'], '--fault takes JSON such as'],
    [[`https://example.org/patterns/${slug}/`], 'This link is to a pattern, but to no run of it: '],
    [['https://example.org/#run=1'], 'This link is to no pattern: '],
    [[`patterns/${slug}/#run=x`], 'This link cannot be read: '],
    [[`patterns/${slug}/#run=1`, '--seed', '3'], 'A link says everything about its run: leave out --seed.'],
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
  it('tells of every experiment and break, each pattern once, and ends with 0', () => {
    const { status, stdout } = command('prove', slug, slug, '--seeds', '2');
    expect(status, stdout).toBe(0);
    for (const { name } of [...data.experiments, ...data.breaks]) expect(stdout.split(` ${name} `)).toHaveLength(2);
  });
});
