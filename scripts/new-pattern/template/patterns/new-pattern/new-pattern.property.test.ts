import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { NewPattern } from './new-pattern.ts';

const windowMs = 100;

it('a call is let through exactly where fewer than the limit were in the window before it', async () => {
  const gaps = fc.array(fc.integer({ min: 0, max: windowMs + 10 }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), gaps, async (limit, waits) => {
      const clock = new HandClock();
      const guard = new NewPattern({ limit, windowMs, clock });
      const letInAt: number[] = [];
      for (const waitMs of waits) {
        await clock.advance(waitMs);
        const now = clock.now();
        const hasRoom = letInAt.filter((at) => now - at < windowMs).length < limit;
        const isLetIn = await guard.execute(() => true).catch(() => false);
        assert.equal(isLetIn, hasRoom);
        if (isLetIn) letInAt.push(now);
      }
    }),
  );
});
