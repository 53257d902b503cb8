import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsWithin, latencyIn, seriesOf, successIn } from './charts-series.ts';
import type { EndedCall } from './charts-calls.ts';

const call = fc.record<EndedCall>({ at: fc.nat(100_000), outcome: fc.constantFrom('ok', 'failed', 'rejected', 'timeout'), latencyUs: fc.nat(5_000_000) });
const calls = fc.array(call, { maxLength: 200 }).map((unordered) => unordered.toSorted((one, other) => one.at - other.at));

describe('callsWithin', () => {
  it('finds what a plain filter finds', () => {
    fc.assert(
      fc.property(calls, fc.nat(120_000), fc.integer({ min: 1, max: 50_000 }), (list, at, windowUs) => {
        expect(callsWithin(seriesOf(list), at, windowUs)).toEqual(list.filter((one) => one.at > at - windowUs && one.at <= at));
      }),
    );
  });
});

describe('latencyIn and successIn', () => {
  it('stay within what was measured, the median never above the 99th percentile', () => {
    fc.assert(
      fc.property(calls, (list) => {
        const latency = latencyIn(list);
        const measured = list.filter(({ outcome }) => outcome !== 'rejected').map(({ latencyUs }) => latencyUs);
        expect(latency === undefined).toBe(measured.length === 0);
        if (latency !== undefined) {
          expect(measured).toContain(latency.p50Us);
          expect(measured).toContain(latency.p99Us);
          expect(latency.p50Us).toBeLessThanOrEqual(latency.p99Us);
        }
        const success = successIn(list);
        if (success !== undefined) expect(success >= 0 && success <= 1).toBe(true);
      }),
    );
  });
});
