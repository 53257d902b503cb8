import { describe, expect, it } from 'vitest';
import { sampleData } from '@/simulation/views/frame-sample.ts';
import type { Box } from '@/simulation/scenario.ts';
import { freeCorner } from './free-corner.ts';
import { wiringPlan } from './wiring-plan.ts';

const { topology } = sampleData;
const edge = (...corners: (readonly [number, number])[]) => ({ 'web>stock': corners });
const corner = (stock: Box, edges = {}, isPortrait = false) =>
  freeCorner(wiringPlan(topology, { width: 400, height: 300, cards: { web: { x: 0, y: 0, width: 90, height: 90 }, stock }, boundaries: {}, edges }, {}), isPortrait);

describe('freeCorner', () => {
  it('is the lower right one where nothing stands there', () => {
    expect(corner({ x: 200, y: 100, width: 100, height: 100 })).toBe('bottom-right');
  });

  it('is another one where a card or a line is in the way', () => {
    const low = { x: 300, y: 200, width: 100, height: 100 };
    expect(corner(low)).toBe('top-right');
    expect(corner({ x: 200, y: 100, width: 100, height: 100 }, edge([390, 0], [390, 300]))).toBe('bottom-right');
    expect(corner({ x: 200, y: 100, width: 100, height: 100 }, edge([390, 100], [390, 300]))).toBe('top-right');
  });

  it('is on the left on a phone alone', () => {
    const wall = { x: 300, y: 0, width: 100, height: 300 };
    expect([corner(wall), corner(wall, {}, true)]).toEqual(['bottom-right', 'bottom-left']);
  });
});
