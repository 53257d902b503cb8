import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';
import { Mark } from '../ui/mark.tsx';
import { ThemeSwitch } from '../ui/theme-switch.tsx';
import { Wordmark } from '../ui/wordmark.tsx';
import type { CatalogGroup } from './catalog-group.ts';
import { CatalogList } from './catalog-list.tsx';
import { RailSwitch } from './rail-switch.tsx';
import './rail.css';

const target = 'inline-grid size-9 place-items-center rounded-sm text-ink-2 hover:bg-hover hover:text-ink';

/** The catalog at the left of a wide page: whole, or folded to its categories. Which of the two is drawn is decided by rail.css. */
export function Rail({ groups, current }: { readonly groups: readonly CatalogGroup[]; readonly current: string }) {
  const theme = (
    <ThemeSwitch>
      <Icon name="sun-moon" />
    </ThemeSwitch>
  );
  return (
    <nav aria-label="Catalog" className="rail sticky top-0 h-dvh border-r border-line">
      <div className="rail-whole h-full flex-col overflow-auto px-3.5 pt-[17px] pb-3 [scrollbar-width:none]">
        <div className="mb-[13px] flex h-[30px] flex-none items-center justify-between pr-0.5 pl-2.5">
          <Link prefetch={false} href="/" aria-label="Breakable, home">
            <Wordmark size="small" />
          </Link>
          <RailSwitch folds>
            <Icon name="panel-left-close" />
          </RailSwitch>
        </div>
        <CatalogList id="rail" groups={groups} current={current} dense />
        <div className="mt-auto flex justify-end pt-3">{theme}</div>
      </div>
      <div className="rail-folded h-full flex-col items-center gap-1 overflow-auto pt-[17px] pb-3 [scrollbar-width:none]">
        <Link prefetch={false} href="/" aria-label="Breakable, home" className={target}>
          <Mark />
        </Link>
        <RailSwitch folds={false}>
          <Icon name="panel-left-open" />
        </RailSwitch>
        <span className="my-1.5 w-6 border-t border-line" aria-hidden="true" />
        {groups.map(({ id, label, icon, patterns }) => (
          <Link
            key={id}
            href={`/#${id}`}
            prefetch={false}
            title={label}
            aria-label={label}
            aria-current={patterns.some(({ slug }) => slug === current) ? 'true' : undefined}
            className={`${target} aria-[current]:bg-hover aria-[current]:text-ink aria-[current]:shadow-[inset_0_0_0_1px_var(--line)]`}
          >
            <Icon name={icon} />
          </Link>
        ))}
        <span className="mt-auto pt-3">{theme}</span>
      </div>
    </nav>
  );
}
