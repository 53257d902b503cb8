import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { jobName, QueueManager, type Ending, type EndRecord, type Job, type Jobs, type JobSpec, type ManagerEvent, type QueueManagerOptions, type Source } from './work-queue.ts';

const down = new Error('down');

/** A platform, a record and a source in memory, which write down what they are told. */
class World implements Jobs, EndRecord {
  readonly told: string[] = [];
  readonly jobs = new Map<string, Job>();
  readonly endings = new Map<string, Ending>();
  items: readonly string[] = [];
  /** What fails now, by its first word. */
  fails = new Set<string>();
  /** What is not answered until it is taken out, by its first word. */
  readonly hangs = new Map<string, Promise<void>>();
  readonly source: Source = {
    list: async () => {
      await this.asked('source');
      return this.items;
    },
  };
  readonly record: EndRecord = {
    list: async () => {
      await this.asked('endings');
      return [...this.endings.values()];
    },
    add: (ending) => this.add(ending),
    forget: (item) => this.forget(item),
  };
  async list(): Promise<never> {
    await this.asked('jobs');
    return [...this.jobs.values()] as never;
  }
  async create(job: JobSpec): Promise<boolean> {
    await this.asked(`create ${job.name}`);
    if (this.jobs.has(job.name)) return false;
    this.jobs.set(job.name, { ...job, state: 'active' });
    return true;
  }
  async remove(name: string): Promise<void> {
    await this.asked(`remove ${name}`);
    this.jobs.delete(name);
  }
  async add(ending: Ending): Promise<boolean> {
    await this.asked(`add ${ending.item} ${ending.outcome} ${ending.attempt}`);
    if (this.endings.has(ending.item)) return false;
    this.endings.set(ending.item, ending);
    return true;
  }
  async forget(item: string): Promise<void> {
    await this.asked(`forget ${item}`);
    this.endings.delete(item);
  }

  /** A job's last container ends. */
  end(name: string, state: 'succeeded' | 'failed'): void {
    const job = this.jobs.get(name)!;
    if (state === 'succeeded' && !this.endings.has(job.item)) this.endings.set(job.item, { item: job.item, outcome: 'done', attempt: job.attempt });
    this.jobs.set(name, { ...job, state });
  }
  get active(): string {
    return [...this.jobs.values()].filter(({ state }) => state === 'active').map(({ name }) => name).join(' ');
  }
  /** What it was told since the last time, without the questions. */
  get changes(): string {
    return this.told.splice(0).filter((one) => one.includes(' ')).join(', ');
  }
  private async asked(what: string): Promise<void> {
    this.told.push(what);
    const word = what.split(' ')[0]!;
    await this.hangs.get(word);
    if (this.fails.has(word)) throw down;
  }
}

const times = { parallelism: 2, backoffLimit: 1, backoffMs: () => 300, pollMs: 100, passMs: 400, keepMs: 1_000 };

/** A manager on a hand clock that has not looked yet. */
function setUp(items: readonly string[], options: Partial<QueueManagerOptions> = {}, world = new World(), clock = new HandClock()) {
  world.items = items;
  const events: ManagerEvent[] = [];
  const manager = new QueueManager({ source: world.source, jobs: world, record: world.record, clock, name: 'w', onEvent: (event) => void events.push(event), ...times, ...options });
  manager.start();
  const said = (kind: ManagerEvent['kind']) => events.filter((event) => event.kind === kind);
  return { world, clock, manager, events, said };
}

