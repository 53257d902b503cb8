import type { ComponentProps } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { Icon } from '../ui/icon.tsx';

/** A block of code in the prose, with its Copy. Any other figure is left as it is. */
export function CodeFigure({ children, ...props }: ComponentProps<'figure'>) {
  if (!('data-rehype-pretty-code-figure' in props)) return <figure {...props}>{children}</figure>;
  return (
    <figure
      className="relative my-5 overflow-hidden rounded-md border border-line-2 bg-surface [&_code]:text-[12.5px] [&_code]:leading-[22px] [&_figcaption]:mono [&_figcaption]:flex [&_figcaption]:h-10 [&_figcaption]:items-center [&_figcaption]:border-b [&_figcaption]:border-line [&_figcaption]:px-4 [&_figcaption]:text-[12px] [&_pre]:overflow-x-auto [&_pre]:px-4 [&_pre]:py-3 [&_pre]:pr-24"
      {...props}
    >
      {children}
      <div className="absolute top-1.5 right-1.5 rounded-sm bg-surface">
        <CopyButton look="small" icon={<Icon name="copy" size={14} />} label="Copy" />
      </div>
    </figure>
  );
}
