import { describe, expect, it } from 'vitest';
import { PlayheadPace } from './playhead-pace.ts';

/** Of so many frames, those that were due, where an update makes its frame so long. */
function dueIn(frames: number, updateMs: number): { readonly due: number; readonly ms: number } {
  const pace = new PlayheadPace();
  let [now, due] = [0, 0];
  for (let frame = 0; frame < frames; frame += 1) {
    const isDue = pace.isDue(now);
    if (isDue) due += 1;
    now += isDue ? Math.max(16.7, updateMs) : 16.7;
  }
  return { due, ms: now };
}

describe('PlayheadPace', () => {
  it('has every second or third frame updated where that costs nothing', () => {
    expect(dueIn(60, 5).due).toBeGreaterThanOrEqual(20);
    expect(dueIn(60, 5).due).toBeLessThanOrEqual(30);
  });

  it('keeps three frames of four where every update holds its frame up', () => {
    for (const updateMs of [34, 50, 67]) {
      const { ms } = dueIn(300, updateMs);
      expect(300 / (ms / 16.7)).toBeGreaterThan(0.75);
    }
  });

  it('updates every third of a second at rest, however slow that is', () => {
    expect(dueIn(300, 500).due).toBeGreaterThan(12);
  });
});
