import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, freshLog, run } from './command.mjs';
import { root } from './root.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} LockedPackages */

/**
 * The packages that a lock file names, by their folder.
 * @param {string} path
 * @returns {LockedPackages}
 */
function lockedPackages(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
}

/**
 * The folders of the packages that are wanted and are missing or of another version. A package that only some platforms take is nobody's miss.
 * @param {LockedPackages} wanted
 * @param {LockedPackages} installed what npm noted when it installed.
 * @param {(folder: string) => boolean} exists
 */
export function missingPackages(wanted, installed, exists) {
  return Object.entries(wanted)
    .filter(([folder, { version, optional }]) => folder !== '' && !optional && (installed[folder]?.version !== version || !exists(folder)))
    .map(([folder]) => folder);
}

function isInstalled() {
  const noted = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, noted))) return false;
  return missingPackages(lockedPackages('package-lock.json'), lockedPackages(noted), (folder) => existsSync(join(root, folder))).length === 0;
}

/**
 * The line of npm's output that says what went wrong.
 * @param {string} output
 */
export function reasonOf(output) {
  const said = output.split('\n').flatMap((line) => /^npm (?:error|ERR!) (?!code |errno |syscall |path |A complete log|\s*$)(.*)/.exec(line)?.[1]?.trim() ?? []);
  return said[0]?.replace(/\.$/, '');
}

/** Installs the packages where one is missing or of another version. Browsers are found or installed by the tests that need one. */
export async function installMissing() {
  if (isInstalled()) return;
  console.error('Installing packages (npm ci) …');
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  // On Windows npm is a script of the shell.
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund'], { log: freshLog('install.log'), env, shell: process.platform === 'win32' });
  if (code === 0) return;
  const reason = code === 127 ? 'npm is not on the PATH' : (reasonOf(output) ?? `npm ci ended with ${code}`);
  throw new Problem(`Installing packages failed: ${reason}. Look into .cache/install.log, check the network and the free disk, and run the command again.`);
}
