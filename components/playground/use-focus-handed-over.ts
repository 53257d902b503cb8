import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { addressOf, elementAt, type Address } from './focus-address.ts';

/**
 * The still goes with the control that has the focus; its like in the live instrument takes over.
 * @returns what is to be called while the still is there for the last time.
 */
export function useFocusHandedOver(frame: RefObject<HTMLElement | null>, stands: boolean): () => void {
  const focused = useRef<Address>(undefined);
  useEffect(() => {
    if (stands && frame.current !== null && focused.current !== undefined) elementAt(frame.current, focused.current)?.focus();
  }, [frame, stands]);
  return useCallback(() => {
    const { activeElement } = document;
    focused.current = frame.current?.contains(activeElement) === true ? addressOf(activeElement) : undefined;
  }, [frame]);
}
