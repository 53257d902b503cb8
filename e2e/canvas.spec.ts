import { expect, test } from '@playwright/test';
import { nodeFaultKinds } from '../simulation/fault.ts';
import { catalogFile, specimens } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

for (const slug of specimens) {
  const { data } = catalogFile(slug);
  const { nodes, links } = data.topology;
  const labelOf = (id: string) => nodes.find((node) => node.id === id)?.label ?? id;
  const crashable = nodes.find(({ faults = nodeFaultKinds }) => faults.includes('crash'));
  const link = links.find(({ style }) => style !== 'asynchronous') ?? links[0];

  test(`${slug}: a letter strikes the node that has the focus, and again ends what it began`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const intact = await instrument.latestRun();
    const card = instrument.region.getByRole('application').getByRole('button').filter({ hasText: crashable?.cards.at(-1)?.label ?? '' }).first();
    await card.focus();
    const struck = await instrument.runAfter(() => page.keyboard.press('c'));
    expect(struck.hash).not.toBe(intact?.hash);
    const back = await instrument.runAfter(() => page.keyboard.press('c'));
    expect(back.hash).toBe(intact?.hash);
    await expect(card).toBeFocused();
  });

  test(`${slug}: the menu of a node opens by Enter, says why a fault is not to be had, and gives the focus back`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const card = instrument.region.getByRole('application').getByRole('button').filter({ hasText: crashable?.cards.at(-1)?.label ?? '' }).first();
    await card.focus();
    await page.keyboard.press('Enter');
    const menu = page.getByRole('dialog', { name: crashable?.label });
    await expect(menu.getByRole('button', { name: /^Restart, not now: it is running/ })).toBeVisible();
    await menu.getByRole('tab', { name: 'Now' }).click();
    await expect(menu.getByRole('tabpanel')).toContainText('On their way');
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(card).toBeFocused();
  });

  test(`${slug}: one way of a link is cut by keyboard`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const calm = data.experiments.find(({ faults }) => faults.every(({ target }) => target !== `${link?.from}>${link?.to}`)) ?? data.experiments[0];
    await instrument.openTab('Tweak');
    if (calm !== data.experiments[0]) await instrument.runAfter(() => instrument.region.getByRole('button', { name: calm?.label ?? '', exact: true }).click());
    await instrument.runAfter(() => page.evaluate(() => document.dispatchEvent(new CustomEvent('breakable:press', { detail: [{ type: 'faults.replaced', faults: [] }] }))));
    const name = `${labelOf(link?.from ?? '')} to ${labelOf(link?.to ?? '')}`;
    const button = instrument.region.getByRole('button', { name: new RegExp(`^${name}(,|$)`) });
    await button.focus();
    await page.keyboard.press('Enter');
    const menu = page.getByRole('dialog', { name });
    await expect(menu).toBeVisible();
    if (link?.style !== 'asynchronous') {
      await page.keyboard.press('q');
      await expect(menu.getByRole('button', { name: 'Requests', exact: true })).toHaveAttribute('aria-pressed', 'true');
    }
    await instrument.runAfter(() => page.keyboard.press('c'));
    await expect(menu.getByRole('button', { name: /^Cut/ })).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('b');
    if (link?.style !== 'asynchronous') await expect(menu.getByRole('button', { name: /^Cut, not now: requests/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
    await expect(button).toHaveAccessibleName(/cut/);
  });

  test(`${slug}: a state of the statechart leads to when it was last entered`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    await instrument.openTab('Statechart');
    const pane = instrument.region.getByRole('tabpanel');
    const states = pane.getByRole('button', { name: /, (entered|not entered)/ });
    await expect(states).toHaveCount(data.statechart.states.length);
    const entered = pane.getByRole('button', { name: /, entered/ }).first();
    const before = await instrument.playhead();
    await entered.focus();
    await page.keyboard.press('Enter');
    await expect(entered).toHaveAttribute('aria-current', 'true');
    expect(await instrument.playhead()).toBeLessThanOrEqual(before);
  });
}
