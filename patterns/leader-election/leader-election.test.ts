import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { Elector, LeaseLostError, StoreTimeoutError, type ElectorOptions, type LeaseRecord, type LeaseStore, type StoredLease, type Term } from './leader-election.ts';

const broken = new Error('the store is down');

/** A store in memory that answers at once, fails, or hangs; what it was asked is written down. */
class Shelf implements LeaseStore {
  readonly asked: string[] = [];
  stored: StoredLease | undefined;
  /** What becomes of a call: answered, failed, never answered, or written and never answered. */
  mood: 'answers' | 'fails' | 'hangs' | 'swallows' = 'answers';
  /** Runs after a put was written and before it is answered. */
  beforeAnswer = async (): Promise<void> => undefined;
  signals: AbortSignal[] = [];
  async get(signal: AbortSignal): Promise<StoredLease | undefined> {
    this.asked.push('get');
    await this.obey(signal);
    return this.stored;
  }
  async put(record: LeaseRecord, expected: number | undefined, signal: AbortSignal): Promise<number | undefined> {
    this.asked.push(`put ${record.holder || 'nobody'} on ${expected ?? 'nothing'}`);
    if (this.mood === 'swallows') this.write(record, expected);
    await this.obey(signal);
    const revision = this.write(record, expected);
    await this.beforeAnswer();
    return revision;
  }
  /** Somebody else writes. */
  set(holder: string, leaseMs = 300): void {
    this.write({ holder, leaseMs, acquiredAt: 0, renewedAt: 0, terms: 7 }, this.stored?.revision);
  }
  private write(record: LeaseRecord, expected: number | undefined): number | undefined {
    if (this.stored?.revision !== expected) return undefined;
    const revision = (expected ?? 0) + 10;
    this.stored = { record, revision };
    return revision;
  }
  private async obey(signal: AbortSignal): Promise<void> {
    this.signals.push(signal);
    if (this.mood === 'fails') throw broken;
    if (this.mood !== 'answers') await new Promise(() => undefined);
  }
}

/** A candidate on a hand clock: 300 ms of lease, 200 to the deadline, 50 between tries, 100 for a call. */
function setUp(options: Partial<ElectorOptions> = {}, shelf = new Shelf(), clock = new HandClock()) {
  const events: string[] = [];
  const errors: unknown[] = [];
  const terms: Term[] = [];
  /** Ends the work of the newest term. */
  const works: { end: () => void; fail: (error: unknown) => void }[] = [];
  const elector = new Elector({
    identity: 'a',
    store: shelf,
    leaseMs: 300,
    renewDeadlineMs: 200,
    retryPeriodMs: 50,
    clock,
    random: () => 0,
    wallNow: () => 5_000,
    onEvent: ({ kind, error }) => {
      if (kind === 'error') errors.push(error);
      events.push(kind);
    },
    lead: (term) => {
      terms.push(term);
      return new Promise<void>((resolve, reject) => {
        works.push({ end: resolve, fail: reject });
        term.signal.addEventListener('abort', () => resolve());
      });
    },
    ...options,
  });
  const start = async () => {
    elector.start();
    await clock.settle();
  };
  return { shelf, clock, elector, events, errors, terms, works, start };
}
/** Work that goes on after its signal, until the test ends it. */
const stubborn = () => {
  const ends: (() => void)[] = [];
  return { lead: () => new Promise<void>((resolve) => void ends.push(resolve)), end: () => ends.at(-1)!() };
};
/** One that has lost its term while the store failed, and whose work goes on; the store answers again. */
async function lostAtWork() {
  const work = stubborn();
  const { start, ...rest } = setUp({ lead: work.lead });
  await start();
  rest.shelf.mood = 'fails';
  await rest.clock.advance(200);
  rest.shelf.mood = 'answers';
  return { ...rest, work };
}

