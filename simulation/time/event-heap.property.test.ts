import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventHeap, type HeapEvent } from './event-heap.ts';

describe('the event heap', () => {
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
