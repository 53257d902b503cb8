import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { LeaseQueue, type DeadLetter, type Delivery, type LeaseQueueOptions } from './competing-consumers.queue.ts';

/** A queue on a hand clock with leases of 100 ms, and all that it announces. */
function setUp(options: Partial<LeaseQueueOptions<string>> = {}) {
  const clock = new HandClock();
  const changes: string[] = [];
  const letters: DeadLetter<string>[] = [];
  const queue = new LeaseQueue<string>({
    leaseMs: 100,
    maxDeliveries: 3,
    clock,
    random: () => 0.5,
    onChange: ({ event, state, id, deliveryCount }) => void changes.push(`${id} ${event} > ${state} ${deliveryCount}`),
    deadLetter: (letter) => void letters.push(letter),
    ...options,
  });
  const send = (...bodies: string[]) => bodies.map((body) => queue.send(body, { id: body }));
  const take = () => queue.receive()[0]!;
  return { clock, queue, changes, letters, send, take };
}
const bodies = (deliveries: readonly Delivery<string>[]) => deliveries.map(({ body }) => body);

describe('a queue', () => {
  it('hands messages out in the order in which they were sent, up to as many as are asked for', () => {
    const { queue, send } = setUp();
    send('a', 'b', 'c');
    assert.deepEqual([bodies(queue.receive(2)), bodies(queue.receive(2)), queue.receive(2)], [['a', 'b'], ['c'], []]);
  });

  it('gives a message an id of its own unless the sender does', () => {
    const { queue } = setUp();
    const ids = [queue.send('a'), queue.send('a'), queue.send('a', { id: 'mine' })];
    assert.equal(new Set(ids).size, 3);
    assert.equal(ids[2], 'mine');
    assert.deepEqual(queue.receive(3).map(({ id }) => id), ids);
  });

  it('says how many messages are in each state', () => {
    const { queue, send, take } = setUp({ maxDeliveries: 1 });
    send('a', 'b', 'c');
    queue.send('d', { delayMs: 50 });
    queue.nack(take().receipt);
    take();
    assert.deepEqual(queue.depth, { ready: 1, delayed: 1, leased: 1, dead: 1 });
  });

  it('announces each change with the state after it', async () => {
    const { queue, clock, changes, send, take } = setUp({ maxDeliveries: 2 });
    send('a');
    queue.extend(take().receipt);
    await clock.advance(100);
    queue.ack(take().receipt);
    queue.send('b', { id: 'b', delayMs: 10 });
    await clock.advance(10);
    queue.nack(take().receipt);
    queue.nack(take().receipt);
    assert.deepEqual(changes, [
      'a sent > ready 0', 'a leased > leased 1', 'a extended > leased 1', 'a expired > ready 1', 'a leased > leased 2', 'a acked > acked 2',
      'b delayed > delayed 0', 'b due > ready 0', 'b leased > leased 1', 'b released > ready 1', 'b leased > leased 2', 'b died > dead 2',
    ]);
  });

  it('works on the clock and the chance of the process when it is given none', async () => {
    const queue = new LeaseQueue<string>({ leaseMs: 5 });
    queue.send('a');
    const [first] = queue.receive();
    assert.equal(first!.leaseMs, 5);
    const [second] = await queue.receive(1, 5_000);
    assert.deepEqual([second!.body, second!.deliveryCount, queue.ack(second!.receipt)], ['a', 2, true]);
  });
});