describe('a candidate', () => {
  it('leads at once where there is no record yet', async () => {
    const { elector, events, terms, shelf, start } = setUp();
    assert.deepEqual([elector.state, elector.isLeader, elector.leader], ['stopped', false, undefined]);
    await start();
    assert.deepEqual(events, ['started', 'vacant', 'won']);
    assert.deepEqual([elector.state, elector.isLeader, elector.leader], ['leading', true, 'a']);
    assert.deepEqual([terms[0]!.token, terms[0]!.number], [10, 1]);
    assert.deepEqual(shelf.stored!.record, { holder: 'a', leaseMs: 300, acquiredAt: 5_000, renewedAt: 5_000, terms: 1 });
  });

  it('takes a lease that was given back at once', async () => {
    const { shelf, terms, start } = setUp();
    shelf.set('');
    await start();
    assert.deepEqual([terms[0]!.token, terms[0]!.number], [20, 8]);
  });

  it('waits a whole lease, from when it first saw it, for a record that says it is old', async () => {
    const { clock, elector, shelf, start } = setUp();
    shelf.set('b');
    await start();
    await clock.advance(299);
    assert.deepEqual([elector.isLeader, elector.leader], [false, 'b']);
    await clock.advance(1);
    assert.deepEqual([elector.isLeader, elector.leader], [true, 'a']);
  });

  it('waits for as long as the holder said, whatever its own lease', async () => {
    const { clock, elector, shelf, start } = setUp();
    shelf.set('b', 1_000);
    await start();
    await clock.advance(999);
    assert.equal(elector.isLeader, false);
    await clock.advance(50);
    assert.equal(elector.isLeader, true);
  });

  it('waits for its own lease where a record does not say how long', async () => {
    for (const leaseMs of [NaN, 0, -1]) {
      const { clock, elector, shelf, start } = setUp();
      shelf.set('b', leaseMs);
      await start();
      await clock.advance(299);
      assert.equal(elector.isLeader, false);
      await clock.advance(50);
      assert.equal(elector.isLeader, true);
    }
  });

  it('begins to wait anew whenever the record has changed', async () => {
    const { clock, elector, shelf, start } = setUp();
    shelf.set('b');
    await start();
    for (let renewals = 0; renewals < 10; renewals += 1) {
      await clock.advance(250);
      shelf.set('b');
    }
    await clock.advance(300);
    assert.equal(elector.isLeader, false);
    await clock.advance(50);
    assert.equal(elector.isLeader, true);
  });

  it('takes the record of an earlier life of its host for that of another', async () => {
    const { clock, elector, shelf, start } = setUp({ identity: 'host/2' });
    shelf.set('host/1');
    await start();
    await clock.advance(250);
    assert.equal(elector.isLeader, false);
  });

  it('does not lead where another was faster, and leaves that one its lease', async () => {
    const { clock, elector, events, shelf, start } = setUp();
    shelf.set('');
    const { get } = shelf;
    shelf.get = async (signal) => {
      const found = await get.call(shelf, signal);
      if (found?.record.holder === '') shelf.set('b');
      return found;
    };
    await start();
    assert.deepEqual(events, ['started', 'observed', 'vacant', 'beaten']);
    await clock.advance(250);
    assert.deepEqual([elector.isLeader, elector.leader], [false, 'b']);
  });

  it('looks at the store after 1 to 2.2 times the period', async () => {
    for (const [random, periodMs] of [[0, 50], [0.5, 80], [1, 110]] as const) {
      const { clock, shelf, start } = setUp({ random: () => random });
      shelf.set('b', 10_000);
      await start();
      await clock.advance(periodMs - 1);
      assert.equal(shelf.asked.length, 1);
      await clock.advance(1);
      assert.equal(shelf.asked.length, 2);
    }
  });

  it('says whom it sees in office, when that changes', async () => {
    const holders: string[] = [];
    const { clock, shelf, start } = setUp({ onEvent: ({ kind, holder }) => void (kind === 'observed' && holders.push(holder)) });
    shelf.set('b', 10_000);
    await start();
    shelf.set('b', 10_000);
    await clock.advance(50);
    shelf.set('c', 10_000);
    await clock.advance(50);
    assert.deepEqual(holders, ['b', 'c']);
  });

  it('goes on after a store that fails, and tells of it', async () => {
    const { clock, elector, errors, shelf, start } = setUp();
    shelf.mood = 'fails';
    await start();
    await clock.advance(100);
    assert.deepEqual(errors, [broken, broken, broken]);
    shelf.mood = 'answers';
    await clock.advance(50);
    assert.equal(elector.isLeader, true);
  });

  it('gives up a call that is not answered, with its signal', async () => {
    const { clock, errors, shelf, start } = setUp();
    shelf.mood = 'hangs';
    await start();
    await clock.advance(99);
    assert.deepEqual([errors.length, shelf.signals[0]!.aborted], [0, false]);
    await clock.advance(1);
    assert.ok(errors[0] instanceof StoreTimeoutError && errors[0].code === 'STORE_TIMEOUT');
    assert.equal(shelf.signals[0]!.aborted, true);
  });

  it('leads with what a call had written whose answer was lost, under a token of its own', async () => {
    const { clock, events, shelf, terms, start } = setUp();
    const { get } = shelf;
    shelf.get = async (signal) => {
      shelf.mood = 'answers';
      const found = await get.call(shelf, signal);
      if (found?.record.holder !== 'a') shelf.mood = 'swallows';
      return found;
    };
    await start();
    assert.deepEqual([shelf.stored?.record.holder, terms.length], ['a', 0]);
    await clock.advance(101);
    assert.deepEqual([events, terms[0]!.token], [['started', 'vacant', 'error', 'beaten', 'observed', 'vacant', 'won'], 20]);
  });

  it('outlives a store that throws before it promises', async () => {
    const { errors, shelf, start } = setUp();
    shelf.get = () => {
      throw broken;
    };
    await start();
    assert.deepEqual(errors, [broken]);
  });
});

