import { readArticle } from './article.ts';
import type { CatalogFile } from './catalog-file.ts';
import { entriesOf, parseCatalogPlan, type CatalogPlan } from './catalog-plan.ts';
import { categories, type Category } from './category.ts';
import { articlesWithoutPattern, patternSlugs, readText } from './folders.ts';
import { readGlyph } from './picture.ts';

/** A pattern of the catalog. One that is to come has a name only. */
export type CatalogEntry =
  | { readonly stands: false; readonly slug: string; readonly title: string }
  | {
      readonly stands: true;
      readonly slug: string;
      readonly title: string;
      readonly promise: string;
      /** The small picture, as SVG. */
      readonly picture: string;
    };
export type CatalogGroup = Category & { readonly patterns: readonly CatalogEntry[] };

export const planPath = 'content/catalog.yaml';
/** @throws where the plan cannot be used. */
export const readCatalogPlan = (): CatalogPlan => parseCatalogPlan(planPath, readText(planPath, 'list the patterns of the catalog in it, by category'));

/**
 * The catalog by category, in the order of its plan; what stands is what has a folder and is no draft. A category without a pattern is left out, and so
 * are compositions: they are reached from their parts.
 * @throws where the plan, a folder and its article do not match.
 */
export function readCatalog(): CatalogGroup[] {
  const orphan = articlesWithoutPattern()[0];
  if (orphan !== undefined) throw new Error(`content/patterns/${orphan} has no patterns/${orphan.slice(0, -'.mdx'.length)}/scenario.ts: write the pattern, or remove the article.`);
  const plan = readCatalogPlan();
  const articles = patternSlugs().map((slug) => ({ slug, ...readArticle(slug) })).filter(({ frontmatter }) => frontmatter.kind === 'pattern');
  return categories
    .map((category) => ({
      ...category,
      patterns: entriesOf(planPath, plan, category.id, articles).map((entry): CatalogEntry => {
        if (!('frontmatter' in entry)) return { stands: false, ...entry };
        const { slug, title, frontmatter: { promise } } = entry;
        return { stands: true, slug, title, promise, picture: readGlyph(slug) };
      }),
    }))
    .filter(({ patterns }) => patterns.length > 0);
}

/** @throws where the simulations were not built. */
export function readCatalogFile(slug: string): CatalogFile {
  const text = readText(`generated/catalog/${slug}.json`, 'compile the simulations with npm run simulations');
  return JSON.parse(text) as CatalogFile;
}
