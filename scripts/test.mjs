import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findFirefox, findOrInstallBrowser } from './browser.mjs';
import { freshLog, main, run, tool } from './command.mjs';
import { installMissing } from './install.mjs';
import { freePort } from './port.mjs';
import { root } from './root.mjs';
import { isSiteCurrent } from './site.mjs';
import { countOfStep, inWords, sumOf } from './test-count.mjs';

/** @typedef {{ name: string, commands: readonly (readonly string[])[], report?: string }} Step */

const reports = join(root, '.cache', 'reports');

/** @param {string} project */
function vitest(project) {
  const report = join(reports, `${project}.json`);
  return {
    name: project,
    report,
    commands: [[tool('vitest'), 'run', '--project', project, '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report]],
  };
}

/**
 * Every step, in the order in which a fault shows soonest. A step's commands are arguments of `node`.
 * @returns {readonly Step[]}
 */
function allSteps() {
  const tsc = tool('tsc', 'typescript');
  const tsx = tool('tsx');
  return [
    { name: 'simulations', commands: [[tsx, 'scripts/build-simulation.ts'], [tsx, 'scripts/build-compiler.ts']] },
    { name: 'lint', commands: [[tool('oxlint'), '--type-aware', '--deny-warnings']] },
    { name: 'types', commands: [[tool('next'), 'typegen'], [tsc], [tsc, '--noEmit', '-p', 'patterns/tsconfig.json']] },
    vitest('unit'),
    vitest('property'),
    vitest('contract'),
    { name: 'build', commands: isSiteCurrent() ? [] : [[join(root, 'scripts', 'build.mjs')]] },
    { name: 'diagrams', commands: [[tsx, 'scripts/diagrams.ts', '--check']] },
    { name: 'end to end', report: join(reports, 'e2e.json'), commands: [[tool('playwright', '@playwright/test'), 'test']] },
  ];
}

/** The port of the browser tests: the one that E2E_PORT names, else 3100, else any that is free. */
const portOfBrowserTests = () => process.env.E2E_PORT ?? freePort(3100).catch(() => freePort(0));

/**
 * Runs a step's commands one after the other, until one fails.
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ count: import('./test-count.mjs').TestCount, output: string, hasFailed: boolean }>}
 */
async function take({ name, commands, report }, env) {
  if (report) rmSync(report, { force: true });
  const log = freshLog(`test-${name.replaceAll(' ', '-')}.log`);
  let output = '';
  let hasFailed = false;
  for (const command of commands) {
    const ran = await run(process.execPath, command, { log, env });
    output += ran.output;
    hasFailed = ran.code !== 0;
    if (hasFailed) break;
  }
  return { count: countOfStep(report, hasFailed), output, hasFailed };
}

/** `npm test`: all that must hold, from a fresh checkout. It stops at the first step that fails and shows what that step said. */
await main(async () => {
  await installMissing();
  const env = { ...process.env, CI: process.env.CI ?? '1', NEXT_TELEMETRY_DISABLED: '1' };
  Object.assign(env, { CHROMIUM_PATH: await findOrInstallBrowser(), E2E_PORT: String(await portOfBrowserTests()) });
  mkdirSync(reports, { recursive: true });
  const counts = [];
  for (const step of allSteps()) {
    process.stdout.write(`${step.name.padEnd(12)} `);
    const startedAt = performance.now();
    const { count, output, hasFailed } = await take(step, env);
    counts.push(count);
    const seconds = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
    const result = hasFailed ? 'failed' : step.commands.length === 0 ? 'current' : 'ok';
    console.log(`${result.padEnd(8)}${seconds.padStart(8)}${step.report ? `   ${inWords(count)}` : ''}`);
    if (hasFailed) {
      console.log(`\n${stripVTControlCharacters(output).trimEnd()}\n\nThe step "${step.name}" failed; the steps after it were not taken.`);
      process.exitCode = 1;
      break;
    }
  }
  if (findFirefox() === undefined) console.log('\nNo Firefox was found, so what has to be the same in every engine was tried in Chromium alone.');
  console.log(`\n${inWords(sumOf(counts))}`);
});
