import { describe, expect, it } from 'vitest';
import type { MessageFlight } from '../trace.ts';
import { linkDoing, nodeDoing } from './doing.ts';
import { frameIndexOf } from './frame-index.ts';
import { sampleData, sampleRun } from './frame-sample.ts';

const flight = (change: Partial<MessageFlight>): MessageFlight => ({ id: 1, link: 'web>stock', kind: 'request', sentAt: 100, arrivesAt: 200, lost: '', outcome: '', request: 1, ...change });
const row = (at: number, node: string, kind: string, data = {}) => ({ at, node, kind, data });
const request = { link: 'web>stock', kind: 'request', request: 1 };
const reply = { ...request, kind: 'reply' };
const rows = [
  row(100, 'web', 'request.started', { request: 1, to: 'stock', deadline: 1100 }),
  row(200, 'stock', 'message.delivered', request),
  row(250, 'stock', 'order.taken', { order: 7 }),
  row(300, 'stock', 'message.sent', reply),
  row(400, 'web', 'request.ended', { request: 1, to: 'stock', outcome: 'ok', latencyUs: 300 }),
];
const indexOf = (more: readonly ReturnType<typeof row>[] = [], flights: readonly MessageFlight[] = []) => frameIndexOf(sampleRun([...rows, ...more], flights), sampleData);
const index = indexOf();

describe('nodeDoing', () => {
  it('says whom a node waits for, how long already, and how long at most', () => {
    expect(nodeDoing(index, 'web', 99).waitsFor).toEqual([]);
    expect(nodeDoing(index, 'web', 350).waitsFor).toEqual([{ whom: 'stock', count: 1, oldestUs: 250, patienceUs: 1000 }]);
    expect(nodeDoing(index, 'web', 400).waitsFor).toEqual([]);
  });

  it('says whom a node is answering, from the arrival to the reply', () => {
    expect(nodeDoing(index, 'stock', 199).answers).toEqual([]);
    expect(nodeDoing(index, 'stock', 299).answers).toEqual([{ whom: 'web', count: 1, oldestUs: 99, patienceUs: 900 }]);
    expect(nodeDoing(index, 'stock', 300).answers).toEqual([]);
  });

  it('counts requests to one node together, and tells of the oldest', () => {
    const { waitsFor } = nodeDoing(indexOf([row(500, 'web', 'request.started', { request: 2, to: 'stock' }), row(550, 'web', 'request.started', { request: 3, to: 'stock' })]), 'web', 600);
    expect(waitsFor).toEqual([{ whom: 'stock', count: 2, oldestUs: 100, patienceUs: undefined }]);
  });

  it('lets the calls of a node end with its process', () => {
    const crashed = indexOf([row(500, 'web', 'request.started', { request: 2, to: 'stock' }), row(600, 'web', 'node.state', { state: 'down', factor: 1, failRatio: 0 })]);
    expect(nodeDoing(crashed, 'web', 599).waitsFor).toHaveLength(1);
    expect(nodeDoing(crashed, 'web', 600)).toMatchObject({ waitsFor: [], state: 'Crashed', since: 600 });
  });

  it('counts what is on its way to it and from it', () => {
    const busy = indexOf([], [flight({}), flight({ id: 2, kind: 'reply', sentAt: 120, arrivesAt: 220 }), flight({ id: 3, sentAt: 130, arrivesAt: 230, lost: 'cut' })]);
    expect(nodeDoing(busy, 'stock', 150)).toMatchObject({ coming: 1, going: 1 });
    expect(nodeDoing(busy, 'web', 210)).toMatchObject({ coming: 1, going: 0 });
  });

  it('tells what it did last, newest first', () => {
    expect(nodeDoing(index, 'stock', 249).lately).toEqual([]);
    expect(nodeDoing(index, 'stock', 250).lately.map(({ text }) => text)).toEqual(['order taken: order 7']);
  });

  it('says since when a state has lasted, whatever else was written about it', () => {
    const up = row(50, 'stock', 'node.state', { state: 'up', factor: 1, failRatio: 0 });
    const slow = (at: number) => row(at, 'stock', 'node.state', { state: 'slow', factor: 3, failRatio: 0 });
    const since = (at: number) => nodeDoing(indexOf([up, slow(500), slow(600)]), 'stock', at);
    expect(since(60)).toMatchObject({ state: 'Up', since: 0 });
    expect(since(700)).toMatchObject({ state: 'Slow ×3', since: 500 });
  });
});

describe('linkDoing', () => {
  it('tells each way of a link apart', () => {
    const state = row(300, '', 'link.state', { link: 'web>stock', state: 'cut', there: { cut: true, delayMs: 0 }, back: { cut: false, delayMs: 500, drop: 0.2 } });
    const flights = [flight({}), flight({ id: 2, sentAt: 310, arrivesAt: 400, lost: 'cut' }), flight({ id: 3, kind: 'reply', sentAt: 350, arrivesAt: 450 }), flight({ id: 4, kind: 'reply', sentAt: 360, arrivesAt: 380, lost: 'down' })];
    expect(linkDoing(indexOf([state], flights), 'web>stock', 370)).toEqual({
      there: { condition: 'cut', since: 300, underWay: 0, delivered: 1, lost: [{ reason: 'cut', count: 1 }] },
      back: { condition: '500 ms late, loses 20 %', since: 300, underWay: 2, delivered: 0, lost: [] },
    });
    expect(linkDoing(index, 'web>stock', 370).there).toEqual({ condition: 'sound', since: 0, underWay: 0, delivered: 0, lost: [] });
  });
});
