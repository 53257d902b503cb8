import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json, MessageFlight, TraceRow } from '../trace.ts';
import { frameAt } from './frame.ts';
import { nodeConditions } from './frame-index.ts';
import { sampleData, sampleRun } from './frame-sample.ts';

const at = fc.integer({ min: 0, max: 60 });
type Written = Pick<TraceRow, 'at' | 'node' | 'kind' | 'data'>;
const row: fc.Arbitrary<Written> = fc.oneof(
  fc.record({ at, inFlight: fc.integer({ min: 0, max: 8 }) }).map(({ at, inFlight }) => ({ at, node: 'stock', kind: 'shown', data: { card: 'stock', gauges: { inFlight } } })),
  fc.record({ at, state: fc.constantFrom(...nodeConditions) }).map(({ at, state }) => ({ at, node: 'stock', kind: 'node.state', data: { state, factor: 1, failRatio: 0 } })),
  fc.record({ at, state: fc.constantFrom('up', 'degraded', 'cut') }).map(({ at, state }) => ({ at, node: '', kind: 'link.state', data: { link: 'web>stock', state, there: {}, back: {} } })),
);
const flight: fc.Arbitrary<MessageFlight> = fc
  .record({ id: fc.nat(1_000_000), sentAt: at, takes: fc.integer({ min: 1, max: 40 }) })
  .map(({ id, sentAt, takes }) => ({ id, link: 'web>stock', kind: 'request', sentAt, arrivesAt: sentAt + takes, lost: '', outcome: '', request: 1 }));

/** The same frame by reading every row from the start, as a reader of the trace would. */
function replayed(rows: readonly Written[], flights: readonly MessageFlight[], now: number) {
  let inFlight: Json = null;
  let node: Json = 'up';
  let link: Json = 'up';
  for (const { at, kind, data } of rows) {
    if (at > now) break;
    if (kind === 'shown') inFlight = (data['gauges'] as { inFlight: number }).inFlight;
    else if (kind === 'node.state') node = data['state']!;
    else link = data['state']!;
  }
  const messages = flights.filter(({ sentAt, arrivesAt }) => sentAt <= now && now < arrivesAt).map(({ id }) => `message-${id}`);
  return { taken: inFlight ?? 0, node, link, messages: messages.toSorted() };
}

it('shows at any moment what reading the rows up to it would show', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.uniqueArray(flight, { maxLength: 30, selector: ({ id }) => id }), at, (unordered, flights, now) => {
      const rows = unordered.toSorted((one, other) => one.at - other.at);
      const frame = frameAt(sampleRun(rows, flights), sampleData, now);
      const stock = frame.nodes['stock']!;
      const [slots] = stock.cards['stock']!.meters;
      expect({
        taken: slots!.kind === 'slots' ? slots!.taken : undefined,
        node: stock.state.condition,
        link: frame.links['web>stock']!.condition,
        messages: frame.messages.map(({ id }) => id).toSorted(),
      }).toEqual(replayed(rows, flights, now));
    }),
    { numRuns: 500 },
  );
});
