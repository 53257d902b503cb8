'use client';
import type { ReactNode } from 'react';
import type { PlaygroundEvent } from '../playground/playground-event.ts';

const look =
  'inline-flex translate-y-px items-center gap-1.5 rounded-sm border border-info-edge bg-info-tint px-2 py-[3px] pr-[9px] text-left text-[0.86em] leading-[18px] font-[560] text-info-text transition-colors duration-(--t-fast) hover:border-info hover:bg-info hover:text-surface sm:whitespace-nowrap [td_&]:whitespace-nowrap';
const plain = 'no-script:pointer-events-none no-script:border-transparent no-script:bg-transparent no-script:p-0 no-script:text-[1em] no-script:font-[inherit] no-script:text-current';

/** Drives the instrument from the prose: it says what was pressed, and brings the instrument into view. Without a script its words stand as words. */
export function TryButton({ events, icon, children }: { readonly events: readonly PlaygroundEvent[]; readonly icon: ReactNode; readonly children: ReactNode }) {
  function press() {
    document.dispatchEvent(new CustomEvent('breakable:press', { detail: events }));
    const instrument = document.getElementById('playground');
    instrument?.scrollIntoView({ block: 'start' });
    instrument?.focus({ preventScroll: true });
  }
  return (
    <button type="button" className={`${look} ${plain}`} onClick={press}>
      <span className="no-script:hidden">{icon}</span>
      {children}
    </button>
  );
}
