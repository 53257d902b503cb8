'use client';
import type { MouseEvent, ReactNode } from 'react';
import type { Press } from '../press.ts';
import { useIsDocked } from './use-is-docked.ts';

/**
 * The instrument in small, beside the article: it follows a reader who has scrolled past the instrument. As with the instrument, the server's still stands
 * until the first press; what is pressed in it goes to the island, and the live player is set into the empty element.
 * Its place is kept while it is hidden, so that nothing moves when it comes.
 */
export function DockedPlayer({ children }: { readonly children: ReactNode }) {
  const isDocked = useIsDocked();
  return (
    <section id="docked-player" aria-label="Docked player" className={`docked ${isDocked ? '' : 'invisible'}`}>
      <div id="docked-live" className="docked-live" />
      <div className="docked-still" onClick={pressed}>
        {children}
      </div>
      <output className="sr-only" />
    </section>
  );
}

function pressed({ target }: MouseEvent) {
  const control = (target as Element).closest<HTMLElement>('[data-press]');
  if (control === null) return;
  // Not every browser gives a button the focus that is handed over.
  control.focus();
  document.dispatchEvent(new CustomEvent('breakable:press', { detail: [JSON.parse(control.dataset['press'] ?? '') as Press] }));
}
