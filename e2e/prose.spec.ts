import { expect, test, type Page } from '@playwright/test';
import { simulationOf } from '../lib/simulation.ts';
import type { RunInput } from '../simulation/run.ts';
import { catalogFile, specimens } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

const buttonsOf = (page: Page) => page.getByRole('article').locator('button[data-state]');
const hashOf = (slug: string, input: RunInput) => simulationOf(slug).simulate(input).hash;

for (const slug of specimens) {
  const { data } = catalogFile(slug);
  const [experiment] = data.experiments;

  test(`${slug}: every button of the article plays a run, and pauses it when it is pressed again`, async ({ page }) => {
    test.slow();
    await openInstrument(page, slug);
    const buttons = buttonsOf(page);
    const count = await buttons.count();
    expect(count).toBeGreaterThan(0);
    for (let index = 0; index < count; index += 1) {
      const button = buttons.nth(index);
      await button.click();
      await expect(button, await button.innerText()).toHaveAttribute('data-state', 'running');
      await button.click();
      await expect(button).toHaveAttribute('aria-pressed', 'false');
    }
  });

  test(`${slug}: a button of the article runs what its words name: each experiment, and each break`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const press = (name: string) => instrument.runAfter(() => page.getByRole('article').getByRole('button', { name, exact: true }).first().click());
    // The first one is open already, so it is left and asked for again.
    for (const { name, label, seed, knobs = {} } of [...data.experiments.slice(1), ...data.experiments.slice(0, 1)]) {
      expect(await press(label), label).toMatchObject({ experiment: name, mutant: '', hash: hashOf(slug, { experiment: name, seed, knobs }) });
    }
    // A break without a wrong version has the words that its article gives it.
    for (const { label, experiment: name, seed, mutant, knobs = {}, faults } of data.breaks.filter((each) => each.mutant !== undefined)) {
      const input = { experiment: name, seed, knobs, ...(mutant && { mutant }), ...(faults && { faults }) };
      expect(await press(label), label).toMatchObject({ status: 'violated', hash: hashOf(slug, input) });
    }
  });

  test(`${slug}: a button of the article is done once its run has come to its end, and no longer when another is chosen`, async ({ page }) => {
    const { region, runAfter } = await openInstrument(page, slug);
    const button = buttonsOf(page).filter({ hasText: experiment?.label ?? '' }).first();
    await expect(button).toHaveAttribute('data-state', 'rest');
    await button.click();
    await expect(button).toHaveAttribute('data-state', 'running');
    await region.getByRole('slider', { name: 'Playhead' }).focus();
    await page.keyboard.press('End');
    await expect(button).toHaveAttribute('data-state', 'done');
    await expect(button).toHaveAccessibleName(/, played to its end$/);
    await runAfter(() => region.getByRole('button', { name: data.experiments[1]?.label ?? '', exact: true }).click());
    await expect(button).toHaveAttribute('data-state', 'rest');
  });

  test(`${slug}: the docked player comes when the instrument has gone, plays, and leads back`, async ({ page }) => {
    await page.goto(`/patterns/${slug}/`);
    const docked = page.getByRole('region', { name: 'Docked player' });
    await expect(docked).toBeHidden();
    await page.getByRole('heading', { name: 'References' }).scrollIntoViewIfNeeded();
    await expect(docked).toBeVisible();
    // The still is pressed, and the live player takes its place, its time and the focus.
    const time = docked.getByText(/^\d+\.\d{3}$/).filter({ visible: true });
    const still = await time.innerText();
    await docked.getByRole('button', { name: 'Play' }).click();
    await expect(docked.getByRole('button', { name: 'Pause' })).toBeFocused();
    await expect(time).not.toHaveText(still);
    await page.keyboard.press('Space');
    await expect(docked.getByRole('button', { name: 'Play' })).toBeFocused();
    await docked.getByRole('link', { name: 'Back to the instrument' }).click();
    await expect(page.getByRole('region', { name: /, running$/ })).toBeInViewport();
    await expect(docked).toBeHidden();
  });

  test(`${slug}: a reader beside the docked player stays at the text, and is told what plays`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const button = page.getByRole('article').getByRole('button', { name: data.breaks[0]?.label ?? '', exact: true });
    await button.scrollIntoViewIfNeeded();
    const docked = page.getByRole('region', { name: 'Docked player' });
    await expect(docked).toBeVisible();
    await instrument.runAfter(() => button.click());
    await expect(button).toBeFocused();
    await expect(button).toBeInViewport();
    await expect(docked.getByRole('status')).toHaveText(`${data.breaks[0]?.label} plays in the docked player.`);
  });

  test(`${slug}: with less motion a button of the article opens its run and leaves it standing`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const instrument = await openInstrument(page, slug);
    const last = data.experiments.at(-1);
    const run = await instrument.runAfter(() => page.getByRole('article').getByRole('button', { name: last?.label ?? '', exact: true }).first().click());
    expect(run.experiment).toBe(last?.name);
    await expect.poll(instrument.playhead).toBe((last?.stillAtMs ?? 0) * 1000);
    await expect(instrument.transport.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  });
}
