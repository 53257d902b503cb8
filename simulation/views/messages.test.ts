import { describe, expect, it } from 'vitest';
import type { MessageFlight } from '../trace.ts';
import { frameIndexOf } from './frame-index.ts';
import { sampleData, sampleRun } from './frame-sample.ts';
import { messagesAt } from './messages.ts';

const flight = (change: Partial<MessageFlight>): MessageFlight => ({
  id: 1, link: 'web>stock', kind: 'request', sentAt: 100, arrivesAt: 200, lost: '', outcome: '', request: 1, ...change,
});
const marksAt = (at: number, ...flights: MessageFlight[]) => messagesAt(frameIndexOf(sampleRun([], flights), sampleData), at);

describe('messagesAt', () => {
  it('moves a message in proportion to its time', () => {
    expect(marksAt(99, flight({}))).toEqual([]);
    expect(marksAt(100, flight({}))).toMatchObject([{ position: 0, look: 'request' }]);
    expect(marksAt(175, flight({}))).toMatchObject([{ position: 0.75 }]);
    expect(marksAt(200, flight({}))).toEqual([]);
  });

  it('sends a reply backwards, coloured by its outcome', () => {
    expect(marksAt(125, flight({ kind: 'reply', outcome: 'rejected' }))).toMatchObject([{ position: 0.75, isReply: true, look: 'rejected' }]);
    expect(marksAt(125, flight({ kind: 'reply', outcome: 'late' }))).toMatchObject([{ look: 'late' }]);
  });

  it('does not give away what becomes of a request', () => {
    expect(marksAt(150, flight({ outcome: 'late' }))).toMatchObject([{ look: 'request' }]);
  });

  it('ends a lost message at 42 % of its way, and marks the place until it would have arrived', () => {
    expect(marksAt(141, flight({ lost: 'cut' }))).toMatchObject([{ position: 0.41, look: 'request' }]);
    expect(marksAt(142, flight({ lost: 'cut' }))).toMatchObject([{ position: 0.42, look: 'lost' }]);
    expect(marksAt(199, flight({ lost: 'cut' }))).toMatchObject([{ position: 0.42, look: 'lost' }]);
    expect(marksAt(200, flight({ lost: 'cut' }))).toEqual([]);
  });

  it('lets a message that finds its node down get there first', () => {
    expect(marksAt(150, flight({ lost: 'down' }))).toMatchObject([{ position: 0.5, look: 'request' }]);
    expect(marksAt(195, flight({ lost: 'down' }))).toMatchObject([{ position: 0.94, look: 'lost' }]);
  });

  it('finds a slow message behind many quick ones', () => {
    const quick = Array.from({ length: 50 }, (_, position) => flight({ id: 2 + position, sentAt: 110 + position, arrivesAt: 111 + position }));
    expect(marksAt(190, flight({}), ...quick).map(({ id }) => id)).toEqual(['message-1']);
  });

  it('shows for a moment where a caller stopped waiting', () => {
    const run = sampleRun([{ at: 500_000, node: 'web', kind: 'request.ended', data: { request: 4, to: 'stock', outcome: 'timeout' } }]);
    const looksAt = (at: number) => messagesAt(frameIndexOf(run, sampleData), at).map(({ look }) => look);
    expect(looksAt(499_999)).toEqual([]);
    expect(looksAt(500_000)).toEqual(['timeout']);
    expect(looksAt(650_000)).toEqual([]);
  });
});
