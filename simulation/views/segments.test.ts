import { describe, expect, it } from 'vitest';
import type { Lane } from '../scenario.ts';
import { sampleData, sampleRun, shown } from './frame-sample.ts';
import { segmentAt, segmentsOf } from './segments.ts';

const closed = { label: 'Closed', tone: 'ok', shape: 'dot', ground: 'plain' } as const;
const open = { label: 'Open', tone: 'rej', shape: 'square', ground: 'diagonals' } as const;
const lane: Lane = { label: 'stock', node: 'stock', state: { card: 'stock', value: 'mode', looks: { closed, open } } };
const own: Lane = { label: 'stock', node: 'stock' };
const state = (at: number, data: { state: string; factor?: number }) => ({ at, node: 'stock', kind: 'node.state', data });
const words = (run: ReturnType<typeof sampleRun>, of: Lane) => segmentsOf(run, sampleData, of).map(({ from, to, look }) => [from, to, look.label]);

describe('segmentsOf', () => {
  it('cuts a lane where its gauge changes', () => {
    const run = sampleRun([shown(0, 'stock', { mode: 'closed' }), shown(300, 'stock', { mode: 'open' })], [], { endedAt: 1000 });
    expect(words(run, lane)).toEqual([[0, 300, 'Closed'], [300, 1000, 'Open']]);
  });

  it('joins what looks the same', () => {
    const run = sampleRun([shown(0, 'stock', { mode: 'closed' }), shown(300, 'stock', { mode: 'closed' })], [], { endedAt: 1000 });
    expect(words(run, lane)).toEqual([[0, 1000, 'Closed']]);
  });

  it('shows that a node is down, whatever its gauge said last', () => {
    const run = sampleRun([shown(0, 'stock', { mode: 'open' }), state(200, { state: 'down' }), state(500, { state: 'up' })], [], { endedAt: 1000 });
    expect(words(run, lane)).toEqual([[0, 200, 'Open'], [200, 500, 'Crashed'], [500, 1000, 'Open']]);
  });

  it('shows the node’s own state where the lane names no gauge, and up has the colour of a state', () => {
    const run = sampleRun([state(200, { state: 'slow', factor: 10 })], [], { endedAt: 1000 });
    expect(words(run, own)).toEqual([[0, 200, 'Up'], [200, 1000, 'Slow ×10']]);
    expect(segmentsOf(run, sampleData, own)[0]!.look.tone).toBe('ok');
  });

  it('fills a label with the gauges of its card, and begins a segment where it reads differently', () => {
    const leader = { label: 'Leader, term {term}', tone: 'info', shape: 'dot', ground: 'plain' } as const;
    const led: Lane = { label: 'stock', node: 'stock', state: { card: 'stock', value: 'mode', looks: { closed, leader } } };
    const run = sampleRun([shown(0, 'stock', { mode: 'closed', term: 1 }), shown(100, 'stock', { term: 2 }), shown(300, 'stock', { mode: 'leader' }), shown(600, 'stock', { term: 3 })], [], { endedAt: 1000 });
    expect(words(run, led)).toEqual([[0, 300, 'Closed'], [300, 600, 'Leader, term 2'], [600, 1000, 'Leader, term 3']]);
  });

  it('has what the last event changed, as a card has it', () => {
    const run = sampleRun([shown(0, 'stock', { mode: 'closed' }), shown(1000, 'stock', { mode: 'open' })], [], { endedAt: 1000 });
    const segments = segmentsOf(run, sampleData, lane);
    expect([999, 1000].map((at) => segmentAt(segments, at)?.look.label)).toEqual(['Closed', 'Open']);
  });

  it('ends with the run, even one that stops at its start', () => {
    expect(words(sampleRun([], [], { endedAt: 0 }), own)).toEqual([[0, 0, 'Up']]);
  });
});

describe('segmentAt', () => {
  it('finds the segment of a moment, a boundary belonging to what begins', () => {
    const segments = segmentsOf(sampleRun([shown(300, 'stock', { mode: 'open' })], [], { endedAt: 1000 }), sampleData, lane);
    expect([0, 299, 300, 5000].map((at) => segmentAt(segments, at)?.look.label)).toEqual(['Up', 'Up', 'Open', 'Open']);
  });
});
