import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { Projector, ProjectorStoppedError, StaleViewError, type Delivery, type Projection, type ProjectorOptions, type Recorded, type Saved, type ViewStore } from './cqrs.projector.ts';

interface Event {
  readonly type: string;
}
type Types = readonly string[];

const goneAway = new Error('the shopper went away');
const full = new Error('the disk is full');

/** The types of the events that it has counted, and that it handles: all but `c`. */
const projection: Projection<Event, Types> = { name: 'list', handles: ['a', 'b', 'd'], initial: () => [], apply: (view, { event: { type } }) => (type === 'd' ? undefined : [...view, type]) };
const recorded = (types: string, from = 1): Recorded<Event>[] => Array.from(types, (type, index) => ({ event: { type }, position: from + index }));
/** The events after a position, one for each letter. */
const delivery = (after: number, types: string, head = after + types.length): Delivery<Event> => ({ after, events: recorded(types, after + 1), head });

/** A store of views that says what was saved, and can be held up or fail. */
class Shelf implements ViewStore<Event, Types> {
  kept: Saved<Types> | undefined;
  readonly saves: string[] = [];
  loads = 0;
  beforeSave: () => Promise<void> | void = () => undefined;
  afterSave: () => Promise<void> | void = () => undefined;
  beforeLoad: () => Promise<void> | void = () => undefined;
  constructor(kept?: Saved<Types>) {
    this.kept = kept;
  }
  async load(): Promise<Saved<Types> | undefined> {
    this.loads += 1;
    await this.beforeLoad();
    return this.kept;
  }
  async save(saved: Saved<Types>, applied: readonly Recorded<Event>[] | undefined): Promise<void> {
    await this.beforeSave();
    this.kept = saved;
    this.saves.push(`${saved.view.join('')} at ${saved.position}, ${applied === undefined ? 'all new' : applied.map(({ position }) => position).join(' ')}`);
    await this.afterSave();
  }
}

function setUp(options: Partial<ProjectorOptions<Event, Types>> = {}, shelf = new Shelf()) {
  const clock = new HandClock();
  const changes: string[] = [];
  const projector = new Projector<Event, Types>({ projection, views: shelf, clock, onChange: ({ event, state }) => void changes.push(`${event}: ${state}`), ...options });
  return { clock, shelf, changes, projector };
}
const logOf = (types: () => string) => ({ readAll: (after: number, max: number) => recorded(types().slice(after, after + max), after + 1) });
const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => void (open = resolve));
  return { opened, open: () => open() };
};
const settled = async (promise: Promise<unknown>, clock: HandClock) => {
  let state = 'pending';
  promise.then(() => (state = 'answered'), () => (state = 'rejected'));
  await clock.settle();
  return state;
};

