import { useSyncExternalStore } from 'react';

/** The width at which the design goes from desk to phone; canvas.css names the same. */
const query = '(width <= 860px)';

const subscribe = (changed: () => void) => {
  const list = matchMedia(query);
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
};

/** Whether the portrait wiring is to be drawn. */
export const useIsPortrait = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(query).matches, () => false);
