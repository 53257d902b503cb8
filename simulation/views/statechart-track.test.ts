import { describe, expect, it } from 'vitest';
import { sampleData, sampleRun } from './frame-sample.ts';
import { entriesOf, entryBefore, livesAt, statechartTracks, stepsAt } from './statechart-track.ts';

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

describe('the lives to choose from', () => {
  const leadsOn = { ...sampleData, statechart: { states: [], transitions: [{ from: 'off', event: 'turned', to: 'on' }, { from: 'on', event: 'turned', to: 'off' }] } };
  const call = (number: number, ...steps: readonly (readonly [at: number, to: string])[]) => steps.map(([at, to]) => step(at, 'web', `call ${number}`, 'off', to));
  const lives = (rows: Parameters<typeof sampleRun>[0], at: number) => livesAt(statechartTracks(sampleRun(rows.toSorted((one, other) => one.at - other.at)), leadsOn), at).map(({ id }) => id.slice('web call '.length));
  const many = Array.from({ length: 20 }, (_, index) => call(index, [index * 10, 'on'], [index * 10 + 25, 'done'])).flat();

  it('are all there are, where they are few', () => {
    expect(lives(call(1, [10, 'on'], [20, 'done']).concat(call(2, [90, 'on'])), 0)).toEqual(['1', '2']);
  });

  it('are otherwise those under way, the longest first, and after them those that ended last', () => {
    expect(lives(many, 100)).toEqual(['8', '9', '10', '7', '6', '5', '4', '3', '2', '1', '0']);
  });

  it('begin with the longest under way even where more are than can be offered', () => {
    const hung = Array.from({ length: 20 }, (_, index) => call(index, [index, 'on'])).flat();
    expect(lives(hung, 100)).toEqual(Array.from({ length: 12 }, (_, index) => String(index)));
  });

  it('are the first one before any has begun', () => {
    expect(lives(many.map((row) => ({ ...row, at: row.at + 50 })), 0)).toEqual(['0']);
  });

  it('end where their node goes down', () => {
    const down = { at: 145, node: 'web', kind: 'node.state', data: { state: 'down' } };
    const until140 = [...many.filter(({ at }) => at <= 140), down];
    expect(lives(until140, 144).slice(0, 4)).toEqual(['12', '13', '14', '11']);
    expect(lives([...until140, ...call(20, [147, 'on'])], 150).slice(0, 4)).toEqual(['20', '12', '13', '14']);
  });
});
