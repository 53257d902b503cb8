import { escapeText, number } from './svg.ts';
import { styleOf, type Tokens } from './tokens.ts';

export type View = readonly [x: number, y: number, width: number, height: number];

interface SvgDocument {
  /** Keeps the ids of several pictures on one page apart. */
  readonly id: string;
  readonly view: View;
  readonly title: string;
  readonly description: string;
  readonly drawing: string;
}

/** One self-contained file: its words, its colours for both themes, its drawing. Set into a page, its style is left behind for the page's own. */
export function svgDocument({ id, view, title, description, drawing }: SvgDocument, rules: string, tokens: Tokens): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="${view.map(number).join(' ')}" role="img" aria-labelledby="${id}-title ${id}-description">`,
    `<title id="${id}-title">${escapeText(title)}</title>`,
    `<desc id="${id}-description">${escapeText(description)}</desc>`,
    `<style>\n${styleOf(rules, drawing, tokens)}\n</style>`,
    drawing,
    '</svg>',
    '',
  ].join('\n');
}
