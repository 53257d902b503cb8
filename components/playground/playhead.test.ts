import { describe, expect, it } from 'vitest';
import { MutablePlayhead } from './playhead.ts';

function heard() {
  const playhead = new MutablePlayhead();
  const counts = { reads: 0, moves: 0 };
  playhead.subscribe(() => void (counts.reads += 1));
  playhead.everyMove(() => void (counts.moves += 1));
  return { playhead, counts };
}

describe('MutablePlayhead', () => {
  it('tells everybody at once where it was put, and nobody where it stood already', () => {
    const { playhead, counts } = heard();
    playhead.move(5);
    playhead.move(5);
    expect(counts).toEqual({ reads: 1, moves: 1 });
  });

  it('tells of every frame those who follow it, and the readers less often', () => {
    const { playhead, counts } = heard();
    for (let frame = 1; frame <= 60; frame += 1) playhead.run(frame, frame * 16.7);
    expect(counts.moves).toBe(60);
    expect(counts.reads).toBeGreaterThan(15);
    expect(counts.reads).toBeLessThan(35);
  });

  it('tells the readers where it came to rest', () => {
    const { playhead, counts } = heard();
    playhead.run(1, 0);
    playhead.run(2, 17);
    expect(counts.reads).toBe(1);
    playhead.rest();
    playhead.rest();
    expect(counts.reads).toBe(2);
  });
});
