import type { Box, LinkSpec, Topology, Wiring } from './scenario.ts';
import { endsOf, gridWith } from './views/grid.ts';

/** What is wrong with a topology and its two wirings: sentences that say what, where, and what to do. None for one that can be drawn. */
export function topologyProblems(topology: Topology): readonly string[] {
  return [...nameProblems(topology), ...(['desk', 'portrait'] as const).flatMap((name) => wiringProblems(topology, topology.wirings[name]).map((problem) => `the ${name} wiring ${problem}`))];
}

function nameProblems({ nodes, links, groups = [] }: Topology): string[] {
  const nodeIds = nodes.map(({ id }) => id);
  const cards = nodes.flatMap((node) => node.cards.map(({ id }) => ({ id, node: node.id })));
  const isNode = (id: string) => nodeIds.includes(id);
  return [
    ...repeated([...nodeIds, ...groups.map(({ id }) => id)]).map((id) => `two nodes or groups have the id ${id}: give each its own`),
    ...repeated(cards.map(({ id }) => id)).map((id) => `two cards have the id ${id}: give each its own`),
    ...groups.filter(({ nodes: members }) => members.length === 0).map(({ id }) => `the group ${id} holds no node: name those that it holds`),
    ...groups.flatMap(({ id, nodes: members }) => members.filter((member) => !isNode(member)).map((member) => `the group ${id} holds ${member}, which is no node: name one of ${nodeIds.join(', ')}`)),
    ...groups.flatMap(({ id, grid, nodes: members }) => (grid === undefined ? [] : nodes.filter((node) => members.includes(node.id) && node.cards.length !== 1).map((node) => `the grid ${id} holds ${node.id}, which has ${node.cards.length} cards: give it one`))),
    ...links.flatMap((link) => [link.from, link.to].filter((end) => !isNode(end)).map((end) => `the link ${nameOf(link)} ends at ${end}, which is no node: name one of ${nodeIds.join(', ')}`)),
    ...links.flatMap((link) =>
      ([[link.fromCard, link.from], [link.toCard, link.to]] as const)
        .filter(([card, node]) => card !== undefined && !cards.some((one) => one.id === card && one.node === node))
        .map(([card, node]) => `the link ${nameOf(link)} joins the card ${card}, which ${node} does not have: name one of its cards`),
    ),
  ];
}

function wiringProblems(topology: Topology, wiring: Wiring): string[] {
  const { nodes, links, groups = [] } = topology;
  const { cards, hides = [], edges } = wiring;
  const grids = groups.filter(({ grid }) => grid !== undefined);
  const isInGrid = (node: string) => gridWith(topology, node) !== undefined;
  const ids = nodes.filter(({ id }) => !isInGrid(id)).flatMap((node) => node.cards.map(({ id }) => id));
  const lines = new Set(links.map((link) => endsOf(topology, link).join('>')));
  const placedOf = (node: string) => (nodes.find(({ id }) => id === node)?.cards ?? []).map(({ id }) => id).filter((id) => cards[id] !== undefined && !hides.includes(id));
  const rounds = [
    ...groups.filter(({ grid }) => grid === undefined).map((group) => ({ id: group.id, inside: group.nodes.flatMap(placedOf) })),
    ...nodes.filter(({ boundary }) => boundary !== undefined).map(({ id }) => ({ id, inside: placedOf(id) })),
  ];
  const canvas = { x: 0, y: 0, width: wiring.width, height: wiring.height };
  return [
    ...ids.filter((id) => cards[id] === undefined && !hides.includes(id)).map((id) => `does not place the card ${id}: give it a box, or hide it`),
    ...unknown(cards, ids).map((id) => `places ${id}, which is no card: take its box out`),
    ...hides.filter((id) => !ids.includes(id)).map((id) => `hides ${id}, which is no card: take it out`),
    ...ids.filter((id) => cards[id] !== undefined && !isWithin(cards[id], canvas)).map((id) => `places the card ${id} beyond its edge: move it, or make the wiring larger`),
    ...grids.filter(({ id }) => wiring.boundaries[id] === undefined).map(({ id }) => `has no boundary for the grid ${id}: give it a box, in which its nodes are laid out`),
    ...[...lines].filter((line) => grids.some(({ id }) => line.split('>').includes(id)) && (edges[line]?.length ?? 0) < 2).map((line) => `has no line for the links ${line}: give it two points or more`),
    ...unknown(wiring.boundaries, [...rounds, ...grids].map(({ id }) => id)).map((id) => `draws a boundary round ${id}, which is neither a group nor a node with a boundary: take it out`),
    ...rounds.flatMap(({ id, inside }) => {
      const box = wiring.boundaries[id];
      if (box === undefined) return inside.length === 0 ? [] : [`has no boundary for ${id}, though it places ${inside.join(', ')}: give it a box`];
      return inside.filter((card) => !isWithin(cards[card]!, box)).map((card) => `leaves the card ${card} outside of the boundary of ${id}: make one box lie within the other`);
    }),
    ...links.filter(({ from, to }) => !isInGrid(from) && !isInGrid(to) && placedOf(from).length > 0 && placedOf(to).length > 0).filter((link) => (edges[nameOf(link)]?.length ?? 0) < 2).map((link) => `has no line for the link ${nameOf(link)}: give it two points or more`),
    ...unknown(edges, [...lines]).map((id) => `draws the line ${id}, which is no link: take it out`),
  ];
}

const nameOf = ({ from, to }: LinkSpec) => `${from}>${to}`;
const unknown = (record: Readonly<Record<string, unknown>>, known: readonly string[]) => Object.keys(record).filter((id) => !known.includes(id));
const repeated = (ids: readonly string[]) => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
const isWithin = (inner: Box, outer: Box) => inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
