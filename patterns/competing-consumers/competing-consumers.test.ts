import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { Consumer, LeaseLostError, type ConsumerOptions, type Delivery, type Effects, type MessageQueue } from './competing-consumers.ts';

const broken = new Error('no such picture');

/** A queue that does what the test tells it to, and writes down what it is told. */
class QueueByHand implements MessageQueue<string> {
  readonly told: string[] = [];
  readonly asked: number[] = [];
  /** What it answers to a receipt. */
  isValid: boolean | Error = true;
  private wanted: ((messages: readonly Delivery<string>[]) => void) | undefined;
  private fails: ((error: unknown) => void) | undefined;
  receive(max: number, _waitMs: number, signal: AbortSignal): Promise<readonly Delivery<string>[]> {
    this.asked.push(max);
    return new Promise((resolve, reject) => {
      this.wanted = resolve;
      this.fails = reject;
      signal.onabort = () => resolve([]);
    });
  }
  give(...messages: readonly (string | Delivery<string>)[]): void {
    this.wanted!(messages.map((one) => (typeof one === 'string' ? delivery(one) : one)));
  }
  fail(error: unknown): void {
    this.fails!(error);
  }
  extend(receipt: string, ms: number): Promise<boolean> {
    return this.tell(`extend ${receipt} ${ms}`);
  }
  ack(receipt: string): Promise<boolean> {
    return this.tell(`ack ${receipt}`);
  }
  nack(receipt: string, delayMs: number, reason: string, counts: boolean): Promise<boolean> {
    return this.tell(`nack ${receipt} ${delayMs} ${reason}${counts ? '' : ', uncounted'}`);
  }
  private async tell(what: string): Promise<boolean> {
    this.told.push(what);
    if (this.isValid instanceof Error) throw this.isValid;
    return this.isValid;
  }
}
const delivery = (id: string, deliveryCount = 1): Delivery<string> => ({ id, body: id, deliveryCount, receipt: `${id}${deliveryCount}`, leaseMs: 300 });

/** A store that does what a table with a unique key does. */
class Table implements Effects<string> {
  readonly rows: string[] = [];
  private readonly keys = new Set<string>();
  has(key: string): boolean {
    return this.keys.has(key);
  }
  async store(key: string, effect: string, once: boolean): Promise<boolean> {
    if (once && this.keys.has(key)) return false;
    this.keys.add(key);
    this.rows.push(effect);
    return true;
  }
}

/** A consumer on a hand clock whose works end when they are told to. */
function setUp(options: Partial<ConsumerOptions<string, string>> = {}) {
  const clock = new HandClock();
  const queue = new QueueByHand();
  const events: string[] = [];
  const works = new Map<string, { readonly end: () => void; readonly fail: (error?: unknown) => void; readonly signal: AbortSignal; readonly attempt: number }>();
  const consumer = new Consumer<string, string>({
    queue,
    clock,
    waitMs: 1_000,
    onEvent: ({ kind, message }) => void events.push(message === undefined ? kind : `${kind} ${message.receipt}`),
    handle: ({ receipt, body }, { signal, attempt }) =>
      new Promise((resolve, reject) => {
        works.set(receipt, { end: () => resolve(`thumbnail of ${body}`), fail: (error = broken) => reject(error), signal, attempt });
      }),
    ...options,
  });
  const give = async (...messages: readonly (string | Delivery<string>)[]) => {
    queue.give(...messages);
    await clock.settle();
  };
  const end = async (receipt: string) => {
    works.get(receipt)!.end();
    await clock.settle();
  };
  const start = async () => {
    consumer.start();
    await clock.settle();
  };
  return { clock, queue, events, works, consumer, give, end, start };
}

