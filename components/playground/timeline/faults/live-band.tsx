'use client';
import type { ChangeEvent, KeyboardEvent } from 'react';
import type { Fault } from '@/simulation/fault.ts';
import { ScenarioIcon } from '../../scenario-icon.tsx';
import { shortSeconds } from '../time-text.ts';
import { bandPlace } from './band-place.ts';
import { BandWords } from './band-words.tsx';
import { bandName, bandTimes, type FaultBand } from './fault-bands.ts';
import { editedFault, msAfterKey, partAt, type BandPart, type EditScope } from './fault-edit.ts';
import type { BandDrag } from './use-band-drag.ts';
import { ownIcons } from '../../own-icons.ts';

interface LiveBandProps {
  readonly band: FaultBand;
  readonly scope: EditScope;
  readonly dragging: BandDrag;
  /** It was just added, and the focus goes to it. */
  readonly isFresh: boolean;
  readonly onChange: (index: number, fault: Fault) => void;
  readonly onRemove: (index: number, from: HTMLElement) => void;
}

/**
 * A band that is carried by pointer or by keyboard. For the keyboard it is two sliders: one moves the band, the other its end.
 * Its times stand beside it while it is selected, which is while the focus is in it.
 */
export function LiveBand({ band, scope, dragging, isFresh, onChange, onRemove }: LiveBandProps) {
  const { index, lasts } = band;
  const name = bandName(band);
  const times = bandTimes(band);
  const fault = scope.faults[index]!;
  const carry = (part: BandPart, toMs: number) => onChange(index, editedFault(fault, part, toMs, scope));
  const sliderFor = (part: 'whole' | 'end') => ({
    className: 'fault-slider',
    'data-part': part,
    min: 0,
    max: scope.durationMs * 1000,
    value: part === 'end' ? band.to : band.from,
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => carry(part, target.valueAsNumber / 1000),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const moved = event.shiftKey && lasts !== 'at once' ? 'end' : part;
      const toMs = msAfterKey(event.key, partAt(fault, moved, scope), scope.durationMs);
      if (event.key === 'Delete' || event.key === 'Backspace') onRemove(index, event.currentTarget);
      else if (toMs !== undefined) carry(moved, toMs);
      else if (event.key !== 'Escape' || !dragging.cancel()) return;
      event.preventDefault();
      event.stopPropagation();
    },
  });
  const grips = lasts === 'at once' ? [] : (['start', 'end'] as const);
  return (
    <li className="fault" data-tone={band.tone} data-dragging={dragging.drag?.index === index ? dragging.drag.part : undefined} style={bandPlace(band, scope.durationMs * 1000)}>
      <fieldset aria-label={`${name}, ${times}`}>
        <input type="range" {...sliderFor('whole')} ref={isFresh ? focus : undefined} aria-label={`Move ${name}`} aria-valuetext={times} aria-keyshortcuts="Delete" />
        {lasts !== 'at once' && <input type="range" {...sliderFor('end')} aria-label={`End of ${name}`} aria-valuetext={lasts === 'to the end' ? 'the end' : `${shortSeconds(band.to)} s`} aria-keyshortcuts="Delete" />}
        <div className="fault-band" data-lasts={lasts} title={`${name}, ${times}`} aria-hidden="true" onMouseDown={selectBand} {...dragging.handlersFor(index, 'whole')}>
          <BandWords band={band} />
        </div>
        {grips.map((part) => (
          <i key={part} className="fault-grip" data-part={part} aria-hidden="true" onMouseDown={selectBand} {...dragging.handlersFor(index, part)} />
        ))}
        <span className="fault-times">
          <span aria-hidden="true">{times}</span>
          <button type="button" aria-label={`Remove the fault ${name}`} title="Remove this fault" onClick={({ currentTarget }) => onRemove(index, currentTarget)}>
            <ScenarioIcon path={ownIcons.x} size={13} />
          </button>
        </span>
      </fieldset>
    </li>
  );
}

const focus = (slider: HTMLElement | null) => slider?.focus();

/** A press on a band or on a grip gives the focus to its slider. */
function selectBand(event: { readonly currentTarget: HTMLElement; readonly preventDefault: () => void }) {
  event.preventDefault();
  const part = event.currentTarget.dataset['part'] === 'end' ? 'end' : 'whole';
  event.currentTarget.parentElement?.querySelector<HTMLElement>(`.fault-slider[data-part="${part}"]`)?.focus();
}
