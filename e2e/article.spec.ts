import { expect, test } from '@playwright/test';
import { leftOut } from '../simulation/views/grid.ts';
import { catalogFile, slugs, specimen } from './catalog-under-test.ts';

test('the home page lists every pattern and leads to it', async ({ page }) => {
  await page.goto('/');
  for (const slug of slugs) {
    await expect(page.getByRole('main').locator(`a[href="/patterns/${slug}/"]`).first()).toBeVisible();
  }
  await page.getByRole('main').locator(`a[href="/patterns/${slugs[0]}/"]`).first().click();
  await expect(page).toHaveURL(`/patterns/${slugs[0]}/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('an address that leads nowhere says so, and leads back', async ({ page }) => {
  const response = await page.goto('/patterns/no-such-pattern/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  for (const slug of slugs) {
    test(`${slug}: the article is whole: its sections, its code, its diagram and a still of its run`, async ({ page }) => {
      await page.goto(`/patterns/${slug}/`);
      const article = page.getByRole('article');
      const headings = await article.getByRole('heading', { level: 2 }).allInnerTexts();
      const expected = ['Problem', 'Solution', 'Try it', 'The code', 'Break it', 'When to use it', 'Trade-offs', 'In the wild', 'Related', 'What the simulation leaves out', 'References'];
      expect(headings.map((heading) => expected.find((one) => heading.startsWith(one)))).toEqual(expected);
      await expect(article.getByRole('figure').first()).toBeVisible();
      await expect(article.locator('pre code').first()).toBeVisible();
      const still = page.getByRole('region', { name: /, running$/ });
      const { data: { promises, topology }, still: { result } } = catalogFile(slug);
      for (const { label } of promises) await expect(still.getByText(label).first()).toBeAttached();
      const out = leftOut(topology, result.knobs);
      for (const { cards } of topology.nodes.filter(({ id }) => !out.has(id))) {
        for (const { label } of cards) await expect(still.getByText(label, { exact: true }).first()).toBeAttached();
      }
      const needsScript = page.getByRole('button', { name: /^(Play|Step|Step back|To the start|Another seed|Copy.*|Switch between light and dark)$/ });
      await expect(needsScript.filter({ visible: true }), 'what needs a script is left out').toHaveCount(0);
    });
  }
});

test('on a page that is still on its way, all that is seen stands where it stays', async ({ page }) => {
  const address = `/patterns/${specimen}/`;
  const seen = [page.locator('main > header'), page.getByRole('toolbar', { name: 'Transport' }).first()];
  let share = 1;
  await page.route('**/*.js', (route) => route.abort());
  await page.route(`**${address}`, async (route) => {
    const response = await route.fetch();
    const whole = await response.text();
    const [from, to] = [whole.indexOf('id="playground"'), whole.indexOf('<article')];
    await route.fulfill({ response, body: whole.slice(0, share === 1 ? undefined : from + share * (to - from)) });
  });
  const tops = async () => {
    await page.goto(address);
    return Promise.all(seen.map(async (one) => (await one.isVisible() ? (await one.boundingBox())?.y : undefined)));
  };
  const whole = await tops();
  expect(whole).not.toContain(undefined);
  for (share of [0, 0.2, 0.4, 0.6, 0.8]) expect((await tops()).map((top, index) => top ?? whole[index]), `with ${share} of the instrument`).toEqual(whole);
});
