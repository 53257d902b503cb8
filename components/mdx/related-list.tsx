import Link from 'next/link';
import { Picture } from '../catalog/picture.tsx';

export interface RelatedPattern {
  readonly slug: string;
  readonly title: string;
  readonly why: string;
  /** Its small picture, where the pattern exists; one to come is named without a link. */
  readonly picture?: string;
}

const card = 'overflow-hidden rounded-md border';
const words = ({ title, why, picture }: RelatedPattern) => (
  <span className="py-3">
    <b className="block text-[15px] leading-5 font-[640]">
      {title} {picture === undefined && <small className="ml-1 text-[13px] font-[450] text-ink-3">to come</small>}
    </b>
    <span className="mt-0.5 block text-[13.5px] leading-[18px] text-pretty text-ink-2">{why}</span>
  </span>
);

export function RelatedList({ patterns }: { readonly patterns: readonly RelatedPattern[] }) {
  return (
    <ul className="my-5 grid gap-3.5 sm:grid-cols-2">
      {patterns.map((pattern) => (
        <li key={pattern.slug} className="grid">
          {pattern.picture ? (
            <Link href={`/patterns/${pattern.slug}/`} prefetch={false} className={`${card} border-line grid grid-cols-[118px_1fr] items-center gap-3.5 bg-surface pr-3.5 transition-colors duration-(--t-fast) hover:border-ink`}>
              <Picture svg={pattern.picture} className="h-[84px] border-r border-line bg-canvas px-2.5 py-2" />
              {words(pattern)}
            </Link>
          ) : (
            <span className={`${card} border-dashed border-line-2 grid items-center px-4`}>{words(pattern)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
