import type { ReactNode } from 'react';
import { ExcerptFigure } from '@/components/mdx/excerpt-figure.tsx';
import type { CatalogFile } from '@/lib/catalog-file.ts';
import { findExcerpt, lineWith } from '@/lib/excerpt.ts';
import { highlightExcerpt } from '@/lib/highlight.ts';

interface ExcerptProps {
  readonly from: string;
  /** A pattern file's name without `.ts`; the pattern's first file when left out. */
  readonly file?: string;
  readonly notes?: readonly { readonly line: string; readonly text: ReactNode }[];
}

/** `<Excerpt>`: a method or a function out of a pattern's file, with notes at its lines. What it names and does not exist ends the build. */
export function excerptTag(slug: string, first: string, sources: CatalogFile['sources']) {
  return async function Excerpt({ from, file = first, notes = [] }: ExcerptProps) {
    const source = sources[file];
    if (source === undefined) throw new Error(`<Excerpt file="${file}"> names no file of ${slug}; there are ${Object.keys(sources).join(', ')}.`);
    const excerpt = findExcerpt(`${file}.ts`, source, from);
    const tokens = await highlightExcerpt(source, excerpt);
    return (
      <ExcerptFigure
        {...excerpt}
        file={`${file}.ts`}
        lines={tokens.map((line) => ({ tokens: line }))}
        notes={notes.map(({ line, text }) => ({ line: lineWith(excerpt, line), text }))}
      />
    );
  };
}
