import { describe, expect, it } from 'vitest';
import { sampleData } from '@/simulation/views/frame-sample.ts';
import { causesByCard } from './causes-by-card.ts';
import { flowOf } from './flow-of-plan.ts';
import { subjectOf } from './target-subject.ts';
import { neighbourOf } from './use-grid-focus.ts';
import { wiringPlan } from './wiring-plan.ts';

const { topology } = sampleData;
const { desk } = topology.wirings;

describe('wiringPlan', () => {
  it('joins cards and links with the places that a wiring gives them', () => {
    const plan = wiringPlan(topology, desk, {});
    expect(plan.cards.map(({ card, box }) => [card.id, box.x])).toEqual([['web', 0], ['stock', 150]]);
    expect(plan.links).toMatchObject([{ id: 'web>stock', name: `${topology.nodes[0]!.label} to ${topology.nodes[1]!.label}`, from: 'web', to: 'stock', route: { path: 'M90 45L150 45' } }]);
  });

  it('leaves out what the wiring hides or does not place', () => {
    expect(wiringPlan(topology, { ...desk, hides: ['web'] }, {}).cards.map(({ card }) => card.id)).toEqual(['stock']);
    expect(wiringPlan(topology, { ...desk, edges: {} }, {}).links).toEqual([]);
  });
});

describe('the boundaries of a plan', () => {
  it('lie round groups first and then round nodes, where the wiring has a box', () => {
    const box = { x: 0, y: 0, width: 300, height: 100 };
    const grouped = { ...topology, groups: [{ id: 'pod', label: 'web-1', caption: 'pod', kind: 'pod' as const, nodes: ['web', 'stock'] }] };
    const plan = wiringPlan(grouped, { ...desk, boundaries: { stock: box, pod: box } }, {});
    expect(plan.boundaries.map(({ id, label, kind }) => [id, label, kind])).toEqual([['pod', 'web-1', 'pod'], ['stock', 'stock', 'process']]);
    expect(plan.pods.map(({ id }) => id)).toEqual(['pod']);
    expect(wiringPlan(grouped, desk, {}).boundaries).toEqual([]);
  });
});

describe('two links along one line', () => {
  it('are pressed at two places', () => {
    const links = [{ from: 'web', to: 'stock', latencyMs: [1, 2] as const }, { from: 'stock', to: 'web', latencyMs: [1, 2] as const }];
    const plan = wiringPlan({ ...topology, links }, { ...desk, edges: { 'web>stock': [[0, 45], [100, 45]], 'stock>web': [[100, 45], [0, 45]] } }, {});
    expect(plan.links.map(({ route }) => route.middle.x)).toEqual([36, 64]);
  });
});

describe('a grid in a plan', () => {
  const [web, stock] = topology.nodes;
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const gridded = {
    ...topology,
    nodes: [web!, ...ids.map((id) => ({ ...stock!, id, label: id, cards: [{ ...stock!.cards[0]!, id }] }))],
    groups: [{ id: 'shelf', label: 'Shelf', caption: '', kind: 'group' as const, nodes: ids, grid: { size: { knob: 'shelves' } } }],
    links: ids.map((id) => ({ from: 'web', to: id, latencyMs: [1, 2] as const })),
  };
  const plan = wiringPlan(gridded, { ...desk, boundaries: { shelf: { x: 200, y: 0, width: 300, height: 200 } }, edges: { 'web>shelf': [[90, 45], [200, 45]] } }, { shelves: 5 });

  it('has a card for each of its nodes that takes part', () => {
    expect(plan.grids.map((grid) => grid.map(({ card }) => card.id))).toEqual([['a', 'b', 'c', 'd', 'e']]);
  });

  it('has one line for all of its links, and a way of its own for each of them', () => {
    expect(plan.links.map(({ id, name, members }) => [id, name, members.length])).toEqual([['web>shelf', `${web!.label} to Shelf`, 5]]);
    expect([...plan.routes.keys()]).toEqual(['web>a', 'web>b', 'web>c', 'web>d', 'web>e']);
    const { box } = plan.grids[0]![0]!;
    expect(plan.routes.get('web>a')!.end).toMatchObject({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  });

  it('lets one of those links be chosen', () => {
    expect(subjectOf(plan, 'web>shelf')).toMatchObject({ what: 'link', target: 'web>a', among: { length: 5 } });
    expect(subjectOf(plan, 'web>shelf', 'web>d')).toMatchObject({ target: 'web>d', name: `${web!.label} to d` });
    expect(subjectOf(plan, 'c')).toMatchObject({ what: 'node', target: 'c' });
  });

  it('is walked by the arrow keys, and left at its edge by none', () => {
    const ways = (['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Tab'] as const).map((key) => neighbourOf(plan.grids[0]!, 'b', key));
    expect(ways).toEqual(['a', 'c', undefined, 'e', undefined]);
  });
});

describe('flowOf', () => {
  it('lays cards over edges over the ground, and cards can be pressed', () => {
    const { nodes, edges } = flowOf(wiringPlan(topology, desk, {}));
    expect(nodes.map(({ type, zIndex }) => [type, zIndex])).toEqual([['ground', -1], ['card', 2], ['card', 2]]);
    expect(nodes[2]).toMatchObject({ id: 'stock', position: { x: 150, y: 0 }, width: 150, height: 90, style: { pointerEvents: 'all' } });
    expect(edges).toMatchObject([{ id: 'web>stock', source: 'web', target: 'stock' }]);
  });
});

describe('causesByCard', () => {
  it('numbers the causes on the cards of their nodes', () => {
    const cause = (node: string) => ({ row: 1, at: 0, node, sentence: '' });
    const violation = { promise: 'limited', at: 0, row: 1, what: '', chain: [cause('stock'), cause('web'), cause('stock'), cause('nowhere')] };
    expect([...causesByCard(violation, wiringPlan(topology, desk, {}).cards)]).toEqual([['stock', [1, 3]], ['web', [2]]]);
    expect(causesByCard(undefined, wiringPlan(topology, desk, {}).cards).size).toBe(0);
  });
});
