import { describe, expect, it } from 'vitest';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { sampleData, sampleRun } from '@/simulation/views/frame-sample.ts';
import { statechartChoices } from './statechart-choice.ts';

const step = (node: string) => ({ at: 10, node, kind: 'statechart', data: { chart: node, event: 'turned', from: 'off', expected: 'on', reported: 'on' } });
const labels = (selected: string | null, ...nodes: string[]) =>
  statechartChoices(frameIndexOf(sampleRun(nodes.map(step)), sampleData), selected, 0).map(({ track }) => track.label);

describe('statechartChoices', () => {
  it('are the instances of the pattern, or the pattern at rest', () => {
    expect(labels(null, 'web', 'stock')).toEqual(['web', 'stock']);
    expect(labels(null)).toEqual(['The pattern']);
  });

  it('begin with the instance of the selected node, and offer its own life next', () => {
    expect(labels('stock', 'web', 'stock')).toEqual(['stock', 'stock, the node itself', 'web']);
    expect(labels('stock', 'web')).toEqual(['stock, the node itself', 'web']);
  });

  it('begin with the life of a selected link', () => {
    expect(labels('web>stock', 'web')).toEqual(['web to stock, the link itself', 'web']);
  });

  it('of very many are those under way, and the one that was chosen', () => {
    const calls = Array.from({ length: 40 }, (_, call) => ({ at: call * 1000, node: 'web', kind: 'statechart', data: { chart: `call ${call}`, event: 'turned', from: 'off', expected: 'on', reported: 'on' } }));
    const goesOn = { ...sampleData, statechart: { states: [], transitions: [{ from: 'on', event: 'turned', to: 'off' }] } };
    const index = frameIndexOf(sampleRun(calls), goesOn);
    const offered = statechartChoices(index, null, 20_000, 'web call 39');
    expect(offered).toHaveLength(13);
    expect(offered.map(({ track }) => track.id)).toEqual([...Array.from({ length: 12 }, (_, call) => `web call ${call}`), 'web call 39']);
  });
});
