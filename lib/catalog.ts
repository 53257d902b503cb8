import { type Article, readArticle } from './article.ts';
import { categories, type Category } from './category.ts';
import type { CatalogFile } from './catalog-file.ts';
import { articlesWithoutPattern, patternSlugs, readText } from './folders.ts';
import { readGlyph } from './picture.ts';

export interface CatalogPattern {
  readonly slug: string;
  readonly title: string;
  readonly promise: string;
  /** The small picture, as SVG. */
  readonly picture: string;
}
export type CatalogGroup = Category & { readonly patterns: readonly CatalogPattern[] };

/**
 * The catalog as the folders have it, by category; a category without a pattern is left out.
 * @throws where a folder and its article do not match.
 */
export function readCatalog(): CatalogGroup[] {
  const orphan = articlesWithoutPattern()[0];
  if (orphan !== undefined) throw new Error(`content/patterns/${orphan} has no patterns/${orphan.slice(0, -'.mdx'.length)}/scenario.ts: write the pattern, or remove the article.`);
  const articles = patternSlugs()
    .map((slug) => ({ slug, ...readArticle(slug) }))
    .sort(byPlace);
  return categories
    .map((category) => ({
      ...category,
      patterns: articles
        .filter(({ frontmatter }) => frontmatter.category === category.id)
        .map(({ slug, frontmatter }) => ({ slug, title: frontmatter.title, promise: frontmatter.promise, picture: readGlyph(slug) })),
    }))
    .filter(({ patterns }) => patterns.length > 0);
}

function byPlace(a: Article, b: Article) {
  const last = Number.MAX_SAFE_INTEGER;
  return (a.frontmatter.order ?? last) - (b.frontmatter.order ?? last) || (a.frontmatter.title < b.frontmatter.title ? -1 : 1);
}

/** @throws where the simulations were not built. */
export function readCatalogFile(slug: string): CatalogFile {
  const text = readText(`generated/catalog/${slug}.json`, 'compile the simulations with npm run simulations');
  return JSON.parse(text) as CatalogFile;
}