describe('a queue manager', () => {
  it('creates a job for each item, as many as may be at one time, old ones first', async () => {
    const { world, clock } = setUp(['a', 'b', 'c']);
    await clock.settle();
    assert.equal(world.active, 'w-1-a w-1-b');
  });

  it('gives the place of what is done to the next', async () => {
    const { world, clock } = setUp(['a', 'b', 'c']);
    await clock.settle();
    world.end('w-1-a', 'succeeded');
    await clock.advance(100);
    assert.equal(world.active, 'w-1-b w-1-c');
  });

  it('counts the jobs that are there, and not those that it has created', async () => {
    const world = new World();
    world.jobs.set('w-1-z', { name: 'w-1-z', item: 'z', attempt: 1, state: 'active' });
    const { clock } = setUp(['a', 'b'], {}, world);
    await clock.settle();
    assert.equal(world.active, 'w-1-z w-1-a');
  });

  it('asks for jobs, then for endings, then for items', async () => {
    const { world, clock } = setUp([]);
    await clock.settle();
    assert.deepEqual(world.told, ['jobs', 'endings', 'source']);
  });

  it('tries again what came to nothing, when it has rested', async () => {
    const { world, clock } = setUp(['a']);
    await clock.settle();
    world.end('w-1-a', 'failed');
    await clock.advance(300);
    assert.equal(world.active, '');
    await clock.advance(100);
    assert.equal(world.active, 'w-2-a');
  });

  it('keeps the place of what rests', async () => {
    const { world, clock } = setUp(['a', 'b', 'c']);
    await clock.settle();
    world.end('w-1-a', 'failed');
    await clock.advance(200);
    assert.equal(world.active, 'w-1-b');
  });

  it('gives up after the last attempt, and records it', async () => {
    const { world, clock } = setUp(['a']);
    await clock.settle();
    world.end('w-1-a', 'failed');
    await clock.advance(400);
    world.end('w-2-a', 'failed');
    await clock.advance(2_000);
    assert.deepEqual(world.endings.get('a'), { item: 'a', outcome: 'failed', attempt: 2 });
    assert.equal(world.active, '');
  });

  it('begins nothing that has spent its attempts while the record does not answer', async () => {
    const { world, clock } = setUp(['a', 'b'], { parallelism: 1, backoffLimit: 0, keepMs: 60_000 });
    await clock.settle();
    world.fails.add('add');
    world.end('w-1-a', 'failed');
    await clock.advance(2_000);
    assert.equal(world.active, '');
    world.fails.clear();
    await clock.advance(200);
    assert.equal(world.endings.get('a')!.outcome, 'failed');
    assert.equal(world.active, 'w-1-b');
  });

  it('leaves to the record who was first, where a late result meets a last failure', async () => {
    const { world, clock } = setUp(['a'], { backoffLimit: 0 });
    await clock.settle();
    world.jobs.set('w-1-a', { name: 'w-1-a', item: 'a', attempt: 1, state: 'failed' });
    let answer = () => undefined as void;
    world.hangs.set('endings', new Promise((resolve) => (answer = resolve)));
    await clock.advance(100);
    world.hangs.clear();
    const { record } = world;
    record.list = () => [];
    answer();
    world.endings.set('a', { item: 'a', outcome: 'done', attempt: 1 });
    await clock.settle();
    assert.equal(world.endings.get('a')!.outcome, 'done');
    assert.equal(world.active, '');
  });

  it('takes a job that succeeded and left no result for an attempt that came to nothing', async () => {
    const { world, clock } = setUp(['a']);
    await clock.settle();
    world.jobs.set('w-1-a', { name: 'w-1-a', item: 'a', attempt: 1, state: 'succeeded' });
    await clock.advance(400);
    assert.equal(world.active, 'w-2-a');
  });

  it('runs nothing again that the record has, with its jobs gone', async () => {
    const { world, clock } = setUp(['a']);
    await clock.settle();
    world.end('w-1-a', 'succeeded');
    await clock.advance(1_200);
    assert.equal(world.jobs.size, 0);
    await clock.advance(2_000);
    assert.equal(world.jobs.size, 0);
    assert.equal(world.endings.size, 1);
  });

  it('keeps a job for its time after its end', async () => {
    const { world, clock } = setUp(['a']);
    await clock.settle();
    world.end('w-1-a', 'succeeded');
    await clock.advance(1_050);
    assert.equal(world.jobs.size, 1);
    await clock.advance(100);
    assert.equal(world.jobs.size, 0);
  });

  it('keeps the jobs of an item that has not ended, since they are what counts its attempts', async () => {
    const { world, clock } = setUp(['a'], { backoffMs: () => 5_000 });
    await clock.settle();
    world.end('w-1-a', 'failed');
    await clock.advance(4_000);
    assert.equal(world.jobs.size, 1);
  });

  it('forgets the ending of an item that is listed no more, after its jobs', async () => {
    const { world, clock } = setUp(['a']);
    await clock.settle();
    world.end('w-1-a', 'succeeded');
    await clock.advance(100);
    world.items = [];
    await clock.advance(900);
    assert.equal(world.endings.size, 1);
    world.told.length = 0;
    await clock.advance(300);
    assert.equal(world.changes, 'remove w-1-a, forget a');
    assert.equal(world.endings.size, 0);
  });

  it('lets a job run whose item is listed no more, and counts its place', async () => {
    const { world, clock } = setUp(['a', 'b', 'c']);
    await clock.settle();
    world.items = ['b', 'c'];
    await clock.advance(1_000);
    assert.equal(world.active, 'w-1-a w-1-b');
  });

  it('does not begin an item twice that the source names twice', async () => {
    const { world, clock } = setUp(['a', 'a', 'b']);
    await clock.settle();
    assert.equal(world.changes, 'create w-1-a, create w-1-b');
  });

  it('takes a name that is there for a job that it has', async () => {
    const world = new World();
    world.jobs.set('w-1-a', { name: 'w-1-a', item: 'a', attempt: 1, state: 'active' });
    world.list = async () => [] as never;
    const { clock, said } = setUp(['a', 'b', 'c'], {}, world);
    await clock.settle();
    assert.equal(world.active, 'w-1-a w-1-b');
    assert.equal(said('known').length, 1);
  });

  it('rebuilds what it knows from what is there', async () => {
    const first = setUp(['a', 'b', 'c', 'd']);
    await first.clock.settle();
    first.world.end('w-1-a', 'succeeded');
    first.world.end('w-1-b', 'failed');
    await first.clock.advance(100);
    await first.manager.stop();
    const second = setUp(['a', 'b', 'c', 'd'], {}, first.world, first.clock);
    await second.clock.settle();
    assert.deepEqual(second.manager.progress, { pending: 1, active: 1, resting: 1, done: 1, failed: 0 });
    assert.equal(second.world.active, 'w-1-c');
  });

  it('says how it stands with each item, each time that it is another way', async () => {
    const { world, clock, events } = setUp(['a'], { backoffLimit: 0 });
    await clock.settle();
    world.end('w-1-a', 'failed');
    await clock.advance(100);
    world.items = [];
    await clock.advance(100);
    assert.deepEqual(events.flatMap((event) => (event.kind === 'item' ? [`${event.item} ${event.event}: ${event.state}`] : [])), ['a began: active', 'a came to nothing: resting', 'a failed: failed', 'a gone: gone']);
  });

  it('says that an item is pending again where nobody knows of its job any more', async () => {
    const { world, clock, events } = setUp(['a', 'b', 'c']);
    await clock.settle();
    world.jobs.clear();
    world.jobs.set('w-1-b', { name: 'w-1-b', item: 'b', attempt: 1, state: 'active' });
    world.jobs.set('w-1-c', { name: 'w-1-c', item: 'c', attempt: 1, state: 'active' });
    await clock.advance(100);
    assert.ok(events.some((event) => event.kind === 'item' && event.item === 'a' && event.event === 'lost' && event.state === 'pending'));
  });
});

