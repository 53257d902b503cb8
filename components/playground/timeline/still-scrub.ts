import type { PlaygroundEvent } from '../playground-event.ts';
import { timeUnder } from './scrub.ts';

/** Where a press on the lanes or the charts of the still takes the playhead; undefined for a press anywhere else. */
export function stillScrub(target: Element, clientX: number): PlaygroundEvent | undefined {
  const row = target.closest('[data-scrub] .timeline-plot');
  const durationUs = Number(row?.closest('[data-scrub]')?.getAttribute('data-scrub'));
  return row ? { type: 'playhead.moved', to: timeUnder(clientX, row.getBoundingClientRect(), durationUs) } : undefined;
}
