'use client';
import { useMemo, useRef } from 'react';
import type { InstrumentView } from '../instrument-view.ts';
import { ChartRows } from './charts/chart-rows.tsx';
import { LiveFaultRows } from './faults/live-fault-rows.tsx';
import { liveMoment } from './live-moment.ts';
import { onceAFrame } from './once-a-frame.ts';
import type { ScrubHandlers } from './scrub-handlers.ts';
import { timeAfterKey, timeUnder } from './scrub.ts';
import { TimelinePicture } from './timeline-picture.tsx';

/** The timeline that follows the playhead and moves it: by dragging along it, and by the arrow keys on its slider. */
export function Timeline(view: InstrumentView) {
  const { data, run, counterpart, comparison, playhead, send } = view;
  const at = useMemo(() => liveMoment(playhead), [playhead]);
  const moves = useMemo(() => onceAFrame((to: number) => send({ type: 'playhead.moved', to })), [send]);
  const frame = useRef<HTMLDivElement>(null);
  const axis = useRef<DOMRect>(undefined);
  const { durationUs, endedAt } = run;

  const moveTo = (clientX: number) => axis.current && moves.give(Math.min(endedAt, timeUnder(clientX, axis.current, durationUs)));
  const scrub: ScrubHandlers = {
    onChange(event) {
      moves.give(Math.min(endedAt, event.target.valueAsNumber));
    },
    onPointerDown({ button, target, currentTarget, pointerId, clientX }) {
      if (button !== 0 || (target instanceof Element && target.closest('.timeline-gutter'))) return;
      currentTarget.setPointerCapture(pointerId);
      axis.current = frame.current?.querySelector('.timeline-slider')?.getBoundingClientRect();
      moveTo(clientX);
    },
    onPointerMove({ currentTarget, pointerId, clientX }) {
      if (currentTarget.hasPointerCapture(pointerId)) moveTo(clientX);
    },
    onKeyDown(event) {
      const to = event.metaKey || event.ctrlKey || event.altKey ? undefined : timeAfterKey(event.key, playhead.get(), durationUs, endedAt);
      if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      send({ type: 'playhead.moved', to });
    },
  };
  return (
    <div ref={frame}>
      <TimelinePicture data={data} run={run} at={at} faultRows={<LiveFaultRows {...view} />} chartRows={<ChartRows data={data} run={run} counterpart={counterpart} comparison={comparison} at={at} send={send} />} send={send} scrub={scrub} />
    </div>
  );
}