describe('a leader', () => {
  it('renews once a period, by one compare-and-set, and keeps its token', async () => {
    const { clock, shelf, terms, start } = setUp();
    await start();
    await clock.advance(100);
    assert.deepEqual(shelf.asked, ['get', 'put a on nothing', 'put a on 10', 'put a on 20']);
    assert.deepEqual([terms.length, terms[0]!.token, shelf.stored!.revision], [1, 10, 30]);
  });

  it('stays for as long as it can renew', async () => {
    const { clock, elector, terms, start } = setUp();
    await start();
    await clock.advance(10_000);
    assert.deepEqual([elector.isLeader, terms.length], [true, 1]);
  });

  it('ends its term a renew deadline after it asked for the last renewal that succeeded', async () => {
    const { clock, elector, events, shelf, terms, start } = setUp();
    await start();
    await clock.advance(50);
    shelf.mood = 'fails';
    await clock.advance(199);
    assert.deepEqual([elector.isLeader, terms[0]!.signal.aborted], [true, false]);
    await clock.advance(1);
    assert.deepEqual([elector.isLeader, terms[0]!.signal.aborted], [false, true]);
    assert.deepEqual(events.slice(-2), ['lost', 'ended']);
  });

  it('counts that time from when it asked, not from the answer', async () => {
    const { clock, terms, shelf, start } = setUp();
    await start();
    const before = clock.now();
    shelf.beforeAnswer = () => new Promise((resolve) => clock.setTimeout(resolve, 80));
    await clock.advance(50 + 80);
    assert.equal(terms[0]!.validUntil, before + 50 + 200);
  });

  it('ends its term then even while a call hangs', async () => {
    const { clock, elector, shelf, terms, start } = setUp({ callTimeoutMs: 199 });
    await start();
    await clock.advance(49);
    shelf.mood = 'hangs';
    await clock.advance(151);
    assert.deepEqual([elector.isLeader, terms[0]!.signal.aborted], [false, true]);
  });

  it('looks at once who has written where its renewal meets another revision, and ends its term', async () => {
    const { clock, elector, shelf, terms, start } = setUp();
    await start();
    shelf.set('b');
    await clock.advance(50);
    assert.deepEqual([terms[0]!.signal.aborted, elector.leader, shelf.asked.slice(-2)], [true, 'b', ['put a on 10', 'get']]);
  });

  it('asks a store that shows it its own record and takes no renewal once more, and then after a rest', async () => {
    const { clock, elector, shelf, start } = setUp();
    await start();
    shelf.asked.length = 0;
    shelf.put = async () => {
      shelf.asked.push('put');
      await new Promise<void>((resolve) => void clock.setTimeout(resolve, 1));
      return undefined;
    };
    await clock.advance(99);
    assert.deepEqual([shelf.asked, elector.isLeader], [['put', 'get', 'put'], true]);
    await clock.advance(1);
    assert.deepEqual(shelf.asked.slice(3), ['get', 'put']);
    await clock.advance(100);
    assert.equal(elector.isLeader, false);
  });

  it('goes on where a renewal was written and its answer lost', async () => {
    const { clock, elector, shelf, terms, start } = setUp();
    await start();
    shelf.mood = 'swallows';
    await clock.advance(50);
    shelf.mood = 'answers';
    await clock.advance(149);
    assert.deepEqual([elector.isLeader, terms.length, terms[0]!.signal.aborted], [true, 1, false]);
    await clock.advance(1_000);
    assert.equal(elector.isLeader, true);
  });

  it('ends its term where the record is gone, and stands again', async () => {
    const { clock, shelf, terms, start } = setUp();
    await start();
    shelf.stored = undefined;
    await clock.advance(150);
    assert.deepEqual([terms.length, terms[0]!.signal.aborted, terms[1]!.signal.aborted], [2, true, false]);
  });

  it('throws from check() once its term is over by the clock, even while the timer is late', async () => {
    const hand = new HandClock();
    const timers: (() => void)[] = [];
    const late = { now: hand.now, setTimeout: (run: () => void) => timers.push(run), clearTimeout: () => undefined };
    const set = setUp({ clock: late });
    set.elector.start();
    await hand.settle();
    set.terms[0]!.check();
    await hand.advance(200);
    assert.equal(set.terms[0]!.signal.aborted, false);
    assert.throws(() => set.terms[0]!.check(), (error) => error instanceof LeaseLostError && error.code === 'LEASE_LOST' && error.token === 10 && error.reason === 'lost');
    assert.deepEqual([set.terms[0]!.signal.aborted, set.elector.isLeader], [true, false]);
  });

  it('does not begin a term whose time was over when the answer came', async () => {
    const hand = new HandClock();
    const clock = { now: hand.now, setTimeout: (run: () => void, ms: number) => (ms === 100 ? undefined : hand.setTimeout(run, ms)), clearTimeout: hand.clearTimeout };
    const { events, shelf, terms, elector } = setUp({ clock });
    shelf.beforeAnswer = () => new Promise((resolve) => hand.setTimeout(resolve, 200));
    elector.start();
    await hand.advance(200);
    assert.deepEqual([events, terms.length], [['started', 'vacant', 'beaten'], 0]);
    shelf.beforeAnswer = async () => undefined;
    await hand.advance(50);
    assert.deepEqual([terms.length, terms[0]!.token], [1, 20]); // it was its own record all along
  });

  it('stands again after it lost the lease, under a higher token', async () => {
    const { clock, shelf, terms, start } = setUp();
    await start();
    shelf.mood = 'fails';
    await clock.advance(250);
    shelf.mood = 'answers';
    await clock.advance(50);
    assert.equal(terms.length, 2);
    assert.ok(terms[1]!.token > terms[0]!.token);
  });

  it('begins no second term before the work of the first has ended, and says that it is not sound', async () => {
    const { clock, elector, events, work } = await lostAtWork();
    await clock.advance(1_000);
    assert.deepEqual([elector.state, elector.isLeader], ['ending', false]);
    assert.deepEqual([elector.isSound(1_000), elector.isSound(2_000)], [false, true]);
    work.end();
    await clock.advance(50);
    assert.deepEqual(events.slice(-4), ['lost', 'ended', 'vacant', 'won']);
    assert.equal(elector.isSound(0), true);
  });

  it('has its signal before the end of the term is told', async () => {
    const order: string[] = [];
    const { clock, shelf, start } = setUp({ onEvent: ({ kind }) => void order.push(kind), lead: ({ signal }) => signal.addEventListener('abort', () => order.push('signal')) });
    await start();
    shelf.mood = 'fails';
    await clock.advance(200);
    assert.deepEqual(order.slice(order.indexOf('signal')), ['signal', 'lost', 'ended']);
  });
});

