import { expect, test } from '@playwright/test';
import { catalogFile, slugs } from './catalog-under-test.ts';
import { openInstrument, type Instrument } from './instrument.ts';

/** The hash of each experiment's run with the code that is chosen, by name. The first one is chosen last, since it may stand already. */
async function hashes(instrument: Instrument, slug: string): Promise<Readonly<Record<string, { readonly hash: string; readonly edited: readonly string[] }>>> {
  const [first, ...others] = catalogFile(slug).data.experiments;
  const seen: Record<string, { hash: string; edited: readonly string[] }> = {};
  for (const { name, label } of [...others, first!]) {
    const { hash, edited } = await instrument.runAfter(() => instrument.region.getByRole('button', { name: label, exact: true }).click());
    seen[name] = { hash, edited };
  }
  return seen;
}

for (const slug of slugs) {
  const { data, sources } = catalogFile(slug);
  for (const file of data.code) {
    test(`${slug}: ${file}.ts as it is, compiled in the page, hashes every experiment as the built one does`, async ({ page }) => {
      // Each run of edited code opens a sandbox of its own.
      test.slow();
      const instrument = await openInstrument(page, slug);
      const built = await hashes(instrument, slug);
      const edits = { [file]: sources[file]! };
      await instrument.runAfter(() => page.evaluate((detail) => document.dispatchEvent(new CustomEvent('breakable:press', { detail })), [{ type: 'code.run', edits }]));
      const compiled = await hashes(instrument, slug);
      expect(compiled).toEqual(Object.fromEntries(Object.entries(built).map(([name, { hash }]) => [name, { hash, edited: [file] }])));
    });
  }
}
