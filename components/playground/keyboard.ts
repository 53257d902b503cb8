import type { PlaygroundEvent } from './playground-event.ts';

/** The keys of the instrument, while the focus is in it: Space plays, comma and full stop step. Undefined for every other key. */
export function eventOfKey({ key, target, altKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'target' | 'altKey' | 'ctrlKey' | 'metaKey'>): PlaygroundEvent | undefined {
  const element = target instanceof HTMLElement ? target : null;
  if (altKey || ctrlKey || metaKey || element?.matches('input:not([type="range"]), textarea, select') === true) return undefined;
  if (key === '.') return { type: 'step.forward' };
  if (key === ',') return { type: 'step.back' };
  // A button's own Space presses it.
  if (key === ' ' && element?.matches('button, a, summary, input, [role="tab"], [role="slider"]') !== true) return { type: 'play.toggled' };
  return undefined;
}
