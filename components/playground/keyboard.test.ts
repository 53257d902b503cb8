import { describe, expect, it } from 'vitest';
import { asksForKeys, pressOfKey } from './keyboard.ts';

/** As much of a key press as is read: `is` are the selectors that its element answers to. */
const pressed = (key: string, is: 'a button' | 'a field' | 'the canvas' = 'the canvas', more: Partial<KeyboardEvent> = {}) => {
  const matches = (selector: string) => (is === 'a button' ? selector.startsWith('button') : is === 'a field' && selector.startsWith('input:not'));
  return { key, altKey: false, ctrlKey: false, metaKey: false, target: { matches, closest: () => null } as unknown as EventTarget, ...more };
};

describe('pressOfKey', () => {
  it('plays, steps, goes to the start and turns to a pane', () => {
    expect([' ', '.', ',', '0', '4'].map((key) => pressOfKey(pressed(key)))).toEqual([
      { type: 'play.toggled' }, { type: 'step.forward' }, { type: 'step.back' }, { type: 'start.pressed' }, { type: 'pane.opened', pane: 'log' },
    ]);
  });

  it('does nothing while something is typed into, nor with a key that the browser takes', () => {
    expect([' ', '.', '1', '?'].map((key) => pressOfKey(pressed(key, 'a field')))).toEqual([undefined, undefined, undefined, undefined]);
    expect(pressOfKey(pressed('.', 'the canvas', { metaKey: true }))).toBeUndefined();
    expect([asksForKeys(pressed('?', 'a field')), asksForKeys(pressed('?'))]).toEqual([false, true]);
  });

  it('leaves a button its own Space', () => {
    expect([pressOfKey(pressed(' ', 'a button')), pressOfKey(pressed('.', 'a button'))]).toEqual([undefined, { type: 'step.forward' }]);
  });
});
