import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MutablePlayhead } from '../playhead.ts';
import { steadyPlayhead } from './steady-playhead.ts';

describe('steadyPlayhead', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const heardOf = (playhead: MutablePlayhead) => {
    const steady = steadyPlayhead(playhead, 250);
    const heard: number[] = [];
    return { heard, leave: steady.subscribe(() => heard.push(steady.get())) };
  };

  it('hears a single move at once, and of many in a row the first and then the latest', () => {
    const playhead = new MutablePlayhead();
    const { heard } = heardOf(playhead);
    for (let at = 1; at <= 30; at += 1) {
      playhead.move(at);
      vi.advanceTimersByTime(16);
    }
    vi.advanceTimersByTime(250);
    expect(heard).toEqual([1, 16, 30]);
    vi.advanceTimersByTime(1000);
    playhead.move(99);
    expect(heard.at(-1)).toBe(99);
  });

  it('hears nothing after it was left', () => {
    const playhead = new MutablePlayhead();
    const { heard, leave } = heardOf(playhead);
    playhead.move(1);
    playhead.move(2);
    leave();
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual([1]);
  });
});
