import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';
import { ThemeSwitch } from '../ui/theme-switch.tsx';
import { Wordmark } from '../ui/wordmark.tsx';
import { CatalogList } from './catalog-list.tsx';
import type { CatalogGroup } from './catalog-group.ts';

const target = 'inline-grid size-[42px] place-items-center rounded-sm text-ink-2 hover:bg-hover hover:text-ink';

/** What the rail folds into. The catalog opens as a popover: no script, closed by Escape and by a press beside it. */
export function TopBar({ groups, current, title }: { readonly groups: readonly CatalogGroup[]; readonly current: string; readonly title: string }) {
  return (
    <header className="sticky top-0 z-20 flex h-[50px] items-center border-b border-line bg-surface px-1.5 md:px-3.5 xl:hidden">
      <Link prefetch={false} href="/" aria-label="Back to the catalog" className={`${target} md:hidden`}>
        <Icon name="chevron-left" />
      </Link>
      <span className="flex-1 truncate pl-0.5 text-base font-[660] tracking-[-0.012em] md:hidden" aria-hidden="true">
        {title}
      </span>
      <Link prefetch={false} href="/" aria-label="Breakable, home" className="hidden pl-2.5 md:block">
        <Wordmark size="small" />
      </Link>
      <span className="hidden flex-1 md:block" />
      <ThemeSwitch className="size-[42px]">
        <Icon name="sun-moon" />
      </ThemeSwitch>
      <button type="button" popoverTarget="catalog" aria-label="Catalog" className={target}>
        <Icon name="menu" size={18} />
      </button>
      <nav
        id="catalog"
        popover="auto"
        aria-label="Catalog"
        className="top-[50px] right-0 left-auto h-[calc(100dvh-50px)] max-h-none w-full max-w-none border-line bg-surface px-3.5 pt-1.5 pb-6 text-ink shadow-2 sm:w-[320px] sm:border-l"
      >
        <CatalogList id="menu" groups={groups} current={current} dense={false} />
      </nav>
    </header>
  );
}
