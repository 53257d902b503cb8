import type { Press } from './press.ts';

declare global {
  interface Window {
    earlyPresses?: { readonly kept: string[]; stop(): void };
  }
}

/** Stands in the page's HTML: what is pressed in the still before the page's scripts have come is noted down. */
export const earlyPressScript = `(()=>{const kept=[],note=({target})=>{const pressed=target.closest('[data-press]');if(pressed)kept.push(pressed.dataset.press)};addEventListener('click',note);earlyPresses={kept,stop(){removeEventListener('click',note)}}})()`;

/** What was pressed so far, once: from now on the island listens itself. */
export function takeEarlyPresses(): readonly Press[] {
  const early = window.earlyPresses;
  early?.stop();
  delete window.earlyPresses;
  return (early?.kept ?? []).map((press) => JSON.parse(press) as Press);
}