describe('a leader that goes', () => {
  it('gives the lease back when its work has ended, and not before', async () => {
    const work = stubborn();
    const { clock, elector, events, shelf, start } = setUp({ lead: work.lead });
    await start();
    const stopped = elector.stop();
    await clock.advance(20);
    assert.deepEqual([shelf.stored!.record.holder, events.at(-1), elector.isLeader], ['a', 'stopping', false]);
    work.end();
    await stopped;
    assert.deepEqual([shelf.stored!.record.holder, events.slice(-4), elector.state], ['', ['stopping', 'releasing', 'released', 'stopped'], 'stopped']);
  });

  it('stays out for a lease after it has resigned', async () => {
    const { clock, elector, shelf, terms, start } = setUp();
    await start();
    elector.resign();
    await clock.settle();
    assert.deepEqual([shelf.stored!.record.holder, elector.leader], ['', undefined]);
    await clock.advance(299);
    assert.equal(terms.length, 1);
    await clock.advance(1);
    assert.equal(terms.length, 2);
  });

  it('stays out too where it resigns while another leads', async () => {
    const { clock, elector, shelf, start } = setUp();
    shelf.set('b', 100);
    await start();
    elector.resign();
    await clock.advance(299);
    assert.equal(elector.isLeader, false);
    await clock.advance(50);
    assert.equal(elector.isLeader, true);
  });

  it('does not lead with what it wins after it has resigned, and gives it back', async () => {
    const { clock, elector, events, shelf, terms } = setUp();
    let answer = (): void => undefined;
    shelf.beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    elector.start();
    await clock.settle();
    elector.resign();
    shelf.beforeAnswer = async () => undefined;
    answer();
    await clock.settle();
    assert.deepEqual([terms.length, events, shelf.stored!.record.holder], [0, ['started', 'vacant', 'beaten'], '']);
  });

  it('begins no work in a term that whoever is told of it ends at once', async () => {
    for (const go of ['stop', 'resign'] as const) {
      const { clock, elector, events, terms, shelf, start } = setUp({
        onEvent: ({ kind }) => {
          events.push(kind);
          if (kind === 'won') void elector[go]();
        },
      });
      await start();
      await clock.advance(10);
      assert.deepEqual([terms.length, shelf.stored!.record.holder, events.includes('released')], [0, '', true], go);
    }
  });

  it('resigns where its work does not get on', async () => {
    let gets = true;
    const { clock, elector, events, shelf, start } = setUp({ isHealthy: () => gets });
    await start();
    await clock.advance(100);
    gets = false;
    await clock.advance(50);
    assert.deepEqual([events.slice(-3), shelf.stored!.record.holder, elector.isLeader], [['unhealthy', 'releasing', 'released'], '', false]);
  });

  it('renews nothing where nobody can say whether its work gets on', async () => {
    const { clock, elector, errors, start } = setUp({
      isHealthy: () => {
        throw broken;
      },
    });
    await start();
    await clock.advance(200);
    assert.deepEqual([elector.isLeader, errors[0]], [false, broken]);
  });

  it('resigns where its work fails, and tells why', async () => {
    const { clock, errors, events, works, start } = setUp();
    await start();
    works[0]!.fail(broken);
    await clock.settle();
    assert.deepEqual([errors, events.slice(-4)], [[broken], ['error', 'failed', 'releasing', 'released']]);
  });

  it('resigns where its work throws at once', async () => {
    const { errors, events, clock, start } = setUp({
      lead: () => {
        throw broken;
      },
    });
    await start();
    await clock.settle();
    assert.deepEqual([errors, events.slice(-3)], [[broken], ['failed', 'releasing', 'released']]);
  });

  it('takes the end of the term for no failure of its work', async () => {
    const { clock, elector, errors, start } = setUp({
      lead: async (term) => {
        await new Promise((resolve) => term.signal.addEventListener('abort', resolve));
        term.check();
      },
    });
    await start();
    elector.resign();
    await clock.settle();
    assert.deepEqual(errors, []);
  });

  it('goes on where its work has nothing to wait for', async () => {
    const { clock, elector, start } = setUp({ lead: () => undefined });
    await start();
    await clock.advance(1_000);
    assert.equal(elector.isLeader, true);
  });

  it('gives back what it holds where its last renewal was not answered', async () => {
    const { clock, elector, shelf, start } = setUp();
    await start();
    shelf.mood = 'swallows';
    await clock.advance(150);
    shelf.mood = 'answers';
    const stopped = elector.stop();
    await clock.advance(200);
    await stopped;
    assert.equal(shelf.stored!.record.holder, '');
  });

  it('may be told to go by its own work', async () => {
    const set: ReturnType<typeof setUp> = setUp({ lead: () => void set.elector.stop() });
    await set.start();
    await set.clock.advance(1);
    assert.deepEqual([set.elector.state, set.shelf.stored!.record.holder], ['stopped', '']);
  });

  it('leaves alone what another has by now', async () => {
    const { elector, shelf, start } = setUp();
    await start();
    shelf.set('b');
    await elector.stop();
    assert.equal(shelf.stored!.record.holder, 'b');
  });

  it('stops after two tries where the store takes nothing back, and does not say that it was given back', async () => {
    const { clock, elector, errors, events, shelf, start } = setUp();
    await start();
    shelf.mood = 'fails';
    const stopped = elector.stop();
    await clock.advance(49);
    assert.equal(errors.length, 1);
    await clock.advance(1);
    await stopped;
    assert.deepEqual([errors, elector.state, events.slice(-5)], [[broken, broken], 'stopped', ['releasing', 'error', 'error', 'ended', 'stopped']]);
  });
});

