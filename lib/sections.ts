import { slug } from 'github-slugger';

export interface Section {
  readonly id: string;
  readonly title: string;
}

/** The article's second-level headings, with the ids that rehype-slug gives them. */
export function sectionsOf(article: string): Section[] {
  const prose = article.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  return [...prose.matchAll(/^## +(.+?) *$/gm)].map(([, title = '']) => ({ id: slug(title), title }));
}
