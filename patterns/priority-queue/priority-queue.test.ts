import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { PriorityQueue, QueueFullError, type Delivery, type PriorityQueueOptions, type Scheduler } from './priority-queue.ts';

const newsletter = 0;
const shipping = 1;
const confirmation = 2;

/** A queue of three classes on a hand clock, and all that it tells. */
function setUp(options: Partial<PriorityQueueOptions<string>> = {}) {
  const clock = new HandClock();
  const events: string[] = [];
  const queue = new PriorityQueue<string>({ classes: 3, clock, onEvent: (event, { item }) => void events.push(`${event} ${item}`), ...options });
  const push = (item: string, priority: number) => queue.push(item, { priority, id: item });
  const isFull = (act: () => unknown, reason: 'full' | 'quota', limit: number) =>
    assert.throws(act, (error) => error instanceof QueueFullError && error.name === 'QueueFullError' && error.code === 'QUEUE_FULL' && error.reason === reason && error.limit === limit);
  return { queue, clock, events, push, isFull };
}
/** All that can be given out, in that order. */
function all(queue: PriorityQueue<string>, priority?: number): string[] {
  return queue.take(1_000, priority).map(({ message }) => message.item);
}
const waiting = (queue: PriorityQueue<string>) => queue.metrics().map((level) => level.waiting);

describe('what a queue gives out next', () => {
  it('is of the highest class that has any, larger being sooner', () => {
    const { queue, push } = setUp();
    for (const [item, priority] of [['n', newsletter], ['c', confirmation], ['s', shipping]] as const) push(item, priority);
    assert.deepEqual(all(queue), ['c', 's', 'n']);
  });

  it('is the oldest of its class', () => {
    const { queue, push } = setUp();
    for (const item of ['a', 'b', 'c', 'd']) push(item, shipping);
    assert.deepEqual(all(queue), ['a', 'b', 'c', 'd']);
  });

  it('is never another message than the one that is out: nothing is taken back from a consumer', () => {
    const { queue, push } = setUp();
    push('n', newsletter);
    assert.equal(queue.pop()?.message.item, 'n');
    push('c', confirmation);
    assert.equal(queue.pop()?.message.item, 'c');
    assert.deepEqual(queue.metrics().map(({ out }) => out), [1, 0, 1]);
  });

  it('is nothing where nothing waits, and a class that is asked for alone gives out nothing of another', () => {
    const { queue, push } = setUp();
    assert.equal(queue.pop(), undefined);
    push('c', confirmation);
    assert.equal(queue.pop(newsletter), undefined);
    assert.equal(queue.pop(confirmation)?.message.item, 'c');
  });

  it('is what the scheduler says, and nothing where it says a class without any', () => {
    const scheduler: Scheduler = { next: () => newsletter };
    const { queue, push } = setUp({ scheduler });
    push('c', confirmation);
    assert.equal(queue.pop(), undefined);
    push('n', newsletter);
    assert.equal(queue.pop()?.message.item, 'n');
  });

  it('is shown to the scheduler with its age, its place and its cost', () => {
    const seen: unknown[] = [];
    const { queue, clock } = setUp({ scheduler: { classes: 3, next: (classes) => (seen.push(classes.map(({ head }) => head && [head.since, head.sequence, head.cost])), undefined) } });
    const since = clock.now();
    queue.push('n', { cost: 7 });
    queue.push('c', { priority: confirmation });
    queue.pop();
    assert.deepEqual(seen, [[[since, 1, 7], undefined, [since, 2, 1]]]);
  });

  it('is the lowest class and cost one where nothing is said', () => {
    const { queue } = setUp();
    queue.push('n');
    const { message, count } = queue.pop()!;
    assert.deepEqual([message.priority, message.cost, message.id, count], [0, 1, undefined, 1]);
  });
});

