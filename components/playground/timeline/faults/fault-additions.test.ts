import { describe, expect, it } from 'vitest';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { sampleData, sampleRun } from '@/simulation/views/frame-sample.ts';
import { addedFault, additionTargets, refusalAt } from './fault-additions.ts';

describe('additionTargets', () => {
  it('offers nodes with the faults that they take, then links by the labels of their nodes', () => {
    const [first] = sampleData.topology.nodes;
    const data = { ...sampleData, topology: { ...sampleData.topology, nodes: [{ ...first!, faults: ['crash', 'slow'] as const }, ...sampleData.topology.nodes.slice(1)] } };
    const targets = additionTargets(data, {});
    expect(targets[0]).toMatchObject({ id: first!.id, what: 'node', kinds: ['crash', 'slow'] });
    expect(targets.find(({ what }) => what === 'link')).toMatchObject({ id: 'web>stock', label: 'web to stock' });
  });

  it('leaves out what takes no fault', () => {
    const data = { ...sampleData, topology: { ...sampleData.topology, links: [], nodes: sampleData.topology.nodes.map((node) => ({ ...node, faults: [] })) } };
    expect(additionTargets(data, {})).toEqual([]);
  });
});

describe('addedFault', () => {
  it('strikes at the playhead for a fifth of the run', () => {
    expect(addedFault('slow', 'stock', 15_640, 30_000)).toMatchObject({ kind: 'slow', target: 'stock', atMs: 15_640, forMs: 6000 });
  });

  it('lasts to the end where less is left, and strikes a step before it at the latest', () => {
    expect(addedFault('cut', 'web>stock', 27_000, 30_000)).toEqual({ kind: 'cut', target: 'web>stock', atMs: 27_000 });
    expect(addedFault('cut', 'web>stock', 30_000, 30_000)).toEqual({ kind: 'cut', target: 'web>stock', atMs: 29_950 });
  });

  it('gives no length to a restart', () => {
    expect(addedFault('restart', 'stock', 1000, 30_000)).not.toHaveProperty('forMs');
  });
});

describe('refusalAt', () => {
  const run = sampleRun([
    { at: 100, node: 'stock', kind: 'node.state', data: { state: 'down' } },
    { at: 100, node: '', kind: 'link.state', data: { link: 'web>stock', state: 'cut', there: { cut: true }, back: { cut: true } } },
  ]);
  const index = frameIndexOf(run, sampleData);
  const [node, link] = ['stock', 'web>stock'].map((id) => additionTargets(sampleData, {}).find((target) => target.id === id)!);

  it('says why a node or a link would not take a fault at a moment', () => {
    expect([refusalAt('slow', node!, index, 99), refusalAt('slow', node!, index, 100)]).toEqual(['', 'it is down']);
    expect([refusalAt('cut', link!, index, 99), refusalAt('cut', link!, index, 100)]).toEqual(['', 'both ways are cut already']);
  });
});
