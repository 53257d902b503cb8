import { parse } from 'yaml';
import { z } from 'zod';
import { categories, type CategoryId } from './category.ts';

const categoryIds = categories.map(({ id }) => id) as [CategoryId, ...CategoryId[]];
const sentence = z.string().trim().min(1);

const schema = z.strictObject({
  title: sentence,
  category: z.enum(categoryIds),
  /** What the pattern does, under its title. */
  summary: sentence,
  /** One flat statement that the pattern keeps, on its card, where it stands alone. */
  promise: sentence.refine((text) => !text.endsWith('.'), 'a card has no full stop: leave it out'),
  /** A composition is made of patterns and not counted among them. */
  kind: z.enum(['pattern', 'composition']).default('pattern'),
  /** A draft is built and tested, and stands nowhere in the site. */
  draft: z.boolean().default(false),
  /** Patterns beside this one, existing or to come, each with why it matters here. */
  related: z.array(z.strictObject({ slug: sentence, title: sentence, why: sentence })).default([]),
});
export type Frontmatter = z.infer<typeof schema>;

const fence = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;

/**
 * The head of an article.
 * @param path names the file in errors.
 * @throws an error that names the file, the field and what may stand there.
 */
export function parseFrontmatter(path: string, article: string): Frontmatter {
  const head = fence.exec(article)?.[1];
  if (head === undefined) throw new Error(`${path} does not begin with frontmatter: write the fields ${Object.keys(schema.shape).join(', ')} between two lines of ---.`);
  const result = schema.safeParse(parse(head) ?? {});
  if (!result.success) throw new Error(`${path} has frontmatter that cannot be used:\n${z.prettifyError(result.error)}`);
  return result.data;
}