describe('a delivery', () => {
  it('is applied in order and committed with its position, in one commit', async () => {
    const { projector, shelf } = setUp();
    assert.equal(await projector.deliver(delivery(0, 'ab')), 2);
    assert.equal(await projector.deliver(delivery(2, 'a')), 3);
    assert.deepEqual(shelf.saves, ['ab at 2, 1 2', 'aba at 3, 3']);
    assert.deepEqual([projector.view, projector.position], [['a', 'b', 'a'], 3]);
  });

  it('that comes again changes nothing, and is answered with the position', async () => {
    const { projector, shelf } = setUp();
    await projector.deliver(delivery(0, 'ab'));
    assert.equal(await projector.deliver(delivery(0, 'ab')), 2);
    assert.deepEqual([projector.view, shelf.saves.length], [['a', 'b'], 1]);
  });

  it('counts only those of its events that are new, also where one stands in it twice', async () => {
    const { projector, shelf } = setUp();
    await projector.deliver(delivery(0, 'ab'));
    assert.equal(await projector.deliver({ after: 0, events: [...recorded('aba'), ...recorded('aba')], head: 3 }), 3);
    assert.deepEqual(shelf.saves[1], 'aba at 3, 3');
  });

  it('that does not follow on what the view has is not taken, and the answer says from where to go on', async () => {
    const { projector, shelf } = setUp();
    await projector.deliver(delivery(0, 'a'));
    assert.equal(await projector.deliver(delivery(2, 'b')), 1);
    assert.deepEqual([projector.view, shelf.saves.length], [['a'], 1]);
  });

  it('may skip positions that the log does not have', async () => {
    const { projector } = setUp();
    assert.equal(await projector.deliver({ after: 0, events: [...recorded('a', 4), ...recorded('b', 9)], head: 9 }), 9);
  });

  it('moves the position past events that the projection does not handle, each looked at by itself', async () => {
    const { projector, shelf } = setUp();
    assert.equal(await projector.deliver(delivery(0, 'acbc')), 4);
    assert.equal(await projector.deliver(delivery(4, 'c')), 5);
    assert.deepEqual(shelf.saves, ['ab at 4, 1 3', 'ab at 5, ']);
  });

  it('keeps the view where an event changes nothing', async () => {
    const { projector } = setUp();
    await projector.deliver(delivery(0, 'ad'));
    assert.deepEqual([projector.view, projector.position], [['a'], 2]);
  });

  it('without events commits nothing', async () => {
    const { projector, shelf } = setUp();
    assert.equal(await projector.deliver(delivery(0, '', 4)), 0);
    assert.deepEqual([shelf.saves.length, projector.lag], [0, 4]);
  });

  it('waits for the one before it: two copies of one that come at once count once', async () => {
    const { projector, shelf } = setUp();
    const { opened, open } = gate();
    shelf.beforeSave = () => opened;
    const both = Promise.all([projector.deliver(delivery(0, 'ab')), projector.deliver(delivery(0, 'ab'))]);
    open();
    assert.deepEqual(await both, [2, 2]);
    assert.equal(shelf.saves.length, 1);
  });

  it('shows nothing of itself before it is committed', async () => {
    const { projector, shelf, clock } = setUp();
    const { opened, open } = gate();
    shelf.beforeSave = () => opened;
    const taken = projector.deliver(delivery(0, 'a'));
    await clock.settle();
    assert.deepEqual([projector.view, projector.position, projector.lag], [[], 0, 1]);
    open();
    await taken;
    assert.deepEqual([projector.view, projector.position, projector.lag], [['a'], 1, 0]);
  });

  it('that cannot be applied rejects with what was thrown, takes nothing, and the next is taken', async () => {
    const bug = new Error('bug');
    let isBroken = true;
    const { projector, shelf } = setUp({ projection: { ...projection, apply: (view, { event: { type } }) => {
      if (isBroken && type === 'b') throw bug;
      return [...view, type];
    } } });
    await assert.rejects(projector.deliver(delivery(0, 'ab')), (error) => error === bug);
    assert.deepEqual([projector.position, shelf.saves.length], [0, 0]);
    isBroken = false;
    assert.equal(await projector.deliver(delivery(0, 'ab')), 2);
  });
});

describe('a commit that fails', () => {
  it('takes nothing, and the same delivery is taken later', async () => {
    const { projector, shelf } = setUp();
    shelf.beforeSave = () => { throw full; };
    await assert.rejects(projector.deliver(delivery(0, 'a')), (error) => error === full);
    assert.deepEqual([projector.view, projector.position], [[], 0]);
    shelf.beforeSave = () => undefined;
    assert.equal(await projector.deliver(delivery(0, 'a')), 1);
    assert.deepEqual(shelf.saves, ['a at 1, 1']);
  });

  it('though it was made counts once: the view is loaded anew before the next delivery', async () => {
    const { projector, shelf } = setUp();
    shelf.afterSave = () => { throw full; };
    await assert.rejects(projector.deliver(delivery(0, 'a')), (error) => error === full);
    shelf.afterSave = () => undefined;
    assert.equal(await projector.deliver(delivery(0, 'a')), 1);
    assert.deepEqual([shelf.saves, shelf.loads], [['a at 1, 1'], 2]);
  });
});

describe('a new process', () => {
  it('goes on from what was committed', async () => {
    const { projector, shelf } = setUp({}, new Shelf({ view: ['a', 'b'], position: 2 }));
    assert.equal(await projector.deliver(delivery(0, 'aba')), 3);
    assert.deepEqual([projector.view, shelf.saves], [['a', 'b', 'a'], ['aba at 3, 3']]);
  });

  it('answers no query before it has loaded, not even one for any position', async () => {
    const shelf = new Shelf({ view: ['a'], position: 1 });
    const { opened, open } = gate();
    shelf.beforeLoad = () => opened;
    const { projector, clock } = setUp({}, shelf);
    const answer = projector.waitFor(0);
    assert.equal(await settled(answer, clock), 'pending');
    open();
    assert.deepEqual(await answer, { view: ['a'], position: 1 });
    assert.equal(clock.waiting, 0);
  });

  it('that cannot load says so to all who wait, and tries again for the next', async () => {
    const shelf = new Shelf({ view: ['a'], position: 1 });
    shelf.beforeLoad = () => { throw full; };
    const { projector } = setUp({}, shelf);
    await assert.rejects(projector.waitFor(0), (error) => error === full);
    await assert.rejects(projector.start(), (error) => error === full);
    await assert.rejects(projector.deliver(delivery(1, 'b')), (error) => error === full);
    shelf.beforeLoad = () => undefined;
    assert.equal(await projector.deliver(delivery(1, 'b')), 2);
    assert.equal(shelf.loads, 4);
  });

  it('loads once, however many ask', async () => {
    const { projector, shelf } = setUp();
    await Promise.all([projector.start(), projector.start(), projector.waitFor(0), projector.deliver(delivery(0, 'a'))]);
    assert.equal(shelf.loads, 1);
  });

  it('begins with the first event where nothing is kept', async () => {
    const projector = new Projector<Event, Types>({ projection });
    assert.equal(await projector.deliver(delivery(0, 'a')), 1);
    assert.deepEqual(projector.view, ['a']);
    projector.stop();
  });
});

