import { expect, test } from '@playwright/test';
import type { Press } from '../components/playground/press.ts';
import { simulationOf } from '../lib/simulation.ts';
import type { Experiment } from '../simulation/scenario.ts';
import { catalogFile } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';
import { tell } from './tell.ts';

/** Runs a pattern's files as they are, compiled in the page as edited ones are, in some of its experiments: the first, and then others. */
export function hashesAsBuilt(slug: string, experimentsOf: (all: readonly Experiment[]) => readonly Experiment[]): void {
  const { data, sources } = catalogFile(slug);
  const experiments = experimentsOf(data.experiments);
  test(`${slug}: its files as they are, compiled in the page, hash as the built ones do`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const runAfter = (press: Press) => instrument.runAfter(() => page.evaluate((detail) => document.dispatchEvent(new CustomEvent('breakable:press', { detail })), [press]));
    // The page opens with the first one, and an edit goes along with the choice of another.
    const edits = Object.fromEntries(data.code.map((file) => [file, sources[file]!]));
    for (const [index, { name, seed, knobs = {} }] of experiments.entries()) {
      const run = await runAfter(index === 0 ? { type: 'code.run', edits } : { type: 'experiment.chosen', name });
      expect(run).toMatchObject({ experiment: name, hash: simulationOf(slug).simulate({ experiment: name, seed, knobs }).hash });
      expect(run.edited.toSorted()).toEqual(data.code.toSorted());
    }
    tell('Experiments compiled in the page that hash as built', experiments.length);
  });
}
