import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lane, StateLook } from '../scenario.ts';
import { sampleData, sampleRun, shown } from './frame-sample.ts';
import { segmentAt, segmentsOf } from './segments.ts';

const modes = ['closed', 'open', 'half-open'];
const looks = Object.fromEntries(modes.map((mode): [string, StateLook] => [mode, { label: mode, tone: 'ok', shape: 'dot', ground: 'plain' }]));
const lane: Lane = { label: 'stock', node: 'stock', state: { card: 'stock', value: 'mode', looks } };
const changes = fc.array(fc.record({ after: fc.nat(1000), mode: fc.constantFrom(...modes) }), { maxLength: 30 });

describe('segmentsOf', () => {
  it('covers the run without gaps, never shows the same look twice in a row, and agrees with the last gauge at every moment', () => {
    fc.assert(
      fc.property(changes, fc.nat(1000), (steps, rest) => {
        let now = 0;
        const rows = steps.map(({ after, mode }) => shown((now += after), 'stock', { mode }));
        const endedAt = now + rest + 1;
        const segments = segmentsOf(sampleRun(rows, [], { endedAt, durationUs: endedAt }), sampleData, lane);
        expect(segments[0]!.from).toBe(0);
        expect(segments.at(-1)!.to).toBe(endedAt);
        for (const [position, { from, to, look }] of segments.entries()) {
          expect(to).toBeGreaterThan(from);
          const next = segments[position + 1];
          if (next !== undefined) expect([next.from, next.look.label === look.label]).toEqual([to, false]);
        }
        for (const { at } of rows) {
          const last = rows.findLast((row) => row.at <= at)!;
          expect(segmentAt(segments, at)!.look.label).toBe(last.data.gauges['mode']);
        }
      }),
    );
  });
});
