import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';
import { ThemeSwitch } from '../ui/theme-switch.tsx';
import { Wordmark } from '../ui/wordmark.tsx';
import type { CatalogGroup } from './catalog-group.ts';
import { CatalogList } from './catalog-list.tsx';

/** The catalog at the left of a wide page. */
export function Rail({ groups, current }: { readonly groups: readonly CatalogGroup[]; readonly current: string }) {
  return (
    <nav aria-label="Catalog" className="sticky top-0 hidden h-dvh flex-col overflow-auto border-r border-line px-3.5 pt-[17px] pb-3 [scrollbar-width:none] xl:flex">
      <Link href="/" aria-label="Breakable, home" className="mb-[13px] flex h-[30px] items-center self-start pr-2 pl-2.5">
        <Wordmark size="small" />
      </Link>
      <CatalogList id="rail" groups={groups} current={current} dense />
      <div className="mt-auto flex justify-end pt-3">
        <ThemeSwitch>
          <Icon name="sun-moon" />
        </ThemeSwitch>
      </div>
    </nav>
  );
}
