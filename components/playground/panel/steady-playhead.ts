import type { Playhead } from '../playhead.ts';

/** The same playhead for what is dear to draw. A single move is heard at once; while it keeps moving, it is heard every so many milliseconds. */
export function steadyPlayhead(playhead: Playhead, everyMs: number): Playhead {
  let shown = playhead.get();
  return {
    get: () => shown,
    everyMove: playhead.everyMove,
    subscribe: (changed) => {
      let heardAt = -Infinity;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const hear = () => {
        timer = undefined;
        heardAt = performance.now();
        shown = playhead.get();
        changed();
      };
      const leave = playhead.subscribe(() => {
        const waitMs = heardAt + everyMs - performance.now();
        if (waitMs > 0) timer ??= setTimeout(hear, waitMs);
        else if (timer === undefined) hear();
      });
      return () => {
        leave();
        clearTimeout(timer);
      };
    },
  };
}
