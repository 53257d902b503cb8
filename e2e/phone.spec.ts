import { expect, test } from '@playwright/test';
import { catalogFile, specimens } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

for (const slug of specimens) {
  const { data } = catalogFile(slug);

  test(`${slug}: the panel is a sheet that rises for a tab, and goes down by its handle and for what was chosen in it`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const panel = instrument.region.getByRole('region', { name: 'Panel' });
    await instrument.openTab('Log');
    await expect(panel).toHaveAttribute('data-open');
    await panel.getByRole('button', { name: 'Lower the panel' }).click();
    await expect(panel).not.toHaveAttribute('data-open');
    await instrument.openTab('Tweak');
    await page.keyboard.press('Escape');
    await expect(panel).not.toHaveAttribute('data-open');
    await expect(panel.getByRole('tab', { name: 'Tweak' })).toBeFocused();
    await instrument.openTab('Tweak');
    const other = data.experiments.at(-1);
    const run = await instrument.runAfter(() => panel.getByRole('button', { name: other?.label ?? '', exact: true }).click());
    expect(run.experiment).toBe(other?.name);
    await expect(panel).not.toHaveAttribute('data-open');
  });

  test(`${slug}: the sheet is in reach for as long as any of the instrument is on the screen, and no longer`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const tabs = instrument.region.getByRole('tablist', { name: 'Panel' });
    const scrollTo = (share: number) => page.evaluate((of) => {
      const { top, height } = document.querySelector('#playground .playground')!.getBoundingClientRect();
      window.scrollTo({ top: scrollY + top + height * of, behavior: 'instant' });
    }, share);
    for (const share of [0, 0.5, 0.9]) {
      await scrollTo(share);
      await expect(tabs, `at ${share} of the instrument`).toBeInViewport({ ratio: 0.9 });
    }
    await instrument.openTab('Log');
    for (const share of [0.9, 0.5, 0]) {
      await scrollTo(share);
      await expect(tabs, `raised, at ${share} of the instrument`).toBeInViewport({ ratio: 0.9 });
    }
    await scrollTo(1.2);
    await expect(tabs).not.toBeInViewport();
  });

  test(`${slug}: what is pressed most is large enough for a finger`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    for (const name of ['Play', 'Step', 'Step back', 'Another seed']) {
      const box = await instrument.transport.getByRole('button', { name, exact: true }).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(40);
    }
  });

  test(`${slug}: code is edited and run in the sheet, in letters that no browser enlarges`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    await instrument.openTab('Code');
    const panel = instrument.region.getByRole('region', { name: 'Panel' });
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    const editor = panel.getByRole('textbox', { name: /, editable$/ });
    await editor.press('ControlOrMeta+End');
    await page.keyboard.insertText('export const added = 1;');
    await expect(panel).toContainText('1 line edited');
    for (const name of ['Diff', 'Reset', 'More', 'Run']) {
      const box = await panel.getByRole('button', { name, exact: true }).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(40);
    }
    expect(await instrument.runAfter(() => panel.getByRole('button', { name: 'Run', exact: true }).click())).toMatchObject({ edited: [data.code[0]] });
  });
}
