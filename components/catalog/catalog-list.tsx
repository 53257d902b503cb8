import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';
import type { CatalogGroup } from './catalog-group.ts';

const row = 'relative flex items-center rounded-sm pr-2.5 pl-8 text-[13px]';
const link = 'text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-[620] aria-[current]:text-ink';
const currentDot = 'before:absolute before:left-4 before:size-[7px] before:rounded-full before:bg-ink before:content-none before:forced-color-adjust-none aria-[current]:before:content-[""]';

interface CatalogListProps {
  /** Keeps the headings of two lists on one page apart. */
  readonly id: string;
  readonly groups: readonly CatalogGroup[];
  readonly current?: string;
  readonly dense: boolean;
}

/** The catalog in the order of its categories. What is to come is named beside a dotted ring, and leads nowhere. */
export function CatalogList({ id, groups, current, dense }: CatalogListProps) {
  const height = dense ? 'min-h-[27px] py-1 leading-4' : 'min-h-10';
  return groups.map((group) => (
    <section key={group.id} className="mt-[9px]">
      <p id={`${id}-${group.id}`} className="flex h-[26px] items-center gap-2 px-2.5 text-[12.5px] font-semibold text-ink-3">
        <Icon name={group.icon} size={14} stroke={1.5} />
        {group.label}
      </p>
      <ul aria-labelledby={`${id}-${group.id}`}>
        {group.patterns.map(({ stands, slug, title }) => (
          <li key={slug}>
            {stands ? (
              <Link href={`/patterns/${slug}/`} prefetch={false} aria-current={slug === current ? 'page' : undefined} className={`${row} ${link} ${currentDot} ${height}`}>
                {title}
              </Link>
            ) : (
              <span title="To come" className={`${row} ${height} text-ink-3 before:absolute before:left-4 before:size-[7px] before:rounded-full before:border before:border-dotted before:border-line-3`}>
                {title}
                <span className="sr-only">, to come</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}
