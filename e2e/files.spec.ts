import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { codeOf, filesOf, slugs } from './catalog-under-test.ts';

for (const slug of slugs) {
  test(`${slug}: the file is copied, and every file downloaded, as it stands in its folder`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`/patterns/${slug}/`);
    await page.getByRole('button', { name: 'Copy code' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codeOf(slug));
    const files = filesOf(slug);
    const isOne = files.length === 1;
    if (!isOne) await page.getByRole('button', { name: 'Download' }).click();
    for (const file of files) {
      const link = isOne ? page.getByRole('link', { name: 'Download' }) : page.getByRole('dialog', { name: 'Files to take home' }).getByRole('link', { name: `${file}.ts`, exact: true });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toBe(`${file}.ts`);
      expect(await readFile(await download.path(), 'utf8')).toBe(codeOf(slug, file));
    }
  });

  test(`${slug}: every code figure copies lines of the file as they stand`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`/patterns/${slug}/`);
    const figures = page.getByRole('article').getByRole('figure').filter({ has: page.locator('pre') });
    const count = await figures.count();
    expect(count).toBeGreaterThan(0);
    for (let index = 0; index < count; index += 1) {
      await figures.nth(index).getByRole('button', { name: /^Copy/ }).click();
      await expect(figures.nth(index).getByRole('button', { name: 'Copied' })).toBeVisible();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      const unindented = (text: string) => text.replace(/^[ \t]+/gm, '').trim();
      expect(unindented(filesOf(slug).map((file) => codeOf(slug, file)).join('\n'))).toContain(unindented(copied));
    }
  });

  test(`${slug}: every link within the site leads somewhere`, async ({ page, request }) => {
    await page.goto(`/patterns/${slug}/`);
    const links = await page.locator('a[href^="/"], a[href^="#"]').evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
    for (const href of new Set(links)) {
      const { pathname, hash } = new URL(href, page.url());
      const response = await request.get(pathname);
      expect(response.status(), href).toBe(200);
      if (hash !== '') expect(await response.text(), href).toContain(`id="${hash.slice(1)}"`);
    }
  });
}
