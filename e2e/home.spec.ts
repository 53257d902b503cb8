import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { parseCatalogPlan } from '../lib/catalog-plan.ts';
import { root } from '../scripts/root.mjs';
import { catalogFile, slugs } from './catalog-under-test.ts';

const path = 'content/catalog.yaml';
const planned = Object.values(parseCatalogPlan(path, readFileSync(join(root, path), 'utf8'))).flat();

const [hero] = slugs.map((slug) => catalogFile(slug).data.hero).filter((each) => each !== undefined).sort((one, other) => one.rank - other.rank);

/** The pattern that is shown at work. */
function heroOf(page: Page) {
  const figure = page.getByRole('figure', { name: /, running$/ });
  return {
    figure,
    play: figure.getByRole('button', { name: 'Play' }),
    pause: figure.getByRole('button', { name: 'Pause' }),
    action: figure.getByRole('button', { name: hero?.action.label ?? '' }),
    /** Where its playhead stands, in seconds. */
    seconds: async () => Number(/(\d+\.\d\d) s/.exec(await figure.innerText())?.[1]),
  };
}
/** Presses once the page's scripts have come: before that a press does nothing. What is pressed may go while it is being pressed. */
const pressUntil = (button: Locator, itHasWorked: () => Promise<void>) =>
  expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 2000 });
    await itHasWorked();
  }).toPass();
/** Long enough for a run that goes on to show it. */
const frames = (page: Page, count: number) =>
  page.evaluate(async (left) => {
    for (let frame = 0; frame < left; frame += 1) await new Promise(requestAnimationFrame);
  }, count);

test('the home page names every pattern of the catalog: those that stand lead to their page, the others lead nowhere', async ({ page }) => {
  await page.goto('/');
  const main = page.getByRole('main');
  for (const { slug, title } of planned) {
    const links = main.getByRole('listitem').locator(`a[href="/patterns/${slug}/"]`);
    if (slugs.includes(slug)) await expect(links.first()).toContainText(title);
    else {
      await expect(main.getByRole('listitem').filter({ hasText: `${title}to come` })).toBeVisible();
      await expect(links).toHaveCount(0);
    }
  }
});

test('the rail folds to its categories, stays folded on the next visit, and hands the focus over', async ({ page }) => {
  await page.goto(`/patterns/${slugs[0]}/`);
  const rail = page.getByRole('navigation', { name: 'Catalog' });
  const fold = rail.getByRole('button', { name: 'Fold the catalog', exact: true });
  const unfold = rail.getByRole('button', { name: 'Unfold the catalog', exact: true });
  await pressUntil(fold, () => expect(unfold).toBeFocused({ timeout: 1000 }));
  await expect(rail.getByRole('link', { name: 'Resiliency' })).toBeVisible();
  await page.reload();
  await pressUntil(unfold, () => expect(fold).toBeFocused({ timeout: 1000 }));
  await page.reload();
  await expect(fold).toBeVisible();
});

if (hero !== undefined) test.describe('the pattern at work', () => {
  test('plays by itself, stands when it is paused, and takes a fault at its playhead', async ({ page }) => {
    await page.goto('/');
    const { pause, play, action, seconds, figure } = heroOf(page);
    await expect(pause).toBeVisible();
    const before = await seconds();
    await expect.poll(seconds).toBeGreaterThan(before);
    await pause.click();
    await expect(play).toBeVisible();
    const paused = await seconds();
    await frames(page, 10);
    expect(await seconds()).toBe(paused);
    await expect(action).not.toHaveAttribute('aria-disabled');
    const crashed = figure.getByText('Crashed', { exact: true }).filter({ visible: true });
    const already = await crashed.count();
    await action.click();
    await expect(action).toHaveAttribute('aria-disabled', 'true');
    if (hero.action.fault.kind === 'crash') await expect(crashed).toHaveCount(already + 1);
    expect(await seconds()).toBe(paused);
    await play.click();
    await expect.poll(seconds).toBeGreaterThan(paused);
  });

  test('stands until Play is pressed where little motion is wanted, and plays what was pressed before it was live', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/');
    const { play, pause, seconds } = heroOf(page);
    const before = await seconds();
    await frames(page, 30);
    expect(await seconds()).toBe(before);
    await pressUntil(play, () => expect(pause).toBeVisible({ timeout: 2000 }));
    await expect.poll(seconds).toBeGreaterThan(before);
  });

  test('leads to its own page', async ({ page }) => {
    await page.goto('/');
    await heroOf(page).figure.getByRole('link', { name: /^Open/ }).click();
    await expect(page.getByRole('region', { name: /, running$/ })).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every pattern is named, and the one at work stands still with nothing to press', async ({ page }) => {
    await page.goto('/');
    for (const { title } of planned) await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: title }).first()).toBeVisible();
    if (hero === undefined) return;
    const { figure, seconds } = heroOf(page);
    await expect(figure).toBeVisible();
    expect(await seconds()).toBeGreaterThan(0);
    await expect(figure.getByRole('button').filter({ visible: true })).toHaveCount(0);
  });
});
