import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBetween } from './between-marks.ts';
import { engineTable, type Report } from './engines/engine-table.ts';
import { findFirefox, findOrInstallBrowser } from './browser.mjs';
import { Problem, main, run, tool } from './command.mjs';
import { freePort } from './port.mjs';
import { root } from './root.mjs';
import { buildSite, isSiteCurrent } from './site.mjs';

const engines = [{ name: 'Chromium', project: 'desk' }, { name: 'Firefox', project: 'firefox' }];
const specs = ['determinism', 'compiler', 'engine', 'sandbox', 'hostile'].map((name) => `${name}\\.spec`);
const page = join(root, 'docs', 'engines.md');
const marks = ['<!-- What `npm run engines` found. -->', '<!-- So far. -->'] as const;

/** `npm run engines`: runs what has to be the same everywhere in Chromium and in Firefox, and writes docs/engines.md. HOSTILE=some takes every fifth hostile program. */
await main(async () => {
  if (findFirefox() === undefined) throw new Problem('No Firefox was found, so there is nothing to compare and docs/engines.md is left as it is: install one, or let FIREFOX_PATH name one.');
  if (!isSiteCurrent()) await buildSite({ quiet: true });
  const report = join(root, '.cache', 'reports', 'engines.json');
  const env = { ...process.env, HOSTILE: process.env['HOSTILE'] ?? 'all', PLAYWRIGHT_JSON_OUTPUT_FILE: report, CHROMIUM_PATH: await findOrInstallBrowser(), E2E_PORT: String(await freePort(3100).catch(() => freePort(0))) };
  // Hostile programs take all the time that they can get: one page at a time.
  const { code } = await run(process.execPath, [tool('playwright', '@playwright/test'), 'test', ...specs, ...engines.map(({ project }) => `--project=${project}`), '--workers=1', '--reporter=list,json'], { env });
  const table = engineTable(JSON.parse(readFileSync(report, 'utf8')) as Report, engines);
  writeBetween(page, marks, () => table);
  console.log(`\n${table}`);
  if (code !== 0) throw new Problem('Not every test passed: see above. docs/engines.md says how many did not.');
});
