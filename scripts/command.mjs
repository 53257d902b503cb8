import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

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
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  running.add(child);
  const forget = () => void running.delete(child);
  child.on('exit', forget).on('error', forget);
  return child;
}

/**
 * Begins a log in .cache/ anew.
 * @param {string} name
 * @returns {string} its name, for `run`.
 */
export function freshLog(name) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(join(root, '.cache', name), '');
  return name;
}

/**
 * Runs a command to its end. Its output goes to the terminal, or is added to a log of .cache/ where one is given.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ log?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} the exit code (127 where there is no such command), and the output where it was logged.
 */
export async function run(command, args, { log, env = process.env, shell = false } = {}) {
  const child = start(command, args, { env, shell, stdio: log ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
  let output = '';
  /** @param {string} chunk */
  const note = (chunk) => {
    output += chunk;
    if (log) appendFileSync(join(root, '.cache', log), chunk);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', note);
  /** @type {number} */
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      note(`${error.message}\n`);
      resolve(127);
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
  return { code, output };
}

/**
 * A program of an installed package as the arguments of `node`: started so, neither a shell nor the network has a say in which one runs.
 * @param {string} name what it is called, `tsc`.
 * @param {string} [from] the package that brings it, where that has another name.
 * @returns {string} the path of its JavaScript.
 */
export function tool(name, from = name) {
  const folder = join(root, 'node_modules', from);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** Ends this process once the one that started it is gone: npm passes a signal on to its shell only, and the shell to nobody. */
function endWithParent() {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  };
  setInterval(look, 500).unref();
}

/**
 * Runs a program; a Problem becomes its one line and exit code 1.
 * @param {() => Promise<void>} program
 */
export async function main(program) {
  endWithParent();
  try {
    await program();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