describe('a consumer', () => {
  it('acknowledges a message when its work is done, and not before', async () => {
    const { queue, events, give, end, start } = setUp();
    await start();
    await give('a');
    assert.deepEqual(queue.told, []);
    await end('a1');
    assert.deepEqual(queue.told, ['ack a1']);
    assert.deepEqual(events, ['received a1', 'started a1', 'acked a1']);
  });

  it('takes nothing before it is started, and is started once', async () => {
    const { queue, consumer, clock, start } = setUp();
    await clock.settle();
    assert.deepEqual(queue.asked, []);
    await start();
    await start();
    assert.deepEqual([queue.asked, consumer.holding], [[1], 0]);
  });

  it('asks for the next message when it has done with one', async () => {
    const { queue, give, end, start } = setUp();
    await start();
    await give('a');
    assert.deepEqual(queue.asked, [1]);
    await end('a1');
    assert.deepEqual(queue.asked, [1, 1]);
  });

  it('takes a queue and a store that answer at once, without promises', async () => {
    const clock = new HandClock();
    const told: string[] = [];
    let isGiven = false;
    const receive = (): Delivery<string>[] => {
      if (isGiven) return [];
      isGiven = true;
      return [delivery('a')];
    };
    const consumer = new Consumer<string, string>({
      clock,
      queue: { receive, extend: () => true, nack: () => true, ack: (receipt) => told.push(receipt) > 0 },
      effects: { has: () => false, store: (key, effect) => told.push(`${key}: ${effect}`) > 0 },
      handle: ({ body }) => body.toUpperCase(),
    });
    consumer.start();
    await clock.settle();
    assert.deepEqual(told, ['a: A', 'a1']);
    await consumer.stop();
  });

  it('tells the work which attempt it is', async () => {
    const { works, give, start } = setUp();
    await start();
    await give(delivery('a', 3));
    assert.equal(works.get('a3')!.attempt, 3);
  });
});

describe('prefetch and concurrency', () => {
  it('bound how many messages are held, and how many are worked on', async () => {
    const { queue, consumer, works, give, end, start } = setUp({ prefetch: 3, concurrency: 2 });
    await start();
    await give('a', 'b', 'c');
    assert.deepEqual([queue.asked, consumer.holding, [...works.keys()]], [[3], 3, ['a1', 'b1']]);
    await end('b1');
    assert.deepEqual([queue.asked, [...works.keys()]], [[3, 1], ['a1', 'b1', 'c1']]);
  });

  it('let it ask for more while it works, as many as there is room for', async () => {
    const { queue, give, start } = setUp({ prefetch: 4 });
    await start();
    await give('a');
    await give('b', 'c');
    assert.deepEqual(queue.asked, [4, 3, 1]);
  });

  it('are one, unless they are given; prefetch is at least as much as concurrency', async () => {
    const one = setUp();
    await one.start();
    const four = setUp({ concurrency: 4 });
    await four.start();
    assert.deepEqual([one.queue.asked, four.queue.asked], [[1], [4]]);
    assert.throws(() => setUp({ prefetch: 2, concurrency: 3 }), { message: 'prefetch must be a whole number from 3 to 10000, got 2.' });
  });
});

