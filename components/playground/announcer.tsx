'use client';
import { useEffect, useRef } from 'react';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';
import { announcement, spokenStates } from './announcement.ts';
import type { Playhead } from './playhead.ts';

/** Says changes of state to those who do not see them, at most once a second. It writes past React: it may change with every frame. */
export function Announcer({ data, index, playhead }: { readonly data: ScenarioData; readonly index: FrameIndex; readonly playhead: Playhead }) {
  const region = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const { nodes } = data.topology;
    let said = spokenStates(index, nodes, playhead.get());
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const say = () => {
      waiting = undefined;
      const now = spokenStates(index, nodes, playhead.get());
      const words = announcement(said, now);
      said = now;
      if (words !== '' && region.current !== null) region.current.textContent = words;
    };
    const leave = playhead.subscribe(() => {
      waiting ??= setTimeout(say, 1000);
    });
    return () => {
      leave();
      clearTimeout(waiting);
    };
  }, [data, index, playhead]);
  return <output ref={region} className="sr-only" />;
}
