import { expect, it } from 'vitest';
import { onceAFrame } from './once-a-frame.ts';

function gate() {
  const frames: (() => void)[] = [];
  const seen: number[] = [];
  return { seen, frames, ...onceAFrame<number>((value) => seen.push(value), (draw) => frames.push(draw)) };
}

it('hands on the latest value with the next frame, and asks for one frame', () => {
  const { give, frames, seen } = gate();
  for (const value of [1, 2, 3]) give(value);
  expect([frames.length, seen]).toEqual([1, []]);
  frames[0]!();
  give(4);
  expect([frames.length, seen]).toEqual([2, [3]]);
});

it('hands on at once what waits, and nothing again with the frame', () => {
  const { give, flush, frames, seen } = gate();
  give(1);
  flush();
  frames[0]!();
  expect(seen).toEqual([1]);
});
