'use client';
import dynamic from 'next/dynamic';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { takeEarlyPresses } from './early-presses.ts';
import { asksForKeys, pressOfKey } from './keyboard.ts';
import { loadOpening } from './link/opening-finder.ts';
import { useOpening } from './link/use-opening.ts';
import { stillTabAfterKey } from './panel/tab-after-key.ts';
import { picked } from './pick.ts';
import { PlaygroundBoundary, PlaygroundMissing } from './playground-boundary.tsx';
import type { Press } from './press.ts';
import { stillScrub } from './timeline/still-scrub.ts';
import { useFocusHandedOver } from './use-focus-handed-over.ts';

const load = () => import('./playground.tsx');
const LivePlayground = dynamic(() => load().then(({ Playground }) => Playground, () => PlaygroundMissing), { ssr: false });

interface PlaygroundIslandProps {
  readonly data: ScenarioData;
  /** The catalog's version. */
  readonly version: string;
  /** The still. */
  readonly children: ReactNode;
}
type SendPresses = (presses: readonly Press[]) => void;

/**
 * The instrument as the server drew it, until it is first pressed, or for as long as nothing is to be opened: a link's run or the reader's
 * draft. Then the live one is fetched behind it; what was pressed in the meantime is kept, and pressed again when it stands. Buttons
 * elsewhere on the page press through `breakable:press`.
 */
export function PlaygroundIsland({ data, version, children }: PlaygroundIslandProps) {
  const { opening, isWanted, want } = useOpening(data, version);
  const [stands, setStands] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const kept = useRef<Press[]>([]);
  const sendPresses = useRef<SendPresses>(undefined);
  const noteFocus = useFocusHandedOver(frame, stands);

  const take = useCallback((presses: readonly Press[]) => {
    want();
    if (sendPresses.current === undefined) kept.current.push(...presses);
    else sendPresses.current(presses);
  }, [want]);
  const onStands = useCallback((send: SendPresses) => {
    noteFocus();
    sendPresses.current = send;
    setStands(true);
    send(kept.current.splice(0));
  }, [noteFocus]);
  useEffect(() => {
    // The focus may stand on what surrounds the instrument, where a button in the prose has led it.
    const host = frame.current?.closest('section') ?? frame.current;
    return host === null ? undefined : listenTo(host, take);
  }, [take]);

  return (
    <div ref={frame} aria-busy={isWanted && !stands}>
      {!stands && children}
      {isWanted && opening === 'missing' && <PlaygroundMissing />}
      {isWanted && opening !== undefined && opening !== 'missing' && (
        <PlaygroundBoundary>
          <LivePlayground data={data} version={version} opening={opening} onStands={onStands} />
        </PlaygroundBoundary>
      )}
    </div>
  );
}

/** The docked player is heard as the instrument is. @returns the way to stop listening */
function listenTo(host: HTMLElement, take: SendPresses): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const hosts = [host, document.getElementById('docked-player')];
  const on = <Kind extends keyof HTMLElementEventMap>(kind: Kind, hear: (event: HTMLElementEventMap[Kind]) => void) => {
    for (const each of hosts) each?.addEventListener(kind, hear, { signal });
  };
  on('click', ({ target, clientX }) => {
    const pressed = (target as Element).closest<HTMLElement>('[data-press]');
    // Not every browser gives a button the focus that is handed over.
    pressed?.focus();
    const meant = pressed ? (JSON.parse(pressed.dataset['press'] ?? '') as Press) : stillScrub(target as Element, clientX);
    if (meant !== undefined) take([meant]);
  });
  on('change', ({ target }) => {
    const event = picked(target as Element);
    if (event !== undefined) take([event]);
  });
  on('keydown', (event) => {
    const tab = stillTabAfterKey(event.target as Element, event.key);
    tab?.focus();
    const meant = tab ? (JSON.parse(tab.dataset['press'] ?? '') as Press) : pressOfKey(event);
    if (asksForKeys(event)) host.querySelector<HTMLElement>('[popovertarget="keys"]')?.click();
    if (meant === undefined || event.defaultPrevented) return;
    event.preventDefault();
    take([meant]);
  });
  // Whoever points at the instrument is about to press it.
  on('pointerover', () => void Promise.all([load(), loadOpening()]).catch(() => undefined));
  document.addEventListener('breakable:press', (event) => take((event as CustomEvent<readonly Press[]>).detail), { signal });
  const early = takeEarlyPresses();
  if (early.length > 0) take(early);
  return () => listeners.abort();
}
