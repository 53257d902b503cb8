import { describe, expect, it } from 'vitest';
import { cardProblems } from './card-problems.ts';
import { gaugeProblems } from './gauge-problems.ts';
import type { Meter, NodeSpec, Topology, Wiring } from './scenario.ts';
import { topologyProblems } from './topology-problems.ts';
import { sampleData, shown } from './views/frame-sample.ts';

const { topology, knobs } = sampleData;
const { desk } = topology.wirings;
const wired = (change: Partial<Wiring>, more: Partial<Topology> = {}) => topologyProblems({ ...topology, wirings: { ...topology.wirings, desk: { ...desk, ...change } }, ...more });
const stock = topology.nodes[1]!;
const withMeter = (meter: Meter): Topology => ({ ...topology, nodes: [{ ...stock, cards: [{ ...stock.cards[0]!, meters: [meter] }] }] });

describe('topologyProblems', () => {
  it('has none for a topology that can be drawn', () => expect(topologyProblems(topology)).toEqual([]));

  it('names cards that a wiring forgets, invents, or puts beyond its edge', () => {
    expect(wired({ cards: { web: desk.cards['web']!, shop: { x: 0, y: 0, width: 10, height: 10 } } })).toEqual([
      'the desk wiring does not place the card stock: give it a box, or hide it',
      'the desk wiring places shop, which is no card: take its box out',
    ]);
    expect(wired({ width: 200 })).toEqual(['the desk wiring places the card stock beyond its edge: move it, or make the wiring larger']);
    expect(wired({ cards: { web: desk.cards['web']! }, hides: ['stock'] })).toEqual([]);
    expect(wired({ hides: ['shop'] })).toEqual(['the desk wiring hides shop, which is no card: take it out']);
  });

  it('names links without a line and lines without a link', () => {
    expect(wired({ edges: { 'web>stock': [[0, 0]], 'stock>web': [[0, 0], [1, 1]] } })).toEqual([
      'the desk wiring has no line for the link web>stock: give it two points or more',
      'the desk wiring draws the line stock>web, which is no link: take it out',
    ]);
  });

  it('asks for a boundary round the placed cards of a group and of a process', () => {
    const nodes: NodeSpec[] = [topology.nodes[0]!, { ...stock, boundary: 'one process' }];
    const groups = [{ id: 'pod', label: 'pod', caption: '', kind: 'pod', nodes: ['stock'] }] as const;
    const portrait = { ...topology.wirings.portrait, hides: ['stock'] };
    const problems = (boundaries: Wiring['boundaries']) => topologyProblems({ ...topology, nodes, groups, wirings: { desk: { ...desk, boundaries }, portrait } });
    expect(problems({ web: { x: 0, y: 0, width: 300, height: 100 }, stock: { x: 140, y: 0, width: 160, height: 100 } })).toEqual([
      'the desk wiring draws a boundary round web, which is neither a group nor a node with a boundary: take it out',
      'the desk wiring has no boundary for pod, though it places stock: give it a box',
    ]);
    expect(problems({ pod: { x: 0, y: 0, width: 300, height: 100 }, stock: { x: 200, y: 0, width: 10, height: 10 } })).toEqual([
      'the desk wiring leaves the card stock outside of the boundary of stock: make one box lie within the other',
    ]);
  });

  it('asks for the boundary of a grid and for one line of its links, and for no place of its nodes', () => {
    const groups = [{ id: 'shelf', label: 'shelf', caption: '', kind: 'group', nodes: ['stock'], grid: { size: 1 } }] as const;
    const { stock: box, ...cards } = desk.cards;
    const problems = (change: Partial<Wiring>, nodes = topology.nodes) => {
      const laid = { ...desk, cards, boundaries: { shelf: { x: 130, y: 0, width: 160, height: 90 } }, edges: { 'web>shelf': [[90, 45], [130, 45]] as const }, ...change };
      return topologyProblems({ ...topology, nodes, groups, wirings: { desk: laid, portrait: laid } }).filter((problem) => !problem.startsWith('the portrait'));
    };
    expect(problems({})).toEqual([]);
    expect(problems({ boundaries: {} })).toEqual(['the desk wiring has no boundary for the grid shelf: give it a box, in which its nodes are laid out']);
    expect(problems({ edges: { 'web>stock': [[90, 45], [130, 45]] } })).toEqual(['the desk wiring has no line for the links web>shelf: give it two points or more', 'the desk wiring draws the line web>stock, which is no link: take it out']);
    expect(problems({ cards: { ...cards, stock: box! } })).toEqual(['the desk wiring places stock, which is no card: take its box out']);
    expect(problems({}, [topology.nodes[0]!, { ...stock, cards: [] }])).toEqual(['the grid shelf holds stock, which has 0 cards: give it one']);
  });

  it('names what stands twice and what names nothing', () => {
    const groups = [{ id: 'web', label: '', caption: '', kind: 'group', nodes: ['shop'] }, { id: 'none', label: '', caption: '', kind: 'group', nodes: [] }] as const;
    const links = [{ from: 'web', to: 'stock', latencyMs: [1, 2], toCard: 'web' }, { from: 'web', to: 'shop', latencyMs: [1, 2] }] as const;
    expect(topologyProblems({ ...topology, groups, links }).filter((problem) => !problem.startsWith('the desk') && !problem.startsWith('the portrait'))).toEqual([
      'two nodes or groups have the id web: give each its own',
      'the group none holds no node: name those that it holds',
      'the group web holds shop, which is no node: name one of web, stock',
      'the link web>shop ends at shop, which is no node: name one of web, stock',
      'the link web>stock joins the card web, which stock does not have: name one of its cards',
    ]);
    expect(topologyProblems({ ...topology, nodes: [...topology.nodes, { ...stock, id: 'other' }] })).toContain('two cards have the id stock: give each its own');
  });
});

