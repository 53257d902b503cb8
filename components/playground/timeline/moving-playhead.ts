import type { Playhead } from '../playhead.ts';

/**
 * Moves the playhead's line, its time and what dims the future with every frame. Each lies on a layer of its own, so that nothing
 * is laid out or painted for it; what stands in text follows as often as the page can afford.
 * @returns the way to stop it
 */
export function movingPlayhead(timeline: HTMLElement, playhead: Playhead, durationUs: number): () => void {
  const moved = () => {
    const percent = (playhead.get() / durationUs) * 100;
    for (const element of timeline.querySelectorAll<HTMLElement>('.timeline-playhead i, .timeline-future')) element.style.transform = `translateX(${percent}%)`;
    for (const element of timeline.querySelectorAll<HTMLElement>('.timeline-playhead span')) element.style.transform = `translateX(clamp(14px, ${percent}%, calc(100% - 12px)))`;
  };
  moved();
  return playhead.everyMove(moved);
}
