'use client';
import { useMemo } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { Playhead } from '../playhead.ts';
import { liveMoment } from '../timeline/live-moment.ts';
import { PromiseStripPicture } from './promise-strip-picture.tsx';

/** The promises as they stand at the playhead. */
export function PromiseStrip({ data, run, playhead }: { readonly data: ScenarioData; readonly run: RunResult; readonly playhead: Playhead }) {
  const at = useMemo(() => liveMoment(playhead), [playhead]);
  return <PromiseStripPicture data={data} run={run} at={at} />;
}