describe('cardProblems', () => {
  it('has none for cards that can be drawn', () => expect(cardProblems(sampleData)).toEqual([]));

  it('names a knob that does not exist, and a size that is none', () => {
    expect(cardProblems({ topology: withMeter({ kind: 'bar', label: '', value: 'v', of: { knob: 'places' } }), knobs })).toEqual([
      'the bar of the card stock takes its of from the knob places, which is no knob with a number: name one of slots, rate',
    ]);
    expect(cardProblems({ topology: withMeter({ kind: 'list', label: '', value: 'v', rows: 0 }), knobs })).toEqual(['the list of the card stock has rows 0: it must be a number above 0']);
    expect(cardProblems({ topology: withMeter({ kind: 'dial', label: '', value: 'v', min: -1, max: 1, limit: 0 }), knobs })).toEqual([]);
  });

  it('lets no two marks differ in their colour alone', () => {
    const cells = (ground: 'plain' | 'bars') => withMeter({ kind: 'cells', value: 'v', size: 4, looks: { o: { tone: 'ok', label: '' }, x: { tone: 'fail', ground, label: '' } } });
    expect(cardProblems({ topology: cells('plain'), knobs })).toEqual(['the cells of the card stock tells its marks o and x apart by their colour alone: change the height or the ground of one']);
    expect(cardProblems({ topology: cells('bars'), knobs })).toEqual([]);
    const list = withMeter({ kind: 'list', label: '', value: 'v', rows: 2, looks: { o: { tone: 'ok', shape: 'dot', label: '' }, x: { tone: 'fail', shape: 'dot', label: '' } } });
    expect(cardProblems({ topology: list, knobs })).toEqual(['the list of the card stock tells its marks o and x apart by their colour alone: change the shape of one']);
  });
});

describe('gaugeProblems', () => {
  const web = shown(0, 'web', { rate: 3 });

  it('has none where every gauge and every mark was shown', () => {
    expect(gaugeProblems(sampleData, [web, shown(0, 'stock', { mode: 'open', inFlight: 1, recent: 'of' })])).toEqual([]);
  });

  it('names a gauge that no run shows', () => {
    expect(gaugeProblems(sampleData, [web, shown(0, 'stock', { mode: 'open', inFlight: 1 })])).toEqual(['the card stock draws the gauge recent, which stock never shows: show it with env.show, or name another']);
  });

  it('names a state and a mark without a look', () => {
    expect(gaugeProblems({ topology: withMeter({ kind: 'cells', value: 'recent', size: 2, looks: { o: { tone: 'ok', label: '' } } }) }, [shown(0, 'stock', { mode: 'shut', recent: 'oz' })])).toEqual([
      'the card stock has no look for shut of its gauge mode: give it one',
      'the card stock has no look for z of its gauge recent: give it one',
    ]);
    const list = withMeter({ kind: 'list', label: '', value: 'jobs', rows: 2, looks: {} });
    expect(gaugeProblems({ topology: list }, [shown(0, 'stock', { mode: 'open', jobs: ['a', { text: 'b', mark: 'odd' }] })])).toEqual(['the card stock has no look for odd of its gauge jobs: give it one']);
  });
});