describe('a message whose work fails', () => {
  for (const [how, handle] of [['throws', () => { throw broken; }], ['rejects', () => Promise.reject(broken)]] as const) {
    it(`is given back with the reason, to rest twice as long each time, when the work ${how}`, async () => {
      const { queue, events, give, start } = setUp({ handle });
      await start();
      await give('a');
      await give(delivery('a', 2));
      await give(delivery('b', 40));
      assert.deepEqual(queue.told, ['nack a1 1000 Error: no such picture', 'nack a2 2000 Error: no such picture', 'nack b40 60000 Error: no such picture']);
      assert.deepEqual(events.slice(0, 4), ['received a1', 'started a1', 'failed a1', 'released a1']);
    });
  }

  it('rests for as long as it is told', async () => {
    const { queue, works, clock, give, start } = setUp({ retryDelayMs: (deliveryCount) => deliveryCount * 7 });
    await start();
    await give(delivery('a', 3));
    works.get('a3')!.fail('a word');
    await clock.settle();
    assert.deepEqual(queue.told, ['nack a3 21 a word']);
  });

  it('rests as long as by default where it is told no delay, and that is told with the reason', async () => {
    const delays: (() => number)[] = [() => NaN, () => Infinity, () => -1, () => 2 ** 31, () => { throw broken; }];
    for (const retryDelayMs of delays) {
      const errors: unknown[] = [];
      const { queue, consumer, give, start } = setUp({ handle: () => { throw new Error('bad'); }, retryDelayMs, onEvent: ({ kind, error }) => void (error !== undefined && errors.push(kind, error)) });
      await start();
      await give(delivery('a', 2));
      assert.deepEqual([queue.told, consumer.holding, queue.asked], [['nack a2 2000 Error: bad'], 0, [1, 1]]);
      const [failed, why, told, thrown] = errors;
      assert.deepEqual([failed, String(why), told], ['failed', 'Error: bad', 'error']);
      assert.ok(thrown === broken || thrown instanceof RangeError && thrown.message.startsWith('retryDelayMs must be from 0 to 2147483647, got '));
    }
  });

  it('is given back though its error has no text, and the error is told though the queue does not answer', async () => {
    const wordless: unknown = Object.create(null);
    const told: unknown[] = [];
    const { queue, give, start } = setUp({ handle: () => { throw wordless; }, onEvent: ({ kind, error }) => void told.push(kind, error) });
    queue.isValid = broken;
    await start();
    await give('a');
    assert.deepEqual(queue.told, ['nack a1 1000 an error without a text']);
    assert.equal(told[told.indexOf('failed') + 1], wordless);
    assert.deepEqual(told.slice(-2), ['error', broken]);
  });
});

