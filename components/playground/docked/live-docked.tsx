'use client';
import { useCallback, useMemo } from 'react';
import { createPortal } from 'react-dom';
import type { InstrumentView } from '../instrument-view.ts';
import type { PlaygroundMode } from '../playground-settings.ts';
import { liveMoment } from '../timeline/live-moment.ts';
import { DockedPicture } from './docked-picture.tsx';
import { useIsDocked } from './use-is-docked.ts';

interface LiveDockedProps extends Pick<InstrumentView, 'data' | 'run' | 'playhead' | 'send'> {
  readonly mode: PlaygroundMode;
}

/** The docked player that follows the playhead, while it is on the screen. Its place is in the article's margin. */
export function LiveDocked({ data, run, playhead, mode, send }: LiveDockedProps) {
  const at = useMemo(() => liveMoment(playhead), [playhead]);
  const isDocked = useIsDocked();
  const place = isDocked ? document.getElementById('docked-live') : null;
  const takeFocus = useCallback((player: HTMLDivElement | null) => {
    if (player?.parentElement?.nextElementSibling?.contains(document.activeElement)) player.querySelector('button')?.focus();
  }, []);
  if (place === null) return null;
  return createPortal(
    <div ref={takeFocus}>
      <DockedPicture data={data} run={run} mode={mode} at={at} send={send} />
    </div>,
    place,
  );
}
