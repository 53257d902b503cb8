import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, root, run } from './command.mjs';

/**
 * The packages that a lock file names, apart from those that only some platforms take.
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function lockedPackages(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
}

/** Whether node_modules holds every package of package-lock.json at its version; npm notes what it installed in a lock file of its own. */
function isInstalled() {
  try {
    const installed = lockedPackages('node_modules/.package-lock.json');
    return Object.entries(lockedPackages('package-lock.json')).every(
      ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/** Installs the packages where one is missing or of another version. Browsers are found or installed by the tests that need one. */
export async function installMissing() {
  if (isInstalled()) return;
  console.log('Installing packages (npm ci) …');
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund'], { log: 'install.log', env });
  if (code === 0) return;
  const reason = output.split('\n').filter((line) => /^npm (error|ERR!) (?!code |A complete log)/.test(line))[0];
  throw new Problem(
    `Installing packages failed: ${reason ?? `npm ci ended with ${code}`}. Look into .cache/install.log, check the network and the free disk, and run the command again.`,
  );
}
