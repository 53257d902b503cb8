import { describe, expect, it } from 'vitest';
import { sampleData, sampleRun } from './frame-sample.ts';
import { statechartTracks, stepAt } from './statechart-track.ts';

const step = (at: number, node: string, event: string, from: string, reported: string) => ({ at, node, kind: 'statechart', data: { chart: 'breaker', event, from, expected: reported, reported } });
const tracks = statechartTracks(sampleRun([step(10, 'stock', 'tripped', 'closed', 'open'), step(20, 'web', 'tripped', 'closed', 'open'), step(30, 'stock', 'wait-over', 'open', 'half-open')]), sampleData);

describe('statechartTracks', () => {
  it('keeps the instances apart, in the order of their nodes', () => {
    expect(tracks.map(({ label, steps }) => [label, steps.length])).toEqual([['web, breaker', 1], ['stock, breaker', 2]]);
  });
});

describe('stepAt', () => {
  it('is the last step taken, and none before the first', () => {
    expect([9, 10, 29, 30].map((at) => stepAt(tracks[1]!, at)?.to)).toEqual([undefined, 'open', 'open', 'half-open']);
  });
});
