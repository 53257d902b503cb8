'use client';
import { usePlayheadValue } from '../playground/canvas/use-playhead-value.ts';
import type { Playhead } from '../playground/playhead.ts';
import type { Moment } from '../playground/timeline/moment.ts';

/** The live hero's moment: it follows the playhead, and draws again only what has become different. */
export const heroMoment = (playhead: Playhead): Moment =>
  function HeroMoment({ read, children }) {
    return children(usePlayheadValue(playhead, read));
  };