describe('a lease', () => {
  it('keeps a message from all others until its deadline, and not longer', async () => {
    const { queue, clock, send, take } = setUp();
    send('a');
    take();
    await clock.advance(99);
    assert.deepEqual(queue.receive(), []);
    await clock.advance(1);
    assert.equal(take().deliveryCount, 2);
  });

  it('is over at its deadline though the timer is late', () => {
    let now = 0;
    const { queue, send } = setUp({ clock: { now: () => now, setTimeout: () => 0, clearTimeout: () => undefined } });
    send('a');
    const [first] = queue.receive();
    now = 100;
    assert.equal(queue.ack(first!.receipt), false);
    assert.equal(queue.depth.ready, 1);
    assert.equal(queue.receive()[0]!.deliveryCount, 2);
  });

  it('can be extended, for as long as it likes and as often, from now', async () => {
    const { queue, clock, send, take } = setUp();
    send('a');
    const { receipt } = take();
    await clock.advance(90);
    assert.equal(queue.extend(receipt), true);
    await clock.advance(90);
    assert.equal(queue.extend(receipt, 10), true);
    await clock.advance(9);
    assert.deepEqual(queue.receive(), []);
    await clock.advance(1);
    assert.equal(take().body, 'a');
  });

  it('can be made shorter', async () => {
    const { queue, clock, send, take } = setUp();
    send('a', 'b');
    const { receipt } = take();
    take();
    queue.extend(receipt, 10);
    await clock.advance(10);
    assert.deepEqual([queue.depth.ready, queue.depth.leased], [1, 1]);
  });

  it('that ended has a stale receipt: it acknowledges, extends and gives back nothing, though the message is free', async () => {
    const { queue, clock, changes, send, take } = setUp();
    send('a');
    const { receipt } = take();
    await clock.advance(100);
    const before = [...changes];
    assert.deepEqual([queue.ack(receipt), queue.extend(receipt), queue.nack(receipt, 10)], [false, false, false]);
    assert.deepEqual(changes, before);
    assert.equal(queue.depth.ready, 1);
  });

  it('of somebody else is not touched by a stale receipt', async () => {
    const { queue, clock, send, take } = setUp();
    send('a');
    const stale = take();
    await clock.advance(100);
    const valid = take();
    assert.notEqual(stale.receipt, valid.receipt);
    assert.deepEqual([queue.ack(stale.receipt), queue.nack(stale.receipt), queue.extend(stale.receipt, 1_000)], [false, false, false]);
    await clock.advance(50);
    assert.deepEqual([queue.depth.leased, queue.ack(valid.receipt), queue.ack(valid.receipt)], [1, true, false]);
  });

  it('has a receipt that no other queue takes, be it this one before a restart', () => {
    const [before, after] = [setUp({ random: () => 0.1 }), setUp({ random: () => 0.2 })];
    before.send('a');
    after.send('a');
    const { receipt } = before.take();
    after.take();
    assert.equal(after.queue.ack(receipt), false);
  });
});

describe('a message that comes back', () => {
  it('stands where it stood before, near the head', async () => {
    const { queue, clock, send, take } = setUp();
    send('a', 'b', 'c');
    const { receipt } = take();
    take();
    send('d');
    queue.nack(receipt);
    await clock.advance(100);
    assert.deepEqual(bodies(queue.receive(9)), ['a', 'b', 'c', 'd']);
  });

  it('goes before what is sent when its time has come, though the timer is late', async () => {
    let now = 0;
    const { queue, send } = setUp({ clock: { now: () => now, setTimeout: () => 0, clearTimeout: () => undefined } });
    queue.send('a', { delayMs: 50 });
    const waiting = queue.receive(1, 1_000);
    now = 60;
    send('b');
    assert.deepEqual(bodies(await waiting), ['a']);
  });

  it('rests for its delay, and comes then', async () => {
    const { queue, clock, send, take } = setUp();
    send('a', 'b');
    queue.nack(take().receipt, 500);
    await clock.advance(499);
    assert.deepEqual([queue.depth.delayed, bodies(queue.receive(9))], [1, ['b']]);
    await clock.advance(1);
    assert.equal(take().body, 'a');
  });

  it('that was sent with a delay is nobody’s before it is over', async () => {
    const { queue, clock } = setUp();
    queue.send('a', { delayMs: 30 });
    await clock.advance(29);
    assert.deepEqual(queue.receive(), []);
    await clock.advance(1);
    assert.equal(queue.receive()[0]!.deliveryCount, 1);
  });
});

