'use client';
import { useMemo } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { SendEvent } from '../playground-event.ts';
import type { PlaygroundMode, PlaygroundSettings } from '../playground-settings.ts';
import type { Playhead } from '../playhead.ts';
import { liveMoment } from '../timeline/live-moment.ts';
import { TransportBar } from './transport-bar.tsx';

interface Props {
  readonly run: RunResult;
  readonly playhead: Playhead;
  readonly mode: PlaygroundMode;
  readonly settings: PlaygroundSettings;
  readonly send: SendEvent;
}

/** The transport whose time follows the playhead. */
export function Transport({ run, playhead, mode, settings, send }: Props) {
  const at = useMemo(() => liveMoment(playhead), [playhead]);
  return <TransportBar run={run} mode={mode} settings={settings} at={at} send={send} />;
}
