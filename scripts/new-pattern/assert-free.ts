import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../simulation/bounds.ts';
import { slugsStayInTheirFolders } from '../tidy/rules.ts';
import { sourceFiles, type SourceFile } from '../tidy/source-file.ts';

/**
 * Nothing may stand where a new pattern's files go, nor may the rest of the repository name its slug.
 * @throws InputError that names what is in the way.
 */
export function assertFree(root: string, slug: string, files: readonly SourceFile[]): void {
  const pictures = ['', '-portrait', '-small'].map((kind) => `public/diagrams/${slug}${kind}.svg`);
  const taken = [`patterns/${slug}`, `patterns/${slug}.ts`, ...files.map(({ path }) => path), ...pictures].filter((path) => existsSync(join(root, path)));
  if (taken.length > 0) throw new InputError(`Nothing was written, for there is ${taken[0]} already: choose another slug, or move it away.`);
  const named = sourceFiles(root).flatMap((file) => slugsStayInTheirFolders.problems(file, files).map((line) => `${file.path}:${line}`));
  if (named.length > 0) {
    throw new InputError(`Nothing was written, for ${named[0]} has the word "${slug}", and no slug may stand outside its folder: choose another slug, or another word there.`);
  }
}
