import { useEffect, useState, type RefObject } from 'react';

/** Whether any part of the element that `selector` finds round another is on the screen. */
export function useIsOnScreen(inside: RefObject<HTMLElement | null>, selector: string): boolean {
  const [isOnScreen, setIsOnScreen] = useState(true);
  useEffect(() => {
    const element = inside.current?.closest(selector);
    if (element === null || element === undefined) return undefined;
    const observer = new IntersectionObserver(([entry]) => setIsOnScreen(entry?.isIntersecting ?? true));
    observer.observe(element);
    return () => observer.disconnect();
  }, [inside, selector]);
  return isOnScreen;
}
