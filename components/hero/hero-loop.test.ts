import { describe, expect, it } from 'vitest';
import { dueIn } from './hero-loop.ts';

describe('the hero', () => {
  it('goes on from where it stands while it is wanted, and begins again at the end', () => {
    expect(dueIn({ mode: 'ready', isAtEnd: false, isWanted: true })).toBe('toggle');
    expect(dueIn({ mode: 'paused', isAtEnd: false, isWanted: true })).toBe('toggle');
    expect(dueIn({ mode: 'paused', isAtEnd: true, isWanted: true })).toBe('again');
    expect(dueIn({ mode: 'playing', isAtEnd: false, isWanted: true })).toBe('nothing');
  });
  it('stands still where it is not wanted', () => {
    expect(dueIn({ mode: 'playing', isAtEnd: false, isWanted: false })).toBe('toggle');
    expect(dueIn({ mode: 'ready', isAtEnd: false, isWanted: false })).toBe('nothing');
    expect(dueIn({ mode: 'paused', isAtEnd: true, isWanted: false })).toBe('nothing');
  });
  it('stays at a broken promise, and where there is no run', () => {
    for (const mode of ['violated', 'failed', 'loading'] as const) expect(dueIn({ mode, isAtEnd: true, isWanted: true })).toBe('nothing');
  });
});
