'use client';
import type { ReactNode } from 'react';
import type { RunRequested } from '../playground/playground-event.ts';
import type { RequestState } from '../playground/run-request.ts';
import { leadToInstrument } from './lead-to-instrument.ts';
import { useRequestState } from './request-states.ts';

const look =
  'inline-flex translate-y-px items-center gap-1.5 rounded-sm border border-info-edge bg-info-tint px-2 py-[3px] pr-[9px] text-left text-[0.86em] leading-[18px] font-[560] text-info-text transition-colors duration-(--t-fast) hover:border-info hover:bg-info hover:text-surface max-sm:min-h-7 sm:whitespace-nowrap [td_&]:whitespace-nowrap';
const looks: Readonly<Record<RequestState, string>> = { rest: '', running: 'border-info bg-info text-surface', done: 'bg-transparent' };
const plain = 'no-script:pointer-events-none no-script:border-transparent no-script:bg-transparent no-script:p-0 no-script:text-[1em] no-script:font-[inherit] no-script:text-current print:border-transparent print:bg-transparent print:p-0 print:text-[1em] print:text-current';

/** Paths from lucide 1.77 (ISC licence), 24 by 24: what a press does, or that it was done. */
const glyphs = {
  play: 'M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z',
  pause: 'M15 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM6 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z',
  check: 'M20 6 9 17l-5-5',
  scissors: 'M3 6a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M8.12 8.12 12 12M20 4 8.12 15.88M3 18a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M14.8 14.8 20 20',
} as const;

interface RunButtonProps {
  readonly choices: RunRequested['choices'];
  /** It shows a promise being broken. */
  readonly breaks?: boolean;
  readonly children: ReactNode;
}

/** Drives the instrument from the prose, and shows how the run that it names stands there. Without a script its words stand as words. */
export function RunButton({ choices, breaks = false, children }: RunButtonProps) {
  const state = useRequestState(choices);
  const glyph = { rest: breaks ? 'scissors' : 'play', running: 'pause', done: 'check' } as const;
  const isFilled = state === 'running' || (state === 'rest' && !breaks);
  return (
    <button
      type="button"
      className={`${look} ${looks[state]} ${plain}`}
      data-state={state}
      aria-pressed={state === 'running'}
      onClick={({ currentTarget }) => {
        document.dispatchEvent(new CustomEvent('breakable:press', { detail: [{ type: 'run.requested', choices } satisfies RunRequested] }));
        leadToInstrument(currentTarget, state === 'running');
      }}
    >
      <svg className="flex-none no-script:hidden print:hidden" width={isFilled ? 12 : 13} height={isFilled ? 12 : 13} viewBox="0 0 24 24" fill={isFilled ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth={isFilled ? 1 : 2.4} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
        <path d={glyphs[glyph[state]]} />
      </svg>
      {children}
      {state === 'done' && <span className="sr-only">, played to its end</span>}
    </button>
  );
}
