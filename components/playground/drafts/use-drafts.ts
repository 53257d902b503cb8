import { useLayoutEffect } from 'react';
import type { Opening } from '../link/opening.ts';
import { draftKeeperOf } from './draft-keeper-of.ts';

/** Puts on the desk what the instrument opens with, before its first run is ordered, and keeps the drafts in step with other tabs as long as it stands. */
export function useDrafts(slug: string, opening: Pick<Opening, 'settings' | 'waiting' | 'shared'>): void {
  useLayoutEffect(() => {
    const keeper = draftKeeperOf(slug);
    keeper.open(opening);
    const listeners = new AbortController();
    const { signal } = listeners;
    addEventListener('storage', (event) => keeper.hear(event), { signal });
    // Where a page is put aside and taken up again, it hears of nothing in between.
    for (const kind of ['pagehide', 'pageshow'] as const) addEventListener(kind, () => keeper.hold(), { signal });
    document.addEventListener('visibilitychange', () => keeper.hold(), { signal });
    return () => listeners.abort();
  }, [slug, opening]);
}