describe('a queue manager that is not answered', () => {
  for (const what of ['source', 'endings', 'jobs']) {
    it(`does nothing while ${what} cannot be asked: an error is not an empty list`, async () => {
      const { world, clock, said } = setUp(['a', 'b', 'c']);
      await clock.settle();
      world.end('w-1-a', 'succeeded');
      world.told.length = 0;
      world.fails.add(what);
      await clock.advance(3_000);
      assert.equal(world.changes, '');
      assert.ok(said('error').every((event) => event.kind === 'error' && event.error === down));
      world.fails.clear();
      await clock.advance(100);
      assert.equal(world.active, 'w-1-b w-1-c');
    });
  }

  it('lets one item that the platform refuses hold up no other', async () => {
    const { world, clock, said } = setUp(['bad', 'good', 'next']);
    const { create } = world;
    world.create = (job) => (job.item === 'bad' ? Promise.reject(down) : create.call(world, job));
    await clock.settle();
    assert.equal(world.active, 'w-1-good');
    assert.equal(said('error').length, 1);
  });

  it('records an item as failed whose job the platform will never take, and goes on to the next', async () => {
    const { world, clock } = setUp(['bad', 'worse', 'good']);
    const { create } = world;
    world.create = (job) => (job.item === 'good' ? create.call(world, job) : Promise.resolve('refused' as never));
    await clock.advance(100);
    assert.deepEqual([...world.endings.values()].map(({ item, outcome }) => `${item} ${outcome}`), ['bad failed', 'worse failed']);
    assert.equal(world.active, 'w-1-good');
  });

  it('lets no act that hangs hold up another', async () => {
    const { world, clock } = setUp(['hangs', 'b', 'c'], { backoffLimit: 0 });
    const { create } = world;
    world.create = (job) => (job.item === 'hangs' ? new Promise(() => undefined) : create.call(world, job));
    await clock.settle();
    assert.equal(world.active, 'w-1-b');
    world.end('w-1-b', 'failed');
    await clock.advance(1_000);
    assert.equal(world.endings.get('b')!.outcome, 'failed');
    assert.equal(world.active, 'w-1-c');
  });

  it('lets nothing that hangs or is slow to be cleared away keep the rest of it, or a new job, waiting', async () => {
    const world = new World();
    for (const item of ['a', 'b', 'c']) {
      world.jobs.set(`w-1-${item}`, { name: `w-1-${item}`, item, attempt: 1, state: 'succeeded' });
      world.endings.set(item, { item, outcome: 'done', attempt: 1 });
    }
    world.endings.set('gone', { item: 'gone', outcome: 'done', attempt: 1 });
    const { remove } = world;
    let tries = 0;
    world.remove = (name) => (name === 'w-1-a' ? ((tries += 1), new Promise(() => undefined)) : remove.call(world, name));
    world.forget = () => new Promise(() => undefined);
    const { clock, said } = setUp(['a', 'b', 'c'], {}, world);
    await clock.advance(1_000);
    assert.deepEqual([...world.jobs.keys()], ['w-1-a']);
    world.items = ['a', 'b', 'c', 'd'];
    await clock.advance(100);
    assert.deepEqual([world.active, said('looked').length, tries], ['w-1-d', 12, 1]);
    // It is given up when the look that found it is too old, and found again.
    await clock.advance(400);
    assert.equal(tries, 2);
    assert.match(String((said('error').at(-1) as { error: unknown }).error), /took longer than 400 ms/);
  });

  it('clears away thousands of jobs by the side of its looks, so many at one time', async () => {
    const world = new World();
    const items = Array.from({ length: 3_000 }, (_, number) => `d${number}`);
    for (const item of items) {
      world.jobs.set(`w-1-${item}`, { name: `w-1-${item}`, item, attempt: 1, state: 'succeeded' });
      world.endings.set(item, { item, outcome: 'done', attempt: 1 });
    }
    const clock = new HandClock();
    let [atOnce, most] = [0, 0];
    world.remove = async (name) => {
      most = Math.max(most, (atOnce += 1));
      await new Promise<void>((resolve) => void clock.setTimeout(resolve, 15));
      atOnce -= 1;
      world.jobs.delete(name);
    };
    const { manager } = setUp(items, {}, world, clock);
    await clock.advance(1_000);
    world.items = [...items, 'new'];
    await clock.advance(100);
    assert.deepEqual([world.active, most], ['w-1-new', 8]);
    await clock.advance(6_000);
    assert.deepEqual([world.jobs.size, atOnce], [1, 0]);
    await manager.stop();
    assert.equal(clock.waiting, 0);
  });

  it('takes turns in what it clears away: what hung comes behind what has waited', async () => {
    const world = new World();
    const items = Array.from({ length: 12 }, (_, number) => String(number));
    for (const item of items) {
      world.jobs.set(`w-1-${item}`, { name: `w-1-${item}`, item, attempt: 1, state: 'succeeded' });
      world.endings.set(item, { item, outcome: 'done', attempt: 1 });
    }
    const { remove } = world;
    world.remove = (name) => (Number(name.slice(4)) < 8 ? new Promise(() => undefined) : remove.call(world, name));
    const { clock, manager } = setUp(items, {}, world);
    await clock.advance(1_399);
    assert.equal(world.jobs.size, 12);
    await clock.advance(1);
    assert.equal(world.jobs.size, 8);
    await manager.stop();
    assert.equal(clock.waiting, 0);
  });

  it('takes what is no list for no answer', async () => {
    for (const answer of [undefined, null, { items: ['a'] }, [7]]) {
      const { world, clock, said } = setUp(['a'], {}, Object.assign(new World(), { source: { list: () => answer as never } }));
      world.endings.set('a', { item: 'a', outcome: 'done', attempt: 1 });
      await clock.advance(500);
      assert.equal(said('error').length > 0 && said('looked').length === 0, true);
      assert.equal(world.changes, '');
    }
  });

  it('lets no act outlive its look, however that ends', async () => {
    const { world, clock, manager } = setUp(['refused', 7 as never]);
    world.create = () => Promise.resolve('refused' as never);
    await clock.settle();
    await manager.stop();
    world.told.length = 0;
    await clock.advance(1_000);
    assert.deepEqual(world.told, []);
  });

  it('gives up a look that takes too long, and looks again', async () => {
    const { world, clock, said } = setUp(['a']);
    world.hangs.set('endings', new Promise(() => undefined));
    await clock.advance(399);
    assert.equal(said('error').length, 0);
    await clock.advance(1);
    assert.match(String((said('error')[0] as { error: unknown }).error), /LookTooOldError: A look took longer than 400 ms/);
    world.hangs.clear();
    await clock.advance(100);
    assert.equal(world.active, 'w-1-a');
  });

  it('acts on nothing old when it stood still, however late its timers are', async () => {
    const { world, clock } = setUp(['a']);
    let answer = () => undefined as void;
    world.hangs.set('source', new Promise((resolve) => (answer = resolve)));
    await clock.settle();
    const { now } = clock;
    Object.assign(clock, { now: () => now() + 10_000 });
    answer();
    await clock.settle();
    assert.equal(world.changes, '');
    world.hangs.clear();
    await clock.advance(500);
    assert.equal(world.active, 'w-1-a');
  });

  it('tells the port that its time is over', async () => {
    const world = new World();
    const signals: AbortSignal[] = [];
    world.list = ((signal: AbortSignal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    }) as typeof world.list;
    const { clock } = setUp([], {}, world);
    await clock.advance(400);
    assert.equal((signals[0]!.reason as { code: string }).code, 'LOOK_TOO_OLD');
  });

  it('takes a port that throws for one that fails', async () => {
    const world = new World();
    world.list = () => {
      throw down;
    };
    const { clock, said } = setUp([], {}, world);
    await clock.settle();
    assert.deepEqual(said('error'), [{ kind: 'error', error: down }]);
  });

  it('rests for ten seconds where the rest that it is told makes no sense', async () => {
    const { world, clock, said } = setUp(['a'], { backoffMs: () => Number.NaN, passMs: 400 });
    await clock.settle();
    world.end('w-1-a', 'failed');
    await clock.advance(10_000);
    assert.match(String((said('error')[0] as { error: unknown }).error), /backoffMs must be from 0 to Infinity, got NaN/);
    assert.equal(world.active, '');
    await clock.advance(200);
    assert.equal(world.active, 'w-2-a');
  });
});

