import { expect, test, type Page } from '@playwright/test';
import { specimens } from './catalog-under-test.ts';
import { openInstrument, type Instrument } from './instrument.ts';

/** Adds the first fault that the first node takes at the playhead, by keyboard alone. Its band then has the focus. */
async function addFault(page: Page, { region, runAfter }: Instrument) {
  const add = region.getByRole('button', { name: 'Add a fault' });
  await add.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('dialog', { name: 'Add a fault' });
  await expect(menu.getByRole('combobox')).toBeFocused();
  await menu.locator('button:not([aria-disabled])').first().focus();
  const run = await runAfter(() => page.keyboard.press('Enter'));
  await expect(menu).toBeHidden();
  return run;
}
const focused = (page: Page) => page.locator(':focus');
/** When the band that has the focus holds: what its slider says. */
const times = async (page: Page) => (await focused(page).getAttribute('aria-valuetext')) ?? '';

for (const slug of specimens) {
  test(`${slug}: a fault is added at the playhead, moved, made longer and removed by keyboard`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const intact = await instrument.latestRun();
    const added = await addFault(page, instrument);
    expect(added.hash).not.toBe(intact?.hash);
    await expect(focused(page)).toHaveRole('slider');
    const [start, end] = (await times(page)).split(' to ');
    expect(Number(start?.replace(' s', ''))).toBeCloseTo((await instrument.playhead()) / 1e6, 2);

    await instrument.runAfter(() => page.keyboard.press('ArrowLeft'));
    const moved = (await times(page)).split(' to ');
    expect(parseFloat(moved[0]!)).toBeLessThan(parseFloat(start!));
    const shorter = await instrument.runAfter(() => page.keyboard.press('Shift+ArrowLeft'));
    const [keptStart, newEnd] = (await times(page)).split(' to ');
    expect(keptStart).toBe(moved[0]);
    expect(newEnd).not.toBe(moved[1]);
    expect(newEnd).not.toBe(end);

    await page.keyboard.press('Tab');
    await expect(focused(page)).toHaveAttribute('aria-label', /^End of /);
    const longer = await instrument.runAfter(() => page.keyboard.press('ArrowRight'));
    expect(longer.hash).not.toBe(shorter.hash);
    const removed = await instrument.runAfter(() => page.keyboard.press('Delete'));
    expect(removed.hash).toBe(intact?.hash);
  });

  test(`${slug}: all faults are cleared, and what was there comes back`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const { region, runAfter } = instrument;
    const intact = await instrument.latestRun();
    const added = await addFault(page, instrument);
    const cleared = await runAfter(() => region.getByRole('button', { name: 'Clear', exact: true }).click());
    expect(cleared.hash).not.toBe(added.hash);
    await expect(region.getByRole('list', { name: 'Faults' }).getByRole('group')).toHaveCount(0);
    const undo = region.getByRole('button', { name: 'Undo', exact: true });
    await expect(undo).toBeFocused();
    expect((await runAfter(() => undo.click())).hash).toBe(added.hash);
    expect((await runAfter(() => region.getByRole('button', { name: 'Reset', exact: true }).click())).hash).toBe(intact?.hash);
  });

  test(`${slug}: a band is carried by the pointer, keeps its length, and is put back by Escape`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const added = await addFault(page, instrument);
    const before = await times(page);
    const box = await instrument.region.getByRole('group').filter({ has: focused(page) }).locator('.fault-band').boundingBox();
    const [x, y] = [box!.x + box!.width / 2, box!.y + box!.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await instrument.runAfter(() => page.mouse.move(x - 60, y, { steps: 4 }));
    await expect.poll(() => times(page)).not.toBe(before);
    await page.keyboard.press('Escape');
    await expect.poll(() => times(page)).toBe(before);
    await page.mouse.up();
    await expect.poll(async () => (await instrument.latestRun())?.hash).toBe(added.hash);
  });
}
