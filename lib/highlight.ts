import { createHighlighter } from 'shiki';
import codeTheme from './code-theme.json' with { type: 'json' };
import type { Excerpt } from './excerpt.ts';

export interface CodeToken {
  readonly text: string;
  /** A colour token of the design, as CSS. */
  readonly color: string;
}

const highlighter = createHighlighter({ themes: [codeTheme as never], langs: ['ts'] });

/** The lines of a TypeScript file in the design's colours, computed while the page is built. Without a limit of time, since on a busy machine one would leave lines uncoloured. */
export async function highlightFile(source: string): Promise<CodeToken[][]> {
  const { tokens } = (await highlighter).codeToTokens(source, { lang: 'ts', theme: codeTheme.name as never, tokenizeTimeLimit: 0 });
  return tokens.map((line) => line.map(({ content, color }) => ({ text: content, color: color ?? 'var(--ink)' })));
}

/** An excerpt's lines, coloured within their whole file: a method alone is not a sentence of the language, and would be coloured as something else. */
export async function highlightExcerpt(source: string, { firstLine, lastLine, indent }: Excerpt): Promise<CodeToken[][]> {
  const lines = (await highlightFile(source)).slice(firstLine - 1, lastLine);
  return lines.map((line) => withoutIndent(line, indent));
}

function withoutIndent([first, ...rest]: readonly CodeToken[], indent: number): CodeToken[] {
  if (first === undefined || indent === 0) return first === undefined ? [] : [first, ...rest];
  const text = first.text.slice(indent);
  const left = indent - (first.text.length - text.length);
  return text === '' ? withoutIndent(rest, left) : [{ ...first, text }, ...rest];
}
