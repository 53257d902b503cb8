import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageFlight } from '../trace.ts';
import { frameIndexOf } from './frame-index.ts';
import { sampleData, sampleRun } from './frame-sample.ts';
import { messagesAt } from './messages.ts';
import { MessagesUnderWay } from './messages-under-way.ts';

const flights = fc.array(fc.record({ sentAt: fc.nat(500), takes: fc.integer({ min: 1, max: 400 }) }), { maxLength: 40 });
const expiries = fc.array(fc.nat(600_000), { maxLength: 10 });

describe('MessagesUnderWay', () => {
  it('has what is under way, wherever the moment moves', () => {
    fc.assert(
      fc.property(flights, expiries, fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }), (sent, expired, moments) => {
        const run = sampleRun(
          expired.toSorted((one, other) => one - other).map((at, request) => ({ at, node: 'web', kind: 'request.ended', data: { request, to: 'stock', outcome: 'timeout' } })),
          sent.map(({ sentAt, takes }, id): MessageFlight => ({ id, link: 'web>stock', kind: 'request', sentAt: sentAt * 1000, arrivesAt: (sentAt + takes) * 1000, lost: '', outcome: '', request: id })),
        );
        const index = frameIndexOf(run, sampleData);
        const underWay = new MessagesUnderWay(index);
        for (const moment of moments) {
          const at = moment * 1000;
          underWay.moveTo(at);
          const ids = [...underWay.flights.map(({ id }) => `message-${id}`), ...underWay.expiries.map(({ request }) => `expiry-${request}`)];
          expect(ids.toSorted()).toEqual(messagesAt(index, at).map(({ id }) => id).toSorted());
        }
      }),
    );
  });
});
