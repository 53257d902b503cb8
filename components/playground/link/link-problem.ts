const sentenceMax = 200;
const quoteMax = 40;

/** What is wrong with a link, as one line for the reader. */
export class LinkProblem extends Error {
  override readonly name = 'LinkProblem';
  constructor(sentence: string) {
    super(clipped(plain(sentence), sentenceMax));
  }
}

export const damaged = (what: string) => new LinkProblem(`This link cannot be read: ${what}`);
export const foreign = (what: string) => new LinkProblem(`This link does not fit this pattern: ${what}`);

/** A stranger's words within a sentence. */
export const quoted = (text: string): string => `“${clipped(plain(text), quoteMax)}”`;

/** Without characters that are not seen, or that change how their neighbours are shown. */
export const plain = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '�');

function clipped(text: string, max: number): string {
  if (text.length <= max) return text;
  // A character of two units is not cut in half.
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
