import { expect, test } from '@playwright/test';
import { simulationOf } from '../lib/simulation.ts';
import { catalogFile, slugs, specimen } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';
import { tell } from './tell.ts';

for (const slug of slugs) {
  test(`${slug}: every experiment hashes the same in the page as in Node`, async ({ page }) => {
    const [first, ...others] = catalogFile(slug).data.experiments;
    const instrument = await openInstrument(page, slug);
    // The first one stands already, so it is left and chosen again.
    for (const { name, label, seed, knobs = {} } of [...others, first!]) {
      const run = await instrument.runAfter(() => instrument.region.getByRole('button', { name: label, exact: true }).click());
      expect(run).toMatchObject({ experiment: name, hash: simulationOf(slug).simulate({ experiment: name, seed, knobs }).hash });
    }
    tell('Experiments that hash as in Node', others.length + 1);
  });
}

test('a seed gives its own run, and the same one again', async ({ page }) => {
  const instrument = await openInstrument(page, specimen);
  const first = await instrument.latestRun();
  const seed = instrument.transport.getByRole('spinbutton', { name: 'Seed' });
  const typed = async (value: string) => {
    await seed.press('ControlOrMeta+a');
    await seed.pressSequentially(value);
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
