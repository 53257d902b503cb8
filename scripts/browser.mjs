import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * The Chromium that the browser tests drive: the one that CHROMIUM_PATH names, else Playwright's own, else one on the PATH.
 * @returns {string | undefined} its path, or undefined where there is none.
 */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [chromium.executablePath(), ...places].find((path) => existsSync(path));
}
