import { expect, test } from '@playwright/test';
import { catalogFile, specimens } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

for (const slug of specimens) {
  const { experiments } = catalogFile(slug).data;
  const [first] = experiments;

  test(`${slug}: stands paused at its telling moment, and steps forward and back to the same time`, async ({ page }) => {
    const { transport, playhead } = await openInstrument(page, slug);
    const step = transport.getByRole('button', { name: 'Step', exact: true });
    const stepBack = transport.getByRole('button', { name: 'Step back' });
    // The page was opened by one step, taken in the still.
    const opened = await playhead();
    await stepBack.click();
    await expect.poll(playhead).toBeLessThan(opened);
    const still = await playhead();
    expect(still).toBeLessThanOrEqual((first?.stillAtMs ?? 0) * 1000);
    await step.click();
    await expect.poll(playhead).toBeGreaterThan(still);
    const later = await playhead();
    await step.click();
    await expect.poll(playhead).toBeGreaterThan(later);
    await stepBack.click();
    await expect.poll(playhead).toBe(later);
    await stepBack.click();
    await expect.poll(playhead).toBe(still);
  });

  test(`${slug}: plays on simulated time, and stays where it is paused`, async ({ page }) => {
    const { transport, playhead } = await openInstrument(page, slug);
    await transport.getByRole('button', { name: 'To the start' }).click();
    await expect.poll(playhead).toBe(0);
    await transport.getByRole('button', { name: '5×', exact: true }).click();
    await transport.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(playhead).toBeGreaterThan(1e6);
    await transport.getByRole('button', { name: 'Pause' }).click();
    await expect(transport.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    const paused = await playhead();
    await transport.getByRole('button', { name: 'Step', exact: true }).click();
    await expect.poll(playhead).toBeGreaterThan(paused);
    await transport.getByRole('button', { name: 'Step back' }).click();
    await expect.poll(playhead).toBeLessThanOrEqual(paused);
  });

  test(`${slug}: plays to its end and stands there`, async ({ page }) => {
    const { transport, playhead } = await openInstrument(page, slug);
    await transport.getByRole('button', { name: '10×', exact: true }).click();
    await transport.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(transport.getByRole('button', { name: 'Play', exact: true })).toBeVisible({ timeout: 20_000 });
    expect(await playhead()).toBe((first?.durationMs ?? 0) * 1000);
  });

  test(`${slug}: is scrubbed from its start to its end, and shows what was so then`, async ({ page }) => {
    const { region, playhead } = await openInstrument(page, slug);
    const canvas = region.getByRole('application');
    await region.getByRole('slider', { name: 'Playhead' }).focus();
    await page.keyboard.press('End');
    await expect.poll(playhead).toBe((first?.durationMs ?? 0) * 1000);
    const atEnd = await canvas.innerText();
    await page.keyboard.press('Home');
    await expect.poll(playhead).toBe(0);
    await expect(canvas).not.toHaveText(atEnd, { useInnerText: true });
    await page.keyboard.press('End');
    await expect(canvas).toHaveText(atEnd, { useInnerText: true });
  });

  test(`${slug}: keeps what is pressed before the page’s scripts have come`, async ({ page }) => {
    let release = () => {};
    const pressed = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/_next/static/**/*.js', async (route) => {
      await pressed;
      await route.continue();
    });
    await page.goto(`/patterns/${slug}/`, { waitUntil: 'commit' });
    const region = page.getByRole('region', { name: /, running$/ });
    await region.getByRole('tab', { name: 'Log' }).click();
    release();
    await expect(region.getByRole('tabpanel').getByRole('table')).toBeVisible();
  });

  test(`${slug}: keeps a key that is pressed in the still, on its axis and on its tabs`, async ({ page }) => {
    const region = page.getByRole('region', { name: /, running$/ });
    const slider = region.getByRole('slider', { name: 'Playhead' });
    await page.goto(`/patterns/${slug}/`);
    const still = Number(await slider.inputValue());
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => Number(await slider.inputValue())).toBeLessThan(still);
    await expect(slider).toBeFocused();
    await page.reload();
    await region.getByRole('tab', { name: 'Tweak' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(region.getByRole('tab', { name: 'Code' })).toHaveAttribute('aria-selected', 'true');
    await expect(region.getByRole('tab', { name: 'Code' })).toBeFocused();
  });

  test(`${slug}: is worked by keyboard alone`, async ({ page }) => {
    const { transport, playhead } = await openInstrument(page, slug);
    const play = transport.getByRole('button', { name: 'Play', exact: true });
    await page.getByRole('link', { name: 'Skip to the page' }).focus();
    for (let presses = 0; presses < 60 && !(await play.evaluate((button) => button === document.activeElement)); presses += 1) await page.keyboard.press('Tab');
    await expect(play).toBeFocused();
    const before = await playhead();
    await page.keyboard.press('.');
    await expect.poll(playhead).toBeGreaterThan(before);
    const stepped = await playhead();
    await page.keyboard.press(',');
    await expect.poll(playhead).toBe(before);
    await page.keyboard.press('Space');
    await expect(transport.getByRole('button', { name: 'Pause' })).toBeFocused();
    await expect.poll(playhead).toBeGreaterThan(stepped);
    await page.keyboard.press('Space');
    await expect(play).toBeFocused();
  });

  test(`${slug}: lists its keys and gives the focus back, and no key acts while something is typed`, async ({ page }) => {
    const { region, transport, playhead } = await openInstrument(page, slug);
    const play = transport.getByRole('button', { name: 'Play', exact: true });
    await play.focus();
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keys' });
    await expect(list).toContainText('Play or pause');
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await expect(play).toBeFocused();
    await page.keyboard.press('4');
    await expect(region.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true');
    const before = await playhead();
    await region.getByRole('searchbox', { name: 'Words in the line' }).focus();
    await page.keyboard.type('1 .,?0');
    await expect(region.getByRole('searchbox', { name: 'Words in the line' })).toHaveValue('1 .,?0');
    await expect(list).toBeHidden();
    expect(await playhead()).toBe(before);
    await play.focus();
    await page.keyboard.press('0');
    await expect.poll(playhead).toBe(0);
  });

  test(`${slug}: tells in the log what happened up to the playhead, and goes to the moment of a line`, async ({ page }) => {
    const instrument = await openInstrument(page, slug);
    const { region, playhead } = instrument;
    await instrument.openTab('Log');
    const lines = region.getByRole('table').getByRole('row').filter({ has: page.getByRole('button') });
    const times = async () => (await lines.getByRole('button').allInnerTexts()).map((text) => Math.round(Number(text) * 1e6));
    await region.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Calls' });
    const calls = await times();
    expect(calls.length).toBeGreaterThan(0);
    expect(calls).toEqual(calls.toSorted((one, other) => other - one));
    expect(calls[0]).toBeLessThanOrEqual(await playhead());
    await region.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Faults' });
    const oldest = lines.last();
    const at = (await times()).at(-1) ?? 0;
    await oldest.getByRole('button').press('Enter');
    await expect.poll(async () => Math.abs((await playhead()) - at)).toBeLessThanOrEqual(500);
    await expect(lines.first().getByRole('button')).toBeFocused();
    await region.getByRole('button', { name: 'Show all' }).click();
    await expect(region.getByRole('combobox', { name: 'What' })).toHaveValue('');
  });
}
