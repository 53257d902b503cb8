import { articleText } from './folders.ts';
import { type Frontmatter, parseFrontmatter } from './frontmatter.ts';
import { type Section, sectionsOf } from './sections.ts';

export interface Article {
  readonly frontmatter: Frontmatter;
  /** The title as pages show it: a draft's says what it is. */
  readonly title: string;
  readonly sections: readonly Section[];
}

/** @throws where the article is missing or its head cannot be used. */
export function readArticle(slug: string): Article {
  const { path, text } = articleText(slug);
  const frontmatter = parseFrontmatter(path, text);
  const { title, draft } = frontmatter;
  return { frontmatter, title: draft ? `Draft: ${title}` : title, sections: sectionsOf(text) };
}
