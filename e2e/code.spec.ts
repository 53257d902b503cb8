import { expect, test, type Locator } from '@playwright/test';
import { catalogFile, codeOf, specimens } from './catalog-under-test.ts';
import { openInstrument, type Instrument } from './instrument.ts';

const panelOf = ({ region }: Instrument) => region.getByRole('region', { name: 'Panel' });
const firstLine = (text: string) => text.split('\n').map((line) => line.trim()).find((line) => line !== '') ?? '';
const changed = (panel: Locator, tag: 'insertion' | 'deletion') => panel.getByRole(tag);

for (const slug of specimens) {
  const { data, still } = catalogFile(slug);

  test(`${slug}: the Code tab shows the real file, also when it is the first thing pressed`, async ({ page }) => {
    await page.goto(`/patterns/${slug}/`);
    const region = page.getByRole('region', { name: /, running$/ });
    await region.getByRole('tab', { name: 'Code' }).click();
    const listing = region.getByRole('region', { name: `${slug}.ts, the code that runs` });
    await expect(listing).toContainText(firstLine(codeOf(slug)));
    await expect(region.getByRole('combobox', { name: 'Version' })).toHaveValue('');
    await listing.focus();
    const before = await listing.evaluate((element) => element.scrollTop);
    await page.keyboard.press('End');
    await expect.poll(() => listing.evaluate((element) => element.scrollTop)).toBeGreaterThan(before);
  });

  test(`${slug}: a line that decides leads to the moments at which it ran`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    await instrument.openTab('Code');
    const { label, at } = still.result.decisive.find((line) => line.at.length > 1)!;
    const line = panelOf(instrument).getByRole('button', { name: label });
    await instrument.transport.getByRole('button', { name: 'Start' }).click();
    await expect(line).toContainText('not yet');
    await line.click();
    await expect.poll(instrument.playhead).toBe(at[0]);
    await expect(line).toContainText('×');
  });

  test(`${slug}: a wrong version shows what it changes, breaks its promise, and is put back`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    await instrument.openTab('Code');
    const panel = panelOf(instrument);
    const version = panel.getByRole('combobox', { name: 'Version' });
    for (const { name, label, standsFor, reference, edits } of data.mutants) {
      const shown = data.breaks.find(({ mutant }) => mutant === name)!;
      const run = await instrument.runAfter(() => version.selectOption({ label }));
      expect(run, name).toMatchObject({ mutant: name, status: 'violated' });
      await expect(panel).toContainText(standsFor);
      await expect(panel).toContainText(data.promises.find((promise) => promise.name === shown.promise)!.label);
      if (reference !== undefined) await expect(panel.getByRole('link', { name: reference.title })).toHaveAttribute('href', reference.url);
      const [edit] = edits;
      await expect(changed(panel, 'deletion').first()).toBeInViewport();
      if (firstLine(edit!.replace) !== '') await expect(changed(panel, 'insertion').filter({ hasText: firstLine(edit!.replace) }).first()).toBeInViewport();
    }
    const back = await instrument.runAfter(() => panel.getByRole('button', { name: 'Put it back' }).click());
    expect(back).toMatchObject({ mutant: '', status: 'ended' });
    await expect(version).toHaveValue('');
    await expect(changed(panel, 'deletion')).toHaveCount(0);
  });

  test(`${slug}: code that cannot be fetched says so, and is fetched again`, async ({ page }) => {
    await page.route('**/code-view/*.json', (route) => route.abort());
    const instrument = await openInstrument(page, slug);
    await instrument.openTab('Code');
    await expect(panelOf(instrument).getByRole('alert')).toContainText('could not be fetched');
    await page.unroute('**/code-view/*.json');
    await panelOf(instrument).getByRole('button', { name: 'Try again' }).click();
    await expect(panelOf(instrument).getByRole('region', { name: `${slug}.ts, the code that runs` })).toContainText(firstLine(codeOf(slug)));
  });
}
