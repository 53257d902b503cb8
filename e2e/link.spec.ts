import { expect, test, type Page } from '@playwright/test';
import { encodeLink } from '../components/playground/link/encode-link.ts';
import type { SharedRun } from '../components/playground/link/opening.ts';
import { openingSettings, settingsAfter } from '../components/playground/settings-after.ts';
import { catalogFile, specimen as slug } from './catalog-under-test.ts';
import { openInstrument, openLink } from './instrument.ts';

/** What becomes of a link is the same for every pattern. */
const { data, sources } = catalogFile(slug);
const ground = { data, version: '0.1.0', originals: () => Promise.resolve(sources) };
const opening = openingSettings(data);
const second = settingsAfter(opening, { type: 'experiment.chosen', name: data.experiments[1]!.name }, data);
const numberKnob = data.knobs.find((knob) => knob.kind === 'number' && knob.onlyWith === undefined)!;
const turned = numberKnob.kind === 'number' ? numberKnob.max : 0;
const struck = data.topology.nodes.find((node) => node.faults === undefined)!;

/** A run that differs from what the page opens with in all that can be turned. */
const shared: SharedRun = {
  settings: { ...second, seed: 4242, knobs: { ...second.knobs, [numberKnob.name]: turned }, faults: [{ kind: 'crash', target: struck.id, atMs: 1500, forMs: 500 }] },
  at: 2_345_678,
  pane: 'log',
  version: '0.1.0',
  hash: '',
};
/** The first wrong version that one file is enough for, as an edit. */
const mutant = data.mutants.find(({ edits }) => edits.every(({ file }) => file === undefined || file === data.code[0]))!;
const edits = { [data.code[0]!]: mutant.edits.reduce((text, { find, replace }) => text.replace(find, () => replace), sources[data.code[0]!]!) };
/** Where that version breaks something, without it. */
const telling = { ...settingsAfter(opening, { type: 'break.chosen', name: data.breaks.find((each) => each.mutant === mutant.name)!.name }, data), breakName: '', mutant: '' };
const link = (change: Partial<SharedRun> = {}, settings: Partial<SharedRun['settings']> = {}) => encodeLink({ ...shared, ...change, settings: { ...shared.settings, ...settings } }, ground);
const fragmentOf = (page: Page) => new URL(page.url()).hash;
const noticeOf = (page: Page, role: 'status' | 'alert', text: RegExp) => page.getByRole('region', { name: /, running$/ }).getByRole(role).filter({ hasText: text });
/** In a fresh tab: an address with another fragment alone would not load the page anew. */
async function openBad(page: Page, fragment: string) {
  await page.goto('about:blank');
  return openLink(page, slug, fragment);
}

