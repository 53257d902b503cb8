import { useState } from 'react';
import type { Knobs } from '@/simulation/scenario.ts';
import type { PlaygroundEvent, SendEvent } from '../playground-event.ts';

/** Remembers the knobs from before the last reset, so that it can be undone until something else is chosen. */
export function useUndoneReset(knobs: Knobs, send: SendEvent) {
  const [before, setBefore] = useState<Knobs>();
  const sendNoting = (event: PlaygroundEvent) => {
    setBefore(event.type === 'knobs.reset' ? knobs : undefined);
    send(event);
  };
  const undoReset = before && (() => {
    setBefore(undefined);
    for (const [name, value] of Object.entries(before)) if (value !== knobs[name]) send({ type: 'knob.turned', name, value });
  });
  return { sendNoting, undoReset };
}
