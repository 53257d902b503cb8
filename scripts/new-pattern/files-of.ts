import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { stringify } from 'yaml';
import { InputError } from '../../simulation/bounds.ts';
import { root } from '../root.mjs';
import type { SourceFile } from '../tidy/source-file.ts';
import type { PatternNames } from './pattern-names.ts';

const template = join(root, 'scripts', 'new-pattern', 'template');
/** The template is a pattern itself, of these names. */
const own = { slug: 'new-pattern', className: 'NewPattern' };

const templateFiles = (): readonly SourceFile[] =>
  readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file.slice(template.length + 1).replaceAll(sep, '/'), text: readFileSync(file, 'utf8') }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));

/**
 * The files of a new pattern: the template's, with its names.
 * @throws InputError where the names mean something else already.
 */
export function filesOf({ slug, className, title, category }: PatternNames): readonly SourceFile[] {
  const files = templateFiles();
  const isTaken = className in globalThis || files.some(({ text }) => new RegExp(`\\b${className}\\b`).test(text.replaceAll(own.className, '')));
  if (isTaken) throw new InputError(`The class of ${slug} would be ${className}, a name that its code has for something else: choose another slug.`);
  const named = (text: string) => text.replaceAll(own.slug, slug).replaceAll(own.className, className);
  const headed = (text: string) => text.replace(/^title: .*$/m, () => `title: ${stringify(title).trim()}`).replace(/^category: .*$/m, `category: ${category}`);
  const written = files.map(({ path, text }) => ({ path: named(path), text: path.endsWith('.mdx') ? headed(named(text)) : named(text) }));
  const twice = written.find(({ path }, index) => written.findIndex((other) => other.path === path) !== index);
  if (twice !== undefined) throw new InputError(`Two files of ${slug} would be ${twice.path}: choose another slug.`);
  return written;
}
