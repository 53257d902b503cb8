import type { ComponentProps } from 'react';
import { Scroller } from '../ui/scroller.tsx';
import { CodeFigure } from './code-figure.tsx';

const link = 'underline decoration-line-3 decoration-1 underline-offset-[3px] hover:decoration-ink';
const heading = 'group relative clear-both scroll-mt-[70px] xl:scroll-mt-6';

/** A heading's own address, for a pointer to copy. By keyboard the sections are reached from the margin. */
const Anchor = ({ id }: { readonly id: string | undefined }) =>
  id !== undefined && (
    <a href={`#${id}`} className="absolute top-0 right-full pr-2 font-normal text-ink-3 opacity-0 group-hover:opacity-100 hover:text-ink max-sm:hidden print:hidden" tabIndex={-1} aria-hidden="true">
      #
    </a>
  );

/** The words of an article, in the design's type. An article's own `#` title is the page's header, so it is not drawn. */
export const prose = {
  h1: () => null,
  h2: ({ children, ...props }: ComponentProps<'h2'>) => (
    <h2 {...props} className={`${heading} mt-11 mb-3.5 text-[23px] leading-[29px] font-[670] tracking-[-0.02em] first:mt-0 sm:mt-14 sm:text-[26px] sm:leading-8`}>
      {children}
      <Anchor id={props.id} />
    </h2>
  ),
  h3: ({ children, ...props }: ComponentProps<'h3'>) => (
    <h3 {...props} className={`${heading} mt-8 mb-2 text-base leading-6 font-[640]`}>
      {children}
      <Anchor id={props.id} />
    </h3>
  ),
  p: (props: ComponentProps<'p'>) => <p {...props} className="my-4 text-pretty" />,
  a: ({ href = '', children, ...props }: ComponentProps<'a'>) => (
    <a {...props} href={href} className={link} {...(/^https?:/.test(href) ? { rel: 'noreferrer' } : {})}>
      {children}
    </a>
  ),
  strong: (props: ComponentProps<'strong'>) => <strong {...props} className="font-[640]" />,
  ul: (props: ComponentProps<'ul'>) => <ul {...props} className="my-4 list-disc space-y-1.5 pl-5 marker:text-ink-3" />,
  ol: (props: ComponentProps<'ol'>) => <ol {...props} className="my-4 list-decimal space-y-1.5 pl-5 marker:text-ink-3" />,
  li: (props: ComponentProps<'li'>) => <li {...props} className="pl-0.5 text-pretty" />,
  blockquote: (props: ComponentProps<'blockquote'>) => <blockquote {...props} className="my-5 border-l-2 border-line-3 pl-[18px] text-ink-2" />,
  hr: () => <hr className="my-10 border-line" />,
  code: (props: ComponentProps<'code'>) =>
    'data-language' in props ? <code {...props} /> : <code {...props} className="-mx-px rounded-[4px] bg-sunken px-1 py-0.5 text-[0.84em]" />,
  figure: CodeFigure,
  table: (props: ComponentProps<'table'>) => (
    <Scroller label="Table" className="my-5">
      <table {...props} className="w-full border-collapse text-sm leading-[21px] sm:text-[14.5px]" />
    </Scroller>
  ),
  th: (props: ComponentProps<'th'>) => <th scope="col" {...props} className="border-b border-line-2 pr-4 pb-2 text-left max-sm:not-last:pr-2.5 align-bottom text-[12.5px] font-semibold text-ink-3 last:pr-0" />,
  td: (props: ComponentProps<'td'>) => (
    <td {...props} className="border-b border-line py-2.5 pr-4 text-left align-top text-ink-2 max-sm:not-last:pr-2.5 first:font-semibold first:text-ink last:pr-0" />
  ),
};