describe('a message that fails again and again', () => {
  it('is handed out as often as it may be, and then it is dead, with the last reason', async () => {
    const { queue, clock, letters, send, take } = setUp();
    send('a');
    queue.nack(take().receipt, 0, 'no such picture');
    take();
    await clock.advance(100);
    queue.nack(take().receipt, 50, 'no such picture');
    await clock.advance(1_000);
    assert.deepEqual(letters, [{ id: 'a', body: 'a', deliveryCount: 3, reason: 'no such picture' }]);
    assert.deepEqual([queue.receive(), queue.depth.dead], [[], 1]);
  });

  it('dies of crashes too, of which nobody tells the queue', async () => {
    const { clock, letters, send, take } = setUp({ maxDeliveries: 2 });
    send('a');
    for (let crash = 0; crash < 2; crash += 1) {
      take();
      await clock.advance(100);
    }
    assert.deepEqual(letters.map(({ reason, deliveryCount }) => [reason, deliveryCount]), [['expired', 2]]);
  });

  it('dies of its first failure where one delivery is all that it has, and never where there is no limit', () => {
    const once = setUp({ maxDeliveries: 1 });
    once.send('a');
    once.queue.nack(once.take().receipt);
    assert.equal(once.letters.length, 1);
    const ever = setUp({ maxDeliveries: Infinity });
    ever.send('a');
    for (let time = 1; time <= 200; time += 1) assert.equal(ever.queue.nack(ever.take().receipt), true);
    assert.equal(ever.take().deliveryCount, 201);
  });

  it('uses up no delivery when it is given back uncounted, and each hand-out has a receipt of its own all the same', () => {
    const { queue, changes, letters, send, take } = setUp({ maxDeliveries: 1 });
    send('a');
    const receipts = new Set<string>();
    for (let time = 1; time <= 5; time += 1) {
      const { receipt, deliveryCount } = take();
      assert.equal(deliveryCount, 1);
      receipts.add(receipt);
      assert.equal(queue.nack(receipt, 0, 'released', false), true);
    }
    assert.deepEqual([receipts.size, changes.at(-1), letters], [5, 'a released > ready 0', []]);
    const { receipt } = take();
    for (const stale of receipts) assert.equal(queue.nack(stale, 0, 'released', false), false);
    assert.equal(queue.nack(receipt, 0, 'bad', true), true);
    assert.deepEqual(letters.map(({ reason, deliveryCount }) => [reason, deliveryCount]), [['bad', 1]]);
  });

  it('is kept by the queue where nobody takes the dead', () => {
    const queue = new LeaseQueue<string>({ leaseMs: 100, maxDeliveries: 1 });
    queue.send('a', { id: 'a' });
    queue.nack(queue.receive()[0]!.receipt);
    assert.deepEqual(queue.deadLetters, [{ id: 'a', body: 'a', deliveryCount: 1, reason: 'nacked' }]);
  });
});

