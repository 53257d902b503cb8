import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { noEdits, type Edits } from '../simulation/edits/edits.ts';
import { catalogFile, specimen as slug } from './catalog-under-test.ts';
import { watchPage } from './hostile/hostile-page.ts';
import { openInstrument } from './instrument.ts';
import { addToFrames, rawFrame, rawFrameWords } from './raw/raw-frame.ts';
import { rawEdit, rawPrograms, rawWorker } from './raw/raw-programs.ts';
import { tell } from './tell.ts';

const file = catalogFile(slug);
const { name: experiment } = file.data.experiments[0]!;
const [code] = file.data.code;
const known = file.still.result.hash;

/** Listens where the programs want to go. Whatever connects, in whatever protocol, is counted. */
let server: Server;
let connections: number;
let requests: number;
let elsewhere: string;
test.beforeEach(async () => {
  [connections, requests] = [0, 0];
  server = createServer((_, response) => void response.setHeader('Access-Control-Allow-Origin', '*').end('1'));
  server.on('connection', () => (connections += 1)).on('request', () => (requests += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  elsewhere = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterEach(() => void server.close());

/** Has the page run edits, and resolves with what came of it. */
const ask = (page: Page, edits: Edits) =>
  page.evaluate(([given, wanted]) => window.hostileWatch.ask([{ type: 'code.run', edits: given }], wanted), [edits, { experiment, isEdited: edits !== noEdits }] as const);

/** All that the page keeps. */
const kept = (page: Page) =>
  page.evaluate(async () => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, await indexedDB.databases(), await caches.keys()]));

/** Counts whatever the page would have to do to leave, to open or to ask something. */
function countMoves(page: Page): () => number {
  let moves = 0;
  const count = () => void (moves += 1);
  page.on('domcontentloaded', count).on('popup', count).on('download', count);
  page.on('dialog', (dialog) => {
    count();
    void dialog.dismiss();
  });
  return () => moves;
}

for (const [kind, programs] of Object.entries(rawPrograms)) {
  test(`${kind}: code in the worker itself moves nothing but its own run`, async ({ page }) => {
    await page.addInitScript(watchPage);
    await page.route('**/simulation/*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: rawWorker(elsewhere) + (await response.text()) });
    });
    const instrument = await openInstrument(page, slug);
    const moves = countMoves(page);
    const title = await page.title();
    for (const program of programs) {
      await test.step(program.name, async () => {
        const asked = ask(page, { [code!]: rawEdit(file.sources[code!]!, program) });
        // The page is not held up meanwhile.
        await instrument.openTab('Log');
        const { run, words } = await asked;
        if (program.says === undefined) expect(run?.hash).toBe(known);
        else expect(words).toMatch(program.says);
        const toTheLine = instrument.region.getByRole('button', { name: 'Show the line' });
        if (await toTheLine.isVisible()) await toTheLine.click();
        await instrument.openTab('Tweak');
        await expect(instrument.region.locator('img[src="x"]')).toHaveCount(0);
        expect((await ask(page, noEdits)).run?.hash).toBe(known);
      });
    }
    expect(await page.title()).toBe(title);
    expect(await page.evaluate(() => window.hostileWatch.strays)).toEqual([]);
    expect(await kept(page)).not.toMatch(/\braw\b(?!:)/);
    expect([moves(), connections]).toEqual([0, 0]);
    tell('Raw programs that the sandbox holds alone', programs.length);
    tell('Connections that a listening server counted', connections);
    // The server does count.
    await page.evaluate((address) => fetch(address), `http://${elsewhere}`);
    expect(connections).toBe(1);
  });
}

test('a script in the frame itself has no way to the page, its storage or the network, and what it forges is not heard', async ({ page }) => {
  await page.addInitScript(watchPage);
  await page.addInitScript(addToFrames, rawFrame(elsewhere));
  const moves = countMoves(page);
  const instrument = await openInstrument(page, slug);
  await expect.poll(() => page.evaluate(() => window.hostileWatch.strays)).toContain(JSON.stringify(rawFrameWords));
  await instrument.openTab('Log');
  expect((await instrument.latestRun())?.hash).toBe(known);
  expect(await kept(page)).not.toMatch(/\braw\b/);
  // One move is the page's own. Where a document tries to go somewhere, the browser may open a connection before it forbids that: nothing is sent over it.
  expect([moves(), requests]).toEqual([1, 0]);
});
