import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { planPath, readCatalogPlan } from '../lib/catalog.ts';
import { patternFolders } from '../lib/folders.ts';
import { InputError } from '../simulation/bounds.ts';
import { main, parseCommandLine } from './command-line.ts';
import { picturesOf } from './diagrams/pictures-of.ts';
import { assertFree } from './new-pattern/assert-free.ts';
import { filesOf } from './new-pattern/files-of.ts';
import { patternNames } from './new-pattern/pattern-names.ts';
import { root } from './root.mjs';
import { compilePattern } from './simulations/compile-pattern.ts';
import type { SourceFile } from './tidy/source-file.ts';

/** `npm run new:pattern -- <slug> [--category NAME]`: writes the draft of a pattern, small and whole. */
await main(async () => {
  const { values, positionals } = parseCommandLine({ allowPositionals: true, options: { category: { type: 'string' } } });
  const plan = readCatalogPlan();
  const [slug] = positionals;
  if (slug === undefined || positionals.length > 1) {
    const standing = patternFolders();
    const toCome = Object.values(plan).flat().flatMap((one) => (standing.includes(one.slug) ? [] : [one.slug]));
    throw new InputError(`Name one pattern: npm run new:pattern -- <slug>. ${planPath} plans: ${toCome.join(', ')}.`);
  }
  const names = patternNames(slug, values.category, plan);
  const files = filesOf(names);
  assertFree(root, slug, files);
  write(files);
  const { data } = await compilePattern(slug);
  const pictures = await picturesOf(data, names.title);
  write(pictures);
  console.log(wordsOf(slug, names.title, [...files, ...pictures]));
  return 0;
});

function write(files: readonly SourceFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
}

function wordsOf(slug: string, title: string, files: readonly SourceFile[]): string {
  return `Wrote the draft of ${title}:
${files.map(({ path }) => `  ${path}`).join('\n')}

It is built and tested like all others, and stands nowhere in the site until content/patterns/${slug}.mdx no longer says draft: true.

  npm run prove -- ${slug}
  npm run unit -- ${slug}
  npm run dev, which shows it at /patterns/${slug}/`;
}
