import { describe, expect, it } from 'vitest';
import { frameIndexOf, nodeConditions, podConditions } from './frame-index.ts';
import { sampleData, sampleRun } from './frame-sample.ts';
import { lifePicture } from './lifecycle.ts';
import { lifeOf } from './lifecycle-track.ts';

const ways = (what: Parameters<typeof lifePicture>[0]) => lifePicture(what).transitions.map(({ from, event, to }) => `${from} ${event} ${to}`).toSorted();

describe('lifePicture', () => {
  it('has every state that a node can show, and none that it passes through in no time', () => {
    expect(lifePicture('container').states.map(({ name }) => name).toSorted()).toEqual([...nodeConditions].toSorted());
    expect(lifePicture('node').states.map(({ name }) => name).toSorted()).toEqual(nodeConditions.filter((name) => !['stopping', 'exited', 'absent'].includes(name)).toSorted());
    expect(lifePicture('node').states.filter(({ within }) => within === 'alive').map(({ name }) => name)).toEqual(['up', 'slow', 'failing']);
  });

  it('has the steps that the machine of a node can take, those of all that is alive as one', () => {
    expect(ways('node')).toEqual([
      'alive crash down', 'alive pause paused', 'down restart restarting', 'failing mend slow', 'failing mend up', 'paused crash down',
      'paused resume alive', 'restarting crash down', 'restarting started up', 'slow fail failing', 'slow quicken up', 'up fail failing', 'up slow slow',
    ]);
  });

  it('has the steps that a pod makes its containers take', () => {
    expect(ways('container').filter((way) => !ways('node').includes(way))).toEqual([
      'absent launch restarting', 'alive exit exited', 'alive terminate stopping', 'down launch restarting', 'exited launch restarting', 'exited restart restarting', 'restarting terminate down', 'restarting withhold absent', 'stopping crash down', 'stopping exit exited',
    ]);
  });

  it('has the states of a pod and what leads from one to the other', () => {
    expect(lifePicture('pod').states.map(({ name }) => name)).toEqual([...podConditions]);
    expect(ways('pod')).toEqual([
      'alive evict stopping', 'alive stop stopping', 'gone replace starting', 'pending begin starting', 'running exited stopping',
      'starting ready running', 'stopping exited gone', 'stopping graceOver gone',
    ]);
  });

  it('has the steps that the machine of a link can take', () => {
    expect(ways('link')).toEqual(['cut restore degraded', 'cut restore up', 'degraded degrade cut', 'degraded restore up', 'up degrade cut', 'up degrade degraded']);
  });
});

describe('lifeTrack', () => {
  const row = (at: number, state: string) => ({ at, node: 'stock', kind: 'node.state', data: { state, factor: 1, failRatio: 0 } });
  const index = frameIndexOf(sampleRun([row(100, 'down'), row(200, 'restarting'), row(300, 'up'), row(400, 'paused'), row(500, 'slow')]), sampleData);

  it('tells what led from state to state', () => {
    expect(lifeOf(index, 'node', 'stock').track.steps.map(({ at, event, to }) => `${at} ${event} ${to}`)).toEqual([
      '100 crash down', '200 restart restarting', '300 started up', '400 pause paused', '500 resume slow',
    ]);
  });

  it('stays where it began when nothing happened', () => {
    expect(lifeOf(index, 'link', 'web>stock').track).toMatchObject({ label: 'web to stock, the link itself', steps: [] });
  });
});
