import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, freshLog, run, tool } from './command.mjs';
import { host } from './port.mjs';
import { root } from './root.mjs';

const stamp = join(root, '.cache', 'site.sha256');
/** What no page is made of. Anything else counts, so that a new folder or configuration file is never overlooked. */
const notBuiltIn = /^(\.git|\.next|\.cache|\.ci|\.github|node_modules|out|generated|e2e|bench|docs|test-results|playwright-report)$/;
const notBuilt = /\.(test|spec|bench)\.ts$|\.md$|\.tsbuildinfo$|^next-env\.d\.ts$/;

/**
 * @param {string} folder
 * @returns {string[]} every file below it that a page may be made of, in one order on every machine.
 */
function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !(folder === root && notBuiltIn.test(entry.name)) && !notBuilt.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? sourceFiles(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** One hash of all that the site is built from. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of sourceFiles(root)) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Whether out/ was built from the files as they are now. */
export function isSiteCurrent() {
  return existsSync(join(root, 'out', 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/**
 * Compiles the simulations, bundles the compiler and builds the static site into out/.
 * @param {{ quiet?: boolean }} [options] quiet keeps the builders' output in .cache/ instead of the terminal.
 */
export async function buildSite({ quiet = false } = {}) {
  const builtFrom = fingerprint();
  rmSync(stamp, { force: true });
  const steps = /** @type {const} */ ([
    ['simulations', 'tsx', 'scripts/build-simulation.ts'],
    ['compiler', 'tsx', 'scripts/build-compiler.ts'],
    ['pages', 'next', 'build'],
  ]);
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  for (const [what, program, argument] of steps) {
    const log = `build-${what}.log`;
    const { code } = await run(process.execPath, [tool(program), argument], { env, ...(quiet ? { log: freshLog(log) } : {}) });
    if (code !== 0) {
      throw new Problem(
        `Building the ${what} failed: ${program} ${argument} ended with ${code}. ${quiet ? `Look into .cache/${log}` : 'Look above'}, mend what it names and run the command again.`,
      );
    }
  }
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stamp, builtFrom);
}

/**
 * The server of out/, as arguments of `node`. serve.json says how it serves.
 * @param {number | string} port
 */
export function serving(port) {
  return [tool('serve'), '-l', `tcp://${host}:${port}`, '-L', '-n', '--no-port-switching'];
}
