import { describe, expect, it } from 'vitest';
import { sampleData } from '@/simulation/views/frame-sample.ts';
import { causesByCard } from './causes-by-card.ts';
import { flowOf } from './flow-of-plan.ts';
import { wiringPlan } from './wiring-plan.ts';

const { topology } = sampleData;
const { desk } = topology.wirings;

describe('wiringPlan', () => {
  it('joins cards and links with the places that a wiring gives them', () => {
    const plan = wiringPlan(topology, desk);
    expect(plan.cards.map(({ card, box }) => [card.id, box.x])).toEqual([['web', 0], ['stock', 150]]);
    expect(plan.links).toMatchObject([{ id: 'web>stock', name: `${topology.nodes[0]!.label} to ${topology.nodes[1]!.label}`, from: 'web', to: 'stock', route: { path: 'M90 45L150 45' } }]);
  });

  it('leaves out what the wiring hides or does not place', () => {
    expect(wiringPlan(topology, { ...desk, hides: ['web'] }).cards.map(({ card }) => card.id)).toEqual(['stock']);
    expect(wiringPlan(topology, { ...desk, edges: {} }).links).toEqual([]);
  });
});

describe('the boundaries of a plan', () => {
  it('lie round groups first and then round nodes, where the wiring has a box', () => {
    const box = { x: 0, y: 0, width: 300, height: 100 };
    const grouped = { ...topology, groups: [{ id: 'pod', label: 'web-1', caption: 'pod', kind: 'pod' as const, nodes: ['web', 'stock'] }] };
    const plan = wiringPlan(grouped, { ...desk, boundaries: { stock: box, pod: box } });
    expect(plan.boundaries.map(({ id, label, kind }) => [id, label, kind])).toEqual([['pod', 'web-1', 'pod'], ['stock', 'stock', 'process']]);
    expect(plan.pods.map(({ id }) => id)).toEqual(['pod']);
    expect(wiringPlan(grouped, desk).boundaries).toEqual([]);
  });
});

describe('flowOf', () => {
  it('lays cards over edges over the ground, and cards can be pressed', () => {
    const { nodes, edges } = flowOf(wiringPlan(topology, desk));
    expect(nodes.map(({ type, zIndex }) => [type, zIndex])).toEqual([['ground', -1], ['card', 2], ['card', 2]]);
    expect(nodes[2]).toMatchObject({ id: 'stock', position: { x: 150, y: 0 }, width: 150, height: 90, style: { pointerEvents: 'all' } });
    expect(edges).toMatchObject([{ id: 'web>stock', source: 'web', target: 'stock' }]);
  });
});

describe('causesByCard', () => {
  it('numbers the causes on the cards of their nodes', () => {
    const cause = (node: string) => ({ row: 1, at: 0, node, sentence: '' });
    const violation = { promise: 'limited', at: 0, row: 1, what: '', chain: [cause('stock'), cause('web'), cause('stock'), cause('nowhere')] };
    expect([...causesByCard(violation, wiringPlan(topology, desk).cards)]).toEqual([['stock', [1, 3]], ['web', [2]]]);
    expect(causesByCard(undefined, wiringPlan(topology, desk).cards).size).toBe(0);
  });
});
