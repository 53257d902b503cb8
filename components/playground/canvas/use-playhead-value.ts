import { useMemo, useSyncExternalStore } from 'react';
import { isSame } from '@/simulation/is-same.ts';
import type { Playhead } from '../playhead.ts';

/**
 * What `read` makes of the playhead. The component draws again only when what it reads has become different,
 * not with every move. `read` must stay the same function as long as it reads the same.
 */
export function usePlayheadValue<Value>(playhead: Playhead, read: (at: number) => Value): Value {
  const now = useMemo(() => remembering(() => read(playhead.get())), [playhead, read]);
  return useSyncExternalStore(playhead.subscribe, now, now);
}

/** Gives the same object back as long as its content is the same. */
function remembering<Value>(read: () => Value): () => Value {
  let last: Value | undefined;
  return () => {
    const next = read();
    if (last === undefined || !isSame(last, next)) last = next;
    return last;
  };
}
