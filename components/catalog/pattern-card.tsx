import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';
import type { CatalogPattern } from './catalog-group.ts';
import { Picture } from './picture.tsx';

/** On a phone a row with a thumbnail, else a card under its picture. Its messages move while it is pointed at. */
export function PatternCard({ slug, title, promise, picture }: CatalogPattern) {
  return (
    <Link
      href={`/patterns/${slug}/`}
      prefetch={false}
      className="glyph-card flex overflow-hidden rounded-card border border-line bg-surface transition-[border-color,box-shadow] duration-(--t-med) hover:border-ink hover:shadow-[0_0_0_1px_var(--ink),var(--shadow-2)] sm:flex-col"
    >
      <span className="dot-grid block flex-none max-sm:grid max-sm:w-32 max-sm:place-items-center max-sm:border-r max-sm:border-line max-sm:px-2.5 max-sm:py-2 sm:border-b sm:border-line sm:px-4 sm:py-3.5">
        <Picture svg={picture} className="h-[66px] max-sm:w-full sm:h-[132px]" />
      </span>
      <span className="grid content-center gap-[3px] px-3.5 py-2.5 sm:px-4 sm:pt-[13px] sm:pb-[15px]">
        <b className="text-base leading-[22px] font-[650] tracking-[-0.012em]">{title}</b>
        <span className="flex gap-[7px] text-[13px] leading-[18px] text-pretty text-ink-2 sm:text-[13.5px] sm:leading-[19px]">
          <Icon name="check" size={14} stroke={2.2} className="mt-[3px] text-ok-text" />
          {promise}
        </span>
      </span>
    </Link>
  );
}
