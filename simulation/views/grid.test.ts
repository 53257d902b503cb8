import { describe, expect, it } from 'vitest';
import { withGrids } from './grid.ts';
import type { Box, Card, Topology, Wiring } from '../scenario.ts';

const card = (id: string): Card => ({ id, shape: 'service', label: id, icon: 'server', meters: [] });
const ids = Array.from({ length: 100 }, (_, position) => `shard-${position + 1}`);
const box: Box = { x: 100, y: 50, width: 430, height: 300 };
const wiring: Wiring = { width: 600, height: 400, cards: { web: { x: 0, y: 0, width: 90, height: 60 } }, boundaries: { shards: box }, edges: {} };
const topology: Topology = {
  nodes: ['web', ...ids].map((id) => ({ id, label: id, cards: [card(id)] })),
  groups: [{ id: 'shards', label: 'shards', caption: '', kind: 'group', nodes: ids, grid: { size: { knob: 'shards' } } }],
  links: [],
  wirings: { desk: wiring, portrait: wiring },
};
const placed = (shards: number) => {
  const { cards, hides = [] } = withGrids(topology, wiring, { shards });
  return ids.filter((id) => !hides.includes(id)).map((id) => cards[id]!);
};
const overlap = (one: Box, other: Box) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

describe('withGrids', () => {
  it.each([1, 2, 3, 7, 10, 40, 99, 100])('gives %i nodes a place each, inside of the boundary and apart', (count) => {
    const boxes = placed(count);
    expect(boxes).toHaveLength(count);
    for (const [position, one] of boxes.entries()) {
      expect(one.x >= box.x && one.y >= box.y + 24 && one.x + one.width <= box.x + box.width && one.y + one.height <= box.y + box.height).toBe(true);
      expect(boxes.slice(position + 1).some((other) => overlap(one, other))).toBe(false);
    }
  });

  it('makes a few large, in full rows with room for a pill above each, and a hundred small', () => {
    const ten = placed(10);
    expect(new Set(ten.map(({ x }) => x)).size * new Set(ten.map(({ y }) => y)).size).toBe(10);
    expect(ten[0]!.width).toBeGreaterThan(60);
    expect(Math.min(...ten.flatMap(({ y, height }) => ten.filter((other) => other.y > y).map((other) => other.y - y - height)))).toBeGreaterThanOrEqual(14);
    expect(placed(100)[0]).toMatchObject({ width: 35, height: 20 });
  });

  it('hides those that do not take part, and takes a size that is none for one', () => {
    expect(withGrids(topology, wiring, { shards: 3 }).hides).toHaveLength(97);
    expect(placed(500)).toHaveLength(100);
    expect(placed(Number.NaN)).toHaveLength(1);
  });

  it('leaves the rest as it is', () => {
    expect(withGrids(topology, wiring, { shards: 3 }).cards['web']).toEqual(wiring.cards['web']);
    const { groups, ...rest } = topology;
    expect(groups).toHaveLength(1);
    expect(withGrids(rest, wiring, {})).toBe(wiring);
  });

  it('hides them all where the wiring has no boundary for them', () => {
    expect(withGrids(topology, { ...wiring, boundaries: {} }, { shards: 3 }).hides).toHaveLength(100);
  });
});