describe('an effect', () => {
  it('is done for each new event that the projection handles, before the commit', async () => {
    const done: string[] = [];
    const { projector, shelf } = setUp({ effect: ({ event: { type }, position }) => void done.push(`${type} ${position} after ${shelf.saves.length} commits`) });
    await projector.deliver(delivery(0, 'acb'));
    await projector.deliver(delivery(0, 'acb'));
    await projector.deliver(delivery(3, 'a'));
    assert.deepEqual(done, ['a 1 after 0 commits', 'b 3 after 0 commits', 'a 4 after 1 commits']);
  });

  it('that fails holds the view back, and is done again with the next delivery', async () => {
    const done: number[] = [];
    let isDown = true;
    const { projector } = setUp({ effect: async ({ position }) => {
      done.push(position);
      if (isDown && position === 2) throw full;
    } });
    await assert.rejects(projector.deliver(delivery(0, 'ab')), (error) => error === full);
    assert.equal(projector.position, 0);
    isDown = false;
    await projector.deliver(delivery(0, 'ab'));
    assert.deepEqual(done, [1, 2, 1, 2]);
  });
});

describe('a query', () => {
  it('is answered at once where the view has come to its position', async () => {
    const { projector, clock } = setUp();
    await projector.deliver(delivery(0, 'ab'));
    assert.deepEqual(await projector.waitFor(2, 0), { view: ['a', 'b'], position: 2 });
    assert.deepEqual(await projector.waitFor(0), { view: ['a', 'b'], position: 2 });
    assert.equal(clock.waiting, 0);
  });

  it('waits until the view comes to its position, and leaves no timer', async () => {
    const { projector, clock } = setUp();
    await projector.start();
    const answer = projector.waitFor(2, 500);
    await clock.advance(400);
    await projector.deliver(delivery(0, 'a'));
    assert.equal(await settled(answer, clock), 'pending');
    assert.equal(projector.metrics().waiting, 1);
    await projector.deliver(delivery(1, 'b'));
    assert.deepEqual(await answer, { view: ['a', 'b'], position: 2 });
    assert.deepEqual([clock.waiting, projector.metrics().waiting], [0, 0]);
  });

  it('is told with both positions when its time is over', async () => {
    const { projector, clock } = setUp();
    await projector.deliver(delivery(0, 'a'));
    const refused = assert.rejects(projector.waitFor(3, 500), (error) =>
      error instanceof StaleViewError && error.code === 'VIEW_STALE' && error.name === 'StaleViewError' && error.wanted === 3 && error.position === 1 && error.waitedMs === 500 && error.message === 'list is at position 1 and was wanted at 3 (waited 500 ms).');
    await clock.advance(499);
    assert.equal(projector.metrics().waiting, 1);
    await clock.advance(1);
    await refused;
    assert.equal(projector.metrics().waiting, 0);
  });

  it('waits for a second unless told otherwise', async () => {
    const { projector, clock } = setUp();
    const answer = projector.waitFor(1);
    answer.catch(() => undefined);
    await clock.advance(999);
    assert.equal(await settled(answer, clock), 'pending');
    await clock.advance(1);
    await assert.rejects(answer, StaleViewError);
  });

  it('that is given up is told at once, whether it has come, waits, or has gone', async () => {
    const { projector, clock } = setUp();
    await projector.start();
    const aborting = new AbortController();
    const refused = assert.rejects(projector.waitFor(1, 500, aborting.signal), (error) => error === goneAway);
    await clock.settle();
    aborting.abort(goneAway);
    await refused;
    assert.deepEqual([clock.waiting, projector.metrics().waiting], [0, 0]);
    await assert.rejects(projector.waitFor(0, 500, aborting.signal), (error) => error === goneAway);
  });

  it('for no position is refused', async () => {
    const { projector } = setUp();
    await assert.rejects(projector.waitFor(-1), new RangeError('position must be from 0 to 9007199254740991, got -1.'));
    await assert.rejects(projector.waitFor(1, -1), new RangeError('timeoutMs must be from 0 to 2147483647, got -1.'));
    await assert.rejects(projector.waitFor(1, Number.NaN), RangeError);
  });
});

