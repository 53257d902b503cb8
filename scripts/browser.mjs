import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { Problem, freshLog, run, tool } from './command.mjs';

/** The shell first: it draws no window around the page, which takes a fifth of the time. */
const chromiums = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome.exe', 'msedge.exe'];
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Whether a browser is there and finds the libraries that it is linked to. On Windows asking its version would open a window. */
export function starts(/** @type {string} */ path) {
  if (!existsSync(path)) return false;
  return process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/**
 * The Chromium that the browser tests drive: the one that CHROMIUM_PATH names, else Playwright's own, else one of the machine.
 * @returns {string | undefined} its path, or undefined where none is there that starts.
 */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (starts(named)) return named;
    throw new Problem(`CHROMIUM_PATH is "${named}", which is no browser that starts: let it name a Chromium, or unset it to have one found.`);
  }
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  return [chromium.executablePath(), ...onPath(chromiums), ...usualPlaces].find(starts);
}

/** @param {readonly string[]} names */
const onPath = (names) => (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));

/**
 * The Firefox that the tests of engines drive besides: the one that FIREFOX_PATH names, else one of the machine. Firefox is never installed.
 * @returns {string | undefined} its path, or undefined where none is there that starts and can be driven: on Windows none can.
 */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named && !starts(named)) throw new Problem(`FIREFOX_PATH is "${named}", which is no browser that starts: let it name a Firefox, or unset it to have one found.`);
  if (process.platform === 'win32') return undefined;
  return named || [...onPath(['firefox', 'firefox-esr']), '/Applications/Firefox.app/Contents/MacOS/firefox'].find(starts);
}

/** The ways to a Chromium where none is found, the gentler first. */
function waysToInstall() {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const playwright = [process.execPath, tool('playwright', '@playwright/test')];
  const quietly = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '20000' };
  const apt = ['chromium-headless-shell', 'chromium'].map((name) => ({
    name: `apt-get install ${name}`,
    commands: [['apt-get', 'update'], ['apt-get', 'install', '-y', '--no-install-recommends', name]],
    env: quietly,
  }));
  return [{ name: 'npx playwright install chromium', commands: [[...playwright, 'install', 'chromium']], env: quietly }, ...(isDebianRoot ? apt : [])];
}

/**
 * Finds a Chromium, or installs one.
 * @returns {Promise<string>} its path.
 */
export async function findOrInstallBrowser() {
  const found = findBrowser();
  if (found) return found;
  const log = freshLog('browser.log');
  for (const { name, commands, env } of waysToInstall()) {
    console.log(`No Chromium found. Installing one (${name}) …`);
    for (const [command = '', ...args] of commands) await run(command, args, { log, env });
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Problem(
    'The end-to-end tests need a Chromium and none could be found or installed (.cache/browser.log says why): install one, or let CHROMIUM_PATH name one, and run npm test again.',
  );
}
