import { useEffect, useRef } from 'react';
import type { SendPress } from '../press.ts';
import type { Opening } from './opening.ts';

/** Takes the instrument to the run of a link that was put into the address while the page stood open. */
export function useOpenedLinks(opening: Opening | undefined, send: SendPress): void {
  const last = useRef(opening);
  useEffect(() => {
    if (opening === undefined || opening === last.current) return;
    last.current = opening;
    const { settings, at, pane } = opening;
    send({ type: 'link.opened', settings, at, pane });
  }, [opening, send]);
}
