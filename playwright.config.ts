import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';
import { serving } from './scripts/site.mjs';

const port = process.env.E2E_PORT ?? '3100';
const baseURL = `http://127.0.0.1:${port}`;

/** Journeys through the built site in out/, on a desk and on a phone. A test that needs a second try is a broken test. */
export default defineConfig({
  testDir: 'e2e',
  // A machine that does much else is slow to start a compiler; nothing here is measured in time.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] },
  },
  projects: [
    { name: 'desk', testIgnore: /phone\.spec\.ts/, use: { viewport: { width: 1440, height: 1000 } } },
    // What a phone lays out otherwise; the rest of the journeys is the same there.
    { name: 'phone', testMatch: /(article|accessibility|phone)\.spec\.ts/, use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  ],
  webServer: { command: ['node', ...serving(port)].map((part) => JSON.stringify(part)).join(' '), url: baseURL, env: { NO_UPDATE_CHECK: '1' } },
});
