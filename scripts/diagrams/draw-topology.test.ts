import { describe, expect, it } from 'vitest';
import type { Card, Topology, Wiring } from '../../simulation/scenario.ts';
import { describeTopology } from './describe-topology.ts';
import { drawTopology } from './draw-topology.ts';
import { viewOf } from './view-of.ts';

const card = (id: string, label: string, more: Partial<Card> = {}): Card => ({ id, shape: 'service', label, icon: 'server', meters: [], ...more });
const box = (x: number, y: number, width = 150, height = 122) => ({ x, y, width, height });
const desk: Wiring = {
  width: 800,
  height: 400,
  cards: { shoppers: box(20, 100, 92, 92), checkout: box(200, 40), guard: box(400, 40), payments: box(640, 40) },
  boundaries: { checkout: box(180, 10, 390, 180) },
  edges: { 'shoppers>checkout': [[112, 146], [150, 146], [150, 100], [200, 100]], 'checkout>payments': [[550, 100], [640, 100]] },
  inner: [[[350, 100], [400, 100]]],
};
const topology: Topology = {
  nodes: [
    { id: 'shoppers', label: 'Shoppers', cards: [card('shoppers', 'Shoppers', { shape: 'client', icon: 'users' })] },
    {
      id: 'checkout',
      label: 'checkout',
      boundary: 'one process',
      cards: [
        card('checkout', 'Checkout', { meters: [{ kind: 'slots', label: 'in flight', value: 'inFlight', of: { knob: 'slots' } }] }),
        card('guard', 'Guard', { ink: true, meters: [{ kind: 'switch', value: 'state', angles: {} }] }),
      ],
    },
    { id: 'payments', label: 'Payments', cards: [card('payments', 'Payments', { shape: 'store' })] },
  ],
  links: [
    { from: 'shoppers', to: 'checkout', latencyMs: [1, 2] },
    { from: 'checkout', to: 'payments', latencyMs: [1, 2], style: 'asynchronous' },
  ],
  wirings: { desk, portrait: { ...desk, hides: ['checkout'] } },
};
const knobs = [{ name: 'slots', label: '', group: '', help: '', kind: 'number', min: 1, max: 9, step: 1, default: 4, unit: '' }] as const;
const count = (drawing: string, what: string) => drawing.split(what).length - 1;