describe('a rebuild', () => {
  it('makes the view anew beside the one that is read, and replaces that in one commit', async () => {
    let types = 'abcab';
    const shelf = new Shelf({ view: ['wrong'], position: 5 });
    const { opened, open } = gate();
    const log = logOf(() => types);
    let reads = 0;
    const { projector, clock, changes } = setUp({ batch: 2, log: { readAll: async (after, max) => {
      reads += 1;
      if (reads === 2) await opened;
      return log.readAll(after, max);
    } } }, shelf);
    const rebuilt = projector.rebuild();
    await clock.settle();
    assert.deepEqual([projector.view, projector.metrics().rebuiltTo, projector.metrics().state], [['wrong'], 2, 'rebuilding']);
    types = 'abcaba';
    assert.equal(await projector.deliver(delivery(5, 'a')), 6);
    open();
    await rebuilt;
    assert.deepEqual([projector.view, projector.position, projector.metrics().rebuiltTo], [['a', 'b', 'a', 'b', 'a'], 6, undefined]);
    assert.deepEqual(shelf.saves, ['wronga at 6, 6', 'ababa at 6, all new']);
    assert.deepEqual(changes, ['loaded: behind', 'rebuild: rebuilding', 'switched: behind']);
  });

  it('does no effect again', async () => {
    const done: number[] = [];
    const { projector } = setUp({ log: logOf(() => 'ab'), effect: ({ position }) => void done.push(position) });
    await projector.deliver(delivery(0, 'ab'));
    await projector.rebuild();
    assert.deepEqual(done, [1, 2]);
  });

  it('is never behind what was shown: it reads on while the view waits', async () => {
    const { projector, shelf, clock } = setUp({ log: logOf(() => 'aab') });
    const { opened, open } = gate();
    shelf.beforeSave = () => opened;
    const taken = projector.deliver(delivery(0, 'a'));
    const behind = projector.deliver({ after: 1, events: recorded('ab', 2), head: 3 });
    const rebuilt = projector.rebuild();
    await clock.settle();
    open();
    await Promise.all([taken, behind, rebuilt]);
    assert.deepEqual(shelf.saves, ['a at 1, 1', 'aab at 3, 2 3', 'aab at 3, all new']);
  });

  it('is never ahead of what was shown: what the log holds besides comes as new, and its effects are done', async () => {
    for (const batch of [1, 3, 100]) {
      const done: number[] = [];
      const { projector, shelf } = setUp({ batch, log: logOf(() => 'abababcaba'), effect: ({ position }) => void done.push(position) });
      await projector.deliver(delivery(0, 'ababab', 10));
      await projector.rebuild();
      assert.deepEqual([projector.position, shelf.saves.at(-1)], [6, 'ababab at 6, all new']);
      assert.equal(await projector.deliver(delivery(6, 'caba')), 10);
      assert.deepEqual([projector.view.join(''), done], ['ababababa', [1, 2, 3, 4, 5, 6, 8, 9, 10]]);
    }
  });

  it('that the log does not reach is not switched to', async () => {
    const shelf = new Shelf({ view: ['a', 'b'], position: 2 });
    const { projector, changes } = setUp({ log: logOf(() => 'a') }, shelf);
    await assert.rejects(projector.rebuild(), new Error('The log ends at 1, and list is at 2.'));
    assert.deepEqual([projector.view, projector.position, shelf.saves.length], [['a', 'b'], 2, 0]);
    assert.equal(changes.at(-1), 'rebuild-failed: behind');
  });

  it('that fails leaves the view as it was, and may be begun again', async () => {
    let isDown = true;
    const { projector, changes } = setUp({ log: { readAll: () => {
      if (isDown) throw full;
      return [];
    } } });
    await assert.rejects(projector.rebuild(), (error) => error === full);
    isDown = false;
    await projector.rebuild();
    assert.deepEqual(changes, ['loaded: behind', 'rebuild: rebuilding', 'rebuild-failed: behind', 'rebuild: rebuilding', 'switched: behind']);
  });

  it('is one at a time, and needs a log', async () => {
    const { opened, open } = gate();
    const { projector, clock } = setUp({ log: { readAll: async () => (await opened, []) } });
    const first = projector.rebuild();
    await clock.settle();
    await assert.rejects(projector.rebuild(), new Error('list is being rebuilt already.'));
    open();
    await first;
    await assert.rejects(setUp().projector.rebuild(), new TypeError('rebuild needs a log to read: pass one in the options.'));
  });
});

