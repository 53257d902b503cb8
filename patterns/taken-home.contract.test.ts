import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { pathOf, patternFolders } from '../lib/folders.ts';
import { wantedPatterns } from './wanted-patterns.ts';

vi.setConfig({ testTimeout: 300_000 });

/** All patterns, or those that PATTERNS names. */
const wanted = wantedPatterns() ?? patternFolders();

/** The tests of a pattern that go home with it and need nothing but Node. */
const testsOf = (slug: string): string[] =>
  readdirSync(pathOf('patterns', slug))
    .filter((name) => name.startsWith(`${slug}.`) && name.endsWith('.test.ts') && !name.endsWith('.property.test.ts'))
    .map((name) => `patterns/${slug}/${name}`);

/** Runs files under Node's own runner, as a reader does at home. */
async function runByNode(files: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--test', '--test-reporter', 'tap', ...files], { cwd: pathOf(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => void child.on('close', resolve));
  return { code, output };
}

/** Those of the files that a report in TAP names in a failure: in its line, or in the place that stands below it. */
function failed(files: readonly string[], output: string): string[] {
  const failures = output.match(/^ *not ok .*(?:\n(?! *(?:not )?ok ).*){0,6}/gm) ?? [];
  return files.filter((file) => failures.some((failure) => failure.includes(file)));
}

/** Here they run under vitest, which listens for uncaught errors in another way than Node's runner does. */
it('every test that goes home with a pattern passes under the runner of Node', async () => {
  const files = wanted.flatMap(testsOf);
  expect(files, 'Without a file Node would run whatever it finds.').not.toEqual([]);
  const { code, output } = await runByNode(files);
  expect(failed(files, output), 'These fail under `node --import tsx --test`; for what shall surface as uncaught, use `surfaced` of patterns/hand-clock.ts.').toEqual([]);
  expect(code, output.slice(-4_000)).toBe(0);
});
