import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { catalogFile, slugs, specimen, specimens } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

const themes = ['light', 'dark'] as const;
/** The pages that no pattern has a part in; the site answers the last one with its page for what is not there. */
const pages = [['the home page', '/'], ['the design system', '/design/'], ['the page for an address that leads nowhere', '/no-such-page/']] as const;
/** Where the panes and the editor stand. */
const panelPart = 'section[aria-label="Panel"]';
const panes = ['Tweak', 'Code', 'Statechart', 'Log'] as const;

/**
 * Asks axe of the whole page, or of a part of it. In the dark nothing but colours is other than in the light. Only what it objects to is brought
 * back, from this page and not by way of another one: carrying all the rest takes three times as long as finding it.
 */
async function expectNoViolations(page: Page, part?: string) {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (part !== undefined) axe.include(part);
  if (await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)) axe.withRules('color-contrast');
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`) }))).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page) {
  const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
  expect(content).toBeLessThanOrEqual(room);
}

/** Goes over to a theme; what fades over has done so then. */
async function turnTo(page: Page, colorScheme: (typeof themes)[number]) {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    const fading = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });
}

for (const slug of slugs) {
  test(`${slug}: the page has nothing that axe objects to before its instrument is live and after, in light and in dark, and does not scroll sideways`, async ({ page }) => {
    await page.goto(`/patterns/${slug}/`);
    for (const theme of themes) {
      await turnTo(page, theme);
      // All that the live instrument takes the place of; the rest of the page stays as it is.
      await expectNoViolations(page, '#playground');
    }
    await openInstrument(page, slug);
    await expectNoSidewaysScroll(page);
    for (const theme of themes.toReversed()) {
      await turnTo(page, theme);
      await expectNoViolations(page);
    }
  });
}

for (const theme of themes) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });

    for (const [name, address] of pages) {
      test(`${name} has nothing that axe objects to, and does not scroll sideways`, async ({ page }) => {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectNoViolations(page);
        await expectNoSidewaysScroll(page);
      });
    }

    for (const slug of specimens) {
      test(`${slug}: every pane of the panel has nothing that axe objects to`, async ({ page }) => {
        const instrument = await openInstrument(page, slug);
        const panel = instrument.region.getByRole('region', { name: 'Panel' });
        for (const pane of panes) {
          await instrument.openTab(pane);
          await expect(panel.getByRole('tabpanel', { name: pane })).toBeVisible();
          if (pane === 'Code') await expect(panel.getByRole('region', { name: `${catalogFile(slug).data.code[0]}.ts, the code that runs` })).toBeVisible();
          await expectNoViolations(page, panelPart);
          await expectNoSidewaysScroll(page);
        }
      });

      test(`${slug}: the editor has nothing that axe objects to, with a problem, a difference, a search and its run to share`, async ({ page }) => {
        const instrument = await openInstrument(page, slug);
        await instrument.openTab('Code');
        const panel = instrument.region.getByRole('region', { name: 'Panel' });
        await panel.getByRole('button', { name: 'Edit', exact: true }).click();
        const editor = panel.getByRole('textbox', { name: /, editable$/ });
        await editor.press('ControlOrMeta+Home');
        await page.keyboard.insertText('const wrong: number = "word"; ');
        await expect(panel).toContainText('Runs anyway');
        await panel.getByRole('button', { name: 'Diff' }).click();
        await expect(panel.getByRole('deletion').first()).toBeVisible();
        await editor.press('ControlOrMeta+f');
        await expect(panel.getByRole('textbox', { name: 'Find' })).toBeFocused();
        await expectNoViolations(page, panelPart);
        await expectNoSidewaysScroll(page);
        await panel.getByRole('button', { name: 'More' }).click();
        await expect(page.getByRole('dialog', { name: 'More about the code' })).toBeVisible();
        await expectNoViolations(page, ':popover-open');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Share', exact: true }).click();
        await expect(page.getByRole('dialog', { name: 'Share this run' }).getByRole('button', { name: 'Copy link' })).toBeVisible();
        await expectNoViolations(page, ':popover-open');
      });
    }
  });
}

test('the theme that a reader chooses is kept on every page', async ({ page }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto(`/patterns/${specimen}/`);
  const before = await ground();
  await page.getByRole('button', { name: 'Switch between light and dark' }).filter({ visible: true }).first().click();
  await expect.poll(ground).not.toBe(before);
  const chosen = await ground();
  await page.goto('/');
  expect(await ground()).toBe(chosen);
});
