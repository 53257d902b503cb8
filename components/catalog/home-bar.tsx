import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';
import { Mark } from '../ui/mark.tsx';
import { ThemeSwitch } from '../ui/theme-switch.tsx';

const entry = 'rounded-sm px-2.5 py-1.5 font-[520] text-ink-2 hover:bg-hover hover:text-ink aria-[current]:font-[620] aria-[current]:text-ink';

/** The bar of the pages outside the catalog's patterns. */
export function HomeBar({ isHome }: { readonly isHome: boolean }) {
  return (
    <header className="mx-auto flex h-[60px] max-w-[1224px] items-center gap-1 px-4 sm:px-6">
      <Link prefetch={false} href="/" aria-label="Breakable, home" className="mr-2.5 -ml-[5px] inline-grid size-[34px] place-items-center rounded-sm hover:bg-hover">
        <Mark />
      </Link>
      <nav aria-label="Main" className="flex gap-0.5">
        <Link prefetch={false} href="/" className={entry} aria-current={isHome ? 'page' : undefined}>
          Patterns
        </Link>
        <Link prefetch={false} href="/#reading" className={entry}>
          Reading the diagrams
        </Link>
      </nav>
      <span className="flex-1" />
      <ThemeSwitch>
        <Icon name="sun-moon" />
      </ThemeSwitch>
    </header>
  );
}
