import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { slugs } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

const themes = ['light', 'dark'] as const;

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`) }))).toEqual([]);
}

const widthOf = (page: Page) => page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: window.innerWidth }));

for (const theme of themes) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });

    test('the home page has nothing that axe objects to, and does not scroll sideways', async ({ page }) => {
      await page.goto('/');
      await expectNoViolations(page);
      const { content, window } = await widthOf(page);
      expect(content).toBeLessThanOrEqual(window);
    });

    for (const slug of slugs) {
      test(`${slug}: the page has nothing that axe objects to before its instrument is live and after, and does not scroll sideways`, async ({ page }) => {
        test.slow();
        await page.goto(`/patterns/${slug}/`);
        await expectNoViolations(page);
        await openInstrument(page, slug);
        await expectNoViolations(page);
        const { content, window } = await widthOf(page);
        expect(content).toBeLessThanOrEqual(window);
      });
    }
  });
}

test('the theme that a reader chooses is kept on every page', async ({ page }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto(`/patterns/${slugs[0]}/`);
  const before = await ground();
  await page.getByRole('button', { name: 'Switch between light and dark' }).filter({ visible: true }).first().click();
  await expect.poll(ground).not.toBe(before);
  const chosen = await ground();
  await page.goto('/');
  expect(await ground()).toBe(chosen);
});
