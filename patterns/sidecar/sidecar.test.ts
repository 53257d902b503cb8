import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { DrainTimeoutError, Shipper, ShipperStoppedError, type ShipperOptions, type Sink, type Source } from './sidecar.ts';

const broken = new Error('the sink is down');

/** A source that has what the test gives it, and writes down what was committed. */
class SourceByHand implements Source<string> {
  readonly lines: string[] = [];
  readonly committed: string[] = [];
  readonly asked: number[] = [];
  opens: Promise<void> = Promise.resolve();
  fails: Error | undefined;
  commitFails: Error | undefined;
  open(): Promise<void> {
    return this.opens;
  }
  read(max: number): readonly string[] | Promise<readonly string[]> {
    this.asked.push(max);
    if (this.fails !== undefined) throw this.fails;
    return this.lines.splice(0, max);
  }
  commit(lines: readonly string[]): void {
    if (this.commitFails !== undefined) throw this.commitFails;
    this.committed.push(...lines);
  }
}
/** A sink that answers when the test says so. */
class SinkByHand implements Sink<string> {
  readonly sent: string[] = [];
  signal: AbortSignal | undefined;
  private settle: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  send(lines: readonly string[], signal: AbortSignal): Promise<void> {
    this.sent.push(lines.join(' '));
    this.signal = signal;
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      signal.onabort = () => reject(signal.reason);
    });
  }
  ack(): void {
    this.settle!.resolve();
  }
  fail(error: unknown = broken): void {
    this.settle!.reject(error);
  }
}

function setUp(options: Partial<ShipperOptions<string>> = {}) {
  const clock = new HandClock();
  const source = new SourceByHand();
  const sink = new SinkByHand();
  const changes: string[] = [];
  const shipper = new Shipper<string>({ source, sink, clock, batchLines: 3, flushMs: 100, pollMs: 10, drainMs: 1_000, restMs: () => 500, onChange: ({ event, state, held }) => void changes.push(`${event} ${state} ${held}`), ...options });
  const write = async (...lines: readonly string[]) => {
    source.lines.push(...lines);
    await clock.advance(10);
  };
  const ack = async () => {
    sink.ack();
    await clock.settle();
  };
  const fail = async (error?: unknown) => {
    sink.fail(error);
    await clock.settle();
  };
  const start = async () => {
    await shipper.start();
    await clock.settle();
  };
  return { clock, source, sink, shipper, changes, write, ack, fail, start };
}

describe('a start', () => {
  it('resolves when the source is open, and not before', async () => {
    const { clock, source, shipper, changes } = setUp();
    let open!: () => void;
    source.opens = new Promise((resolve) => (open = resolve));
    let isReady = false;
    void shipper.start().then(() => (isReady = true));
    await clock.advance(1_000);
    assert.deepEqual([isReady, source.asked, changes], [false, [], []]);
    open();
    await clock.settle();
    assert.deepEqual([isReady, source.asked, changes], [true, [12], ['opened waiting 0']]);
  });

  it('rejects where the source cannot be opened, and a stop after it resolves', async () => {
    const { source, shipper, changes } = setUp();
    source.opens = Promise.reject(broken);
    await assert.rejects(shipper.start(), broken);
    assert.equal(await shipper.stop(), false);
    assert.deepEqual(changes, ['told draining 0', 'gave-up stopped 0']);
  });

  it('is one, however often it is called', async () => {
    const { source, shipper } = setUp();
    await Promise.all([shipper.start(), shipper.start()]);
    assert.equal(source.asked.length, 1);
  });

  it('rejects after a stop: the service must not take it for one that ships', async () => {
    const { clock, source, shipper } = setUp();
    assert.equal(await shipper.stop(), false);
    await assert.rejects(shipper.start(), (error) => error instanceof ShipperStoppedError && error.code === 'SHIPPER_STOPPED' && error.message === 'The shipper was told to stop, and starts no more.');
    assert.deepEqual([source.asked, clock.waiting], [[], 0]);
  });
});

