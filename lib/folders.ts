import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from './frontmatter.ts';

/** The root of the project: every command of it runs there. */
const root = process.cwd();
export const pathOf = (...parts: readonly string[]) => join(/* turbopackIgnore: true */ root, ...parts);

/** The pattern whose file has this name: it begins with the slug. */
export const slugOfFile = (name: string): string => name.split('.')[0]!;
/** Where a pattern's file stands: `<slug>` is patterns/<slug>/<slug>.ts, `<slug>.worker` is patterns/<slug>/<slug>.worker.ts. */
export const patternFile = (name: string): string => pathOf('patterns', slugOfFile(name), `${name}.ts`);

/** @throws an error that names the file and how to have it. */
export function readText(path: string, remedy: string): string {
  const file = pathOf(path);
  if (!existsSync(file)) throw new Error(`${path} does not exist: ${remedy}.`);
  return readFileSync(file, 'utf8');
}

/** The folder is the registry: every folder in patterns/ with a scenario is a pattern, be it finished or a draft. */
export function patternFolders(): string[] {
  const folder = pathOf('patterns');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'scenario.ts')))
    .map((entry) => entry.name)
    .sort();
}

/** The article of a pattern, as it is written. */
export function articleText(slug: string): { readonly path: string; readonly text: string } {
  const path = `content/patterns/${slug}.mdx`;
  return { path, text: readText(path, `patterns/${slug} needs an article, so write one that begins with its frontmatter`) };
}

/** Whether a pattern is being worked on: its article says so. */
export function isDraft(slug: string): boolean {
  const { path, text } = articleText(slug);
  return parseFrontmatter(path, text).draft;
}

/** The patterns that the site shows. A draft is among them only while the pages are being written, under `npm run dev`. */
export const patternSlugs = (): string[] => patternFolders().filter((slug) => process.env.NODE_ENV === 'development' || !isDraft(slug));

/** Articles whose folder in patterns/ is missing or has no scenario. */
export function articlesWithoutPattern(): string[] {
  const folder = pathOf('content', 'patterns');
  if (!existsSync(folder)) return [];
  const slugs = new Set(patternFolders());
  return readdirSync(folder)
    .filter((file) => file.endsWith('.mdx') && !slugs.has(file.slice(0, -'.mdx'.length)))
    .sort();
}
