import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the project: every command of it runs there. */
const root = process.cwd();
export const pathOf = (...parts: readonly string[]) => join(/* turbopackIgnore: true */ root, ...parts);

/** @throws an error that names the file and how to have it. */
export function readText(path: string, remedy: string): string {
  const file = pathOf(path);
  if (!existsSync(file)) throw new Error(`${path} does not exist: ${remedy}.`);
  return readFileSync(file, 'utf8');
}

/** The folder is the registry: every folder in patterns/ with a scenario is a pattern. */
export function patternSlugs(): string[] {
  const folder = pathOf('patterns');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'scenario.ts')))
    .map((entry) => entry.name)
    .sort();
}

/** Articles whose folder in patterns/ is missing or has no scenario. */
export function articlesWithoutPattern(): string[] {
  const folder = pathOf('content', 'patterns');
  if (!existsSync(folder)) return [];
  const slugs = new Set(patternSlugs());
  return readdirSync(folder)
    .filter((file) => file.endsWith('.mdx') && !slugs.has(file.slice(0, -'.mdx'.length)))
    .sort();
}
