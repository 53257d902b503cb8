/** Whether something may move before it is asked to: not where the reader wants little motion, or little data. */
export const playsAlone = (): boolean =>
  !matchMedia('(prefers-reduced-motion: reduce)').matches && (navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData !== true;

/** How long after its load the page is left alone, in ms. */
const settledMs = 1000;

/**
 * Calls back once, when the page has been there for a moment, the element is on the screen and the browser has nothing better to do:
 * what is read first is not to wait for what plays.
 * @returns the way to stop waiting
 */
export function onceIdleAndSeen(element: Element, isSeen: () => void): () => void {
  let idle: number | undefined;
  let settled: ReturnType<typeof setTimeout> | undefined;
  // Safari has no idle callback.
  const [request, cancel] = typeof requestIdleCallback === 'function' ? [requestIdleCallback, cancelIdleCallback] : [setTimeout, clearTimeout];
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    idle = request(isSeen) as number;
  });
  const wait = () => {
    settled = setTimeout(() => observer.observe(element), settledMs);
  };
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
  return () => {
    removeEventListener('load', wait);
    clearTimeout(settled);
    observer.disconnect();
    if (idle !== undefined) cancel(idle);
  };
}
