import { describe, expect, it } from 'vitest';
import { podDoing } from './doing.ts';
import { frameAt } from './frame.ts';
import { frameIndexOf } from './frame-index.ts';
import { sampleData, sampleRun } from './frame-sample.ts';
import { lifeOf } from './lifecycle-track.ts';
import { logOf } from './log.ts';

const data = { ...sampleData, topology: { ...sampleData.topology, groups: [{ id: 'pod', label: 'web-1', caption: 'a pod', kind: 'pod' as const, nodes: ['stock'] }, { id: 'all', label: 'all', caption: '', kind: 'group' as const, nodes: ['web'] }] } };
const pod = (at: number, state: string, generation: number, ending = '') => ({ at, node: '', kind: 'pod.state', data: { pod: 'pod', state, generation, ending } });
const node = (at: number, state: string) => ({ at, node: 'stock', kind: 'node.state', data: { state, factor: 1, failRatio: 0 } });
const run = sampleRun([
  node(0, 'restarting'), pod(0, 'starting', 1), node(100, 'up'), pod(100, 'running', 1), pod(500, 'stopping', 1, 'evicted'), node(500, 'stopping'), node(600, 'exited'), pod(600, 'gone', 1, 'evicted'), pod(800, 'starting', 2),
]);
const index = frameIndexOf(run, data);

describe('a pod on the canvas', () => {
  it('says how it is, and which it is', () => {
    const at = (moment: number) => frameAt(run, data, moment).pods;
    expect([0, 100, 500, 600, 800].map((moment) => `${at(moment)['pod']!.label} ${at(moment)['pod']!.generation}`)).toEqual(['Starting 1', 'Running 1', 'Evicted 1', 'Evicted 1', 'Starting 2']);
    expect(Object.keys(at(0))).toEqual(['pod']);
  });

  it('says since when, and what its containers do', () => {
    expect(podDoing(index, 'pod', 550)).toEqual({ state: 'Evicted', since: 500, generation: 1, containers: [{ label: 'stock', state: 'Stopping', since: 500 }] });
    expect(podDoing(index, 'pod', 700)).toMatchObject({ state: 'Evicted', since: 500, containers: [{ state: 'Exited', since: 600 }] });
  });

  it('has a life of its own, and its containers have another than nodes in no pod', () => {
    expect(lifeOf(index, 'pod', 'pod').track).toMatchObject({ label: 'web-1, the pod itself', steps: [
      { event: 'begin', to: 'starting' }, { event: 'ready', to: 'running' }, { event: 'evict', to: 'stopping' }, { event: 'exited', to: 'gone' }, { event: 'replace', to: 'starting' },
    ] });
    expect(lifeOf(index, 'node', 'stock').picture.states.map(({ name }) => name)).toContain('stopping');
    expect(lifeOf(index, 'node', 'web').picture.states.map(({ name }) => name)).not.toContain('stopping');
  });

  it('stands in the log by its label', () => {
    expect(logOf(run, data).lines.filter(({ where }) => where === 'world').map(({ text }) => text)).toEqual(['web-1: Starting', 'web-1: Running', 'web-1: Evicted', 'web-1: Evicted', 'web-1: Starting']);
  });
});
