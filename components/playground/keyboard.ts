import type { Pane, Press } from './press.ts';

const panes: Readonly<Record<string, Pane>> = { 1: 'tweak', 2: 'code', 3: 'statechart', 4: 'log' };
type Pressed = Pick<KeyboardEvent, 'key' | 'target' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** What a key does to the instrument while the focus is in it. Undefined for every other key, and for all of them while something is typed into. */
export function pressOfKey(event: Pressed): Press | undefined {
  const { key } = event;
  const element = commanded(event);
  if (element === undefined) return undefined;
  if (key === '.') return { type: 'step.forward' };
  if (key === ',') return { type: 'step.back' };
  if (key === '0') return { type: 'start.pressed' };
  const pane = panes[key];
  if (pane !== undefined) return { type: 'pane.opened', pane };
  if (key === 'Escape' && element.closest('.panel[data-open]') !== null) return { type: 'panel.lowered' };
  // A button's own Space presses it.
  return key === ' ' && !element.matches('button, a, summary, input, [role="tab"], [role="slider"]') ? { type: 'play.toggled' } : undefined;
}

/** The key that shows the list of keys. */
export const asksForKeys = (event: Pressed): boolean => event.key === '?' && commanded(event) !== undefined;

/** The element that has the focus; undefined where a key is not for the instrument: it is typed, or belongs to the browser. */
function commanded({ target, altKey, ctrlKey, metaKey }: Pressed): Element | undefined {
  if (altKey || ctrlKey || metaKey || target === null || !('matches' in target)) return undefined;
  const element = target as Element;
  return element.matches('input:not([type="range"], [type="checkbox"]), textarea, select, [contenteditable]') ? undefined : element;
}
