import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EndedCall } from './charts-calls.ts';
import { countBetween, latencyOf, successOf, timesOf } from './charts-series.ts';

const call = fc.record({
  at: fc.nat(100_000), from: fc.constant('web'), to: fc.constant('stock'),
  outcome: fc.constantFrom<EndedCall['outcome'][]>('ok', 'failed', 'rejected', 'timeout'), latencyUs: fc.nat(5_000_000),
});
const calls = fc.array(call, { maxLength: 200 }).map((unordered) => unordered.toSorted((one, other) => one.at - other.at));
const window = fc.tuple(fc.nat(120_000), fc.integer({ min: 1, max: 50_000 })).map(([to, lasts]): [from: number, to: number] => [to - lasts, to]);
const within = (list: readonly EndedCall[], [from, to]: [number, number]) => list.filter(({ at }) => at > from && at <= to);

describe('a window of calls', () => {
  it('is counted as a plain filter counts it', () => {
    fc.assert(fc.property(calls, window, (list, [from, to]) => countBetween(timesOf(list), from, to) === within(list, [from, to]).length));
  });

  it('has the success of the calls in it', () => {
    fc.assert(
      fc.property(calls, window, (list, [from, to]) => {
        const charted = within(list, [from, to]);
        const answered = charted.filter(({ outcome }) => outcome === 'ok').length;
        expect(successOf(list)(from, to)).toBe(charted.length === 0 ? undefined : answered / charted.length);
      }),
    );
  });

  it('has latencies that were measured in it, the median never above the 99th percentile, whatever was asked before', () => {
    fc.assert(
      fc.property(calls, fc.array(window, { minLength: 1 }), (list, windows) => {
        const latency = latencyOf(list);
        for (const [from, to] of windows) {
          const found = latency(from, to);
          const measured = within(list, [from, to]).flatMap(({ outcome, latencyUs }) => (outcome === 'rejected' ? [] : [latencyUs]));
          expect(found === undefined).toBe(measured.length === 0);
          if (found === undefined) continue;
          expect(measured).toContain(found.p50Us);
          expect(measured).toContain(found.p99Us);
          expect(measured.filter((us) => us <= found.p50Us).length).toBeGreaterThanOrEqual(measured.length / 2);
          expect(found.p50Us).toBeLessThanOrEqual(found.p99Us);
        }
      }),
    );
  });
});
