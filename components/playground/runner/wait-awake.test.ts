import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitAwake } from './wait-awake.ts';

describe('a wait for which only the time counts in which the page had its turn', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is over after so many ms, and not before', () => {
    const isOver = vi.fn();
    waitAwake(250, isOver);
    vi.advanceTimersByTime(249);
    expect(isOver).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(isOver).toHaveBeenCalledOnce();
  });

  it('goes on for as long as was left when the machine went to sleep', () => {
    const isOver = vi.fn();
    waitAwake(1000, isOver);
    vi.advanceTimersByTime(250);
    // The one timer that is due fires, however long ago that was, as it does after a sleep.
    vi.setSystemTime(Date.now() + 60_000);
    vi.runOnlyPendingTimers();
    expect(isOver).not.toHaveBeenCalled();
    vi.advanceTimersByTime(700);
    expect(isOver).toHaveBeenCalledOnce();
  });

  it('is called off at any of its steps', () => {
    const isOver = vi.fn();
    const stop = waitAwake(1000, isOver);
    vi.advanceTimersByTime(950);
    stop();
    vi.advanceTimersByTime(1000);
    expect(isOver).not.toHaveBeenCalled();
  });
});
