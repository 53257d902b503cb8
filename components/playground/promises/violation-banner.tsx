'use client';
import { useCallback } from 'react';
import { noEdits } from '@/simulation/edits/edits.ts';
import { buttonLook } from '@/components/ui/button-look.ts';
import type { Blame } from '../blame.ts';
import { usePlayheadValue } from '../canvas/use-playhead-value.ts';
import type { InstrumentView } from '../instrument-view.ts';
import type { PlaygroundEvent } from '../playground-event.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import type { SendPress } from '../press.ts';
import { actions, FailMark, line, Seconds, ViolationPicture } from './violation-picture.tsx';

interface Props extends Omit<InstrumentView, 'send'> {
  readonly send: SendPress;
}

/** Why a run stopped before its time, from the moment of the stop on; before it, one line that says so. Nothing for a run that went to its end. */
export function ViolationBanner({ data, run, playhead, settings, blame, send }: Props) {
  const { endedAt, violation } = run;
  const isThere = usePlayheadValue(playhead, useCallback((at) => at >= endedAt, [endedAt]));
  if (violation === undefined && run.stop === undefined) return null;
  const { label, event } = wayBack(settings, blame);
  const goBack = (
    <button type="button" className={buttonLook.outlined} onClick={() => send(event)}>
      {label}
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
    <ViolationPicture ref={bringIntoView} data={data} run={run} blame={blame} send={send}>
      {goBack}
    </ViolationPicture>
  );
}

/** What undoes the break: the reader's code is put back, but for a break that is none of its doing. */
function wayBack({ edits, mutant, breakName, experiment }: PlaygroundSettings, blame: Blame | undefined): { readonly label: string; readonly event: PlaygroundEvent } {
  if (edits !== noEdits && blame?.isToBlame !== false) return { label: 'Put the code back', event: { type: 'code.run', edits: noEdits } };
  return { label: mutant === '' && breakName === '' ? 'Reset the experiment' : 'Put it back', event: { type: 'experiment.chosen', name: experiment } };
}

/** On a phone there is more of the instrument than fits, and the reader may look at another part of it. */
const bringIntoView = (banner: HTMLElement | null) => {
  if (matchMedia('(width <= 860px)').matches) banner?.scrollIntoView({ block: 'nearest' });
};
