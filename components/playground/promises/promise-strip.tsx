'use client';
import { useMemo } from 'react';
import type { InstrumentView } from '../instrument-view.ts';
import { liveMoment } from '../timeline/live-moment.ts';
import { PromiseStripPicture } from './promise-strip-picture.tsx';

/** The promises as they stand at the playhead. */
export function PromiseStrip({ data, run, playhead }: Pick<InstrumentView, 'data' | 'run' | 'playhead'>) {
  const at = useMemo(() => liveMoment(playhead), [playhead]);
  return <PromiseStripPicture data={data} run={run} at={at} />;
}
