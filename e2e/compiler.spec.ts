import { expect, test } from '@playwright/test';
import type { Press } from '../components/playground/press.ts';
import { simulationOf } from '../lib/simulation.ts';
import { catalogFile, slugs, specimens } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';
import { tell } from './tell.ts';

for (const slug of slugs) {
  const { data, sources } = catalogFile(slug);
  /** Each run of edited code opens a sandbox of its own, so it is one experiment in most patterns. */
  const experiments = specimens.includes(slug) ? data.experiments : data.experiments.slice(0, 1);
  for (const file of data.code) {
    test(`${slug}: ${file}.ts as it is, compiled in the page, hashes as the built one does`, async ({ page }) => {
      const instrument = await openInstrument(page, slug);
      const runAfter = (press: Press) => instrument.runAfter(() => page.evaluate((detail) => document.dispatchEvent(new CustomEvent('breakable:press', { detail })), [press]));
      for (const [index, { name, seed, knobs = {} }] of experiments.entries()) {
        // The page opens with the first one, and an edit goes along with the choice of another.
        const run = await runAfter(index === 0 ? { type: 'code.run', edits: { [file]: sources[file]! } } : { type: 'experiment.chosen', name });
        expect(run).toMatchObject({ experiment: name, hash: simulationOf(slug).simulate({ experiment: name, seed, knobs }).hash, edited: [file] });
      }
      tell('Experiments compiled in the page that hash as built', experiments.length);
    });
  }
}