describe('a lease', () => {
  it('is extended three times in its length, for as long as the message is held, at work or waiting', async () => {
    const { queue, clock, give, end, start } = setUp({ prefetch: 2 });
    await start();
    await give('a', 'b');
    await clock.advance(100);
    assert.deepEqual(queue.told, ['extend a1 300', 'extend b1 300']);
    await end('a1');
    queue.told.length = 0;
    await clock.advance(200);
    assert.deepEqual(queue.told, ['extend b1 300', 'extend b1 300']);
    await end('b1');
    queue.told.length = 0;
    await clock.advance(1_000);
    assert.deepEqual(queue.told, []);
    assert.equal(clock.waiting, 0);
  });

  it('is extended as often as it is told, or never', async () => {
    const twice = setUp({ heartbeats: 2 });
    await twice.start();
    await twice.give('a');
    await twice.clock.advance(299);
    assert.equal(twice.queue.told.length, 1);
    const never = setUp({ heartbeats: 0 });
    await never.start();
    await never.give('a');
    await never.clock.advance(1_000);
    assert.deepEqual([never.queue.told, never.events.at(-1)], [[], 'lost a1']);
  });

  it('is not extended beyond the longest hold, so that work that hangs ends somewhere else', async () => {
    const { queue, clock, events, give, start } = setUp({ maxHoldMs: 250 });
    await start();
    await give('a');
    await clock.advance(499);
    assert.deepEqual([queue.told.length, events.includes('lost a1')], [2, false]);
    await clock.advance(2);
    assert.ok(events.includes('lost a1'));
  });

  it('is extended for the longest hold again from when the work begins, however long the message waited', async () => {
    const { queue, clock, give, end, start } = setUp({ prefetch: 2, maxHoldMs: 450 });
    await start();
    await give('a', 'b');
    await clock.advance(499);
    queue.told.length = 0;
    await end('a1');
    await clock.advance(949 - 499);
    assert.deepEqual(queue.told.filter((what) => what.startsWith('extend')), Array.from({ length: 5 }, () => 'extend b1 300'));
    await clock.advance(300);
    assert.equal(queue.told.filter((what) => what.startsWith('extend')).length, 5);
  });

  it('that the queue does not extend is lost: the signal says so, and the work may go on', async () => {
    const { queue, clock, events, works, consumer, give, end, start } = setUp();
    await start();
    await give('a');
    queue.isValid = false;
    await clock.advance(100);
    const { signal } = works.get('a1')!;
    assert.ok(signal.aborted);
    assert.ok(signal.reason instanceof LeaseLostError);
    assert.deepEqual([signal.reason.code, signal.reason.id, signal.reason.deliveryCount, signal.reason.message], ['LEASE_LOST', 'a', 1, 'The lease of message a ended before its work did (delivery 1).']);
    assert.deepEqual([consumer.holding, events.at(-1)], [1, 'lost a1']);
    await clock.advance(1_000);
    assert.equal(queue.told.length, 1);
    await end('a1');
    assert.deepEqual([events.at(-1), consumer.holding], ['stale a1', 0]);
  });

  it('has run out when nothing was heard for its length, by the clock of the consumer', async () => {
    const { queue, clock, events, works, give, start } = setUp();
    await start();
    await give('a');
    queue.isValid = new Error('no answer');
    await clock.advance(299);
    assert.ok(!works.get('a1')!.signal.aborted);
    await clock.advance(1);
    assert.ok(works.get('a1')!.signal.aborted);
    assert.deepEqual(events.slice(2), ['error a1', 'error a1', 'lost a1']);
  });

  it('that is over is not told to be extended, though the queue says so late', async () => {
    const { queue, clock, events, give, end, start } = setUp({ prefetch: 2, heartbeats: 1.25 });
    const answers: ((isKept: boolean) => void)[] = [];
    queue.extend = () => new Promise((resolve) => void answers.push(resolve));
    await start();
    await give('a', 'b');
    await clock.advance(250);
    await end('a1');
    await clock.advance(50);
    assert.equal(events.at(-1), 'lost b1');
    for (const answer of answers) answer(true);
    await clock.settle();
    assert.deepEqual([answers.length, events.includes('extended a1'), events.includes('extended b1')], [2, false, false]);
  });

  it('that ran out while the message waited here drops it: no work is begun', async () => {
    const { queue, clock, events, works, consumer, give, start } = setUp({ prefetch: 2, heartbeats: 0 });
    await start();
    await give('a', 'b');
    await clock.advance(300);
    assert.deepEqual([consumer.holding, [...works.keys()], events.slice(3)], [1, ['a1'], ['lost a1', 'lost b1']]);
    assert.deepEqual([queue.told, queue.asked], [[], [2, 1]]);
  });

  it('that ran out unseen, because the process stood still, drops the message when its turn comes', async () => {
    let now = 0;
    const { queue, clock, events, end, start } = setUp({ prefetch: 2, clock: { now: () => now, setTimeout: () => 0, clearTimeout: () => undefined } });
    await start();
    queue.give('a', 'b');
    await clock.settle();
    now = 400;
    await end('a1');
    assert.deepEqual(events.slice(-2), ['acked a1', 'lost b1']);
  });
});

