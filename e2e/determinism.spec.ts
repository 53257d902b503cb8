import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { root } from '../scripts/root.mjs';
import { tool } from '../scripts/command.mjs';
import { catalogFile, slugs } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

/** The hash of an experiment's run in the terminal. */
function hashInNode(slug: string, experiment: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [tool('tsx'), 'scripts/simulate.ts', slug, '--experiment', experiment, '--json'], { cwd: root, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { hash: string }).hash;
}

for (const slug of slugs) {
  test(`${slug}: every experiment hashes the same in the page as in the terminal`, async ({ page }) => {
    const { experiments } = catalogFile(slug).data;
    const instrument = await openInstrument(page, slug);
    const inPage: Record<string, string> = {};
    // The first one stands already, so it is left and chosen again.
    for (const { name, label } of [...experiments.slice(1), ...experiments.slice(0, 1)]) {
      const run = await instrument.runAfter(() => instrument.region.getByRole('button', { name: label, exact: true }).click());
      expect(run.experiment).toBe(name);
      inPage[name] = run.hash;
    }
    expect(inPage).toEqual(Object.fromEntries([...experiments.slice(1), ...experiments.slice(0, 1)].map(({ name }) => [name, hashInNode(slug, name)])));
  });

  test(`${slug}: a seed gives its own run, and the same one again`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const first = await instrument.latestRun();
    const seed = instrument.transport.getByRole('spinbutton', { name: 'Seed' });
    const typed = async (value: string) => {
      await seed.fill(value);
      return instrument.runAfter(() => seed.press('Enter'));
    };
    const other = await typed('12345');
    expect(other).toMatchObject({ seed: 12_345 });
    expect(other.hash).not.toBe(first?.hash);
    const drawn = await instrument.runAfter(() => instrument.transport.getByRole('button', { name: 'Another seed' }).click());
    expect(drawn.seed).not.toBe(12_345);
    expect((await typed('12345')).hash).toBe(other.hash);
    expect((await typed(String(first?.seed))).hash).toBe(first?.hash);
  });
}