describe('a queue manager that is told to stop', () => {
  it('asks for nothing more, and leaves its jobs alone', async () => {
    const { world, clock, manager } = setUp(['a', 'b', 'c']);
    await clock.settle();
    await manager.stop();
    world.end('w-1-a', 'succeeded');
    world.told.length = 0;
    await clock.advance(5_000);
    assert.deepEqual(world.told, []);
    assert.equal(clock.waiting, 0);
  });

  it('gives up the look under way, at each question and each act', async () => {
    for (const what of ['jobs', 'endings', 'source', 'create']) {
      const { world, clock, manager, said } = setUp(['a', 'b']);
      world.hangs.set(what, new Promise(() => undefined));
      await clock.settle();
      await manager.stop();
      assert.equal(said('error').length, 0, what);
      assert.equal(clock.waiting, 0, what);
    }
  });

  it('never looks where it was stopped before, and looks in one row where it is started twice', async () => {
    const { world, clock, manager } = setUp(['a']);
    manager.start();
    await clock.settle();
    assert.equal(world.told.filter((one) => one === 'jobs').length, 1);
    await manager.stop();
    manager.start();
    await clock.advance(1_000);
    assert.equal(world.told.filter((one) => one === 'jobs').length, 1);
    const never = new QueueManager({ source: world.source, jobs: world, record: world.record, clock });
    await never.stop();
  });
});

