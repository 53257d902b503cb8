import { expect, test, type Page } from '@playwright/test';
import { catalogFile, codeOf, specimens } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

const typeError = "const wrong: number = 'word';";
const syntaxError = 'const = 1;';

/** A pattern's page with its code in the editor, found by role and name. */
async function openEditor(page: Page, slug: string) {
  const instrument = await openInstrument(page, slug);
  await instrument.openTab('Code');
  const panel = instrument.region.getByRole('region', { name: 'Panel' });
  await panel.getByRole('button', { name: 'Edit', exact: true }).click();
  const editor = panel.getByRole('textbox', { name: `${catalogFile(slug).data.code[0]}.ts, editable` });
  await expect(editor).toBeFocused();
  return {
    ...instrument,
    panel,
    editor,
    run: panel.getByRole('button', { name: 'Run', exact: true }),
    /** Writes a line of its own at the end of the file. */
    write: async (line: string) => {
      await editor.press('ControlOrMeta+End');
      await page.keyboard.insertText(`${line}\n`);
    },
  };
}

for (const slug of specimens) {
  const { data } = catalogFile(slug);

  test(`${slug}: what is written is marked, runs when it is told to, and says that it runs`, async ({ page }) => {
    const { panel, run, write, runAfter } = await openEditor(page, slug);
    await expect(panel).toContainText('The code as it is runs');
    await expect(run).toBeDisabled();
    await write('export const added = 1;');
    await expect(panel).toContainText('1 line edited');
    await expect(panel).toContainText('Not run yet');
    const ran = await runAfter(() => run.click());
    expect(ran).toMatchObject({ edited: [data.code[0]], mutant: '' });
    await expect(panel).toContainText('Your edit runs');
    await expect(run).toBeDisabled();
  });

  test(`${slug}: what is no code cannot be run, and the last good run stays`, async ({ page }) => {
    const { panel, editor, run, write, latestRun } = await openEditor(page, slug);
    const before = await latestRun();
    await write(syntaxError);
    await expect(panel).toContainText('The last good run stays');
    await expect(run).toBeDisabled();
    await editor.press('ControlOrMeta+Enter');
    await editor.press('ControlOrMeta+z');
    await expect(panel).toContainText('The code as it is runs');
    expect(await latestRun()).toEqual(before);
  });

  test(`${slug}: what its types object to runs all the same`, async ({ page }) => {
    const { panel, editor, write, runAfter } = await openEditor(page, slug);
    await write(typeError);
    await expect(panel).toContainText('Runs anyway');
    const line = panel.getByRole('button', { name: `Line ${codeOf(slug).split('\n').length}` });
    await line.click();
    await expect(editor).toBeFocused();
    expect(await runAfter(() => editor.press('ControlOrMeta+Enter'))).toMatchObject({ edited: [data.code[0]] });
    await expect(panel).toContainText('Runs all the same');
  });

  test(`${slug}: a reset puts the code back, and is undone by its button and by the editor`, async ({ page }) => {
    const { panel, editor, write } = await openEditor(page, slug);
    await write('export const added = 1;');
    await panel.getByRole('button', { name: 'Reset', exact: true }).click();
    await expect(panel).not.toContainText('1 line edited');
    await panel.getByRole('button', { name: 'Undo the reset' }).click();
    await expect(panel).toContainText('1 line edited');
    await panel.getByRole('button', { name: 'Reset', exact: true }).click();
    await expect(panel).not.toContainText('1 line edited');
    await editor.press('ControlOrMeta+z');
    await expect(panel).toContainText('1 line edited');
  });

  test(`${slug}: the difference shows what was there, and puts it back`, async ({ page }) => {
    const { panel, editor } = await openEditor(page, slug);
    await editor.press('ControlOrMeta+Home');
    await page.keyboard.insertText('// ');
    const diff = panel.getByRole('button', { name: 'Diff' });
    await expect(panel.getByRole('deletion')).toHaveCount(0);
    await diff.click();
    await expect(diff).toHaveAttribute('aria-pressed', 'true');
    await expect(panel.getByRole('deletion').first()).toBeVisible();
    await panel.getByRole('button', { name: 'Put this back' }).click();
    await expect(panel.getByRole('deletion')).toHaveCount(0);
    await expect(panel).not.toContainText('1 line edited');
  });

  test(`${slug}: a wrong version becomes an edit, and breaks its promise as that`, async ({ page }) => {
    const [{ name, label } = { name: '', label: '' }] = data.mutants;
    const instrument = await openInstrument(page, slug);
    await instrument.openTab('Code');
    const panel = instrument.region.getByRole('region', { name: 'Panel' });
    const wrong = await instrument.runAfter(() => panel.getByRole('combobox', { name: 'Version' }).selectOption({ label }));
    expect(wrong).toMatchObject({ mutant: name, status: 'violated' });
    await panel.getByRole('button', { name: 'Load as an edit' }).click();
    await expect(panel).toContainText(/\d lines? edited/);
    const ran = await instrument.runAfter(() => panel.getByRole('button', { name: 'Run', exact: true }).click());
    expect(ran).toMatchObject({ mutant: '', status: 'violated', edited: [data.mutants[0]?.edits[0]?.file ?? data.code[0]] });
  });

  test(`${slug}: a wrong version that is chosen takes nothing of what was written`, async ({ page }) => {
    const { panel, write, runAfter } = await openEditor(page, slug);
    await write('export const added = 1;');
    await panel.getByRole('button', { name: 'More' }).click();
    await runAfter(() => panel.getByRole('combobox', { name: 'Version' }).selectOption({ label: data.mutants[0]!.label }));
    await expect(panel.getByRole('deletion').first()).toBeVisible();
    await panel.getByRole('button', { name: 'Back to your edit' }).click();
    await expect(panel).toContainText('1 line edited');
    await expect(panel).toContainText('A wrong version runs');
  });

  test(`${slug}: Tab leaves the editor, and no key of the instrument is heard in it`, async ({ page }) => {
    const { panel, editor, run, playhead } = await openEditor(page, slug);
    const before = await playhead();
    await editor.press('ControlOrMeta+End');
    await page.keyboard.type(' ,.0 1');
    await expect(panel).toContainText('1 line edited');
    expect(await playhead()).toBe(before);
    await expect(panel.getByRole('tab', { name: 'Code' })).toHaveAttribute('aria-selected', 'true');
    // What the compiler says of it stands next to the editor, and may come in between.
    await expect(run).toBeDisabled();
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(editor).toBeFocused();
  });

  test(`${slug}: the compiler completes what is begun, and says what a word is`, async ({ page }) => {
    const { editor, write } = await openEditor(page, slug);
    await write('let last: RangeError;');
    await page.keyboard.type('Math.ma');
    await expect(page.getByRole('listbox').getByRole('option', { name: 'max' })).toBeVisible();
    await page.keyboard.press('Escape');
    await editor.getByText('RangeError', { exact: true }).last().hover();
    await expect(page.getByRole('tooltip')).toContainText('interface RangeError');
  });

  test(`${slug}: what was written outlives another pane, with all that can be undone`, async ({ page }) => {
    const { panel, editor, write, openTab } = await openEditor(page, slug);
    await write('export const added = 1;');
    await openTab('Log');
    await openTab('Code');
    await expect(panel).toContainText('1 line edited');
    await editor.press('ControlOrMeta+z');
    await expect(panel).not.toContainText('1 line edited');
  });

  if (data.code.length > 1) {
    test(`${slug}: each file keeps its own edit while another is shown`, async ({ page }) => {
      const { panel, editor, write, runAfter, run } = await openEditor(page, slug);
      const files = panel.getByRole('combobox', { name: 'File' });
      await write('export const added = 1;');
      await files.selectOption({ value: data.code[1]! });
      await expect(panel.getByRole('textbox', { name: `${data.code[1]}.ts, editable` })).toBeVisible();
      await files.selectOption({ value: data.code[0]! });
      await editor.press('ControlOrMeta+End');
      await expect(files).toContainText(`${data.code[0]}.ts (edited)`);
      expect(await runAfter(() => run.click())).toMatchObject({ edited: [data.code[0]] });
    });
  }
}
