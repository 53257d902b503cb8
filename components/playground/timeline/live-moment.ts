'use client';
import { usePlayheadValue } from '../canvas/use-playhead-value.ts';
import type { Playhead } from '../playhead.ts';
import type { Moment } from './moment.ts';

/** A live moment: it follows the playhead, and draws again only what has become different. */
export const liveMoment = (playhead: Playhead): Moment =>
  function LiveMoment({ read, children }) {
    return children(usePlayheadValue(playhead, read));
  };
