'use client';
import { useCallback } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import { usePlayheadValue } from '../canvas/use-playhead-value.ts';
import type { InstrumentView } from '../instrument-view.ts';
import { actions, FailMark, line, Seconds, ViolationPicture } from './violation-picture.tsx';

/** Why a run stopped before its time, from the moment of the stop on; before it, one line that says so. Nothing for a run that went to its end. */
export function ViolationBanner({ data, run, playhead, settings, send }: InstrumentView) {
  const { endedAt, violation } = run;
  const isThere = usePlayheadValue(playhead, useCallback((at) => at >= endedAt, [endedAt]));
  if (violation === undefined && run.stop === undefined) return null;
  const goBack = (
    <button type="button" className={buttonLook.outlined} onClick={() => send({ type: 'experiment.chosen', name: settings.experiment })}>
      {settings.mutant === '' && settings.breakName === '' ? 'Reset the experiment' : 'Put it back'}
    </button>
  );
  if (!isThere) {
    return (
      <div className={`${line} border-t border-line px-4 py-1.5 text-[13px] text-ink-2`} aria-live="polite">
        <FailMark />
        <p>
          This run {violation ? 'breaks a promise' : 'stops'} at <Seconds at={endedAt} />.
        </p>
        <div className={actions}>
          <button type="button" className={buttonLook.outlined} onClick={() => send({ type: 'playhead.moved', to: endedAt })}>
            Step to the moment
          </button>
          {goBack}
        </div>
      </div>
    );
  }
  return (
    <ViolationPicture ref={bringIntoView} data={data} run={run}>
      {goBack}
    </ViolationPicture>
  );
}

/** On a phone there is more of the instrument than fits, and the reader may look at another part of it. */
const bringIntoView = (banner: HTMLElement | null) => {
  if (matchMedia('(width <= 860px)').matches) banner?.scrollIntoView({ block: 'nearest' });
};
