import { readText } from './folders.ts';
import { type Frontmatter, parseFrontmatter } from './frontmatter.ts';
import { type Section, sectionsOf } from './sections.ts';

export interface Article {
  readonly frontmatter: Frontmatter;
  readonly sections: readonly Section[];
}

/** @throws where the article is missing or its head cannot be used. */
export function readArticle(slug: string): Article {
  const path = `content/patterns/${slug}.mdx`;
  const text = readText(path, `patterns/${slug} needs an article, so write one that begins with its frontmatter`);
  return { frontmatter: parseFrontmatter(path, text), sections: sectionsOf(text) };
}