describe('the effect of a message', () => {
  it('is stored before the message is acknowledged', async () => {
    const effects = new Table();
    const { queue, events, give, end, start } = setUp({ effects });
    await start();
    await give('a');
    await end('a1');
    assert.deepEqual([effects.rows, queue.told], [['thumbnail of a'], ['ack a1']]);
    assert.deepEqual(events.slice(-2), ['stored a1', 'acked a1']);
  });

  it('that is there already is not worked for again: the message is acknowledged', async () => {
    const effects = new Table();
    const { queue, events, works, give, end, start } = setUp({ effects });
    await start();
    await give('a');
    await end('a1');
    await give(delivery('a', 2));
    assert.deepEqual([works.has('a2'), queue.told, effects.rows.length], [false, ['ack a1', 'ack a2'], 1]);
    assert.deepEqual(events.slice(-2), ['known a2', 'acked a2']);
  });

  it('is stored once though two consumers work for it at one time', async () => {
    const effects = new Table();
    const [one, other] = [setUp({ effects }), setUp({ effects })];
    for (const each of [one, other]) await each.start();
    await one.give('a');
    await other.give(delivery('a', 2));
    await one.end('a1');
    await other.end('a2');
    assert.deepEqual(effects.rows, ['thumbnail of a']);
    assert.deepEqual(other.events.slice(-2), ['refused a2', 'acked a2']);
  });

  it('is one for all messages of a key', async () => {
    const effects = new Table();
    const { give, end, start } = setUp({ effects, keyOf: ({ body }) => body[0]! });
    await start();
    await give('a');
    await end('a1');
    await give('ax');
    assert.equal(effects.rows.length, 1);
  });

  it('is stored again and again where it is not idempotent', async () => {
    const effects = new Table();
    const { give, end, start } = setUp({ effects, idempotent: false });
    await start();
    await give('a');
    await end('a1');
    await give(delivery('a', 2));
    await end('a2');
    assert.equal(effects.rows.length, 2);
  });

  it('that cannot be stored gives the message back', async () => {
    const { queue, give, end, start } = setUp({ effects: { has: () => false, store: () => Promise.reject(broken) } });
    await start();
    await give('a');
    await end('a1');
    assert.deepEqual(queue.told, ['nack a1 1000 Error: no such picture']);
  });
});

describe('a queue that does not answer', () => {
  it('is asked again later and later, up to 20 s, and at once after an answer, however short messages rest', async () => {
    const { queue, clock, events, give, end, start } = setUp({ retryDelayMs: () => 0 });
    await start();
    const pauses = [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000, 20_000];
    for (const waitMs of pauses) {
      const { length } = queue.asked;
      queue.fail(broken);
      await clock.advance(waitMs - 1);
      assert.equal(queue.asked.length, length);
      await clock.advance(1);
      assert.equal(queue.asked.length, length + 1);
    }
    assert.deepEqual(events, pauses.map(() => 'error'));
    await give('a');
    await end('a1');
    queue.fail(broken);
    await clock.advance(100);
    assert.equal(queue.asked.length, pauses.length + 3);
  });

  it('to an acknowledgement leaves the message to its lease', async () => {
    const { queue, events, consumer, give, end, start } = setUp();
    await start();
    await give('a');
    queue.isValid = broken;
    await end('a1');
    assert.deepEqual([events.at(-1), consumer.holding, queue.told], ['error a1', 0, ['ack a1']]);
  });

  it('that answers with nothing at once, because it cannot wait, is asked again in a second', async () => {
    const { queue, clock, give, start } = setUp({ waitMs: 20_000 });
    await start();
    await give();
    await clock.advance(999);
    assert.equal(queue.asked.length, 1);
    await clock.advance(1);
    assert.equal(queue.asked.length, 2);
  });

  it('that answers with nothing too early is asked again after the pause for that, and at the latest when the wait is over', async () => {
    const { queue, clock, give, start } = setUp({ pollMs: 700 });
    await start();
    await clock.advance(400);
    await give();
    await clock.advance(599);
    assert.equal(queue.asked.length, 1);
    await clock.advance(1);
    assert.equal(queue.asked.length, 2);
    await clock.advance(1_000);
    await give();
    assert.equal(queue.asked.length, 3);
  });
});

