import type { RunResult } from '@/simulation/run.ts';
import type { JsonObject, MessageFlight } from '@/simulation/trace.ts';
import type { Blame } from '../playground/blame.ts';
import { specimenRun } from './specimen-run.ts';

const second = 1_000_000;
const shown = (seconds: number, node: string, gauges: JsonObject) => ({ at: seconds * second, node, kind: 'shown', data: { card: node, gauges } });
const pod = (seconds: number, data: JsonObject) => ({ at: seconds * second, node: '', kind: 'pod.state', data: { pod: 'pod', ...data } });
const state = (seconds: number, node: string, data: JsonObject) => ({ at: seconds * second, node, kind: 'node.state', data });
const link = (seconds: number, id: string, data: JsonObject) => ({ at: seconds * second, node: '', kind: 'link.state', data: { link: id, ...data } });
const role = (seconds: number, node: string, name: string, term: number) => shown(seconds, node, { role: name, term, leaseEndsAt: name === 'leader' ? seconds * 1000 + 3000 : null });

/** Calls every 100 ms, which begin to fail when the app is slow: a pattern of their own, so that they are the same on every page. */
const calls = Array.from({ length: 180 }, (_, index) => {
  const seconds = 0.4 + index * 0.1;
  const isSlow = seconds > 4 && seconds < 12;
  const outcome = !isSlow ? 'ok' : index % 5 === 0 ? 'failed' : index % 3 === 0 ? 'timeout' : index % 2 === 0 ? 'rejected' : 'ok';
  const latencyUs = outcome === 'timeout' ? second : outcome === 'rejected' ? 2000 : isSlow ? 700_000 + (index % 7) * 30_000 : 60_000 + (index % 5) * 8000;
  return { at: Math.round(seconds * second), node: 'clients', kind: 'request.ended', data: { request: index, to: 'node-1', outcome, latencyUs } };
});

/** What became of each call, as rows of a kind of their own, and after a failed one a wait that doubles up to a limit. */
const answers = calls.map(({ at, data: { outcome, request } }) => ({ at, node: 'app', kind: outcome === 'ok' ? 'served' : request % 2 === 0 ? 'served.stale' : 'served.default', data: {} }));
const waits = calls.filter(({ data: { outcome } }) => outcome !== 'ok').map(({ at }, index) => ({ at, node: 'clients', kind: 'waits', data: { delayMs: Math.min(1600, 100 * 2 ** (index % 6)) } }));

/** At ten seconds one of each is on its way. */
const flights = ([
  { link: 'clients>inbox', kind: 'request', outcome: '', way: 0.65 },
  { link: 'inbox>app', kind: 'message', outcome: '', way: 0.5 },
  { link: 'app>shipper', kind: 'message', outcome: '', way: 0.5 },
  { link: 'shipper>archive', kind: 'request', outcome: '', way: 0.8, lost: 'cut' },
  { link: 'clients>node-1', kind: 'reply', outcome: 'ok', way: 0.2 },
  { link: 'clients>node-1', kind: 'reply', outcome: 'failed', way: 0.42 },
  { link: 'clients>node-1', kind: 'reply', outcome: 'rejected', way: 0.64 },
  { link: 'clients>inbox', kind: 'reply', outcome: 'late', way: 0.5 },
] as const).map(({ way, ...flight }, id): MessageFlight => ({ lost: '', ...flight, id, request: id, sentAt: 10 * second - way * 100_000, arrivesAt: 10 * second + (1 - way) * 100_000 }));

const checkedAt = (count: number) => Array.from({ length: count }, (_, index) => Math.round((index / count) * 20 * second));

/** Looked at after ten seconds: what a page shows before anything is pressed. */
export const specimenStill: RunResult = specimenRun(
  [
    shown(0, 'clients', { rate: 24 }),
    shown(0, 'inbox', { depth: 4, items: 'unnn', mode: 'closed' }), shown(5, 'inbox', { mode: 'open' }), shown(8, 'inbox', { mode: 'half-open' }), shown(9.4, 'inbox', { mode: 'open', depth: 9, items: 'uunnnnnnn' }), shown(13, 'inbox', { mode: 'closed' }),
    shown(0, 'app', { inFlight: 1, latencyMs: 74 }), shown(3.5, 'app', { inFlight: 6, latencyMs: 880 }), shown(12, 'app', { inFlight: 2, latencyMs: 90 }),
    shown(0, 'shipper', { lines: 126, shipped: 118 }), shown(0, 'archive', { used: 86 }),
    role(0, 'node-1', 'follower', 1), role(0, 'node-2', 'follower', 1), role(0, 'node-3', 'leader', 2), role(6.5, 'node-1', 'candidate', 2), role(8.6, 'node-1', 'leader', 3), role(16, 'node-3', 'follower', 3),
    state(3, 'app', { state: 'slow', factor: 10, failRatio: 0 }), state(12, 'app', { state: 'up' }),
    state(6, 'node-3', { state: 'down' }), state(15, 'node-3', { state: 'restarting' }), state(16, 'node-3', { state: 'up' }),
    state(0, 'leaf-3', { state: 'slow', factor: 4 }), state(0, 'leaf-17', { state: 'down' }),
    pod(0, { state: 'running', generation: 2, ending: '' }),
    link(8, 'shipper>archive', { state: 'cut', there: { cut: true }, back: { cut: true } }), link(13, 'shipper>archive', { state: 'up', there: {}, back: {} }),
    link(0, 'node-1>leaf-1', { state: 'degraded', there: { delayMs: 200 }, back: {} }),
    ...calls,
    ...answers,
    ...waits,
  ],
  {
    flights,
    promises: [
      { name: 'one-leader', kind: 'safety', status: 'held', checks: 37, checkedAt: checkedAt(37) },
      { name: 'exercised', kind: 'safety', status: 'broken', checks: 12, checkedAt: checkedAt(12), brokenAt: 9.2 * second },
      { name: 'untested', kind: 'liveness', status: 'untested', checks: 0, checkedAt: [] },
    ],
  },
);

/** A run that a broken promise ended. */
export const specimenBroken: RunResult = specimenRun([], {
  status: 'violated',
  endedAt: 9.2 * second,
  violation: {
    promise: 'one-leader', at: 9.2 * second, row: 4, what: 'node-1 and node-3 both wrote in term 2.',
    chain: [
      { row: 4, at: 9.2 * second, node: 'node-3', sentence: 'node-3 wrote with the token of term 2.' },
      { row: 3, at: 8.9 * second, node: 'node-3', sentence: 'node-3 went on after a pause and still believed that it led.' },
      { row: 2, at: 8.6 * second, node: 'node-1', sentence: 'node-1 was elected in term 2.' },
      { row: 1, at: 3 * second, node: '', sentence: 'You froze node-3.' },
    ],
  },
});

/** A line of the reader's that is to blame for it. */
export const specimenBlame: Blame = { isToBlame: true, kind: 'edit', place: { file: 'node', line: 51, within: '', at: 9.1 * second }, number: 5 };
