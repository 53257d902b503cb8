import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = dirname(import.meta.dirname);

/** A problem that the reader of the terminal can mend: its message says what, where and what to do, and no stack follows it. */
export class Problem extends Error {}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}

/**
 * Starts a command in the repository's root; it ends when this process is told to.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

/**
 * Runs a command to its end. Its output goes to the terminal, or into a file of .cache/ where a log's name is given.
 * @param {string} command
 * @param {string[]} args
 * @param {{ log?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string }>} the exit code, and the output where it was logged.
 */
export async function run(command, args, { log, env = process.env } = {}) {
  const child = start(command, args, { env, stdio: log ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
  let output = '';
  if (log) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    const file = createWriteStream(join(root, '.cache', log));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        file.write(chunk);
        output += chunk;
      });
    }
    child.on('close', () => file.end());
    child.on('error', () => file.end());
  }
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (status) => resolve(status ?? 1));
  });
  return { code, output };
}

/**
 * Runs a program and turns a Problem into its one line and exit code 1.
 * @param {() => Promise<void>} program
 */
export async function main(program) {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