describe('how old the view is', () => {
  it('is told in events and in time, and grows also when nothing is heard', async () => {
    const { projector, clock, changes } = setUp();
    assert.equal(projector.metrics().state, 'starting');
    await projector.deliver(delivery(0, 'a', 1));
    await clock.advance(300);
    assert.deepEqual(projector.metrics(), { state: 'fresh', position: 1, lag: 0, head: 1, staleMs: 300, waiting: 0, rebuiltTo: undefined });
    await projector.deliver(delivery(1, 'b', 5));
    assert.deepEqual(projector.metrics(), { state: 'behind', position: 2, lag: 3, head: 5, staleMs: 300, waiting: 0, rebuiltTo: undefined });
    await projector.deliver(delivery(2, 'aba', 5));
    assert.equal(projector.metrics().staleMs, 0);
    assert.deepEqual(changes, ['loaded: behind', 'caught-up: fresh', 'fell-behind: behind', 'caught-up: fresh']);
  });

  it('is not known before the first delivery has told where the log ends', async () => {
    const { projector, clock } = setUp({}, new Shelf({ view: ['a'], position: 1 }));
    assert.equal(projector.metrics().staleMs, Infinity);
    await projector.start();
    await clock.advance(300);
    await projector.deliver(delivery(1, '', 2));
    assert.deepEqual([projector.metrics().staleMs, projector.metrics().state], [Infinity, 'behind']);
    await projector.deliver(delivery(1, 'b', 2));
    assert.deepEqual([projector.metrics().staleMs, projector.metrics().state], [0, 'fresh']);
  });

  it('is not made to look fresh by an old delivery that comes late', async () => {
    const { projector, clock } = setUp();
    await projector.deliver(delivery(0, 'ab', 2));
    await clock.advance(300);
    await projector.deliver(delivery(0, 'a', 1));
    assert.equal(projector.metrics().staleMs, 300);
  });
});

describe('a projector that is stopped', () => {
  it('ends every wait and takes nothing more; what is being committed is committed', async () => {
    const { projector, shelf, clock } = setUp({ log: logOf(() => '') });
    const { opened, open } = gate();
    shelf.beforeSave = () => opened;
    const taken = projector.deliver(delivery(0, 'a'));
    const answer = assert.rejects(projector.waitFor(2, 500), (error) => error instanceof ProjectorStoppedError && error.code === 'PROJECTOR_STOPPED' && error.message === 'list was stopped.');
    await clock.settle();
    projector.stop();
    await answer;
    open();
    assert.equal(await taken, 1);
    await assert.rejects(projector.deliver(delivery(1, 'b')), ProjectorStoppedError);
    await assert.rejects(projector.waitFor(0), ProjectorStoppedError);
    await assert.rejects(projector.rebuild(), ProjectorStoppedError);
    assert.equal(clock.waiting, 0);
  });

  it('while it loads takes nothing either', async () => {
    const { projector, shelf, clock } = setUp();
    const { opened, open } = gate();
    shelf.beforeLoad = () => opened;
    const refused = assert.rejects(projector.deliver(delivery(0, 'a')), ProjectorStoppedError);
    await clock.settle();
    projector.stop();
    open();
    await refused;
    assert.deepEqual([shelf.saves, projector.position], [[], 0]);
  });

  it('while it is rebuilt keeps the old view', async () => {
    const { opened, open } = gate();
    const { projector, shelf, clock } = setUp({ log: { readAll: async () => (await opened, recorded('a')) } });
    const rebuilt = assert.rejects(projector.rebuild(), ProjectorStoppedError);
    await clock.settle();
    projector.stop();
    open();
    await rebuilt;
    assert.equal(shelf.saves.length, 0);
  });
});

describe('options', () => {
  it('are refused with the value and the range', () => {
    for (const batch of [0, 1.5, 100_001, Number.NaN]) assert.throws(() => setUp({ batch }), new RangeError(`batch must be a whole number from 1 to 100000, got ${batch}.`));
  });

  it('may name a callback that throws: what it threw surfaces, and nothing is harmed', async () => {
    const bug = new Error('bug');
    let isFirst = true;
    const { projector } = setUp({ onChange: () => {
      if (!isFirst) return;
      isFirst = false;
      throw bug;
    } });
    assert.deepEqual(await surfaced(async () => assert.equal(await projector.deliver(delivery(0, 'a')), 1)), [bug]);
  });
});
