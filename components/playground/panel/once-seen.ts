/** Does something when an element is first drawn: in a sheet that is down it is not, and cannot be scrolled. @returns the way to stop waiting */
export function onceSeen(element: HTMLElement, act: () => void): () => void {
  const observer = new ResizeObserver(() => {
    if (element.clientHeight === 0) return;
    observer.disconnect();
    act();
  });
  observer.observe(element);
  return () => observer.disconnect();
}
