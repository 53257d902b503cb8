import { useMemo, useSyncExternalStore } from 'react';
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

/** Plain data, compared all the way down. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  const [ones, others] = [Object.entries(one), other as Record<string, unknown>];
  return ones.length === Object.keys(others).length && ones.every(([key, value]) => isSame(value, others[key]));
}