describe('a batch', () => {
  it('goes when it is full', async () => {
    const { sink, write, start } = setUp();
    await start();
    await write('a', 'b');
    assert.deepEqual(sink.sent, []);
    await write('c', 'd');
    assert.deepEqual(sink.sent, ['a b c']);
  });

  it('goes when its first line has waited as long as it may', async () => {
    const { clock, sink, write, start } = setUp();
    await start();
    await write('a');
    await clock.advance(80);
    await write('b');
    assert.deepEqual(sink.sent, []);
    await clock.advance(10);
    assert.deepEqual(sink.sent, ['a b']);
  });

  it('waits no longer for lines that came while another was under way', async () => {
    const { clock, sink, write, ack, start } = setUp();
    await start();
    await write('a', 'b', 'c');
    await write('d');
    await clock.advance(300);
    await ack();
    assert.deepEqual(sink.sent, ['a b c', 'd']);
  });

  it('is one at a time, in order', async () => {
    const { sink, write, ack, start } = setUp();
    await start();
    await write('a', 'b', 'c', 'd', 'e', 'f');
    assert.deepEqual(sink.sent, ['a b c']);
    await ack();
    assert.deepEqual(sink.sent, ['a b c', 'd e f']);
  });

  it('is committed after the sink has taken it, and held until then', async () => {
    const { source, sink, shipper, write, ack, start, changes } = setUp();
    await start();
    await write('a', 'b', 'c');
    assert.deepEqual([source.committed, shipper.held], [[], 3]);
    await ack();
    assert.deepEqual([source.committed, shipper.held, sink.sent.length], [['a', 'b', 'c'], 0, 1]);
    assert.deepEqual(changes, ['opened waiting 0', 'sent shipping 3', 'acked waiting 0']);
  });
});

describe('a sink that fails', () => {
  it('is sent the same lines again after a rest, and nothing else before', async () => {
    const { clock, source, sink, write, fail, ack, start, changes } = setUp();
    await start();
    await write('a', 'b', 'c', 'd', 'e', 'f');
    await fail();
    await clock.advance(499);
    assert.deepEqual([sink.sent, source.committed], [['a b c'], []]);
    await clock.advance(1);
    assert.deepEqual(sink.sent, ['a b c', 'a b c']);
    await ack();
    assert.deepEqual([sink.sent.at(-1), source.committed], ['d e f', ['a', 'b', 'c']]);
    assert.deepEqual(changes.slice(1, 5), ['sent shipping 6', 'failed resting 6', 'rested waiting 6', 'sent shipping 6']);
  });

  it('is left alone longer and longer, from half to all of 0.5 s, 1 s, 2 s, up to 30 s, and after an answer anew', async () => {
    const { clock, sink, write, fail, ack, start } = setUp({ restMs: undefined as never, random: () => 0.5 });
    await start();
    await write('a', 'b', 'c');
    const rests = [375, 750, 1_500, 3_000, 6_000, 12_000, 22_500, 22_500];
    for (const restMs of rests) {
      const { length } = sink.sent;
      await fail();
      await clock.advance(restMs - 1);
      assert.equal(sink.sent.length, length);
      await clock.advance(1);
      assert.equal(sink.sent.length, length + 1);
    }
    await ack();
    await write('d', 'e', 'f');
    await fail();
    await clock.advance(375);
    assert.equal(sink.sent.length, rests.length + 3);
  });

  it('rests as long as by default where the delay cannot be told, or makes no sense', async () => {
    for (const restMs of [() => NaN, () => -1, () => { throw broken; }]) {
      const { clock, sink, write, fail, start } = setUp({ restMs });
      await start();
      await write('a', 'b', 'c');
      await fail();
      await clock.advance(499);
      assert.equal(sink.sent.length, 1);
      await clock.advance(1);
      assert.equal(sink.sent.length, 2);
    }
  });

  it('fills the buffer and no more: what does not fit stays in the source, which is looked at all the same', async () => {
    const { clock, source, shipper, write, fail, start } = setUp({ bufferLines: 5 });
    await start();
    await write('a', 'b', 'c', 'd', 'e', 'f', 'g');
    await fail();
    const { length } = source.asked;
    await clock.advance(400);
    assert.deepEqual([shipper.held, source.lines], [5, ['f', 'g']]);
    assert.deepEqual(source.asked.slice(length), Array<number>(40).fill(0));
  });

  it('may be the place of the checkpoint: what could not be committed is sent again', async () => {
    const { clock, source, sink, write, ack, start } = setUp();
    await start();
    await write('a', 'b', 'c');
    source.commitFails = broken;
    await ack();
    source.commitFails = undefined;
    await clock.advance(500);
    assert.deepEqual(sink.sent, ['a b c', 'a b c']);
  });
});

