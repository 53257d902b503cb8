import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { findBrowser } from '../scripts/browser.mjs';
import { Problem } from '../scripts/command.mjs';
import { freePort, host } from '../scripts/port.mjs';
import { root } from '../scripts/root.mjs';
import { buildSite, isSiteCurrent, serving } from '../scripts/site.mjs';

export interface OpenedSite {
  readonly address: string;
  readonly browser: Browser;
}

/** Serves the built site and opens a browser beside it, for as long as `measure` takes. */
export async function withSite<Result>(measure: (site: OpenedSite) => Promise<Result>): Promise<Result> {
  if (!isSiteCurrent()) await buildSite({ quiet: true });
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Problem('The playground is measured in Chromium, and none was found: install one, or let CHROMIUM_PATH name one.');
  const port = await freePort(0);
  const server = spawn(process.execPath, serving(port), { cwd: root, stdio: 'ignore', env: { ...process.env, NO_UPDATE_CHECK: '1' } });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  try {
    const address = `http://${host}:${port}`;
    await answering(address);
    return await measure({ address, browser });
  } finally {
    await browser.close();
    server.kill();
    if (server.exitCode === null) await once(server, 'exit');
  }
}

/** A page on a desk, blank until it is sent somewhere, with a measuring script in it: its path from the root. */
export async function openPage({ browser }: OpenedSite, script: string): Promise<Page> {
  const { outputFiles } = await build({ entryPoints: [join(root, script)], bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'error' });
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();
  await page.addInitScript(outputFiles[0]!.text);
  await page.goto('about:blank');
  return page;
}

async function answering(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Problem(`The site does not answer at ${address}.`);
}
