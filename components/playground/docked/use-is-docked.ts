import { useEffect, useState } from 'react';

/** Whether the docked player stands in for the instrument: that has left the screen, and the page is wide enough to have a docked player at all. */
export function useIsDocked(): boolean {
  const [isDocked, setIsDocked] = useState(false);
  useEffect(() => {
    const [instrument, docked] = ['playground', 'docked-player'].map((id) => document.getElementById(id));
    if (!instrument || !docked) return undefined;
    const onScreen = new Map<Element, boolean>();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) onScreen.set(target, isIntersecting);
      setIsDocked(onScreen.get(instrument) === false && onScreen.get(docked) === true);
    });
    observer.observe(instrument);
    observer.observe(docked);
    return () => observer.disconnect();
  }, []);
  return isDocked;
}
