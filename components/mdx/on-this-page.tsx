'use client';
import { useEffect, useState } from 'react';

interface OnThisPageProps {
  readonly sections: readonly { readonly id: string; readonly title: string }[];
}

const entry =
  'block border-l border-line-2 py-[3px] pl-3.5 text-[13.5px] leading-[22px] text-ink-2 hover:text-ink aria-[current]:border-l-2 aria-[current]:border-ink aria-[current]:pl-[13px] aria-[current]:font-[620] aria-[current]:text-ink';

/** The article's sections; the one being read is marked as the page scrolls. */
export function OnThisPage({ sections }: OnThisPageProps) {
  const [current, setCurrent] = useState('');
  useEffect(() => {
    const headings = sections.map(({ id }) => document.getElementById(id)).filter((heading) => heading !== null);
    const read = () => setCurrent(headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3)?.id ?? '');
    // All that lies above the reading line counts as seen, so that a leap past a heading is noticed too.
    const observer = new IntersectionObserver(read, { rootMargin: '100000px 0px -70% 0px' });
    for (const heading of headings) observer.observe(heading);
    return () => observer.disconnect();
  }, [sections]);
  return (
    <nav aria-labelledby="on-this-page" className="min-h-0 overflow-y-auto">
      <p id="on-this-page" className="mb-1.5 text-[12.5px] font-semibold text-ink-3">
        On this page
      </p>
      <ol>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'true' : undefined} className={entry}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
