import { expect, test } from '@playwright/test';
import type { Knob } from '../simulation/scenario.ts';
import { catalogFile, specimens } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

/** Another value of a number's knob, by keyboard: its least one. */
const isNumber = (knob: Knob): knob is Extract<Knob, { readonly kind: 'number' }> => knob.kind === 'number';

for (const slug of specimens) {
  const { data } = catalogFile(slug);

  test(`${slug}: a wrong version stops the run at the promise that it breaks, says what and when, and is put back`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const intact = await instrument.latestRun();
    for (const { name, promise } of data.breaks) {
      const run = await instrument.runAfter(() => page.evaluate((chosen) => document.dispatchEvent(new CustomEvent('breakable:press', { detail: [{ type: 'break.chosen', name: chosen }] })), name));
      expect(run.status, name).toBe('violated');
      const show = instrument.region.getByRole('button', { name: 'Step to the moment' });
      await expect(show.or(instrument.region.getByRole('alert'))).toBeVisible();
      if (await show.isVisible()) await show.click();
      const told = instrument.region.getByRole('alert');
      await expect(told).toContainText(`Promise broken at ${(run.endedAt / 1e6).toFixed(3)} s`);
      await expect(told).toContainText(data.promises.find((each) => each.name === promise)?.label ?? promise);
      await expect.poll(instrument.playhead).toBe(run.endedAt);
    }
    const back = await instrument.runAfter(() => instrument.region.getByRole('button', { name: 'Put it back' }).click());
    expect(back).toMatchObject({ status: 'ended', mutant: '' });
    await expect(instrument.region.getByRole('alert')).toBeHidden();
    const again = await instrument.runAfter(async () => {
      await instrument.openTab('Tweak');
      await instrument.region.getByRole('button', { name: data.experiments[0]?.label ?? '', exact: true }).click();
    });
    expect(again.hash).toBe(intact?.hash);
  });

  test(`${slug}: what breaks by its knobs alone stands with the knobs, and is put back when it is pressed again`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const intact = await instrument.latestRun();
    await instrument.openTab('Tweak');
    for (const { label, experiment } of data.breaks.filter(({ mutant }) => mutant === undefined)) {
      const button = instrument.region.getByRole('button', { name: label, exact: true });
      expect(await instrument.runAfter(() => button.click())).toMatchObject({ status: 'violated', mutant: '' });
      await expect(button).toHaveAttribute('aria-pressed', 'true');
      const back = await instrument.runAfter(() => button.click());
      expect(back).toMatchObject({ status: 'ended', experiment });
      if (experiment === intact?.experiment) expect(back.hash).toBe(intact.hash);
    }
  });

  test(`${slug}: the numbers of a chain of causes are the same in the banner, on the diagram, on the timeline and in the log`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    for (const { name } of data.breaks) {
      await instrument.runAfter(() => page.evaluate((chosen) => document.dispatchEvent(new CustomEvent('breakable:press', { detail: [{ type: 'break.chosen', name: chosen }] })), name));
      // The last cause is the change of the code, which stands in the code alone.
      const causes = instrument.region.getByRole('alert').getByRole('listitem').filter({ hasNot: page.getByRole('button') });
      await expect(causes.first(), name).toBeVisible();
      const told = await causes.evaluateAll((items) => items.map((item, position) => `${position + 1} ${/[0-9.]+ s/.exec(item.textContent.slice(1))?.[0]}`));
      // What the world itself does has no card.
      const onCards = await causes.evaluateAll((items) => items.flatMap((item, position) => (item.querySelector('span:has(.num)')?.textContent.trim().endsWith(' s') === true ? [] : [`${position + 1}`])));
      const marks = async (selector: string) => (await instrument.region.locator(selector).allInnerTexts()).toSorted();
      expect(await marks('.cause'), `${name} on the diagram`).toEqual(onCards);
      expect(await marks('.timeline-causes b'), `${name} on the timeline`).toEqual(told.map((_, position) => `${position + 1}`));
      await instrument.openTab('Log');
      await instrument.region.getByRole('combobox', { name: 'What' }).selectOption('causes');
      const lines = await instrument.region.getByRole('table').getByRole('row').filter({ has: page.getByRole('button') }).evaluateAll((rows) =>
        rows.map((row) => `${/Cause (\d+)/.exec(row.textContent)?.[1]} ${row.querySelector('button')?.textContent} s`));
      expect(lines.toSorted(), name).toEqual(told.toSorted());
    }
  });

  test(`${slug}: a knob runs it again from the start, keeps the playhead, and can be reset`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const [knob] = data.knobs.filter(isNumber);
    const intact = await instrument.latestRun();
    const before = await instrument.playhead();
    const field = instrument.region.getByRole('spinbutton', { name: `${knob?.label}, typed` });
    await field.fill(String(knob?.min));
    const turned = await instrument.runAfter(() => field.press('Enter'));
    expect(turned.hash).not.toBe(intact?.hash);
    await expect.poll(instrument.playhead).toBe(Math.min(before, turned.endedAt));
    const reset = await instrument.runAfter(() => instrument.region.getByRole('button', { name: 'Reset all' }).click());
    expect(reset.hash).toBe(intact?.hash);
    const undone = await instrument.runAfter(() => instrument.region.getByRole('button', { name: 'Undo the reset' }).click());
    expect(undone.hash).toBe(turned.hash);
  });

  test(`${slug}: a value that a knob does not take says why, and goes when the field is left`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const [knob] = data.knobs.filter(isNumber).filter(({ onlyWith }) => onlyWith === undefined || onlyWith.values.includes(data.knobs.find(({ name }) => name === onlyWith.knob)?.default ?? ''));
    const field = instrument.region.getByRole('spinbutton', { name: `${knob?.label}, typed` });
    const before = await field.inputValue();
    await field.fill(String((knob?.max ?? 0) + 1));
    await field.press('Enter');
    await expect(instrument.region.getByText(`${knob?.label} goes from ${knob?.min} to ${knob?.max} ${knob?.unit}.`)).toBeVisible();
    await expect(field).toHaveValue(String((knob?.max ?? 0) + 1));
    await field.blur();
    await expect(field).toHaveValue(before);
  });

  test(`${slug}: a knob that means nothing with the others as they are is left out`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    for (const { label, onlyWith } of data.knobs) {
      const other = data.knobs.find(({ name }) => name === onlyWith?.knob);
      const value = data.experiments[0]?.knobs?.[other?.name ?? ''] ?? other?.default ?? '';
      const named = instrument.region.getByRole('tabpanel').getByRole('button', { name: label, exact: true });
      await expect(named, label).toHaveCount(onlyWith === undefined || onlyWith.values.includes(value) ? 1 : 0);
    }
  });

  test(`${slug}: published settings turn the knobs and name their source`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    for (const { label, source } of data.settings) {
      await instrument.runAfter(() => instrument.region.getByRole('combobox', { name: 'Settings of' }).selectOption({ label }));
      await expect(instrument.region.getByRole('link', { name: source.title })).toHaveAttribute('href', source.url);
    }
  });

  test(`${slug}: a fault that the reader adds to a node changes the run, and goes when it is removed`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const intact = await instrument.latestRun();
    const node = data.topology.nodes.find(({ faults }) => faults === undefined || faults.includes('crash'));
    await instrument.region.getByRole('application').getByRole('button').filter({ hasText: node?.cards[0]?.label ?? '' }).first().click();
    const crashed = await instrument.runAfter(() => page.getByRole('dialog').getByRole('button', { name: /^Crash/ }).click());
    expect(crashed.hash).not.toBe(intact?.hash);
    await page.keyboard.press('Escape');
    const removed = await instrument.runAfter(() => instrument.region.getByRole('button', { name: /^Remove the fault Crash/ }).first().press('Enter'));
    expect(removed.hash).toBe(intact?.hash);
  });
}