describe('a source that cannot be read', () => {
  it('is asked again at the next look, and the shipper says so', async () => {
    const { clock, source, sink, write, start, changes } = setUp();
    await start();
    source.fails = broken;
    await clock.advance(30);
    assert.deepEqual(changes.slice(1), ['error waiting 0', 'error waiting 0', 'error waiting 0']);
    source.fails = undefined;
    await write('a', 'b', 'c');
    assert.deepEqual(sink.sent, ['a b c']);
  });

  it('does not keep a stop from its end, nor the process busy', async () => {
    const { clock, source, shipper, start } = setUp();
    await start();
    source.fails = broken;
    const stopped = shipper.stop();
    await clock.advance(1_000);
    assert.equal(await stopped, false);
    assert.equal(source.asked.length <= 103, true);
  });
});

describe('a stop', () => {
  it('ships all that there is, without waiting for full batches, and then resolves', async () => {
    const { clock, source, sink, shipper, write, ack, start, changes } = setUp();
    await start();
    await write('a');
    let isEmpty: boolean | undefined;
    void shipper.stop().then((is) => (isEmpty = is));
    source.lines.push('b', 'c', 'd');
    await clock.settle();
    assert.deepEqual([sink.sent, isEmpty], [['a'], undefined]);
    await ack();
    await ack();
    assert.deepEqual([sink.sent, source.committed, isEmpty, clock.waiting], [['a', 'b c d'], ['a', 'b', 'c', 'd'], true, 0]);
    assert.deepEqual(changes.at(-1), 'drained stopped 0');
  });

  it('with nothing to ship resolves at once', async () => {
    const { clock, shipper, start } = setUp();
    await start();
    assert.equal(await shipper.stop(), true);
    assert.equal(clock.waiting, 0);
  });

  it('makes room for what did not fit in the buffer', async () => {
    const { clock, source, sink, shipper, write, ack, start } = setUp({ batchLines: 2, bufferLines: 2 });
    await start();
    await write('a', 'b', 'c', 'd', 'e');
    const stopped = shipper.stop();
    for (let batches = 0; batches < 3; batches += 1) {
      await clock.settle();
      await ack();
    }
    assert.equal(await stopped, true);
    assert.deepEqual([sink.sent, source.committed.length], [['a b', 'c d', 'e'], 5]);
  });

  it('tries once more at once where it rests after a failure, and then rests again', async () => {
    const { clock, sink, shipper, write, fail, ack, start } = setUp();
    await start();
    await write('a', 'b', 'c');
    await fail();
    const stopped = shipper.stop();
    await clock.settle();
    assert.equal(sink.sent.length, 2);
    await fail();
    await clock.advance(499);
    assert.equal(sink.sent.length, 2);
    await clock.advance(1);
    await ack();
    assert.equal(await stopped, true);
  });

  it('gives up when its time is over, and ends what is under way with the reason', async () => {
    const { clock, source, sink, shipper, write, start, changes } = setUp();
    await start();
    await write('a', 'b', 'c', 'd');
    const stopped = shipper.stop();
    await clock.advance(999);
    assert.equal(sink.signal!.aborted, false);
    await clock.advance(1);
    assert.equal(await stopped, false);
    const { reason } = sink.signal!;
    assert.ok(reason instanceof DrainTimeoutError);
    assert.deepEqual([reason.code, reason.drainMs, reason.held, reason.message], ['DRAIN_TIMEOUT', 1_000, 4, 'Not all lines could be shipped within 1000 ms: 4 are held, and more may lie in the source.']);
    assert.deepEqual([source.committed, changes.at(-1), clock.waiting], [[], 'gave-up stopped 4', 0]);
  });

  it('is one, however often it is asked for', async () => {
    const { shipper, start, changes } = setUp();
    await start();
    const [one, other] = [shipper.stop(), shipper.stop()];
    assert.equal(one, other);
    await one;
    assert.equal(changes.filter((change) => change.startsWith('told')).length, 1);
  });

  it('is one, asked for again by who is told of it', async () => {
    const told: string[] = [];
    const { shipper, start } = setUp({
      onChange: ({ event }) => {
        told.push(event);
        if (event === 'told') void shipper.stop();
      },
    });
    await start();
    assert.equal(await shipper.stop(), true);
    assert.deepEqual(told, ['opened', 'told', 'drained']);
  });

  it('while the source is being opened waits for that', async () => {
    const { clock, source, sink, shipper, ack } = setUp();
    let open!: () => void;
    source.opens = new Promise((resolve) => (open = resolve));
    source.lines.push('a');
    const started = shipper.start();
    const stopped = shipper.stop();
    await clock.advance(999);
    open();
    await started;
    await clock.settle();
    assert.deepEqual(sink.sent, ['a']);
    await ack();
    assert.equal(await stopped, true);
  });

  it('ends in time where the source does not open, and opens nothing after that', async () => {
    const { clock, source, shipper, changes } = setUp();
    let open!: () => void;
    source.opens = new Promise((resolve) => (open = resolve));
    const started = shipper.start();
    const stopped = shipper.stop();
    await clock.advance(1_000);
    assert.equal(await stopped, false);
    open();
    await assert.rejects(started, ShipperStoppedError);
    await clock.settle();
    assert.deepEqual([source.asked, changes.at(-1), clock.waiting], [[], 'gave-up stopped 0', 0]);
  });

  it('ends in time where a read does not', async () => {
    const { clock, source, shipper, start, changes } = setUp();
    await start();
    let answer!: (lines: readonly string[]) => void;
    source.read = () => new Promise<readonly string[]>((resolve) => (answer = resolve));
    await clock.advance(10);
    const stopped = shipper.stop();
    await clock.advance(1_000);
    assert.equal(await stopped, false);
    answer(['late']);
    await clock.settle();
    assert.deepEqual([changes.at(-1), clock.waiting], ['gave-up stopped 0', 0]);
  });

  it('ends in time where a send does not, though its signal was aborted; what is acknowledged later is committed, and nobody is told', async () => {
    let answer!: () => void;
    const { clock, source, shipper, start, write, changes } = setUp({ sink: { send: () => new Promise<void>((resolve) => (answer = resolve)) } });
    await start();
    await write('a', 'b', 'c');
    const stopped = shipper.stop();
    await clock.advance(1_000);
    assert.equal(await stopped, false);
    answer();
    await clock.settle();
    assert.deepEqual([source.committed, changes.at(-1), clock.waiting], [['a', 'b', 'c'], 'gave-up stopped 3', 0]);
  });

  it('tries again at once where what was under way fails', async () => {
    const { clock, sink, shipper, write, fail, ack, start } = setUp();
    await start();
    await write('a', 'b', 'c');
    const stopped = shipper.stop();
    await clock.settle();
    await fail();
    assert.equal(sink.sent.length, 2);
    await fail();
    assert.equal(sink.sent.length, 2);
    await clock.advance(500);
    await ack();
    assert.equal(await stopped, true);
  });

  it('rests no longer than half of the time that is left, and no shorter than from one look to the next', async () => {
    const { clock, sink, shipper, write, fail, start } = setUp({ restMs: () => 30_000 });
    await start();
    await write('a', 'b', 'c');
    const stopped = shipper.stop();
    await clock.settle();
    await fail();
    for (const restMs of [500, 250, 125, 62.5, 31.25, 15.625, 10]) {
      const { length } = sink.sent;
      await fail();
      await clock.advance(restMs - 0.5);
      assert.equal(sink.sent.length, length);
      await clock.advance(0.5);
      assert.equal(sink.sent.length, length + 1);
    }
    await fail();
    await clock.advance(1_000);
    assert.equal(await stopped, false);
    assert.equal(sink.sent.length, 9);
  });

  it('that comes while an empty read is under way is not slept over', async () => {
    const { clock, source, shipper, start, changes } = setUp({ pollMs: 900 });
    await start();
    const { length } = source.asked;
    let answer!: (lines: readonly string[]) => void;
    const read = source.read.bind(source);
    source.read = () => new Promise<readonly string[]>((resolve) => (answer = resolve));
    await clock.advance(900);
    const stopped = shipper.stop();
    await clock.settle();
    source.read = read;
    source.lines.push('a');
    answer([]);
    await clock.settle();
    assert.equal(source.asked.length > length, true);
    assert.equal(changes.at(-1), 'sent draining 1');
    await clock.advance(1_000);
    assert.equal(await stopped, false);
  });
});

