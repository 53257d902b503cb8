'use client';
import { useSyncExternalStore } from 'react';
import type { Playhead } from '../playhead.ts';
import type { Moment } from './moment.ts';

/** The live instrument's moment: it follows the playhead. */
export function liveMoment(playhead: Playhead): Moment {
  const subscribe = (changed: () => void) => playhead.subscribe(changed);
  return function LiveMoment({ read, children }) {
    const now = () => read(playhead.get());
    return children(useSyncExternalStore(subscribe, now, now));
  };
}
