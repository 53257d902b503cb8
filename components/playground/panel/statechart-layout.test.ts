import { describe, expect, it } from 'vitest';
import type { StatechartPicture } from '@/simulation/scenario.ts';
import { panelSize, smallSize, statechartLayout } from './statechart-layout.ts';

const state = (name: string, x: number, y: number, within?: string) => ({ name, sentence: '', x, y, tone: 'flat', initial: false, ...(within === undefined ? {} : { within }) }) as const;
const picture = (states: StatechartPicture['states'], ...transitions: [from: string, to: string][]): StatechartPicture => ({ states, transitions: transitions.map(([from, to]) => ({ from, to, event: 'go' })) });
const square = [state('c', 0, 150), state('b', 200, 0), state('a', 0, 0)];

describe('statechartLayout', () => {
  it('fits its width and keeps boxes apart, from one state to eight', () => {
    const grids = [[1, 1], [2, 1], [3, 1], [4, 1], [2, 2], [3, 3], [4, 2]] as const;
    for (const [columns, rows] of grids) {
      const states = Array.from({ length: columns * rows }, (_, place) => state(`s${place}`, (place % columns) * 130, Math.floor(place / columns) * 90));
      const { boxes, width, height } = statechartLayout(picture(states), panelSize);
      for (const [position, box] of boxes.entries()) {
        expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width / 2).toBeLessThanOrEqual(width);
        expect(box.y + box.height / 2).toBeLessThanOrEqual(height);
        const next = boxes[position + 1];
        if (next !== undefined && next.y === box.y) expect(next.x - box.x).toBeGreaterThanOrEqual(box.width + panelSize.gap.x - 0.5);
        if (next !== undefined && next.y !== box.y) expect(next.y - box.y).toBeGreaterThanOrEqual(box.height + panelSize.gap.y - 0.5);
      }
    }
  });

  it('puts states in reading order', () => {
    expect(statechartLayout(picture(square), panelSize).boxes.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('joins the edges of two boxes, once for all transitions between them, and never a box with itself', () => {
    const { arrows, boxes } = statechartLayout(picture(square, ['a', 'b'], ['a', 'b'], ['a', 'a'], ['a', 'c']), panelSize);
    const [a, b] = boxes;
    expect(arrows.map(({ from, to }) => `${from}>${to}`)).toEqual(['a>b', 'a>c']);
    expect(arrows[0]!.path).toBe(`M${a!.x + a!.width / 2} ${a!.y}L${b!.x - b!.width / 2 - 5} ${b!.y}`);
  });

  it('keeps there and back apart', () => {
    const { arrows, boxes } = statechartLayout(picture(square, ['a', 'b'], ['b', 'a']), panelSize);
    expect(arrows.map(({ path }) => Number(path.split(' ').at(-1)) - boxes[0]!.y)).toEqual([7, -7]);
  });

  it('leads a transition round a state that stands between', () => {
    const row = [state('a', 0, 0), state('b', 100, 0), state('c', 200, 0)];
    expect(statechartLayout(picture(row, ['a', 'c'], ['c', 'a']), smallSize).arrows.map(({ path }) => path.includes('Q'))).toEqual([true, true]);
    expect(statechartLayout(picture(row, ['a', 'b']), smallSize).arrows[0]!.path).not.toContain('Q');
  });

  it('draws a holder round its states, and lets a transition lead from it', () => {
    const { holders, arrows, boxes } = statechartLayout(picture([state('a', 0, 0, 'live'), state('b', 200, 0, 'live'), state('c', 0, 150)], ['live', 'c']), panelSize);
    const [a, , c] = boxes;
    expect(holders).toMatchObject([{ name: 'live', y: a!.y, height: a!.height + 16 }]);
    expect(arrows[0]!.path).toBe(`M${c!.x} ${a!.y + a!.height / 2 + 8}L${c!.x} ${c!.y - c!.height / 2 - 5}`);
  });
});
