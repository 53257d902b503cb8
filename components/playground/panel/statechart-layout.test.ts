import { describe, expect, it } from 'vitest';
import type { StatechartPicture } from '@/simulation/scenario.ts';
import { statechartArrows, statechartViewBox } from './statechart-layout.ts';

const state = (name: string, x: number, y: number) => ({ name, sentence: '', x, y, tone: 'flat', initial: false }) as const;
const picture = (...transitions: [from: string, to: string, event: string][]): StatechartPicture => ({
  states: [state('a', 0, 0), state('b', 200, 0), state('c', 0, 150)],
  transitions: transitions.map(([from, to, event]) => ({ from, to, event })),
});

describe('statechartArrows', () => {
  it('joins the edges of two boxes', () => {
    expect(statechartArrows(picture(['a', 'b', 'go'], ['a', 'c', 'fall']))).toEqual([
      { from: 'a', to: 'b', path: 'M55 0L140 0' },
      { from: 'a', to: 'c', path: 'M0 23L0 122' },
    ]);
  });

  it('draws all transitions between two states as one arrow, and none back to itself', () => {
    expect(statechartArrows(picture(['a', 'b', 'go'], ['a', 'b', 'run'], ['a', 'a', 'wait']))).toHaveLength(1);
  });

  it('keeps there and back apart', () => {
    expect(statechartArrows(picture(['a', 'b', 'go'], ['b', 'a', 'return'])).map(({ path }) => path)).toEqual(['M55 9L140 9', 'M145 -9L60 -9']);
  });
});

describe('statechartViewBox', () => {
  it('holds every box', () => {
    expect(statechartViewBox(picture())).toBe('-63 -31 326 212');
  });
});
