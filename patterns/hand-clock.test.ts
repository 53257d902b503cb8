import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from './hand-clock.ts';

describe('a hand clock', () => {
  it('stands still until it is moved', async () => {
    const clock = new HandClock(500);
    await clock.settle();
    assert.equal(clock.now(), 500);
    await clock.advance(20);
    assert.equal(clock.now(), 520);
  });

  it('runs timers at their own times, the earlier first and equal ones in the order in which they were set', async () => {
    const clock = new HandClock(0);
    const ran: string[] = [];
    const note = (name: string) => () => ran.push(`${name} at ${clock.now()}`);
    clock.setTimeout(note('late'), 30);
    clock.setTimeout(note('early'), 10);
    clock.setTimeout(note('also late'), 30);
    clock.setTimeout(note('too late'), 31);
    await clock.advance(30);
    assert.deepEqual(ran, ['early at 10', 'late at 30', 'also late at 30']);
    assert.equal(clock.waiting, 1);
  });

  it('does not run a timer that was cleared', async () => {
    const clock = new HandClock();
    const timer = clock.setTimeout(() => assert.fail('it ran'), 10);
    clock.clearTimeout(timer);
    await clock.advance(10);
    assert.equal(clock.waiting, 0);
  });

  it('lets code that awaits set further timers on the way', async () => {
    const clock = new HandClock(0);
    const sleep = (ms: number) => new Promise<void>((resolve) => void clock.setTimeout(resolve, ms));
    const woken: number[] = [];
    const sleeper = async () => {
      for (const ms of [5, 7, 9]) {
        await sleep(ms);
        await Promise.resolve();
        woken.push(clock.now());
      }
    };
    const slept = sleeper();
    await clock.advance(100);
    await slept;
    assert.deepEqual(woken, [5, 12, 21]);
  });

  it('counts how often it is read', () => {
    const clock = new HandClock();
    clock.now();
    clock.now();
    assert.equal(clock.reads, 2);
  });
});

describe('what surfaced', () => {
  const bug = new Error('a bug');
  const surfaces = () => queueMicrotask(() => { throw bug; });
  const listeners = () => process.rawListeners('uncaughtException');

  it('is all that nobody caught, in order, also what came behind further promise jobs', async () => {
    const later = async () => {
      for (let job = 0; job < 10; job += 1) await Promise.resolve();
      queueMicrotask(() => { throw new Error('later'); });
    };
    const errors = await surfaced(() => {
      surfaces();
      void later();
    });
    assert.deepEqual(errors.map(String), ['Error: a bug', 'Error: later']);
  });

  it('is awaited where the act takes its time, and is nothing where nothing surfaced', async () => {
    const clock = new HandClock();
    clock.setTimeout(surfaces, 10);
    assert.deepEqual(await surfaced(() => clock.advance(9)), []);
    assert.deepEqual(await surfaced(() => clock.advance(1)), [bug]);
  });

  it('is heard by no other listener, and each of them is there again afterwards', async () => {
    const heard: unknown[] = [];
    const listener = (error: unknown) => void heard.push(error);
    process.once('uncaughtException', listener);
    const before = listeners();
    await surfaced(surfaces);
    const after = listeners();
    process.removeListener('uncaughtException', listener);
    assert.deepEqual(heard, []);
    assert.equal(after.length, before.length);
    assert.ok(after.every((each, position) => each === before[position]), 'the listeners are not the same ones');
  });

  it('takes the error of the act for no such thing: it is thrown, and the listeners are put back', async () => {
    const before = listeners();
    await assert.rejects(surfaced(() => Promise.reject(bug)), bug);
    assert.ok(listeners().every((each, position) => each === before[position]), 'the listeners are not the same ones');
    assert.equal(listeners().length, before.length);
  });
});
