import type { Playhead } from '../playhead.ts';

/**
 * Draws an element at most once per frame, when the playhead moved or the page looks different, and not while it is off the screen.
 * @returns the way to stop it
 */
export function drawingOnChange(element: HTMLElement, playhead: Playhead, draw: (isNewTheme: boolean) => void): () => void {
  let frame = 0;
  let isOnScreen = true;
  let isNewTheme = false;
  const drawNow = () => {
    frame = 0;
    draw(isNewTheme);
    isNewTheme = false;
  };
  const ask = () => {
    if (frame === 0 && isOnScreen) frame = requestAnimationFrame(drawNow);
  };
  const takeTheme = () => {
    isNewTheme = true;
    ask();
  };
  const sight = new IntersectionObserver(([entry]) => {
    isOnScreen = entry?.isIntersecting ?? true;
    ask();
  });
  sight.observe(element);
  const theme = new MutationObserver(takeTheme);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', takeTheme);
  addEventListener('resize', ask);
  const leave = playhead.everyMove(ask);
  draw(false);
  return () => {
    cancelAnimationFrame(frame);
    sight.disconnect();
    theme.disconnect();
    dark.removeEventListener('change', takeTheme);
    removeEventListener('resize', ask);
    leave();
  };
}
