import type { ReactNode } from 'react';

/** What is wider than a phone scrolls by itself. The keyboard must reach it, which not every browser sees to. */
export function Scroller({ label, className = '', children }: { readonly label: string; readonly className?: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A region that scrolls is operable: the arrow keys scroll it.
    <section aria-label={label} tabIndex={0} className={`overflow-x-auto ${className}`}>
      {children}
    </section>
  );
}
