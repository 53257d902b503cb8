import { expect, test, type Page } from '@playwright/test';
import type { Press } from '../components/playground/press.ts';
import type { Edits } from '../simulation/edits/edits.ts';
import { lineHunks } from '../simulation/edits/line-hunks.ts';
import type { Mutant } from '../simulation/scenario.ts';
import { catalogFile, codeOf, specimens } from './catalog-under-test.ts';
import { openInstrument, type Instrument } from './instrument.ts';

const press = (page: Page, ...presses: readonly Press[]) => page.evaluate((detail) => document.dispatchEvent(new CustomEvent('breakable:press', { detail })), presses);

/** A wrong version of the catalog as the texts that a reader would have to write. */
function textsOf({ edits }: Mutant, main: string): Edits {
  const texts: Record<string, string> = {};
  for (const { file = main, find, replace } of edits) texts[file] = (texts[file] ?? codeOf(file)).replace(find, () => replace);
  return texts;
}

/** Every line that was changed, and the one after lines that are gone, as they are told. */
const changedLines = (texts: Edits): readonly string[] =>
  Object.entries(texts).flatMap(([file, text]) =>
    lineHunks(codeOf(file).split('\n'), text.split('\n')).flatMap(({ addedAt, added }) =>
      Array.from({ length: Math.max(1, added) }, (_, index) => `line ${addedAt + index + 1} of ${file}.ts`)));

const told = ({ region }: Instrument) => region.getByRole('alert');

for (const slug of specimens) {
  const { data } = catalogFile(slug);

  test(`${slug}: a break that the reader wrote ends its chain of causes in the changed line, which opens the code there`, async ({ page }) => {
    test.slow();
    const instrument = await openInstrument(page, slug);
    for (const { name, mutant: wrong } of data.breaks) {
      const mutant = data.mutants.find((each) => each.name === wrong);
      if (mutant === undefined) continue;
      await instrument.runAfter(() => press(page, { type: 'break.chosen', name }));
      await expect(told(instrument).getByRole('listitem').last(), name).toContainText('because the wrong version');
      const edits = textsOf(mutant, data.code[0] ?? slug);
      const run = await instrument.runAfter(() => press(page, { type: 'code.run', edits }));
      expect(run, name).toMatchObject({ status: 'violated', mutant: '' });
      const cause = told(instrument).getByRole('listitem').last();
      await expect(cause, name).toContainText('because your edit');
      await expect(cause, name).toContainText('The code as it is keeps this promise on the same inputs.');
      const line = cause.getByRole('button');
      const words = (await line.innerText()).toLowerCase();
      expect(changedLines(edits), name).toContain(words);
    }
    await told(instrument).getByRole('listitem').last().getByRole('button').click();
    await expect(instrument.region.getByRole('tab', { name: 'Code' })).toHaveAttribute('aria-selected', 'true');
    const back = await instrument.runAfter(() => told(instrument).getByRole('button', { name: 'Put the code back' }).click());
    expect(back).toMatchObject({ status: 'ended', mutant: '' });
    await expect(told(instrument)).toBeHidden();
  });

  test(`${slug}: an edit that changes nothing is cleared of a break that the knobs make`, async ({ page }) => {
    const byKnobs = data.breaks.filter(({ mutant }) => mutant === undefined);
    const instrument = await openInstrument(page, slug);
    for (const { name } of byKnobs) {
      await instrument.runAfter(() => press(page, { type: 'break.chosen', name }));
      await instrument.runAfter(() => press(page, { type: 'code.run', edits: { [slug]: `// Nothing but a comment.\n${codeOf(slug)}` } }));
      await expect(told(instrument), name).toContainText('The code as it is breaks this promise too, on the same inputs: it is not your edit.');
      await expect(told(instrument), name).not.toContainText('because your edit');
      await instrument.runAfter(() => told(instrument).getByRole('button', { name: 'Reset the experiment' }).click());
      await expect(told(instrument), name).toBeHidden();
    }
  });

  test(`${slug}: code that cannot be compiled says why and where, and the run before it is as useful as it was`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const before = await instrument.latestRun();
    await press(page, { type: 'code.run', edits: { [slug]: `const broken = ;\n${codeOf(slug)}` } });
    await expect(told(instrument)).toContainText(`${slug}.ts, line 1: Expression expected.`);
    const at = await instrument.playhead();
    await instrument.transport.getByRole('button', { name: 'Step', exact: true }).click();
    await expect.poll(instrument.playhead).toBeGreaterThan(at);
    expect(await instrument.latestRun()).toEqual(before);
    const after = await instrument.runAfter(() => told(instrument).getByRole('button', { name: 'Put the code back' }).click());
    expect(after.hash).toBe(before?.hash);
    await expect(told(instrument)).toBeHidden();
  });
}
