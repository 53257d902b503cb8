import { allCodeFiles } from './code-files.ts';
import { patternSlugs } from './folders.ts';
import type { Section } from './sections.ts';

/**
 * A link of an article that stays within the site must lead somewhere.
 * @throws an error that lists where it could lead.
 */
export function assertLeadsSomewhere(href: string, sections: readonly Section[]): void {
  const places = href.startsWith('#')
    ? ['#playground', ...sections.map(({ id }) => `#${id}`)]
    : href.startsWith('/')
      ? ['/', ...patternSlugs().map((slug) => `/patterns/${slug}/`), ...allCodeFiles().map(({ name }) => `/code/${name}`)]
      : undefined;
  if (places === undefined ? !/^(https:|mailto:)/.test(href) : !places.includes(href)) {
    throw new Error(`An article links to "${href}", which leads nowhere. ${places ? `There are ${places.join(', ')}.` : 'A link begins with #, with / or with https:.'}`);
  }
}
