import { fromCallback, type EventObject } from 'xstate';
import type { MutablePlayhead } from './playhead.ts';

export interface ClockInput {
  readonly playhead: MutablePlayhead;
  /** Simulated time over wall time. */
  readonly speed: number;
  /** Where playing ends, in virtual microseconds. */
  readonly until: number;
}
/** A frame that took longer (a hidden tab, a busy page) counts as this long: time stands still rather than jumps. */
const frameMsMax = 60;

/** Moves the playhead with every frame, linearly: simulated time is wall time × speed. */
export const playgroundClock = fromCallback<EventObject, ClockInput>(({ input: { playhead, speed, until }, sendBack }) => {
  let last: number | undefined;
  const tick = (now: number) => {
    const wallMs = Math.min(frameMsMax, now - (last ?? now));
    last = now;
    const to = Math.min(until, Math.round(playhead.get() + wallMs * 1000 * speed));
    playhead.run(to, now);
    if (to >= until) sendBack({ type: 'clock.ended' });
    else frame = requestAnimationFrame(tick);
  };
  let frame = requestAnimationFrame(tick);
  return () => {
    cancelAnimationFrame(frame);
    playhead.rest();
  };
});
