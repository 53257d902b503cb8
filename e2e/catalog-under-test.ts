import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogFile } from '../lib/catalog-file.ts';
import { root } from '../scripts/root.mjs';

const folder = join(root, 'generated', 'catalog');

/** Every pattern that was built, by slug: the journeys are derived from the folders, as the pages are. */
export const slugs: readonly string[] = readdirSync(folder).map((file) => file.replace(/\.json$/, '')).sort();

export const catalogFile = (slug: string): CatalogFile => JSON.parse(readFileSync(join(folder, `${slug}.json`), 'utf8')) as CatalogFile;

/** The code of a pattern as it stands in its folder. */
export const codeOf = (slug: string) => readFileSync(join(root, 'patterns', slug, `${slug}.ts`), 'utf8');
