import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../scripts/root.mjs';
import type { Deployment } from '../simulation/deployment.ts';
import type { Knobs } from '../simulation/scenario.ts';
import { catalogFile, slugs } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

const placeOf = (slug: string) => join(root, 'patterns', slug, 'scenario', 'deployment.ts');

for (const slug of slugs.filter((one) => existsSync(placeOf(one)))) {
  test(`${slug}: its files for platforms are made from the knobs as they stand`, async ({ page }) => {
    const { deployment } = (await import(placeOf(slug))) as { readonly deployment: Deployment };
    const { data } = catalogFile(slug);
    const knobsOf = (own: Knobs = {}): Knobs => ({ ...Object.fromEntries(data.knobs.map((knob) => [knob.name, knob.default])), ...own });
    const other = data.experiments.findLast(({ knobs = {} }) => Object.keys(knobs).length > 0)!;
    const dialog = page.getByRole('dialog', { name: 'Files to take home' });
    const taken = async (name: string) => {
      const download = page.waitForEvent('download');
      await dialog.getByRole('link', { name }).click();
      return readFileSync(await (await download).path(), 'utf8');
    };

    // Before the instrument is live, and without scripts, they are those that stand beside the code.
    await page.goto(`/patterns/${slug}/`);
    for (const { name, text } of deployment(knobsOf(data.experiments[0]!.knobs))) {
      expect(await (await page.request.get(`/code/${name}`)).text()).toBe(text);
    }
    const instrument = await openInstrument(page, slug);
    await instrument.runAfter(() => instrument.region.getByRole('button', { name: other.label, exact: true }).click());
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    for (const { name, text } of deployment(knobsOf(other.knobs))) await expect.poll(() => taken(name)).toBe(text);
  });
}
