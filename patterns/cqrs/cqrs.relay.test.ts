import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { DeliveryTimeoutError, Relay, type Delivery, type RelayOptions } from './cqrs.relay.ts';

const down = new Error('the reader is down');

/** A relay on a hand clock over a log of numbers, with one reader that acknowledges what it gets. */
function setUp(options: Partial<RelayOptions<number>> = {}, known = 0) {
  const clock = new HandClock();
  const log = { end: 0, head: () => log.end, readAll: (after: number, max: number) => Array.from({ length: Math.max(0, Math.min(max, log.end - after)) }, (_, index) => ({ event: after + index + 1, position: after + index + 1 })) };
  const failures: string[] = [];
  const relay = new Relay<number>({ log, clock, onFailure: (reader, error) => void failures.push(`${reader}: ${(error as Error).message}`), ...options });
  const deliveries: Delivery<number>[] = [];
  const reader = { position: known, answer: undefined as (() => Promise<number> | number) | undefined };
  const deliver = (delivery: Delivery<number>) => {
    deliveries.push(delivery);
    if (reader.answer !== undefined) return reader.answer();
    if (delivery.after <= reader.position) reader.position = Math.max(reader.position, ...delivery.events.map(({ position }) => position));
    return reader.position;
  };
  const told = () => deliveries.splice(0).map(({ after, events, head }) => `after ${after}: ${events.map(({ event }) => event).join(' ') || '-'} of ${head}`);
  return { clock, log, relay, failures, reader, deliver, told };
}

describe('a reader', () => {
  it('is asked first how far it has come, and is served on from there', async () => {
    const { clock, log, relay, deliver, told } = setUp({}, 3);
    log.end = 5;
    relay.add('list', deliver);
    await clock.settle();
    assert.deepEqual(told(), ['after 0: - of 5', 'after 3: 4 5 of 5']);
    assert.deepEqual(relay.positions(), { list: 5 });
  });

  it('gets what is appended later at the next poll, and is told meanwhile that there is nothing', async () => {
    const { clock, log, relay, deliver, told } = setUp();
    relay.add('list', deliver);
    await clock.advance(199);
    assert.deepEqual(told(), ['after 0: - of 0']);
    log.end = 2;
    await clock.advance(1);
    assert.deepEqual(told(), ['after 0: 1 2 of 2']);
    await clock.advance(400);
    assert.deepEqual(told(), ['after 2: - of 2', 'after 2: - of 2']);
  });

  it('gets it at once where the relay is woken', async () => {
    const { clock, log, relay, deliver, told } = setUp();
    relay.add('list', deliver);
    await clock.settle();
    told();
    log.end = 1;
    relay.wake();
    await clock.settle();
    assert.deepEqual(told(), ['after 0: 1 of 1']);
    assert.equal(clock.waiting, 1);
  });

  it('gets what was appended while it was being served, without a poll between', async () => {
    const { clock, log, relay, reader, deliver, told } = setUp();
    reader.answer = async () => {
      reader.answer = undefined;
      log.end = 1;
      relay.wake();
      return 0;
    };
    relay.add('list', deliver);
    await clock.settle();
    assert.deepEqual(told(), ['after 0: - of 0', 'after 0: 1 of 1']);
  });

  it('gets no more events at one time than a batch holds', async () => {
    const { clock, log, relay, deliver, told } = setUp({ batch: 2 });
    log.end = 5;
    relay.add('list', deliver);
    await clock.settle();
    assert.deepEqual(told().slice(1), ['after 0: 1 2 of 5', 'after 2: 3 4 of 5', 'after 4: 5 of 5']);
  });

  it('gets the same events again until it has acknowledged them', async () => {
    const { clock, log, relay, reader, failures, deliver, told } = setUp();
    log.end = 1;
    relay.add('list', deliver);
    await clock.settle();
    log.end = 2;
    reader.answer = () => Promise.reject(down);
    told();
    await clock.advance(400);
    assert.deepEqual(told(), ['after 1: 2 of 2', 'after 1: 2 of 2']);
    assert.deepEqual(failures, ['list: the reader is down', 'list: the reader is down']);
    reader.answer = undefined;
    await clock.advance(200);
    assert.deepEqual(told(), ['after 1: 2 of 2']);
  });

  it('that failed is left alone for a poll, however often the relay is woken', async () => {
    const { clock, log, relay, reader, deliver, told } = setUp();
    reader.answer = () => {
      relay.wake();
      return Promise.reject(down);
    };
    const end = relay.add('list', deliver);
    await clock.settle();
    for (let waited = 0; waited < 199; waited += 1) {
      log.end += 1;
      relay.wake();
      await clock.advance(1);
    }
    assert.deepEqual(told(), ['after 0: - of 0']);
    reader.answer = undefined;
    await clock.advance(1);
    assert.deepEqual(told().slice(0, 2), ['after 0: - of 199', `after 0: ${Array.from({ length: 100 }, (_, index) => index + 1).join(' ')} of 199`]);
    reader.answer = () => Promise.reject(down);
    log.end += 1;
    relay.wake();
    await clock.settle();
    assert.equal(clock.waiting, 1);
    end();
    assert.equal(clock.waiting, 0);
  });

  it('that has gone back is served from where it is now', async () => {
    const { clock, log, relay, reader, deliver, told } = setUp();
    log.end = 3;
    relay.add('list', deliver);
    await clock.settle();
    told();
    reader.position = 1;
    await clock.advance(200);
    assert.deepEqual(told(), ['after 3: - of 3']);
    await clock.advance(200);
    assert.deepEqual(told(), ['after 1: 2 3 of 3']);
  });

  it('does not hold up another', async () => {
    const { clock, log, relay, deliver, told } = setUp();
    log.end = 1;
    relay.add('stuck', () => new Promise(() => undefined));
    relay.add('list', deliver);
    await clock.settle();
    assert.deepEqual(told(), ['after 0: - of 1', 'after 0: 1 of 1']);
    assert.deepEqual(relay.positions(), { stuck: undefined, list: 1 });
  });

  it('that throws before it returns a promise is tried again like one that rejects', async () => {
    const { clock, relay, reader, failures, deliver } = setUp();
    reader.answer = () => { throw down; };
    relay.add('list', deliver);
    await clock.settle();
    assert.deepEqual(failures, ['list: the reader is down']);
  });

  it('must acknowledge with a position', async () => {
    const { clock, relay, reader, failures, deliver } = setUp();
    for (const wrong of [undefined, -1, 1.5, Infinity, Number.NaN, '1']) {
      reader.answer = () => wrong as never;
      const end = relay.add('list', deliver);
      await clock.settle();
      assert.deepEqual(failures.splice(0), [`list: list must acknowledge with a whole position from 0, got ${wrong}.`]);
      assert.deepEqual(relay.positions(), { list: undefined });
      end();
    }
  });

  it('has a name of its own', () => {
    const { relay, deliver } = setUp();
    relay.add('list', deliver);
    assert.throws(() => relay.add('list', deliver), new Error('There is a reader named list already: give each its own name.'));
  });
});

