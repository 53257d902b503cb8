import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from './fault.ts';
import { loadSimulation } from './load-simulation.ts';
import type { RunInput, RunResult } from './run.ts';
import { randomFault } from './testing/random-faults.ts';
import { compiledSmallWorld } from './testing/small-world.ts';
import type { MessageFlight } from './trace.ts';

const timeoutMs = 300;
const slowestClock = 0.5;

/** Orders go to a shop, which asks its stock and tells an audit; everything that an env offers is in use. */
const { data, simulate } = loadSimulation(
  compiledSmallWorld({
    nodes: ['web', 'shop', 'stock', 'audit'],
    links: ['web>shop', 'shop>stock', 'shop>audit'],
    latencyMs: [5, 40],
    durationMs: 4000,
    start(world) {
      world.node('web', (env) => {
        env.arrivals(20, ({ number }) => {
          env.request('shop', { number }, { timeoutMs: 300 }).then(() => env.report('bought', { number }), () => env.report('missed', { number }));
        });
        return {};
      });
      world.node('shop', (env) => ({
        handle: async ({ body }) => {
          env.disk.commit({ taken: ((env.disk.get('taken') as number | undefined) ?? 0) + 1 });
          env.show('shop', { taken: env.disk.get('taken')!, at: env.wallNow() % 1000 });
          env.send('audit', body);
          return env.request('stock', body, { timeoutMs: 300 });
        },
      }));
      world.node('stock', (env) => ({
        handle: async ({ body }) => {
          await env.work(20 + env.random() * 100);
          if (env.random() < 0.1) throw new Error('sold out');
          return body;
        },
      }));
      world.node('audit', (env) => {
        let seen = 0;
        const count = () => {
          env.report('counted', { seen });
          env.clock.setTimeout(count, 500);
        };
        env.clock.setTimeout(count, 500);
        return { receive: () => void (seen += 1) };
      });
    },
  }),
);

const run = (seed: number, faults: readonly Fault[]): RunResult => simulate({ experiment: 'only', seed, knobs: {}, faults } satisfies RunInput);
const seeds = fc.integer({ min: 0, max: 1000 });
const anyFault = randomFault(data.topology, { fromMs: 0, untilMs: 4000, longestMs: 2000, endless: true });
const schedules = fc.array(anyFault, { maxLength: 12 });
const numRuns = 60;

describe('a run under any faults', () => {
  it('ends at its time, and gives the same hash again, whatever ran in between', () => {
    fc.assert(
      fc.property(seeds, schedules, schedules, (seed, some, others) => {
        const [first, between] = [run(seed, some), run(seed + 1, others)];
        expect([first.status, first.endedAt, first.stop]).toEqual(['ended', 4_000_000, undefined]);
        expect(run(seed + 1, others).hash).toBe(between.hash);
        expect(run(seed, some).hash).toBe(first.hash);
      }),
      { numRuns },
    );
  });

  it('is the same before a fault strikes as it is without that fault', () => {
    const endless: Fault = { kind: 'slow', target: 'audit', factor: 2, atMs: 0 };
    const late = fc.array(randomFault(data.topology, { fromMs: 1500, untilMs: 4000, longestMs: 2000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(seeds, late, (seed, faults) => {
        const strikesAt = Math.min(...faults.map(({ atMs }) => atMs)) * 1000;
        const before = ({ rows }: RunResult) => rows.filter(({ at }) => at < strikesAt);
        expect(before(run(seed, [endless, ...faults]))).toEqual(before(run(seed, [endless])));
      }),
      { numRuns },
    );
  });

  it('gives out a row for each fault: applied or refused, and lifted if it was applied and its time is over', () => {
    fc.assert(
      fc.property(seeds, schedules, (seed, faults) => {
        const { rows } = run(seed, faults);
        const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
        expect(count('fault.applied') + count('fault.refused')).toBe(faults.length);
        const outlasts = faults.filter(({ kind, atMs, forMs }) => kind === 'restart' || forMs === undefined || atMs + forMs > 4000).length;
        expect(count('fault.lifted')).toBeLessThanOrEqual(count('fault.applied'));
        expect(count('fault.lifted')).toBeGreaterThanOrEqual(count('fault.applied') - outlasts);
      }),
      { numRuns },
    );
  });

  it('ends each request once, unless its caller died, stands still or has time left', () => {
    fc.assert(
      fc.property(seeds, schedules, (seed, faults) => {
        const { rows, endedAt } = run(seed, faults);
        const ends = new Map<unknown, number>();
        for (const { kind, data: row } of rows) if (kind === 'request.ended') ends.set(row.request, (ends.get(row.request) ?? 0) + 1);
        expect([...ends.values()].filter((times) => times !== 1)).toEqual([]);
        for (const { kind, node, at, id, data: row } of rows) {
          if (kind !== 'request.started' || ends.has(row.request)) continue;
          const states = rows.filter((other) => other.kind === 'node.state' && other.node === node);
          const died = states.some((other) => other.id > id && other.data.state === 'down');
          const hasTime = at + (timeoutMs * 1000) / slowestClock > endedAt;
          expect(died || hasTime || states.at(-1)?.data.state === 'paused', `request of ${node} in row ${id}`).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  it('delivers or loses each message once, unless it is on its way or its receiver stands still', () => {
    fc.assert(
      fc.property(seeds, schedules, (seed, faults) => {
        const { rows, flights, endedAt } = run(seed, faults);
        const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => (row.data as unknown as MessageFlight).id);
        expect(of('message.sent')).toEqual(flights.map(({ id }) => id));
        const ended = [...of('message.delivered'), ...of('message.lost')];
        expect(new Set(ended).size).toBe(ended.length);
        expect(of('message.lost').sort((a, b) => a - b)).toEqual(flights.filter(({ lost }) => lost !== '').map(({ id }) => id));
        const known = new Set(ended);
        for (const { id, link, kind, arrivesAt } of flights) {
          if (known.has(id)) continue;
          const receiver = link.split('>')[kind === 'reply' ? 0 : 1];
          const state = rows.filter((row) => row.kind === 'node.state' && row.node === receiver).at(-1)?.data.state;
          expect(arrivesAt > endedAt || state === 'paused', `message ${id} on ${link}`).toBe(true);
        }
      }),
      { numRuns },
    );
  });
});