describe('a topology', () => {
  it('is drawn the same every time', async () => {
    expect(await drawTopology({ topology, knobs }, desk)).toBe(await drawTopology({ topology, knobs }, desk));
  });
  it('inks the card that the pattern adds, and no other', async () => {
    expect(count(await drawTopology({ topology, knobs }, desk), 'class="card-ink"')).toBe(1);
  });
  it('draws a meter at rest with as many places as its knob has by default', async () => {
    expect(count(await drawTopology({ topology, knobs }, desk), 'class="slot"')).toBe(4);
  });
  it('dashes a link whose messages wait for no reply', async () => {
    const drawing = await drawTopology({ topology, knobs }, desk);
    expect([count(drawing, 'class="e"'), count(drawing, 'class="e-dash"'), count(drawing, 'class="e-inner"')]).toEqual([1, 1, 1]);
  });
  it('leaves out the cards that a wiring hides', async () => {
    expect(await drawTopology({ topology, knobs }, topology.wirings.portrait)).not.toContain('>Checkout<');
  });
  it('with an icon that does not exist is an error that names it', async () => {
    const bad = { ...topology, nodes: [{ id: 'shoppers', label: '', cards: [card('shoppers', '', { icon: 'no-such-icon' })] }] };
    await expect(drawTopology({ topology: bad, knobs }, desk)).rejects.toThrow('A scenario names the icon "no-such-icon"');
  });
  it('draws the links among equals pale, and without arrows', async () => {
    const mesh: Topology = { ...topology, links: [{ from: 'shoppers', to: 'checkout', latencyMs: [1, 2], style: 'mesh' }] };
    const drawing = await drawTopology({ topology: mesh, knobs }, desk);
    expect([count(drawing, 'class="e-faint"'), count(drawing, 'class="a"')]).toEqual([1, 0]);
    expect(describeTopology(mesh)).toContain('Requests go from Shoppers to checkout.');
  });
  it('lays the nodes of a grid out that take part, with one line for their links', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const grid: Topology = {
      ...topology,
      nodes: [...topology.nodes, ...ids.map((id) => ({ id, label: id, cards: [card(id, id)] }))],
      groups: [{ id: 'leaves', label: 'Leaves', caption: 'a shard each', kind: 'group', nodes: ids, grid: { size: 3 } }],
      links: ids.map((id) => ({ from: 'checkout', to: id, latencyMs: [0, 1] })),
    };
    const drawing = await drawTopology({ topology: grid, knobs }, { ...desk, boundaries: { leaves: box(0, 0, 400, 200) }, edges: { 'checkout>leaves': [[0, 0], [9, 0]] }, inner: [] });
    expect([count(drawing, 'class="e"'), ...ids.map((id) => count(drawing, `>${id}<`))]).toEqual([1, 1, 1, 1, 0]);
    expect(describeTopology(grid)).toContain('Requests go from checkout to Leaves. Leaves, a shard each, holds up to 4 nodes.');
  });
  it('has a boundary round a group, and a dotted line between what uses each other on one machine', async () => {
    const pod: Topology = {
      ...topology,
      groups: [{ id: 'pod', label: 'web-1', caption: 'pod', kind: 'pod', nodes: ['checkout', 'payments'] }],
      links: [{ from: 'checkout', to: 'payments', latencyMs: [0, 1], style: 'local' }],
    };
    const drawing = await drawTopology({ topology: pod, knobs }, { ...desk, boundaries: { pod: box(0, 0, 400, 200) }, inner: [] });
    expect([count(drawing, 'class="boundary"'), count(drawing, '>web-1<'), count(drawing, 'class="e-inner"')]).toEqual([1, 1, 1]);
    expect(describeTopology(pod)).toContain('checkout uses Payments on the same machine. web-1, pod, holds checkout and Payments.');
  });
  it('draws every kind of meter at rest', async () => {
    const meters: Card['meters'] = [
      { kind: 'bar', label: 'volume', value: 'v', of: 10 },
      { kind: 'dial', label: 'rate', value: 'v', max: 1 },
      { kind: 'countdown', label: 'lease', value: 'v', lastsMs: 1 },
      { kind: 'hash-ring', label: 'keys', value: 'v', looks: {} },
      { kind: 'list', label: 'audit', value: 'v', rows: 2 },
      { kind: 'log', label: 'log', value: 'v', size: 8, positions: [] },
      { kind: 'cells', value: 'v', size: 20, columns: 10, looks: {} },
    ];
    const one: Topology = { nodes: [{ id: 'node', label: '', cards: [card('node', '', { meters })] }], links: [], wirings: { desk, portrait: desk } };
    const drawing = await drawTopology({ topology: one, knobs }, { ...desk, cards: { node: box(0, 0, 200, 400) }, boundaries: {}, edges: {}, inner: [] });
    expect(meters.flatMap((meter) => ('label' in meter ? [meter.label] : [])).filter((label) => !drawing.includes(`>${label}<`))).toEqual([]);
    expect([count(drawing, 'class="ring"'), count(drawing, 'class="slot"')]).toEqual([2, 1 + 8 + 20]);
  });
  it('is seen from its outermost parts, with a margin', () => expect(viewOf(desk)).toEqual([8, -2, 794, 206]));
  it('is told in sentences: who calls whom, what is inside, and what the pattern adds', () => {
    expect(describeTopology(topology)).toBe(
      'Requests go from Shoppers to checkout. Messages go from checkout to Payments, without a reply. checkout, one process, holds Checkout and Guard, of which the pattern adds Guard.',
    );
  });
});
