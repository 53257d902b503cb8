import { existsSync, mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './root.mjs';

const folder = join(root, 'generated', 'compiler');
const script = join(folder, 'compiler.js');
/** The names of the files that the script was made from, so that it is made anew when one of them has changed. */
const madeFrom = join(folder, 'made-from.json');

/** Writes generated/compiler/compiler.js, the worker that compiles and checks edited code, where it is missing or older than what it is made from. */
async function build(): Promise<void> {
  if (isCurrent()) return;
  const startedAt = new Date();
  // Loaded only now, since it takes TypeScript along.
  const { bundleCompiler } = await import('./compiler/bundle-compiler.ts');
  const { text, files } = await bundleCompiler();
  mkdirSync(folder, { recursive: true });
  writeFileSync(madeFrom, JSON.stringify(files.map((file) => relative(root, file)).sort()));
  const unfinished = join(folder, `unfinished-${process.pid}`);
  writeFileSync(unfinished, text);
  utimesSync(unfinished, startedAt, startedAt);
  renameSync(unfinished, script);
}

function isCurrent(): boolean {
  if (!existsSync(script) || !existsSync(madeFrom)) return false;
  const builtAt = statSync(script).mtimeMs;
  const files = JSON.parse(readFileSync(madeFrom, 'utf8')) as readonly string[];
  return files.map((file) => join(root, file)).every((file) => existsSync(file) && statSync(file).mtimeMs <= builtAt);
}

await build();