describe('a consumer that waits', () => {
  it('gets a message as soon as there is one: sent, given back, due, or free after a lease', async () => {
    const { queue, clock, send, take } = setUp({ maxDeliveries: 9 });
    const next = async () => (await queue.receive(1, 1_000))[0]!;
    let waiting = next();
    send('a');
    let message = await waiting;
    waiting = next();
    queue.nack(message.receipt);
    message = await waiting;
    waiting = next();
    queue.nack(message.receipt, 50);
    await clock.advance(50);
    message = await waiting;
    waiting = next();
    await clock.advance(100);
    message = await waiting;
    assert.deepEqual([message.deliveryCount, message.body], [4, 'a']);
    assert.equal(take(), undefined);
  });

  it('gets none after its wait, and no timer and no listener stays behind', async () => {
    const { queue, clock } = setUp();
    const waiting = queue.receive(1, 300);
    await clock.advance(300);
    assert.deepEqual(await waiting, []);
    assert.equal(clock.waiting, 0);
  });

  it('is served first come, first served, each with as many as it asked for', async () => {
    const { queue, clock, send, take } = setUp();
    const waiting = [2, 1, 1].map(async (max) => queue.receive(max, 1_000));
    queue.send('late', { delayMs: 10 });
    queue.send('later', { delayMs: 10 });
    queue.send('latest', { delayMs: 10 });
    await clock.advance(10);
    send('b');
    assert.deepEqual((await Promise.all(waiting)).map(bodies), [['late', 'later'], ['latest'], ['b']]);
    assert.equal(take(), undefined);
  });

  it('that goes away gets nothing, and the message goes to the next', async () => {
    const { queue, clock, send } = setUp();
    const controller = new AbortController();
    const [gone, stays] = [queue.receive(1, 1_000, controller.signal), queue.receive(1, 1_000)];
    controller.abort();
    send('a');
    assert.deepEqual([await gone, bodies(await stays)], [[], ['a']]);
    assert.deepEqual(await queue.receive(1, 1_000, controller.signal), []);
    assert.equal(clock.waiting, 1); // of the lease
  });
});

describe('its timers', () => {
  it('are one, for what is due first, and none when nothing is', async () => {
    const { queue, clock, send } = setUp();
    send('a', 'b', 'c');
    const held = queue.receive(3);
    assert.equal(clock.waiting, 1);
    for (const { receipt } of held) queue.ack(receipt);
    assert.equal(clock.waiting, 0);
  });
});

describe('what others throw', () => {
  it('surfaces as an uncaught error, and the queue goes on', async () => {
    const boom = new Error('boom');
    const { queue, send, take } = setUp({ maxDeliveries: 1, onChange: () => { throw boom; }, deadLetter: () => { throw boom; } });
    const uncaught = await surfaced(() => {
      send('a');
      queue.nack(take().receipt);
    });
    assert.equal(uncaught.length, 4);
    assert.ok(uncaught.every((error) => error === boom));
    assert.equal(queue.depth.dead, 1);
  });
});

describe('its options', () => {
  it('are checked at the door, with the value and the range', () => {
    const of = (options: Partial<LeaseQueueOptions<string>>) => () => new LeaseQueue<string>({ leaseMs: 100, ...options });
    for (const leaseMs of [0, -1, NaN, Infinity, 2 ** 31]) assert.throws(of({ leaseMs }), { name: 'RangeError', message: `leaseMs must be from 1 to 2147483647 ms, got ${leaseMs}.` });
    for (const maxDeliveries of [0, 1.5, NaN, 1_000_001]) assert.throws(of({ maxDeliveries }), { name: 'RangeError', message: `maxDeliveries must be a whole number from 1 to 1000000, got ${maxDeliveries}.` });
  });

  it('hold at their limits', () => {
    for (const options of [{ leaseMs: 1 }, { leaseMs: 2 ** 31 - 1 }, { maxDeliveries: 1 }, { maxDeliveries: 1_000_000 }]) assert.doesNotThrow(() => new LeaseQueue({ leaseMs: 100, ...options }));
  });

  it('of its methods are checked too, and nothing has changed', () => {
    const { queue, send, take } = setUp();
    send('a');
    const { receipt } = take();
    assert.throws(() => queue.send('b', { delayMs: -1 }), RangeError);
    for (const max of [0, 1.5, NaN]) assert.throws(() => queue.receive(max), RangeError);
    assert.throws(() => queue.receive(1, NaN), RangeError);
    assert.throws(() => queue.extend(receipt, 0), RangeError);
    assert.throws(() => queue.nack(receipt, -1), RangeError);
    assert.deepEqual(queue.depth, { ready: 0, delayed: 0, leased: 1, dead: 0 });
  });
});