describe('stopping', () => {
  it('takes the call under way, two more and a pause where a renewal hangs', async () => {
    const { clock, elector, events, shelf, start } = setUp();
    await start();
    shelf.mood = 'hangs';
    await clock.advance(60);
    let isStopped = false;
    void elector.stop().then(() => (isStopped = true));
    // The renewal hangs until 150, and the two looks 100 each, with 50 between them.
    await clock.advance(339);
    assert.equal(isStopped, false);
    await clock.advance(1);
    assert.deepEqual([isStopped, shelf.asked.slice(1)], [true, ['put a on nothing', 'put a on 10', 'get', 'get']]);
    assert.deepEqual(events.slice(-7), ['stopping', 'error', 'releasing', 'error', 'error', 'ended', 'stopped']);
  });

  it('gives back what it still holds in a term that it had lost when it was told to go', async () => {
    const { elector, events, shelf, work } = await lostAtWork();
    const stopped = elector.stop();
    work.end();
    await stopped;
    assert.deepEqual([shelf.stored!.record.holder, events.slice(-3)], ['', ['releasing', 'released', 'stopped']]);
  });

  it('does not lead with what it won after it was told to stop, and gives it back', async () => {
    const { elector, events, shelf, terms, clock } = setUp();
    let answer = (): void => undefined;
    shelf.beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    elector.start();
    await clock.settle();
    const stopped = elector.stop();
    shelf.beforeAnswer = async () => undefined;
    answer();
    await stopped;
    assert.deepEqual([terms.length, events, shelf.stored!.record.holder], [0, ['started', 'vacant', 'beaten', 'stopped'], '']);
  });

  it('looks for a lease that it may have won, where no answer came, and gives it back', async () => {
    const { clock, elector, shelf, start } = setUp();
    const { get } = shelf;
    shelf.get = async (signal) => {
      const found = await get.call(shelf, signal);
      shelf.mood = 'swallows';
      return found;
    };
    await start();
    shelf.get = get;
    const stopped = elector.stop();
    shelf.mood = 'answers';
    await clock.advance(100);
    await stopped;
    assert.equal(shelf.stored!.record.holder, '');
  });

  it('ends a look that hangs at once', async () => {
    const { clock, elector, shelf, start } = setUp();
    shelf.mood = 'hangs';
    await start();
    await elector.stop();
    assert.deepEqual([elector.state, shelf.signals[0]!.aborted, clock.waiting], ['stopped', true, 0]);
  });

  it('ends a wait at once, with no timer left', async () => {
    const { clock, elector, shelf, start } = setUp();
    shelf.set('b', 10_000);
    await start();
    await elector.stop();
    assert.equal(clock.waiting, 0);
    await clock.advance(20_000);
    assert.equal(shelf.asked.length, 1);
  });

  it('leaves no timer behind after a term', async () => {
    const { clock, elector, start } = setUp();
    await start();
    await clock.advance(1_000);
    await elector.stop();
    assert.equal(clock.waiting, 0);
  });

  it('can come before the start, which then does nothing, and twice', async () => {
    const { elector, events, shelf, start } = setUp();
    await elector.stop();
    await start();
    await elector.stop();
    assert.deepEqual([events, shelf.asked], [[], []]);
  });

  it('is started once', async () => {
    const { elector, shelf, start } = setUp();
    await start();
    elector.start();
    assert.equal(shelf.asked.length, 2);
  });
});

