import { describe, expect, it } from 'vitest';
import { tabAfterKey } from './tab-after-key.ts';

describe('tabAfterKey', () => {
  const tabs = [{ id: 'tweak' }, { id: 'break' }, { id: 'log' }];

  it('goes round with the arrows, and to both ends', () => {
    expect([tabAfterKey(tabs, 'tweak', 'ArrowLeft'), tabAfterKey(tabs, 'log', 'ArrowRight'), tabAfterKey(tabs, 'break', 'End'), tabAfterKey(tabs, 'break', 'Home')]).toEqual(['log', 'tweak', 'log', 'tweak']);
  });

  it('leaves other keys alone', () => {
    expect(tabAfterKey(tabs, 'tweak', 'x')).toBeUndefined();
  });
});
