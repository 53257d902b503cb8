import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventHeap, type HeapEvent } from './event-heap.ts';

describe('the event heap', () => {
  it('is full when as many events wait as it may hold, the cancelled ones not counted, at the latest when there are twice as many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.record({ at: fc.integer({ min: 0, max: 20 }), cancelled: fc.boolean() })), (limit, events) => {
        const heap = new EventHeap<HeapEvent>();
        let waiting = 0;
        let pushed = 0;
        for (const [sequence, event] of events.entries()) {
          heap.push({ ...event, sequence });
          if (!event.cancelled) waiting += 1;
          const isFull = heap.isFull(limit);
          pushed += 1;
          expect(isFull ? waiting : limit).toBeGreaterThanOrEqual(limit);
          if (isFull) break;
          expect(waiting).toBeLessThan(limit * 2);
        }
        const given = events.map(() => heap.pop()).filter((event) => event !== undefined);
        expect(given.map(({ at, sequence }) => [at, sequence])).toEqual(
          events.slice(0, pushed).flatMap(({ at, cancelled }, sequence) => (cancelled ? [] : [[at, sequence]])).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!),
        );
      }),
    );
  });

  it('gives events back by time, equal times in the order in which they were scheduled, without the cancelled ones', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.integer({ min: 0, max: 20 }), cancelled: fc.boolean(), popsBefore: fc.integer({ min: 0, max: 2 }) })), (steps) => {
        const heap = new EventHeap<HeapEvent>();
        let model: HeapEvent[] = [];
        const takeFromModel = () => {
          const [first] = model.filter(({ cancelled }) => !cancelled).sort((a, b) => a.at - b.at || a.sequence - b.sequence);
          model = model.filter((event) => event !== first);
          return first;
        };
        for (const [sequence, { at, cancelled, popsBefore }] of steps.entries()) {
          for (let pop = 0; pop < popsBefore; pop += 1) expect(heap.pop()).toBe(takeFromModel());
          const event = { at, sequence, cancelled };
          heap.push(event);
          model.push(event);
        }
        for (const _ of steps) expect(heap.pop()).toBe(takeFromModel());
      }),
    );
  });
});