describe('a candidate’s listener', () => {
  it('harms nothing by what it throws', async () => {
    const { elector, clock, start } = setUp({
      onEvent: ({ kind }) => {
        if (kind === 'won') throw broken;
      },
    });
    const thrown = await surfaced(async () => {
      await start();
      await clock.advance(1_000);
    });
    assert.deepEqual([elector.isLeader, thrown], [true, [broken]]);
  });
});

describe('options', () => {
  const options = (given: Partial<ElectorOptions>) => () => setUp(given);
  it('are refused where their times cannot go together, with value and range', () => {
    assert.throws(options({ renewDeadlineMs: 300 }), new RangeError('renewDeadlineMs must be above 0 and below leaseMs (300), got 300.'));
    assert.throws(options({ retryPeriodMs: 170 }), /^RangeError: retryPeriodMs must be above 0 and below renewDeadlineMs \/ 1\.2 \(166\.6.*\), got 170\.$/);
    assert.throws(options({ callTimeoutMs: 200 }), new RangeError('callTimeoutMs must be above 0 and below renewDeadlineMs (200), got 200.'));
    assert.throws(options({ leaseMs: 2 ** 31 }), /leaseMs must be above 1 and below 2147483647/);
  });
  it('are refused where they are no times', () => {
    for (const value of [0, -1, NaN, Infinity]) {
      for (const name of ['leaseMs', 'renewDeadlineMs', 'retryPeriodMs', 'callTimeoutMs']) assert.throws(options({ [name]: value }), RangeError, `${name} ${value}`);
    }
  });
  it('name somebody', () => {
    assert.throws(options({ identity: '' }), new RangeError('identity must be a text of one character or more, got "".'));
    assert.throws(options({ identity: undefined }), RangeError);
  });
  it('have the times of client-go as defaults, which go together', () => {
    assert.doesNotThrow(() => new Elector({ identity: 'a', store: new Shelf(), lead: () => undefined }));
  });
});

describe('five candidates at one store', () => {
  it('have one leader, and another soon after it has stopped without a word', async () => {
    const shelf = new Shelf();
    const clock = new HandClock();
    let seed = 1;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const all = ['a', 'b', 'c', 'd', 'e'].map((identity) => setUp({ identity, random }, shelf, clock));
    for (const { elector } of all) elector.start();
    await clock.advance(1_000);
    const first = all.filter(({ elector }) => elector.isLeader);
    assert.equal(first.length, 1);
    shelf.set('dead');
    await clock.advance(300 + 4.4 * 50);
    const second = all.filter(({ elector }) => elector.isLeader);
    assert.equal(second.length, 1);
  });
});
