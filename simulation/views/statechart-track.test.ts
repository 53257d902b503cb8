import { describe, expect, it } from 'vitest';
import { sampleData, sampleRun } from './frame-sample.ts';
import { entriesOf, entryBefore, statechartTracks, stepsAt } from './statechart-track.ts';

const step = (at: number, node: string, chart: string, from: string, to: string) => ({ at, node, kind: 'statechart', data: { chart, event: 'turned', from, expected: to, reported: to } });

describe('statechartTracks', () => {
  const run = sampleRun([step(10, 'stock', 'b', 'off', 'on'), step(20, 'web', 'web', 'off', 'on'), step(30, 'stock', 'b', 'on', 'off')]);
  const tracks = statechartTracks(run, sampleData);

  it('keeps instances apart, in the order of their nodes', () => {
    expect(tracks.map(({ label, node, steps }) => [label, node, steps.length])).toEqual([['web', 'web', 1], ['stock, b', 'stock', 2]]);
  });

  it('knows how many steps were taken at a moment', () => {
    expect([9, 10, 29, 30].map((at) => stepsAt(tracks[1]!, at))).toEqual([0, 1, 1, 2]);
  });
});

describe('the entries of a state', () => {
  const run = sampleRun([step(10, 'stock', 'b', 'off', 'on'), step(15, 'stock', 'b', 'on', 'on'), step(30, 'stock', 'b', 'on', 'off'), step(50, 'stock', 'b', 'off', 'on')]);
  const entries = entriesOf(statechartTracks(run, sampleData)[0]!, 'off');

  it('begin with the start where the instance does, and count no step that leads back at once', () => {
    expect([...entries]).toEqual([['off', [0, 30]], ['on', [10, 50]]]);
  });

  it('lead to the last one before a moment, or else to the first', () => {
    const on = entries.get('on')!;
    expect([5, 10, 11, 50, 51].map((at) => entryBefore(on, at))).toEqual([10, 10, 10, 10, 50]);
    expect(entryBefore([], 5)).toBeUndefined();
  });
});