describe('a consumer that prefetches', () => {
  it('gets the most urgent first, as if it had asked one by one, and no more than it asked for', () => {
    const { queue, push } = setUp();
    for (const [item, priority] of [['n', newsletter], ['s', shipping], ['c1', confirmation], ['c2', confirmation]] as const) push(item, priority);
    assert.deepEqual(queue.take(3).map(({ message }) => message.item), ['c1', 'c2', 's']);
    assert.deepEqual(queue.take(0), []);
    assert.deepEqual(queue.take(9).map(({ message }) => message.item), ['n']);
  });

  it('gets of one class alone where it serves one alone', () => {
    const { queue, push } = setUp();
    for (const [item, priority] of [['n1', newsletter], ['c', confirmation], ['n2', newsletter]] as const) push(item, priority);
    assert.deepEqual(queue.take(9, newsletter).map(({ message }) => message.item), ['n1', 'n2']);
    assert.equal(queue.size, 1);
  });

  it('cannot ask for less than nothing, or for half a message', () => {
    const { queue } = setUp();
    for (const most of [-1, 0.5, NaN]) assert.throws(() => queue.take(most), new RegExp(`^RangeError: most must be a whole number from 0 to 10000000, got ${most}\\.$`));
  });
});

describe('a message that is given back', () => {
  it('comes before all that came after it in its class, whatever came back before', () => {
    const { queue, push } = setUp();
    for (const item of ['a', 'b', 'c', 'd']) push(item, shipping);
    const [a, b, c] = queue.take(3) as [Delivery<string>, Delivery<string>, Delivery<string>];
    for (const delivery of [c, a, b]) assert.ok(queue.nack(delivery));
    push('e', shipping);
    assert.deepEqual(all(queue), ['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps its place also when nothing else waits when it comes back', () => {
    const { queue, push } = setUp();
    for (const item of ['a', 'b']) push(item, shipping);
    const [a, b] = queue.take(2) as [Delivery<string>, Delivery<string>];
    queue.nack(b);
    push('c', shipping);
    queue.nack(a);
    assert.deepEqual(all(queue), ['a', 'b', 'c']);
  });

  it('does not pass what is more urgent', () => {
    const { queue, push } = setUp();
    push('n', newsletter);
    const delivery = queue.pop()!;
    push('c', confirmation);
    queue.nack(delivery);
    assert.deepEqual(all(queue), ['c', 'n']);
  });

  it('is counted at each delivery, and keeps the time at which it was pushed', async () => {
    const { queue, push, clock } = setUp();
    const since = clock.now();
    push('a', shipping);
    for (const count of [1, 2, 3]) {
      const delivery = queue.pop()!;
      assert.deepEqual([delivery.count, delivery.message.since], [count, since]);
      await clock.advance(10);
      queue.nack(delivery);
    }
    assert.equal(queue.metrics()[shipping]!.oldestSince, since);
  });

  it('always has its place, for what is out counts towards the limits', () => {
    const { queue, push, isFull } = setUp({ maxSize: 2, quotas: [2, 2, 1] });
    push('c', confirmation);
    const delivery = queue.pop()!;
    isFull(() => push('c2', confirmation), 'quota', 1);
    push('n', newsletter);
    isFull(() => push('n2', newsletter), 'full', 2);
    assert.ok(queue.nack(delivery));
    assert.deepEqual(waiting(queue), [1, 0, 1]);
  });
});

describe('a delivery', () => {
  it('ends once: what comes later changes nothing', () => {
    const { queue, push } = setUp();
    push('a', shipping);
    const delivery = queue.pop()!;
    assert.ok(queue.ack(delivery));
    assert.deepEqual([queue.ack(delivery), queue.nack(delivery), queue.size], [false, false, 0]);
  });

  it('that was given back ends nothing of the next delivery of the same message', () => {
    const { queue, push } = setUp();
    push('a', shipping);
    const first = queue.pop()!;
    queue.nack(first);
    const second = queue.pop()!;
    assert.deepEqual([queue.ack(first), queue.nack(first)], [false, false]);
    assert.ok(queue.ack(second));
  });

  it('ends nothing of a later message that has the same id', () => {
    const { queue, push } = setUp();
    push('a', shipping);
    const first = queue.pop()!;
    queue.ack(first);
    push('a', shipping);
    queue.pop();
    assert.equal(queue.ack(first), false);
  });

  it('of another queue ends nothing, in neither of them', () => {
    const [mine, other] = [setUp(), setUp()];
    for (const { push } of [mine, other]) push('a', shipping);
    const [delivery, theirs] = [mine.queue.pop()!, other.queue.pop()!];
    assert.deepEqual([other.queue.ack(delivery), other.queue.nack(delivery)], [false, false]);
    for (const { queue } of [mine, other]) assert.deepEqual(queue.metrics()[shipping], { waiting: 0, out: 1, oldestSince: null });
    assert.deepEqual([mine.queue.ack(delivery), other.queue.nack(theirs)], [true, true]);
  });

  it('is plain data, and stays as it was when its message is moved later', () => {
    const told: unknown[] = [];
    const { queue, push, clock } = setUp({ onEvent: (_, message) => void told.push(message) });
    for (const item of ['a', 'b']) push(item, shipping);
    const first = queue.pop()!;
    queue.nack(first);
    queue.reprioritise('a', confirmation);
    const message = { id: 'a', item: 'a', priority: shipping, cost: 1, since: clock.now() };
    assert.equal(JSON.stringify(first), JSON.stringify({ message, count: 1 }));
    assert.deepEqual([queue.pop()!.message, told.at(-1), told[0]], [{ ...message, priority: confirmation }, { ...message, priority: confirmation }, message]);
  });
});

describe('a message that waits', () => {
  it('can be moved to another class, where it stands by its age', async () => {
    const { queue, push, clock } = setUp();
    push('old', newsletter);
    await clock.advance(1);
    push('c1', confirmation);
    assert.ok(queue.reprioritise('old', confirmation));
    push('c2', confirmation);
    assert.deepEqual([queue.pop()?.message.priority, ...all(queue)], [confirmation, 'c1', 'c2']);
  });

  it('can be moved down, and there and back, and is there once', () => {
    const { queue, push } = setUp();
    for (const item of ['a', 'b', 'c']) push(item, confirmation);
    queue.reprioritise('b', newsletter);
    assert.deepEqual(waiting(queue), [1, 0, 2]);
    queue.reprioritise('b', confirmation);
    assert.ok(queue.reprioritise('b', confirmation));
    assert.deepEqual(all(queue), ['a', 'b', 'c']);
  });

  it('is not moved to a class that is full', () => {
    const { queue, push, isFull } = setUp({ quotas: [9, 9, 1] });
    push('c', confirmation);
    push('n', newsletter);
    isFull(() => queue.reprioritise('n', confirmation), 'quota', 1);
    assert.deepEqual(waiting(queue), [1, 0, 1]);
  });

  it('can be taken back, from the head, the middle and the end, and from among those that were given back', () => {
    for (const [gone, rest] of [['a', 'bcde'], ['c', 'abde'], ['e', 'abcd'], ['b', 'acde']] as const) {
      const { queue, push } = setUp();
      for (const item of 'abcde') push(item, shipping);
      for (const delivery of queue.take(3).toReversed()) queue.nack(delivery);
      assert.ok(queue.remove(gone));
      assert.equal(all(queue).join(''), rest);
    }
  });

  it('is not there for what asks for an id that is unknown, done or out', () => {
    const { queue, push } = setUp();
    push('a', shipping);
    const delivery = queue.pop()!;
    for (const id of ['a', 'unknown']) assert.deepEqual([queue.remove(id), queue.reprioritise(id, newsletter)], [false, false]);
    queue.ack(delivery);
    assert.equal(queue.remove('a'), false);
  });
});

describe('an id', () => {
  it('is only needed to move and to take back: as many as you like may have none', () => {
    const { queue } = setUp();
    for (const item of ['a', 'b']) queue.push(item);
    queue.push('c', { id: 'mine' });
    assert.ok(queue.remove('mine'));
    assert.deepEqual(all(queue), ['a', 'b']);
  });

  it('is taken until its message is acked, dropped or removed', () => {
    const { queue, push } = setUp();
    push('a', shipping);
    const isTaken = () => assert.throws(() => push('a', newsletter), /^RangeError: id must be of no message that waits or is out, got a\.$/);
    isTaken();
    const delivery = queue.pop()!;
    isTaken();
    queue.ack(delivery);
    push('a', newsletter);
    assert.equal(queue.size, 1);
  });
});

describe('a full queue', () => {
  const fill = (push: (item: string, priority: number) => void) => {
    for (const [item, priority] of [['s1', shipping], ['c1', confirmation], ['s2', shipping]] as const) push(item, priority);
  };

  it('turns the new message away, and says how many it holds', () => {
    const { queue, push, isFull, events } = setUp({ maxSize: 3 });
    fill(push);
    isFull(() => push('c2', confirmation), 'full', 3);
    assert.deepEqual([queue.size, events.at(-1)], [3, 'refused c2']);
  });

  it('drops the oldest of the lowest class where it shall, even for a message of a lower one', () => {
    const { queue, push, events } = setUp({ maxSize: 3, overflow: 'drop-lowest' });
    fill(push);
    push('n1', newsletter);
    push('n2', newsletter);
    assert.deepEqual(events.slice(3), ['pushed n1', 'dropped s1', 'pushed n2', 'dropped n1']);
    assert.deepEqual(all(queue), ['c1', 's2', 'n2']);
  });

  it('drops it only for a message of a higher class where it shall be outranked', () => {
    const { queue, push, isFull } = setUp({ maxSize: 3, overflow: 'outrank' });
    fill(push);
    isFull(() => push('n1', newsletter), 'full', 3);
    isFull(() => push('s3', shipping), 'full', 3);
    push('c2', confirmation);
    assert.deepEqual(all(queue), ['c1', 'c2', 's2']);
  });

  it('drops nothing that is out', () => {
    const { queue, push, isFull } = setUp({ maxSize: 1, overflow: 'drop-lowest' });
    push('n', newsletter);
    const delivery = queue.pop()!;
    isFull(() => push('c', confirmation), 'full', 1);
    assert.ok(queue.ack(delivery));
    push('c', confirmation);
    assert.equal(queue.size, 1);
  });

  it('does not get fuller when what it drops is answered with a push', () => {
    let answers = 0;
    const queue: PriorityQueue<string> = new PriorityQueue<string>({
      classes: 3, maxSize: 2, overflow: 'drop-lowest', clock: new HandClock(),
      onEvent: (event) => {
        if (event === 'dropped' && answers++ < 3) queue.push('again');
      },
    });
    for (const item of ['a', 'b', 'c']) queue.push(item);
    assert.deepEqual([queue.size, answers], [2, 4]);
  });

  it('tells first that the new message was pushed, then what was dropped for it: so each is told pushed before dropped, whatever the listener pushes', () => {
    const told: string[] = [];
    const queue: PriorityQueue<string> = new PriorityQueue<string>({
      classes: 1, maxSize: 1, overflow: 'drop-lowest', clock: new HandClock(),
      onEvent: (event, { item }) => {
        told.push(`${event} ${item}`);
        if (event === 'dropped' && item === 'a') queue.push('c');
      },
    });
    for (const item of ['a', 'b']) queue.push(item);
    assert.deepEqual(told, ['pushed a', 'pushed b', 'dropped a', 'pushed c', 'dropped b']);
  });
});

describe('a quota', () => {
  it('is how many of its class there may be, whatever room the queue has', () => {
    const { queue, push, isFull, events } = setUp({ quotas: [9, 0, 2] });
    push('c1', confirmation);
    push('c2', confirmation);
    isFull(() => push('c3', confirmation), 'quota', 2);
    isFull(() => push('s', shipping), 'quota', 0);
    push('n', newsletter);
    assert.deepEqual(events.slice(2), ['refused c3', 'refused s', 'pushed n']);
    queue.ack(queue.pop()!);
    push('c3', confirmation);
    assert.deepEqual(waiting(queue), [1, 0, 2]);
  });

  it('drops nothing: who sends too much of a class is told', () => {
    const { queue, push, isFull } = setUp({ maxSize: 2, overflow: 'drop-lowest', quotas: [2, 2, 1] });
    push('n', newsletter);
    push('c', confirmation);
    isFull(() => push('c2', confirmation), 'quota', 1);
    assert.equal(queue.size, 2);
  });
});

describe('what a queue tells', () => {
  it('is each event of each message, in order, when it is over', () => {
    const sizes: number[] = [];
    const { queue, push, events } = setUp();
    const told = new PriorityQueue<string>({ classes: 1, clock: new HandClock(), onEvent: () => void sizes.push(told.size) });
    told.push('x');
    told.pop();
    assert.deepEqual(sizes, [1, 0]);
    push('a', newsletter);
    push('b', newsletter);
    queue.reprioritise('b', confirmation);
    const b = queue.pop()!;
    queue.nack(b);
    queue.remove('a');
    queue.ack(queue.pop()!);
    assert.deepEqual(events, ['pushed a', 'pushed b', 'moved b', 'taken b', 'nacked b', 'removed a', 'taken b', 'acked b']);
  });

  it('harms nothing where the listener throws, and what it threw surfaces', async () => {
    const thrown = new Error('listener');
    const { queue } = setUp({ onEvent: () => { throw thrown; } });
    assert.deepEqual(await surfaced(() => queue.push('a')), [thrown]);
    assert.equal(queue.size, 1);
  });

  it('of its classes is how many wait and are out, and since when the oldest has waited', async () => {
    const { queue, push, clock } = setUp();
    push('s1', shipping);
    const first = clock.now();
    await clock.advance(5);
    push('s2', shipping);
    const second = clock.now();
    assert.deepEqual(queue.metrics()[shipping], { waiting: 2, out: 0, oldestSince: first });
    queue.pop();
    assert.deepEqual(queue.metrics()[shipping], { waiting: 1, out: 1, oldestSince: second });
    assert.deepEqual(queue.metrics()[newsletter], { waiting: 0, out: 0, oldestSince: null });
  });
});

describe('options out of range', () => {
  const make = (options: Partial<PriorityQueueOptions<string>>) => () => new PriorityQueue<string>({ classes: 3, ...options });

  it('are refused at the door, with the value and the range', () => {
    for (const classes of [0, 33, 1.5, NaN]) assert.throws(make({ classes }), new RegExp(`^RangeError: classes must be a whole number from 1 to 32, got ${classes}\\.$`));
    for (const maxSize of [0, 10_000_001, 0.5]) assert.throws(make({ maxSize }), new RegExp(`^RangeError: maxSize must be a whole number from 1 to 10000000, got ${maxSize}\\.$`));
    assert.throws(make({ overflow: 'oldest' as 'reject' }), /^RangeError: overflow must be reject, drop-lowest or outrank, got oldest\.$/);
    assert.throws(make({ quotas: [1, 2] }), /^RangeError: quotas must have one number for each of 3 classes, got 2\.$/);
    assert.throws(make({ quotas: [1, -1, 1] }), /^RangeError: quotas\[1\] must be a whole number from 0 to 10000000, got -1\.$/);
    assert.throws(make({ scheduler: { classes: 2, next: () => 0 } }), /^RangeError: scheduler must be for 3 classes, got one for 2\.$/);
    assert.doesNotThrow(make({ classes: 1, maxSize: 10_000_000, quotas: [0] }));
    assert.doesNotThrow(make({ classes: 32, maxSize: 1 }));
  });

  it('of a message are too', () => {
    const { queue } = setUp();
    for (const priority of [-1, 3, 0.5]) {
      for (const act of [() => queue.push('a', { priority }), () => queue.pop(priority), () => queue.reprioritise('a', priority)]) {
        assert.throws(act, new RegExp(`^RangeError: priority must be a whole number from 0 to 2, got ${priority}\\.$`));
      }
    }
    for (const cost of [0, 1001, 1.5]) assert.throws(() => queue.push('a', { cost }), new RegExp(`^RangeError: cost must be a whole number from 1 to 1000, got ${cost}\\.$`));
    assert.equal(queue.size, 0);
  });
});

describe('the process’s own clock', () => {
  it('is taken where none is given', () => {
    const queue = new PriorityQueue<string>({ classes: 1 });
    const before = performance.now();
    queue.push('a');
    assert.ok(queue.pop()!.message.since >= before);
  });
});