describe('a delivery that is not acknowledged in time', () => {
  it('counts as failed and is made again; what comes of it later moves nobody', async () => {
    const { clock, log, relay, reader, failures, deliver, told } = setUp({ timeoutMs: 300 });
    let acknowledge: (position: number) => void = () => undefined;
    reader.answer = () => new Promise((resolve) => void (acknowledge = resolve));
    log.end = 2;
    relay.add('list', deliver);
    await clock.advance(299);
    assert.deepEqual(failures, []);
    await clock.advance(1);
    assert.deepEqual(failures, ['list: list did not acknowledge within 300 ms.']);
    acknowledge(2);
    await clock.settle();
    assert.deepEqual(relay.positions(), { list: undefined });
    reader.answer = undefined;
    told();
    await clock.advance(200);
    assert.deepEqual(told(), ['after 0: - of 2', 'after 0: 1 2 of 2']);
  });

  it('is told with the reader and the time', () => {
    const error = new DeliveryTimeoutError('list', 300);
    assert.deepEqual([error.name, error.code, error.reader, error.timeoutMs], ['DeliveryTimeoutError', 'DELIVERY_TIMEOUT', 'list', 300]);
  });
});

describe('a log that cannot be read', () => {
  it('is told for the reader, and read again after a poll', async () => {
    let isBroken = true;
    const head = () => {
      if (isBroken) throw new Error('the log is locked');
      return 0;
    };
    const { clock, relay, failures, deliver, told } = setUp({ log: { readAll: () => [], head } });
    relay.add('list', deliver);
    await clock.settle();
    assert.deepEqual(failures, ['list: the log is locked']);
    isBroken = false;
    await clock.advance(200);
    assert.deepEqual(told(), ['after 0: - of 0']);
  });
});

describe('the end', () => {
  it('of one reader ends its service and no other, and leaves no timer of it', async () => {
    const { clock, relay, deliver, told } = setUp();
    const end = relay.add('list', deliver);
    relay.add('stock', () => 0);
    await clock.settle();
    end();
    told();
    await clock.advance(400);
    assert.deepEqual(told(), []);
    assert.deepEqual(relay.positions(), { stock: 0 });
    assert.equal(clock.waiting, 1);
    relay.add('list', deliver);
    end();
    assert.deepEqual(relay.positions(), { stock: 0, list: undefined });
  });

  it('of the relay leaves no timer, and says nothing of deliveries that fail after it', async () => {
    const { clock, relay, reader, failures, deliver } = setUp();
    let fail: (reason: unknown) => void = () => undefined;
    reader.answer = () => new Promise((_, reject) => void (fail = reject));
    relay.add('list', deliver);
    relay.add('stock', () => 0);
    await clock.settle();
    relay.stop();
    fail(down);
    await clock.settle();
    assert.deepEqual([clock.waiting, failures.length, Object.keys(relay.positions()).length], [0, 0, 0]);
  });
});

describe('options', () => {
  it('are refused with the value and the range', () => {
    const make = (options: object) => () => setUp(options);
    for (const batch of [0, 1.5, 100_001]) assert.throws(make({ batch }), new RangeError(`batch must be a whole number from 1 to 100000, got ${batch}.`));
    for (const pollMs of [0, Number.NaN, 2 ** 31]) assert.throws(make({ pollMs }), new RangeError(`pollMs must be from 1 to 2147483647, got ${pollMs}.`));
    for (const timeoutMs of [0, Infinity]) assert.throws(make({ timeoutMs }), new RangeError(`timeoutMs must be from 1 to 2147483647, got ${timeoutMs}.`));
  });

  it('have defaults: it runs on real time', async () => {
    const relay = new Relay<number>({ log: { readAll: () => [], head: () => 0 } });
    await new Promise<void>((resolve) => {
      relay.add('list', () => (resolve(), 0));
    });
    relay.stop();
  });

  it('may name a callback that throws: the reader is served on', async () => {
    const { clock, relay, reader, deliver, told } = setUp({ onFailure: () => { throw down; } });
    reader.answer = () => Promise.reject(new Error('no'));
    const uncaught = await surfaced(async () => {
      relay.add('list', deliver);
      await clock.settle();
      reader.answer = undefined;
      told();
      await clock.advance(200);
    });
    assert.deepEqual(told(), ['after 0: - of 0']);
    assert.deepEqual(uncaught, [down]);
  });
});
