'use client';
import dynamic from 'next/dynamic';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { PlaygroundBoundary, PlaygroundMissing } from '../playground/playground-boundary.tsx';
import { useFocusHandedOver } from '../playground/use-focus-handed-over.ts';
import type { HeroPress, HeroSubject, SendHeroPress } from './hero-subject.ts';
import { onceIdleAndSeen, playsAlone } from './once-seen.ts';

const LiveHero = dynamic(() => import('./hero.tsx').then(({ Hero }) => Hero, () => PlaygroundMissing), { ssr: false });

/** The hero as the server drew it, until the page is idle and it is seen, or until it is pressed; then the live one takes its place. */
export function HeroIsland({ subject, children }: { readonly subject: HeroSubject; readonly children: ReactNode }) {
  const [isWanted, setIsWanted] = useState(false);
  const [stands, setStands] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const kept = useRef<HeroPress[]>([]);
  const noteFocus = useFocusHandedOver(frame, stands);

  const onStands = useCallback((send: SendHeroPress) => {
    noteFocus();
    setStands(true);
    kept.current.splice(0).forEach(send);
  }, [noteFocus]);
  useEffect(() => {
    const host = frame.current;
    if (host === null) return undefined;
    const keep = ({ target }: MouseEvent) => {
      const pressed = (target as Element).closest<HTMLElement>('[data-hero-press]');
      if (pressed === null) return;
      pressed.focus();
      kept.current.push(pressed.dataset['heroPress'] as HeroPress);
      setIsWanted(true);
    };
    host.addEventListener('click', keep);
    const stopWaiting = playsAlone() ? onceIdleAndSeen(host, () => setIsWanted(true)) : undefined;
    return () => {
      host.removeEventListener('click', keep);
      stopWaiting?.();
    };
  }, []);

  return (
    <div ref={frame} className="min-w-0" aria-busy={isWanted && !stands}>
      {!stands && children}
      {isWanted && (
        <PlaygroundBoundary>
          <LiveHero subject={subject} playsAlone={playsAlone()} onStands={onStands} />
        </PlaygroundBoundary>
      )}
    </div>
  );
}
