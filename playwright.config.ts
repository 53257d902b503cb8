import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser, findFirefox } from './scripts/browser.mjs';
import { root } from './scripts/root.mjs';
import { serving } from './scripts/site.mjs';

const port = process.env.E2E_PORT ?? '3100';
const baseURL = `http://127.0.0.1:${port}`;
const firefox = findFirefox();
/** Hostile programs in every engine, for the table of docs/engines.md. */
const asksForHostile = process.env['HOSTILE'] !== undefined;
const desk = { viewport: { width: 1440, height: 1000 } };

/** Journeys through the built site in out/, on a desk and on a phone. A test that needs a second try is a broken test. */
export default defineConfig({
  testDir: 'e2e',
  // A machine that does much else is slow to start a compiler; nothing here is measured in time.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
  use: {
    baseURL,
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true },
    launchOptions: { executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] },
  },
  projects: [
    { name: 'desk', testIgnore: asksForHostile ? /phone\.spec\.ts/ : /(phone|hostile)\.spec\.ts/, use: desk },
    // What a phone lays out otherwise; the rest of the journeys is the same there.
    { name: 'phone', testMatch: /(article|files|accessibility|phone)\.spec\.ts/, use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
    // Hostile programs take all the time and memory that they can get: they run alone, after the others.
    ...(asksForHostile ? [] : [{ name: 'hostile', testMatch: /hostile\.spec\.ts/, workers: 1, dependencies: ['desk', 'phone', ...(firefox === undefined ? [] : ['firefox'])], use: desk }]),
    // What has to be the same in every engine, and, where HOSTILE asks for hostile programs, what none may let out.
    ...(firefox === undefined ? [] : [{
      name: 'firefox',
      testMatch: asksForHostile ? /(compiler|compiled|determinism|engine|sandbox|hostile)\.spec\.ts/ : /(compiler|compiled|determinism|engine)\.spec\.ts/,
      use: {
        browserName: 'firefox' as const,
        channel: 'moz-firefox',
        ...desk,
        launchOptions: { executablePath: join(root, 'scripts', 'engines', 'firefox-shim.mjs'), env: { ...process.env, FIREFOX_PATH: firefox } },
      },
    }]),
  ],
  webServer: { command: ['node', ...serving(port)].map((part) => JSON.stringify(part)).join(' '), url: baseURL, env: { NO_UPDATE_CHECK: '1' } },
});
