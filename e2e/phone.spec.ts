import { expect, test } from '@playwright/test';
import { catalogFile, slugs } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

for (const slug of slugs) {
  const { data } = catalogFile(slug);

  test(`${slug}: the panel is a sheet that rises for a tab, and goes down by its handle and for what was chosen in it`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const panel = instrument.region.getByRole('region', { name: 'Panel' });
    await instrument.openTab('Break');
    await expect(panel).toHaveAttribute('data-open');
    await panel.getByRole('button', { name: 'Lower the panel' }).click();
    await expect(panel).not.toHaveAttribute('data-open');
    await instrument.openTab('Break');
    const [first] = data.breaks;
    const run = await instrument.runAfter(() => panel.getByRole('button', { name: first?.label ?? '', exact: true }).click());
    expect(run.status).toBe('violated');
    await expect(panel).not.toHaveAttribute('data-open');
    const back = instrument.region.getByRole('button', { name: 'Put it back' });
    expect(await instrument.runAfter(() => back.click())).toMatchObject({ status: 'ended' });
  });

  test(`${slug}: what is pressed most is large enough for a finger`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    for (const name of ['Play', 'Step', 'Step back', 'Another seed']) {
      const box = await instrument.transport.getByRole('button', { name, exact: true }).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(40);
    }
  });
}
