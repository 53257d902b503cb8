import type { Box, GroupSpec, Knobs, LinkSpec, Topology, Wiring } from '../scenario.ts';
import { countOf } from './meters/gauges.ts';

/** In px, inside of a grid's boundary: its name stands above. */
const [head, margin] = [30, 12];
const cellMax = { width: 128, height: 66 };
/** Between two cells: a pill stands out above a card, and a cell too small for one has none. */
const roomy = { x: 12, y: 14 };
const tight = { x: 6, y: 6 };
/** A smaller card has no room for a word: it shows the shape of its state. In px. */
export const pillMin = { width: 60, height: 32 };
/** A cell is about so much wider than high. */
const shape = 1.7;

/** How many of a group's nodes take part: what its grid says, or all. */
const sizeOf = ({ nodes, grid }: GroupSpec, knobs: Knobs): number => (grid === undefined ? nodes.length : countOf(grid.size, knobs, nodes.length));

/** The grid that a node is in, if it is in one. */
export const gridWith = ({ groups = [] }: Topology, node: string): GroupSpec | undefined => groups.find(({ grid, nodes }) => grid !== undefined && nodes.includes(node));

/** The two ends of the line that a link is drawn as: its nodes, or the grids that they are in. */
export const endsOf = (topology: Topology, { from, to }: LinkSpec): readonly [from: string, to: string] => [gridWith(topology, from)?.id ?? from, gridWith(topology, to)?.id ?? to];

/** Those nodes of a grid that do not take part, by their ids. */
export const leftOut = ({ groups = [] }: Topology, knobs: Knobs): ReadonlySet<string> => new Set(groups.flatMap((group) => group.nodes.slice(sizeOf(group, knobs))));

/** A wiring with the nodes of each grid laid out in its boundary. Those that do not take part are hidden. */
export function withGrids({ nodes, groups = [] }: Topology, wiring: Wiring, knobs: Knobs): Wiring {
  const grids = groups.filter(({ grid }) => grid !== undefined);
  if (grids.length === 0) return wiring;
  const cards: Record<string, Box> = { ...wiring.cards };
  const hides = [...(wiring.hides ?? [])];
  const cardOf = (id: string) => nodes.find((node) => node.id === id)!.cards[0]!.id;
  for (const group of grids) {
    const box = wiring.boundaries[group.id];
    const size = box === undefined ? 0 : sizeOf(group, knobs);
    const boxes = box === undefined ? [] : cellsIn(box, size);
    for (const [position, node] of group.nodes.entries()) {
      const place = boxes[position];
      if (place === undefined) hides.push(cardOf(node));
      else cards[cardOf(node)] = place;
    }
  }
  return { ...wiring, cards, hides };
}

/** So many places in rows, as large as fit, in the middle of a box. */
function cellsIn(box: Box, count: number): Box[] {
  const large = rowsIn(box, count, roomy);
  return large.width >= pillMin.width && large.height >= pillMin.height ? large.cells : rowsIn(box, count, tight).cells;
}

function rowsIn(box: Box, count: number, gap: { readonly x: number; readonly y: number }): { readonly width: number; readonly height: number; readonly cells: Box[] } {
  const room = { width: box.width - 2 * margin, height: box.height - head - margin };
  const rowsOf = (columns: number) => Math.ceil(count / columns);
  const cellFor = (columns: number) => ({
    width: Math.floor(Math.min(cellMax.width, (room.width + gap.x) / columns - gap.x)),
    height: Math.floor(Math.min(cellMax.height, (room.height + gap.y) / rowsOf(columns) - gap.y)),
  });
  /** Rows that are full are worth a smaller cell. */
  const worth = (columns: number) => {
    const { width, height } = cellFor(columns);
    return Math.min(width / shape, height) * (count / (rowsOf(columns) * columns)) ** 2;
  };
  let columns = 1;
  for (let more = 2; more <= count; more += 1) if (worth(more) > worth(columns)) columns = more;
  const { width, height } = cellFor(columns);
  const left = box.x + Math.round((box.width - columns * (width + gap.x) + gap.x) / 2);
  const top = box.y + head + Math.round((room.height - rowsOf(columns) * (height + gap.y) + gap.y) / 2);
  const cells = Array.from({ length: count }, (_, position) => ({
    x: left + (position % columns) * (width + gap.x), y: top + Math.floor(position / columns) * (height + gap.y), width, height,
  }));
  return { width, height, cells };
}
