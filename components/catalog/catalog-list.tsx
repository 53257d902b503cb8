import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';
import type { CatalogGroup } from './catalog-group.ts';

const row = 'relative flex items-center rounded-sm pr-2.5 pl-8 text-[13px] text-ink-2 hover:bg-hover hover:text-ink';
const currentRow = 'aria-[current]:bg-hover aria-[current]:font-[620] aria-[current]:text-ink';
const currentDot = 'before:absolute before:left-4 before:size-[7px] before:rounded-full before:bg-ink before:content-none aria-[current]:before:content-[""]';

/** The catalog in the order of its categories. `id` keeps the headings of two lists on one page apart. */
export function CatalogList({ id, groups, current, dense }: { readonly id: string; readonly groups: readonly CatalogGroup[]; readonly current?: string; readonly dense: boolean }) {
  return groups.map((group) => (
    <section key={group.id} className="mt-[9px]">
      <p id={`${id}-${group.id}`} className="flex h-[26px] items-center gap-2 px-2.5 text-[12.5px] font-semibold text-ink-3">
        <Icon name={group.icon} size={14} stroke={1.5} />
        {group.label}
      </p>
      <ul aria-labelledby={`${id}-${group.id}`}>
        {group.patterns.map(({ slug, title }) => (
          <li key={slug}>
            <Link
              href={`/patterns/${slug}/`}
              prefetch={false}
              aria-current={slug === current ? 'page' : undefined}
              className={`${row} ${currentRow} ${currentDot} ${dense ? 'h-[27px]' : 'h-10'}`}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
