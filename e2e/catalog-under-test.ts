import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogFile } from '../lib/catalog-file.ts';
import { patternFile, patternSlugs } from '../lib/folders.ts';
import { root } from '../scripts/root.mjs';

const folder = join(root, 'generated', 'catalog');

/** Every pattern that has a page, by slug: the journeys are derived from the folders, as the pages are. */
export const slugs: readonly string[] = patternSlugs();

/**
 * The patterns on whose pages the instrument itself is tried, since its parts are the same on every page: one, or those that PATTERNS names,
 * divided by commas. What each pattern brings of its own is tried for every one of `slugs` in any case.
 */
export const specimens: readonly string[] = process.env['PATTERNS']?.split(',') ?? ['circuit-breaker'];
const unknown = specimens.filter((slug) => !slugs.includes(slug));
if (unknown.length > 0) throw new Error(`PATTERNS names ${unknown.join(', ')}, which has no page; there are: ${slugs.join(', ')}.`);

/** The one of them where one is enough. */
export const specimen: string = specimens[0]!;

export const catalogFile = (slug: string): CatalogFile => JSON.parse(readFileSync(join(folder, `${slug}.json`), 'utf8')) as CatalogFile;

/** The names of a pattern's code files, without `.ts`. */
export const filesOf = (slug: string): readonly string[] => catalogFile(slug).data.code;

/** One of them as it stands in the folder of the pattern whose file it is: a scenario may run another's beside its own. */
export const codeOf = (slug: string, file = slug) => readFileSync(patternFile(file), 'utf8');
