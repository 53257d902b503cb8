import { expect, test } from '@playwright/test';
import { catalogFile, specimens } from './catalog-under-test.ts';
import { openInstrument, type SeenRun } from './instrument.ts';

for (const slug of specimens) {
  const { topology } = catalogFile(slug).data;
  const arrivals = ({ sentBy }: SeenRun) => topology.nodes.filter(({ faults }) => faults?.length === 0).map(({ id }) => sentBy[id]);

  test(`${slug}: the same arrivals run without the pattern, and the difference is told`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const { region } = instrument;
    const control = region.getByRole('switch', { name: 'Without the pattern' });
    const withPattern = (await instrument.latestRun())!;
    await expect(control).not.toBeChecked();

    const without = await instrument.runAfter(() => control.click());
    expect(without).toMatchObject({ control: true, experiment: withPattern.experiment, seed: withPattern.seed });
    expect(arrivals(without)).toEqual(arrivals(withPattern));
    await expect(control).toBeChecked();
    await expect(region.getByRole('region', { name: 'Timeline' }).getByRole('status')).toContainText(/^(Without it|With the pattern) /);
    await expect(region.getByText('with it', { exact: true }).first()).toBeVisible();

    const runs = () => page.evaluate(() => window.seenRuns);
    const before = await runs();
    await control.click();
    await expect(control).not.toBeChecked();
    await expect(region.getByText('without it', { exact: true }).first()).toBeVisible();
    expect(await runs()).toHaveLength(before.length);

    await region.getByRole('button', { name: 'Stop comparing' }).click();
    await expect(region.getByText('without it', { exact: true })).toHaveCount(0);
    await expect(region.getByRole('button', { name: 'Stop comparing' })).toHaveCount(0);
  });

  test(`${slug}: both arms follow a choice, and are the same again with the same seed`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const first = (await instrument.latestRun())!;
    const control = instrument.region.getByRole('switch', { name: 'Without the pattern' });
    const without = await instrument.runAfter(() => control.click());
    await control.click();
    const seed = instrument.transport.getByRole('spinbutton', { name: 'Seed' });
    const armsAfter = async (value: number) => {
      await seed.fill(String(value));
      const before = await page.evaluate(() => window.seenRuns.length);
      await seed.press('Enter');
      await expect.poll(() => page.evaluate(() => window.seenRuns.length)).toBe(before + 2);
      return page.evaluate((from) => window.seenRuns.slice(from).map(({ control: isControl, hash }) => [isControl, hash]), before);
    };
    const others = await armsAfter(first.seed + 1);
    expect(others.map(([isControl]) => isControl)).toEqual([false, true]);
    expect(await armsAfter(first.seed)).toEqual([[false, first.hash], [true, without.hash]]);
  });
}
