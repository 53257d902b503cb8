import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { slugs } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

const slug = slugs[0]!;
const simulation = '**/simulation/*.js';

let server: Server;
let requests: string[];
test.beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(String(request.url));
    response.setHeader('Access-Control-Allow-Origin', '*').end('1');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
test.afterEach(() => void server.close());

test('simulated code reaches no network, no storage and no page, and the page runs on', async ({ page }) => {
  const elsewhere = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Before the simulation, in its own worker, everything that could lead out is tried.
  const escape = `
    const tried = [
      () => fetch('http://${elsewhere}/fetch').catch(() => 0),
      () => fetch('http://${elsewhere}/no-cors', { mode: 'no-cors' }).catch(() => 0),
      () => { const request = new XMLHttpRequest(); request.open('GET', 'http://${elsewhere}/xhr', false); request.send(); },
      () => new WebSocket('ws://${elsewhere}/socket'),
      () => new EventSource('http://${elsewhere}/events'),
      () => importScripts('http://${elsewhere}/script'),
      () => import('http://${elsewhere}/module').catch(() => 0),
      () => navigator.sendBeacon('http://${elsewhere}/beacon', '1'),
      () => localStorage.setItem('a', '1'),
      () => indexedDB.open('a'),
      () => document.title,
      () => parent.document,
    ];
    for (const attempt of tried) try { void attempt(); } catch {}
  `;
  await page.route(simulation, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(() => { ${escape} })();\n${await response.text()}` });
  });
  const instrument = await openInstrument(page, slug);
  await instrument.runAfter(() => instrument.transport.getByRole('button', { name: 'Another seed' }).click());
  expect(requests).toEqual([]);
  expect(await page.evaluate(() => localStorage.getItem('a'))).toBeNull();
});

test('a run without end is ended, the page says so, and the next one runs', async ({ page }) => {
  await page.route(simulation, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const endless = `;{ const { simulate } = breakable; let runs = 0; breakable = { ...breakable, simulate: (...all) => { runs += 1; if (runs === 2) for (;;); return simulate(...all); } }; }`;
    await route.fulfill({ response, body: text + endless });
  });
  const instrument = await openInstrument(page, slug);
  await instrument.transport.getByRole('button', { name: 'Another seed' }).click();
  // The page itself is not held up meanwhile.
  await instrument.openTab('Log');
  const notice = instrument.region.getByRole('alert').filter({ hasText: 'gave no sign of life' });
  await expect(notice).toBeVisible();
  await instrument.runAfter(() => instrument.transport.getByRole('button', { name: 'Another seed' }).click());
  await expect(notice).toBeHidden();
});