describe('what a listener throws', () => {
  it('surfaces as an uncaught error, and the shipper goes on', async () => {
    const { source, write, ack, start } = setUp({ onChange: () => { throw broken; } });
    const uncaught = await surfaced(async () => {
      await start();
      await write('a', 'b', 'c');
      await ack();
    });
    assert.deepEqual([uncaught, source.committed.length], [[broken, broken, broken], 3]);
  });
});

describe('its options', () => {
  it('are checked at the door, with the value and the range', () => {
    for (const batchLines of [0, 1.5, NaN]) assert.throws(() => setUp({ batchLines }), { name: 'RangeError', message: `batchLines must be a whole number from 1 to 1000000, got ${batchLines}.` });
    for (const bufferLines of [2, 3.5, NaN, 10_000_001]) assert.throws(() => setUp({ bufferLines }), { name: 'RangeError', message: `bufferLines must be a whole number from 3 to 10000000, got ${bufferLines}.` });
    for (const flushMs of [-1, NaN, Infinity]) assert.throws(() => setUp({ flushMs }), { name: 'RangeError', message: `flushMs must be from 0 to 2147483647, got ${flushMs}.` });
    for (const pollMs of [0, NaN, Infinity]) assert.throws(() => setUp({ pollMs }), { name: 'RangeError', message: `pollMs must be from 1 to 2147483647, got ${pollMs}.` });
    for (const drainMs of [-1, NaN, Infinity]) assert.throws(() => setUp({ drainMs }), { name: 'RangeError', message: `drainMs must be from 0 to 2147483647, got ${drainMs}.` });
  });

  it('hold at their limits', () => {
    for (const options of [{ batchLines: 1, bufferLines: 1 }, { batchLines: 1_000_000 }, { bufferLines: 10_000_000 }, { flushMs: 0 }, { flushMs: 2 ** 31 - 1 }, { pollMs: 1 }, { drainMs: 0 }]) assert.doesNotThrow(() => setUp(options));
  });

  it('have a clock and chance by default', async () => {
    const source = new SourceByHand();
    const sent: string[] = [];
    const shipper = new Shipper<string>({ source, sink: { send: (lines) => void sent.push(...lines) }, flushMs: 0 });
    source.lines.push('a');
    await shipper.start();
    assert.equal(await shipper.stop(), true);
    assert.deepEqual([sent, source.committed], [['a'], ['a']]);
  });
});
