import { parse } from 'yaml';
import { z } from 'zod';
import { categories, type CategoryId } from './category.ts';
import type { Frontmatter } from './frontmatter.ts';

const entry = z.strictObject({
  /** The name of its folder in patterns/, once it has one. */
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters and digits with single hyphens between them, as its folder is called'),
  title: z.string().trim().min(1),
});
export type PlannedPattern = z.infer<typeof entry>;
export type CatalogPlan = Readonly<Record<CategoryId, readonly PlannedPattern[]>>;

const list = z.array(entry).default([]);
const schema = z.strictObject(Object.fromEntries(categories.map(({ id }) => [id, list])) as Record<CategoryId, typeof list>);

/**
 * The catalog as it is planned: which patterns there are to be, and in which order.
 * @param path names the file in errors.
 * @throws an error that names the file, the place in it and what may stand there.
 */
export function parseCatalogPlan(path: string, text: string): CatalogPlan {
  const result = schema.safeParse(parse(text) ?? {});
  if (!result.success) {
    throw new Error(`${path} cannot be used. It lists patterns as { slug, title } under the categories ${categories.map(({ id }) => id).join(', ')}:\n${z.prettifyError(result.error)}`);
  }
  const slugs = categories.flatMap(({ id }) => result.data[id].map(({ slug }) => slug));
  const twice = slugs.find((slug, position) => slugs.indexOf(slug) !== position);
  if (twice !== undefined) throw new Error(`${path} lists ${twice} twice: take one of the two out.`);
  return result.data;
}

type Standing = { readonly slug: string; readonly frontmatter: Pick<Frontmatter, 'title' | 'category'> };

/**
 * A category's patterns in their order: those of the plan, each with what stands of it, then those that it does not list, by title.
 * @throws where the plan and an article do not say the same of a pattern.
 */
export function entriesOf<Article extends Standing>(path: string, plan: CatalogPlan, category: CategoryId, articles: readonly Article[]): readonly (PlannedPattern | Article)[] {
  const listed = plan[category].map((planned) => {
    const article = articles.find(({ slug }) => slug === planned.slug);
    if (article === undefined) return planned;
    const { title, category: own } = article.frontmatter;
    if (title !== planned.title || own !== category) {
      throw new Error(`${path} lists ${planned.slug} as "${planned.title}" under ${category}, and content/patterns/${planned.slug}.mdx has the title "${title}" and the category ${own}: let both say the same.`);
    }
    return article;
  });
  const known = new Set(categories.flatMap(({ id }) => plan[id].map(({ slug }) => slug)));
  const unlisted = articles.filter(({ slug, frontmatter }) => frontmatter.category === category && !known.has(slug));
  return [...listed, ...unlisted.toSorted((one, other) => (one.frontmatter.title < other.frontmatter.title ? -1 : 1))];
}
