'use client';
import { useMemo } from 'react';
import type { InstrumentView } from '../instrument-view.ts';
import type { PlaygroundMode } from '../playground-settings.ts';
import { liveMoment } from '../timeline/live-moment.ts';
import { TransportBar } from './transport-bar.tsx';

interface Props extends Omit<InstrumentView, 'data'> {
  readonly mode: PlaygroundMode;
}

/** The transport whose time follows the playhead. */
export function Transport({ run, playhead, mode, settings, send }: Props) {
  const at = useMemo(() => liveMoment(playhead), [playhead]);
  return <TransportBar run={run} mode={mode} settings={settings} at={at} send={send} />;
}
