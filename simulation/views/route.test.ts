import { describe, expect, it } from 'vitest';
import { messageArea, placeOn, routeThrough } from './route.ts';

const near = (x: number, y: number) => ({ x: expect.closeTo(x, 1), y: expect.closeTo(y, 1) });

describe('routeThrough', () => {
  it('rounds its corners by 14 px', () => {
    expect(routeThrough([[0, 0], [100, 0], [100, 100]]).path).toBe('M0 0L86 0Q100 0 100 14L100 100');
  });

  it('takes tighter corners where the pieces are short', () => {
    expect(routeThrough([[0, 0], [10, 0], [10, 100]]).path).toBe('M0 0L5 0Q10 0 10 5L10 100');
  });

  it('leads from its start to its end at an even pace', () => {
    const straight = routeThrough([[0, 0], [100, 0]]);
    expect(straight.at(0)).toMatchObject({ x: 0, y: 0, dx: 1, dy: 0 });
    expect(straight.at(0.42)).toMatchObject(near(42, 0));
    expect(straight.end).toMatchObject({ x: 100, y: 0, dx: 1, dy: 0 });
  });

  it('goes round the corner, not across it', () => {
    const route = routeThrough([[0, 0], [100, 0], [100, 100]]);
    expect(route.at(0.5)).toMatchObject(near(96.5, 3.5));
    expect(route.end).toMatchObject({ x: 100, y: 100, dx: 0, dy: 1 });
  });

  it('puts a label on the middle of its longest straight piece', () => {
    expect(routeThrough([[0, 0], [40, 0], [40, 200], [90, 200]]).middle).toEqual({ x: 40, y: 100 });
  });
});

describe('placeOn', () => {
  it('keeps requests left of their travel and replies on the other side', () => {
    const route = routeThrough([[0, 0], [100, 0]]);
    expect(placeOn(route, 0.5, false)).toEqual({ x: 50, y: -7 });
    expect(placeOn(route, 0.5, true)).toEqual({ x: 50, y: 7 });
    const down = routeThrough([[0, 0], [0, 100]]);
    expect(placeOn(down, 0.5, false)).toEqual({ x: 7, y: 50 });
  });
});

describe('messageArea', () => {
  it('holds every message on its routes, whichever way it goes', () => {
    expect(messageArea([routeThrough([[100, 50], [200, 50]]), routeThrough([[150, 20], [150, 90]])])).toEqual({ x: 83, y: 3, width: 134, height: 104 });
  });

  it('is a point where there are no routes', () => {
    expect(messageArea([])).toMatchObject({ width: 1, height: 1 });
  });
});