test('a link brings back the run with its hash, moment, pane, knobs and faults', async ({ page, context }) => {
  const first = await openLink(page, slug, await link());
  const { hash } = (await first.latestRun())!;
  const other = await context.newPage();
  const instrument = await openLink(other, slug, await link({ hash }));
  expect(await instrument.latestRun()).toMatchObject({ experiment: second.experiment, seed: 4242, hash });
  expect(await instrument.playhead()).toBe(shared.at);
  await expect(instrument.region.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true');
  await expect(instrument.region.getByRole('slider', { name: /^Move Crash/ })).toHaveValue('1500000');
  await instrument.openTab('Tweak');
  await expect(instrument.region.getByRole('spinbutton', { name: `${numberKnob.label}, typed` })).toHaveValue(String(turned));
  await expect(noticeOf(other, 'status', /differs/)).toHaveCount(0);
});

test('a run whose hash differs from the shared one says so in one line, which can be closed', async ({ page }) => {
  const instrument = await openLink(page, slug, await link({ hash: '0123456789abcdef', version: '0.0.1' }));
  const { hash } = (await instrument.latestRun())!;
  const notice = noticeOf(page, 'status', /This run differs from the one that was shared/);
  await expect(notice).toContainText(`its hash was 0123456789abcdef, here it is ${hash} (made with 0.0.1, this is`);
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toHaveCount(0);
});

test('edited code from a link is shown, runs only on demand, and then as it did', async ({ page, browser }) => {
  const instrument = await openLink(page, slug, await link({ pane: 'tweak' }, { ...telling, edits }));
  const plain = (await instrument.latestRun())!;
  expect(plain).toMatchObject({ seed: telling.seed, edited: [] });
  await noticeOf(page, 'status', /This link carries edited code/).getByRole('button', { name: 'Show it' }).click();
  const panel = instrument.region.getByRole('region', { name: 'Panel' });
  await expect(panel.getByRole('textbox', { name: /editable/ })).toBeVisible();
  await expect(panel.getByText('This code came with the link.')).toBeVisible();
  const ran = await instrument.runAfter(() => panel.getByRole('button', { name: 'Run', exact: true }).click());
  expect(ran).toMatchObject({ status: 'violated', edited: Object.keys(edits) });
  expect(ran.hash).not.toBe(plain.hash);

  // Somebody else, who has never run it: asked again, and told that the run is the same by not being told otherwise.
  const stranger = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();
  const there = await openLink(stranger, slug, await link({ pane: 'code', hash: ran.hash }, { ...telling, edits }));
  expect((await there.latestRun())!.hash).toBe(plain.hash);
  const again = await there.runAfter(() => stranger.getByRole('region', { name: 'Panel' }).getByRole('button', { name: 'Run', exact: true }).click());
  expect(again).toEqual(ran);
  await expect(noticeOf(stranger, 'status', /differs/)).toHaveCount(0);
  await stranger.context().close();

  // This browser ran it to its end: the reload asks no more.
  await expect.poll(() => fragmentOf(page)).toContain('&e=');
  await page.reload();
  await expect.poll(async () => (await instrument.latestRun())?.hash).toBe(ran.hash);
  await expect(noticeOf(page, 'status', /carries edited code/)).toHaveCount(0);
});

test('a link that is damaged, foreign, oversized or from the future opens the first experiment, and says why in one line', async ({ page }) => {
  const edited = await link({}, { edits });
  const wrong: readonly (readonly [fragment: string, sentence: RegExp])[] = [
    ['run=1&s=many', /This link cannot be read: its seed is not a whole number/],
    [edited.slice(0, -9), /This link cannot be read: its edited code is damaged or cut off\./],
    ['run=1&x=no-such-thing', /This link does not fit this pattern: it has no experiment “no-such-thing”\./],
    [`run=1&x=${'y'.repeat(250_000)}`, /This link is too long to be opened/],
    ['run=7&whatever', /This link was made by a later version of this page/],
  ];
  for (const [fragment, sentence] of wrong) {
    const instrument = await openBad(page, fragment);
    await expect(noticeOf(page, 'alert', sentence)).toBeVisible();
    expect(await instrument.latestRun()).toMatchObject({ experiment: data.experiments[0]!.name, seed: data.experiments[0]!.seed });
  }
});

test('markup in a link stays text, in every field', async ({ page }) => {
  const markup = encodeURIComponent('<img src=x onerror="window.struck=1">');
  await openBad(page, `run=1&x=${markup}`);
  const notice = noticeOf(page, 'alert', /This link/);
  for (const key of ['b', 'set', 's', `k.${numberKnob.name}`, `k.${markup}`, 'f', 'm', 't', 'p', 'c', 'h', 'speed', 'e']) {
    await notice.getByRole('button', { name: 'Close' }).click();
    await expect(notice).toHaveCount(0);
    await page.evaluate((hash) => void (location.hash = hash), `run=1&${key}=${markup}`);
    await expect(notice).toBeVisible();
    expect(await page.evaluate(() => [document.querySelectorAll('img[src="x"]').length, 'struck' in window])).toEqual([0, false]);
  }
});

test('a link that is put into the address of an open page is opened, and an anchor of the article is not', async ({ page }) => {
  const instrument = await openInstrument(page, slug);
  const put = (fragment: string) => page.evaluate((hash) => void (location.hash = hash), fragment);
  const run = await instrument.runAfter(async () => put(await link()));
  expect(run).toMatchObject({ experiment: second.experiment, seed: 4242 });
  await expect.poll(instrument.playhead).toBe(shared.at);
  await put('break-it');
  await instrument.transport.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(instrument.playhead).toBeGreaterThan(shared.at!);
  expect(await instrument.latestRun()).toEqual(run);
  await put('run=1&s=none');
  await expect(noticeOf(page, 'alert', /its seed is not a whole number/)).toBeVisible();
});

test('the address follows what stands still, a reload loses nothing, and the page as it opens has a clean one', async ({ page }) => {
  const instrument = await openInstrument(page, slug);
  expect((await instrument.latestRun())!.seed).toBe(opening.seed);
  const seed = instrument.region.getByRole('spinbutton', { name: 'Seed' });
  const run = await instrument.runAfter(async () => {
    await seed.fill('77');
    await seed.press('Enter');
  });
  const at = await instrument.playhead();
  await instrument.openTab('Log');
  await expect.poll(() => fragmentOf(page)).toMatch(/^#run=1&s=77&t=\d+&p=log&c=[\d.]+&h=[0-9a-f]{16}$/);
  await page.reload();
  await expect.poll(async () => (await instrument.latestRun())?.hash).toBe(run.hash);
  await expect.poll(instrument.playhead).toBe(at);
  await expect(instrument.region.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true');

  await instrument.openTab('Tweak');
  await instrument.region.getByRole('button', { name: data.experiments[1]!.label, exact: true }).click();
  await instrument.runAfter(() => instrument.region.getByRole('button', { name: data.experiments[0]!.label, exact: true }).click());
  await expect.poll(() => fragmentOf(page)).toBe('');
});

test.describe('sharing', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  test('the link that is copied opens the run, and says what it carries', async ({ page }) => {
    const instrument = await openLink(page, slug, await link());
    const { hash } = (await instrument.latestRun())!;
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this run' });
    await expect(dialog).toContainText(`The link carries the experiment “${data.experiments[1]!.label}”, the seed 4242, 1 knob, 1 fault, the moment 2.346 s and the open tab.`);
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = await clipboard(page);
    expect(copied).toBe(await dialog.getByRole('textbox', { name: 'Link' }).inputValue());
    expect(copied.length).toBeLessThan(200);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
    await page.goto('about:blank');
    await page.goto(copied);
    await expect.poll(async () => (await instrument.latestRun())?.hash).toBe(hash);
  });

  test('the report has the link, the versions, the hash, the promises and the causes', async ({ page }) => {
    const broken = data.breaks[0]!;
    const instrument = await openLink(page, slug, `run=1&b=${broken.name}`);
    const run = (await instrument.latestRun())!;
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this run' });
    await dialog.getByRole('button', { name: 'Report this run' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    const report = await clipboard(page);
    expect(report).toBe(await dialog.getByRole('textbox', { name: 'Report in Markdown' }).inputValue());
    const label = data.promises.find(({ name }) => name === broken.promise)!.label;
    for (const part of [`#run=1&b=${broken.name}&`, 'link format 1', `\`${run.hash}\``, 'Mozilla/5.0', `(\`${broken.experiment}\`)`, 'Ended | violated at', `: ${label}`, '**Why it broke**', '2. because']) expect(report).toContain(part);
  });

  test('before the instrument stands, the page’s own address is shared', async ({ page }) => {
    await page.goto(`/patterns/${slug}/`);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this run' });
    await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(page.url());
    await expect(dialog.getByRole('button', { name: 'Report this run' })).toHaveCount(0);
  });
});
