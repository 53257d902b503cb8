import { plain } from './link-problem.ts';

const longest = 300;

/**
 * Words of a run as text within a line of Markdown: nothing in them becomes markup, a link, a formula or a mention, and nothing hides.
 * What would count only at the start of a line is left as it is.
 */
export function markdownText(words: string): string {
  const line = plain(words.replace(/\s+/g, ' ').trim());
  const short = line.length > longest ? `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
  return short
    .replace(/[\\`*_{}[\]<>~|&#!$]|:(?=\/\/)|(?<=www)\./gi, (sign) => `\\${sign}`)
    .replaceAll('@', '@<!-- -->');
}

/** The same as code, where it is short and has no words to read. */
export const markdownCode = (text: string): string => `\`${plain(text).replaceAll('`', "'").replaceAll('|', '\\|').slice(0, longest)}\``;
