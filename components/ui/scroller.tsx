import type { ReactNode } from 'react';

/** What is wider than a phone scrolls by itself. The keyboard must reach it, which not every browser sees to. */
export function Scroller({ label, className = '', children }: { readonly label: string; readonly className?: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- The arrow keys scroll it, and it is too small to be a landmark.
    <div role="group" aria-label={label} tabIndex={0} className={`overflow-x-auto ${className}`}>
      {children}
    </div>
  );
}
