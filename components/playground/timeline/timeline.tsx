'use client';
import { useMemo, useRef, type PointerEvent } from 'react';
import type { InstrumentView } from '../instrument-view.ts';
import { liveMoment } from './live-moment.ts';
import type { ScrubHandlers } from './scrub-handlers.ts';
import { timeAfterKey, timeUnder } from './scrub.ts';
import { TimelinePicture } from './timeline-picture.tsx';

/** The timeline that follows the playhead and moves it: by dragging along it, and by the arrow keys on its slider. */
export function Timeline({ data, run, playhead, settings, send }: InstrumentView) {
  const at = useMemo(() => liveMoment(playhead), [playhead]);
  const frame = useRef<HTMLDivElement>(null);
  const { durationUs, endedAt } = run;

  function moveTo({ clientX }: PointerEvent) {
    const axis = frame.current?.querySelector('.timeline-slider')?.getBoundingClientRect();
    if (axis) send({ type: 'playhead.moved', to: Math.min(endedAt, timeUnder(clientX, axis, durationUs)) });
  }
  const scrub: ScrubHandlers = {
    onChange(event) {
      send({ type: 'playhead.moved', to: Math.min(endedAt, event.target.valueAsNumber) });
    },
    onPointerDown(event) {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest('.timeline-gutter'))) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      moveTo(event);
    },
    onPointerMove(event) {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event);
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
      <TimelinePicture data={data} run={run} faults={settings.faults} at={at} send={send} scrub={scrub} />
    </div>
  );
}
