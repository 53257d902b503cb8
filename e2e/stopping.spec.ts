import { expect, test, type Page } from '@playwright/test';
import type { Edits } from '../simulation/edits/edits.ts';
import { catalogFile, specimen as slug } from './catalog-under-test.ts';
import { openEditor, paste } from './editor.ts';
import { editedWith } from './hostile/edited-with.ts';
import { openInstrument } from './instrument.ts';

const file = catalogFile(slug);
const edited = (text: string) => editedWith({ name: '', place: 'function', outcome: 'explained', text }, file, '');
/** Each turn takes one step, and the engine a while: the steps that a run may take last for minutes. */
const slow = edited("for (let turn = 0; turn < 1_000_000; turn += 1) /^(a+)+$/.test(`${'a'.repeat(13)}!`);");
/** One step that never comes back. */
const hanging = edited("const before = 1;\nvoid /^(a+)+$/.test(`${'a'.repeat(60)}!`);\nconst after = before;");
const quick = edited('const before = 1;');

/** Runs edits, as Run does. */
const runCode = (page: Page, edits: Edits) =>
  page.evaluate((given) => document.dispatchEvent(new CustomEvent('breakable:press', { detail: [{ type: 'code.run', edits: given }] })), edits);

test('a run that takes long says so and can be stopped; the last good run stays, and the next one works', async ({ page }) => {
  const instrument = await openInstrument(page, slug);
  const before = await instrument.latestRun();
  await paste(await openEditor(instrument), slow.edits[slow.file]!);
  const run = instrument.region.getByRole('button', { name: 'Run', exact: true });
  await run.click();
  const underWay = instrument.region.getByText(/^Running… \d+ s$/);
  await expect(underWay).toHaveText(/ [2-9] s$/);
  await instrument.region.getByRole('button', { name: 'Stop', exact: true }).click();
  const stopped = instrument.region.getByRole('alert').filter({ hasText: 'The run was stopped.' });
  await expect(stopped).toBeVisible();
  await expect(underWay).toBeHidden();
  expect(await instrument.latestRun()).toEqual(before);
  await run.click();
  await expect(underWay).toBeVisible();
  await instrument.region.getByRole('button', { name: 'Stop', exact: true }).click();
  expect(await instrument.runAfter(() => runCode(page, quick.edits))).toMatchObject({ hash: before!.hash, edited: [quick.file] });
  await expect(stopped).toBeHidden();
});

test('a run that hangs in the engine itself is ended, its line is looked for and named, and leads to the code', async ({ page }) => {
  const instrument = await openInstrument(page, slug);
  const before = await instrument.latestRun();
  await runCode(page, hanging.edits);
  const alert = instrument.region.getByRole('alert').filter({ hasText: 'no sign of life for 1 s' });
  await expect(alert).toContainText('Its line is being looked for.');
  const line = hanging.firstLine + 1;
  await expect(alert).toContainText(`it was last at ${hanging.file}.ts, line ${line}.`);
  expect(await instrument.latestRun()).toEqual(before);
  await alert.getByRole('button', { name: 'Show the line' }).click();
  await expect(instrument.region.getByRole('tab', { name: 'Code' })).toHaveAttribute('aria-selected', 'true');
  await instrument.runAfter(() => alert.getByRole('button', { name: 'Put the code back' }).click());
  await expect(alert).toBeHidden();
});
