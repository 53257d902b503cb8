import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { editedSimulation } from '../../lib/edited-simulation.ts';
import { catalogFile, specimen as slug } from '../catalog-under-test.ts';
import { copied, openEditor, paste } from '../editor.ts';
import { openInstrument, type Instrument } from '../instrument.ts';
import { tell } from '../tell.ts';
import { editedWith, type HostileEdit } from './edited-with.ts';
import type { HostileProgram } from './hostile-program.ts';
import { watchPage, type Seen } from './hostile-page.ts';
import { hostilePrograms } from './programs.ts';

const file = catalogFile(slug);
const { name: experiment, seed } = file.data.experiments[0]!;
const known = file.still.result.hash;

/** So long a run may be silent, in ms, before it is ended: a page that a program held up would stand still for as long beyond what is ordinary. */
const silenceMs = 1000;
/** Every fifth program of a kind, or all of them where HOSTILE=all says so. Each of them runs in Node in any case. */
const stride = process.env['HOSTILE'] === 'all' ? 1 : 5;
/** So many programs share a page. */
const perPage = 10;

/** Listens where the programs want to go. Whatever connects, in whatever protocol, is counted. */
let server: Server;
let connections = 0;
let elsewhere = '';
test.beforeAll(async () => {
  server = createServer((_, response) => void response.setHeader('Access-Control-Allow-Origin', '*').end('1'));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  elsewhere = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => void server.close());

/** Presses Run, and resolves with what came of it. */
async function run(page: Page, instrument: Instrument): Promise<Seen> {
  await page.evaluate((wanted) => window.hostileWatch.begin(wanted), { experiment, isEdited: true });
  const outcome = page.evaluate(() => window.hostileWatch.outcome());
  await instrument.region.getByRole('button', { name: 'Run', exact: true }).click();
  return outcome;
}

/** Puts the code back as it is. */
const putBack = (page: Page) =>
  page.evaluate((wanted) => window.hostileWatch.ask([{ type: 'code.run', edits: {} }], { experiment: wanted, isEdited: false }), experiment);

/** The same in Node, for programs that end the same everywhere. */
const inNode = ({ edits }: HostileEdit) => editedSimulation(slug, edits)({ experiment, seed, knobs: {} });

/** All that the page keeps, apart from the reader's draft, which it is to keep. */
const stored = (page: Page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage).filter((key) => !key.startsWith('breakable.')),
    session: Object.keys(sessionStorage).filter((key) => !key.startsWith('breakable.')),
    cookie: document.cookie,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));

async function refuses(page: Page, instrument: Instrument, { says = /./ }: HostileProgram, { firstLine, lastLine }: HostileEdit): Promise<void> {
  const button = instrument.region.getByRole('button', { name: 'Run', exact: true });
  await expect(button).toHaveAttribute('title', says);
  await expect(button).toBeDisabled();
  const refusal = (await button.getAttribute('title')) ?? '';
  const line = Number(/^Line (\d+) keeps it from running/.exec(refusal)?.[1] ?? firstLine);
  expect(line).toBeGreaterThanOrEqual(firstLine);
  expect(line).toBeLessThanOrEqual(Math.max(lastLine, file.sources[file.data.code[0]!]!.split('\n').length));
}

/** What a program must come to, and that the page says so with a line of it. */
async function comesTo(page: Page, instrument: Instrument, program: HostileProgram, edit: HostileEdit): Promise<Seen> {
  const seen = await run(page, instrument);
  expect(seen.words).not.toBe('No word came.');
  if (program.outcome === 'stops' || program.outcome === 'runs') {
    const { status, events, hash, stop } = inNode(edit);
    // An engine other than Node's has its own words for its own errors.
    const what = page.context().browser()!.browserType().name() === 'chromium' ? stop?.what : seen.run?.stop?.what;
    expect(seen.run).toEqual({ status, events, hash, ...(stop === undefined ? {} : { stop: { ...stop, what } }) });
  }
  if (program.outcome === 'stops') {
    const { stop } = seen.run!;
    expect(stop!.what).toMatch(program.says ?? /./);
    const toTheMoment = instrument.region.getByRole('button', { name: 'Step to the moment' });
    const alert = instrument.region.getByRole('alert').filter({ hasText: /^(Stopped at a bound|The code failed)/ });
    await expect(toTheMoment.or(alert).first()).toBeVisible();
    if (await toTheMoment.isVisible()) await toTheMoment.click();
    await expect(alert).toContainText(`line ${stop!.line} of ${edit.file}.ts`);
    expect(stop!.line).toBeGreaterThanOrEqual(edit.firstLine);
    expect(stop!.line).toBeLessThanOrEqual(edit.lastLine);
  }
  if (program.outcome === 'silent') {
    const line = Number(/no sign of life.* line (\d+)\./.exec(seen.words)?.[1]);
    expect(line).toBeGreaterThanOrEqual(edit.firstLine);
    expect(line).toBeLessThanOrEqual(edit.lastLine);
  }
  return seen;
}

const parts = Object.entries(hostilePrograms).flatMap(([kind, all]) => {
  const programs = all.filter((_, index) => index % stride === 0);
  return Array.from({ length: Math.ceil(programs.length / perPage) }, (_, index) => [`${kind} ${index + 1}`, programs.slice(index * perPage, (index + 1) * perPage)] as const);
});

for (const [kind, programs] of parts) {
  test(`hostile ${kind}: the page answers, says where it ended, runs on, keeps the draft, and nothing gets out`, async ({ page, baseURL }) => {
    const before = connections;
    const outgoing: string[] = [];
    let navigations = 0;
    page.on('request', (request) => {
      if (!request.url().startsWith(baseURL!) && !/^(blob|data|about):/.test(request.url())) outgoing.push(request.url());
    });
    page.on('domcontentloaded', () => (navigations += 1));
    await page.addInitScript(watchPage);
    const instrument = await openInstrument(page, slug);
    const editor = await openEditor(instrument);
    navigations = 0;
    let last = '';
    for (const program of programs) {
      await test.step(program.name, async () => {
        const edit = editedWith(program, file, elsewhere);
        last = edit.edits[edit.file]!;
        await paste(editor, last);
        if (program.outcome === 'refused') return refuses(page, instrument, program, edit);
        const { gapMs } = await comesTo(page, instrument, program, edit);
        const ordinary = await putBack(page);
        expect(ordinary.run?.hash).toBe(known);
        expect(gapMs, 'ms for which the page stood still').toBeLessThan(silenceMs + ordinary.gapMs);
      });
    }
    expect(navigations).toBe(0);
    expect(await page.evaluate(() => window.hostileWatch.strays)).toEqual([]);
    expect(await stored(page)).toEqual({ local: [], session: [], cookie: '', databases: [], caches: [] });
    await page.reload();
    expect(await copied(await openEditor(instrument))).toBe(last);
    expect(outgoing).toEqual([]);
    expect(connections - before).toBe(0);
    tell('Hostile programs that end as they must, with the page alive and the next run as ever', programs.length);
    tell('Connections that a listening server counted', connections - before);
  });
}
