import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tool } from './command.mjs';
import { root } from './root.mjs';
import { tidyRules } from './tidy/rules.ts';
import { sourceFiles } from './tidy/source-file.ts';

const slug = 'door-bell';
/** What the command needs of the repository, and what tests its result. */
const needed = [
  'package.json', 'tsconfig.json', '.oxlintrc.json', 'vitest.config.ts', 'content/catalog.yaml', 'app/tokens.css', 'components/catalog/diagram.css', 'simulation', 'lib', 'scripts',
  ...['contract.ts', 'first.contract.test.ts', 'ends-of.ts', 'hand-clock.ts', 'wanted-patterns.ts', 'globals.d.ts', 'tsconfig.json'].map((file) => `patterns/${file}`),
];
const folder = mkdtempSync(join(tmpdir(), 'breakable-new-'));

/** Runs a command in the copy. */
async function command(...args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => void child.on('close', resolve));
  return { code, output };
}
const newPattern = (...args: readonly string[]) => command('--import', 'tsx', 'scripts/new-pattern.ts', ...args);
const written = () => sourceFiles(folder).filter(({ path }) => path.includes(slug));

/** The whole of a pattern that the command writes into a copy of this repository, which has no other. */
describe('npm run new:pattern', () => {
  let said: Awaited<ReturnType<typeof command>>;
  beforeAll(async () => {
    for (const path of needed) cpSync(join(root, path), join(folder, path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    said = await newPattern(slug, '--category', 'security');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says what it wrote and how to go on', () => {
    expect(said.code, said.output).toBe(0);
    for (const { path } of written()) expect(said.output).toContain(`\n  ${path}\n`);
    expect(said.output.match(/^ {2}npm run \S+/gm)).toEqual(['  npm run prove', '  npm run unit', '  npm run dev,']);
  });

  it('writes a pattern that passes its own tests and the contract tests', async () => {
    const { code, output } = await command(tool('vitest'), 'run', `patterns/${slug}/`, 'patterns/first.contract.test.ts');
    expect(code, output).toBe(0);
    expect(output).toMatch(/Test Files +3 passed \(3\)/);
  });

  it('writes code whose types hold', async () => {
    writeFileSync(join(folder, 'tsconfig.pattern.json'), JSON.stringify({ extends: './tsconfig.json', compilerOptions: { incremental: false }, include: [`patterns/${slug}/**/*.ts`] }));
    for (const project of ['patterns/tsconfig.json', 'tsconfig.pattern.json']) {
      const { code, output } = await command(tool('tsc', 'typescript'), '--noEmit', '-p', project);
      expect(code, output).toBe(0);
    }
  });

  it('writes code without a finding of lint, and by the rules of the house', async () => {
    const { code, output } = await command(tool('oxlint'), '--type-aware', '--deny-warnings', `patterns/${slug}`);
    expect(code, output).toBe(0);
    const files = sourceFiles(folder);
    expect(written().flatMap((file) => tidyRules.flatMap(({ problems }) => problems(file, files).map((line) => `${file.path}:${line}`)))).toEqual([]);
  });

  it('overwrites nothing, and says what is in the way', async () => {
    const path = join(folder, 'patterns', slug, `${slug}.ts`);
    writeFileSync(path, '// Mine.\n');
    const { code, output } = await newPattern(slug, '--category', 'security');
    expect({ code, output }).toEqual({ code: 2, output: `Nothing was written, for there is patterns/${slug} already: choose another slug, or move it away.\n` });
    expect(readFileSync(path, 'utf8')).toBe('// Mine.\n');
  });
});