describe('two queue managers', () => {
  it('make one job of one attempt', async () => {
    const first = setUp(['a', 'b', 'c']);
    const second = setUp(['a', 'b', 'c'], {}, first.world, first.clock);
    await first.clock.settle();
    assert.equal(first.world.active, 'w-1-a w-1-b');
    assert.equal(first.said('created').length + second.said('created').length, 2);
    assert.equal(first.said('known').length + second.said('known').length, 2);
  });

  it('have the same items in hand, though one of them sees an item rest and the other does not yet', async () => {
    const { world, clock } = setUp(['a', 'b', 'c', 'd']);
    await clock.settle();
    world.end('w-1-a', 'failed');
    const before = new Map(world.jobs);
    await clock.advance(100);
    const second = setUp(['a', 'b', 'c', 'd'], {}, world, clock);
    const { list } = world;
    world.list = async () => [...before.values()] as never;
    await clock.settle();
    world.list = list;
    assert.equal(world.active, 'w-1-b');
    assert.equal(second.said('created').length, 0);
  });
});

describe('what a queue manager is told', () => {
  it('is checked at the door', () => {
    const { world } = setUp([]);
    const bad = (options: Partial<QueueManagerOptions>, says: RegExp) =>
      assert.throws(() => new QueueManager({ source: world.source, jobs: world, record: world.record, ...options }), (error) => error instanceof RangeError && says.test(error.message));
    bad({ parallelism: 0 }, /parallelism must be a whole number from 1 to 100000, got 0/);
    bad({ parallelism: 1.5 }, /parallelism .* got 1.5/);
    bad({ backoffLimit: -1 }, /backoffLimit must be a whole number from 0 to 1000, got -1/);
    bad({ pollMs: 0 }, /pollMs must be from 1 to 2147483647, got 0/);
    bad({ passMs: Number.NaN }, /passMs must be from 1 to 2147483647, got NaN/);
    bad({ passMs: 500, keepMs: 499 }, /keepMs must be from 500 to Infinity, got 499/);
    for (const name of ['', 'a-b', 'A', 'a'.repeat(17), 'a_b']) bad({ name }, /name must be 1 to 16 of a-z and 0-9/);
  });

  it('throws into no look', async () => {
    const thrown = await surfaced(async () => {
      const { world, clock } = setUp(['a'], { onEvent: () => { throw down; } });
      await clock.settle();
      assert.equal(world.active, 'w-1-a');
    });
    assert.ok(thrown.length >= 1);
  });
});

describe('the name of a job', () => {
  it('can be read where the item can', () => {
    assert.equal(jobName('transcode', 'video7', 2), 'transcode-2-video7');
    assert.equal(jobName('w', 'a/B c.mp4', 1), 'w-1-a-2f-42-20c-2emp4');
    assert.equal(jobName('w', 'ł', 1), 'w-1--x0142');
    assert.equal(jobName('w', '', 1), 'w-1--e');
  });

  it('has its end in every item, however long', () => {
    const long = 'a'.repeat(100);
    assert.match(jobName('w', long, 1), /^w-1-a{22}--[0-9a-f]{16}$/);
    assert.notEqual(jobName('w', `${long}1`, 1), jobName('w', `${long}2`, 1));
  });
});
