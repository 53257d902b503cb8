import { type BundledLanguage, createHighlighter } from 'shiki';
import codeTheme from './code-theme.json' with { type: 'json' };

export interface CodeToken {
  readonly text: string;
  /** A colour token of the design, as CSS. */
  readonly color: string;
}

const highlighter = createHighlighter({ themes: [codeTheme as never], langs: ['ts'] });

/** The code's lines in the design's colours, computed while the page is built. */
export async function highlight(code: string, lang: BundledLanguage = 'ts'): Promise<CodeToken[][]> {
  const { tokens } = (await highlighter).codeToTokens(code, { lang, theme: codeTheme.name as never });
  return tokens.map((line) => line.map(({ content, color }) => ({ text: content, color: color ?? 'var(--ink)' })));
}
