import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icon.tsx';

interface PatternHeaderProps {
  readonly category: { readonly id: string; readonly label: string; readonly icon: IconName };
  readonly title: string;
  readonly summary: string;
  readonly actions: ReactNode;
}

/**
 * On a phone the bar above already says the title, and the summary follows the instrument. The file has it before that, so there it waits for
 * the article: on a slow line it would be seen above, and then pushed down.
 */
export function PatternHeader({ category, title, summary, actions }: PatternHeaderProps) {
  return (
    <header className="max-md:order-2 max-md:pt-[22px] max-md:not-has-[~div]:hidden md:grid md:gap-x-6 md:gap-y-1 md:pt-4 md:pb-[13px] lg:grid-cols-[minmax(0,1fr)_auto] lg:items-end">
      <p className="flex items-center gap-[7px] text-[12.5px] font-[520] text-ink-3 max-md:mb-1.5">
        <Icon name={category.icon} size={14} />
        <a href={`/#${category.id}`} className="hover:text-ink">
          {category.label}
        </a>
      </p>
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-4 gap-y-1 lg:flex-nowrap lg:[align-items:last_baseline]">
        <h1 className="text-[30px] leading-9 font-[680] tracking-[-0.022em] whitespace-nowrap max-md:sr-only">{title}</h1>
        <p className="min-w-0 text-[19px] leading-[27px] tracking-[-0.01em] text-pretty text-ink md:text-[15px] md:leading-5 md:tracking-normal md:text-ink-2">{summary}</p>
      </div>
      <div className="flex gap-2 max-lg:mt-2 max-md:mt-4 max-md:*:h-[42px] max-md:*:flex-1 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:pb-0.5">{actions}</div>
    </header>
  );
}