describe('a stop', () => {
  it('gives back what is not begun, lets the work end, and resolves then', async () => {
    const { queue, clock, consumer, give, end, start } = setUp({ prefetch: 3 });
    await start();
    await give('a', 'b', 'c');
    let isStopped = false;
    void consumer.stop().then(() => (isStopped = true));
    await clock.settle();
    assert.deepEqual([queue.told, isStopped, consumer.holding], [['nack b1 0 released, uncounted', 'nack c1 0 released, uncounted'], false, 1]);
    await end('a1');
    assert.deepEqual([queue.told.at(-1), isStopped, consumer.holding], ['ack a1', true, 0]);
  });

  it('keeps the lease of the work that it waits for', async () => {
    const { queue, clock, consumer, give, start } = setUp();
    await start();
    await give('a');
    void consumer.stop();
    await clock.advance(100);
    assert.deepEqual(queue.told, ['extend a1 300']);
  });

  it('ends the wait for messages, and gives back those that come nevertheless', async () => {
    const clock = new HandClock();
    const queue = new QueueByHand();
    let answer!: (messages: readonly Delivery<string>[]) => void;
    queue.receive = () => new Promise((resolve) => (answer = resolve));
    const consumer = new Consumer<string, string>({ queue, clock, handle: () => assert.fail('no work is begun') });
    consumer.start();
    const stopped = consumer.stop();
    answer([delivery('a'), delivery('b')]);
    await stopped;
    assert.deepEqual([queue.told, consumer.holding, clock.waiting], [['nack a1 0 released, uncounted', 'nack b1 0 released, uncounted'], 0, 0]);
  });

  it('ends the pause after a failure, and leaves no timer', async () => {
    const { queue, clock, consumer, start } = setUp();
    await start();
    queue.fail(broken);
    await clock.settle();
    await consumer.stop();
    await consumer.stop();
    assert.equal(clock.waiting, 0);
  });

  it('may come before the start, and twice; nothing is started after it', async () => {
    const { queue, consumer, start } = setUp();
    await Promise.all([consumer.stop(), consumer.stop()]);
    await start();
    assert.deepEqual(queue.asked, []);
  });
});

describe('what a listener throws', () => {
  it('surfaces as an uncaught error, and the consumer goes on', async () => {
    const { queue, give, end, start } = setUp({ onEvent: () => { throw broken; } });
    const uncaught = await surfaced(async () => {
      await start();
      await give('a');
      await end('a1');
    });
    assert.equal(uncaught.length, 3);
    assert.deepEqual(queue.told, ['ack a1']);
  });
});

describe('its options', () => {
  it('are checked at the door, with the value and the range', () => {
    for (const concurrency of [0, 1.5, NaN, 10_001]) assert.throws(() => setUp({ concurrency }), { name: 'RangeError', message: `concurrency must be a whole number from 1 to 10000, got ${concurrency}.` });
    for (const heartbeats of [-1, NaN, 1_001]) assert.throws(() => setUp({ heartbeats }), { name: 'RangeError', message: `heartbeats must be from 0 to 1000, got ${heartbeats}.` });
    for (const maxHoldMs of [0, NaN]) assert.throws(() => setUp({ maxHoldMs }), { name: 'RangeError', message: `maxHoldMs must be from 1 to Infinity, got ${maxHoldMs}.` });
    for (const waitMs of [0, NaN, Infinity]) assert.throws(() => setUp({ waitMs }), { name: 'RangeError', message: `waitMs must be from 1 to 2147483647, got ${waitMs}.` });
    for (const pollMs of [0, NaN, Infinity]) assert.throws(() => setUp({ pollMs }), { name: 'RangeError', message: `pollMs must be from 1 to 2147483647, got ${pollMs}.` });
  });

  it('hold at their limits', () => {
    for (const options of [{ concurrency: 1, prefetch: 1 }, { prefetch: 10_000 }, { heartbeats: 1_000 }, { maxHoldMs: 1 }, { maxHoldMs: Infinity }, { waitMs: 1 }, { waitMs: 2 ** 31 - 1 }, { pollMs: 1 }, { pollMs: 2 ** 31 - 1 }]) assert.doesNotThrow(() => setUp(options));
  });

  it('have a clock by default', async () => {
    const queue = new QueueByHand();
    const consumer = new Consumer<string, string>({ queue, handle: ({ body }) => body });
    consumer.start();
    queue.give({ ...delivery('a'), leaseMs: 30_000 });
    while (queue.told.length === 0) await new Promise((resolve) => void setImmediate(resolve));
    assert.deepEqual(queue.told, ['ack a1']);
    await consumer.stop();
  });
});
