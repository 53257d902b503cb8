'use client';
import type { ReactNode } from 'react';
import { useIsDocked } from './use-is-docked.ts';

/**
 * The instrument in small, beside the article: it follows a reader who has scrolled past the instrument. As with the instrument, the server's still stands
 * until the first press, and the island hears what is pressed in it; the live player is set into the empty element.
 * Its place is kept while it is hidden, so that nothing moves when it comes.
 */
export function DockedPlayer({ children }: { readonly children: ReactNode }) {
  const isDocked = useIsDocked();
  return (
    <section id="docked-player" aria-label="Docked player" className={`docked ${isDocked ? '' : 'invisible'}`}>
      <div id="docked-live" className="docked-live" />
      <div className="docked-still">{children}</div>
      <output className="sr-only" />
    </section>
  );
}
