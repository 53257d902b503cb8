/** Whether something may move before it is asked to: not where the reader wants little motion, or little data. */
export const playsAlone = (): boolean =>
  !matchMedia('(prefers-reduced-motion: reduce)').matches && (navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData !== true;

/**
 * Calls back once, when the element is on the screen and the browser has nothing better to do.
 * @returns the way to stop waiting
 */
export function onceIdleAndSeen(element: Element, isSeen: () => void): () => void {
  let idle: number | undefined;
  // Safari has no idle callback.
  const [request, cancel] = typeof requestIdleCallback === 'function' ? [requestIdleCallback, cancelIdleCallback] : [setTimeout, clearTimeout];
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    idle = request(isSeen) as number;
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    if (idle !== undefined) cancel(idle);
  };
}
