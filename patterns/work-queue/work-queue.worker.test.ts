import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock } from '../hand-clock.ts';
import { NoAnswerError, NoSuchItemError, WorkerManager, type WorkerEvent, type WorkerManagerOptions } from './work-queue.worker.ts';

const down = new Error('down');

/** A worker manager on a hand clock, with files in memory, and a source and a record that answer what the test says. */
function setUp(options: Partial<WorkerManagerOptions> = {}) {
  const clock = new HandClock();
  const files = new Map<string, string>();
  const events: string[] = [];
  const told: unknown[] = [];
  const answers = { item: (): string | undefined | Promise<string | undefined> => 'cut to 720p', kept: (): boolean | Promise<boolean> => true };
  const manager = new WorkerManager({
    job: { item: 'a', attempt: 2 },
    source: { get: (item) => (told.push(item), answers.item()) },
    files: { read: (name) => files.get(name), write: (name, text) => void files.set(name, text) },
    record: { add: (ending) => (told.push(ending), answers.kept()) },
    onEvent: (event: WorkerEvent) => void events.push(event.kind),
    tryMs: 1_000,
    answerMs: 200,
    pauseMs: 100,
    clock,
    ...options,
  });
  return { clock, files, events, told, answers, manager };
}
const outcome = (promise: Promise<unknown>) => promise.then(() => 'resolved', (error: unknown) => error);

describe('a worker manager that starts', () => {
  it('puts the item where the application looks for it', async () => {
    const { files, told, events, manager } = setUp();
    await manager.start();
    assert.equal(files.get('item'), 'cut to 720p');
    assert.deepEqual(told, ['a']);
    assert.deepEqual(events, ['ready']);
  });

  it('is not done before the file is there', async () => {
    const { clock, files, events, answers, manager } = setUp();
    let answer: (text: string) => void = () => undefined;
    answers.item = () => new Promise((resolve) => (answer = resolve));
    const started = manager.start();
    await clock.settle();
    assert.deepEqual(events, []);
    answer('text');
    await started;
    assert.equal(files.get('item'), 'text');
  });

  it('asks again until there is an answer', async () => {
    const { clock, files, events, answers, manager } = setUp();
    answers.item = () => Promise.reject(down);
    const started = manager.start();
    await clock.advance(250);
    answers.item = () => 'text';
    await clock.advance(100);
    await started;
    assert.equal(files.get('item'), 'text');
    assert.deepEqual(events, ['error', 'error', 'error', 'ready']);
  });

  it('waits for no answer longer than it may, and tells the port so', async () => {
    let signal: AbortSignal | undefined;
    const { clock, events, manager } = setUp({ source: { get: (_, given) => ((signal = given), new Promise(() => undefined)) } });
    const started = outcome(manager.start());
    await clock.settle();
    await clock.advance(200);
    assert.deepEqual(events, ['error']);
    assert.ok(signal!.reason instanceof NoAnswerError);
    await clock.advance(1_000);
    const error = await started;
    assert.ok(error instanceof NoAnswerError && error.code === 'NO_ANSWER' && error.answerMs === 100);
    assert.equal(clock.waiting, 0);
  });

  it('gives up in the end with the last error, and starts nothing', async () => {
    const { clock, files, events, answers, manager } = setUp();
    answers.item = () => Promise.reject(down);
    const started = outcome(manager.start());
    await clock.advance(1_000);
    assert.equal(await started, down);
    assert.equal(files.size, 0);
    assert.ok(!events.includes('ready'));
    assert.equal(clock.waiting, 0);
  });

  it('starts nothing for an item that the source does not have', async () => {
    const { files, answers, manager } = setUp();
    answers.item = () => undefined;
    const error = await outcome(manager.start());
    assert.ok(error instanceof NoSuchItemError && error.code === 'NO_SUCH_ITEM' && error.item === 'a');
    assert.equal(files.size, 0);
  });

  it('takes an empty item for an item', async () => {
    const { files, answers, manager } = setUp();
    answers.item = () => '';
    await manager.start();
    assert.equal(files.get('item'), '');
  });

  it('takes nothing anew where it died beside an application at work', async () => {
    const { files, told, events, manager } = setUp();
    files.set('item', 'as it was');
    await manager.start();
    assert.deepEqual(told, []);
    assert.equal(files.get('item'), 'as it was');
    assert.deepEqual(events, ['ready']);
  });
});

describe('a worker manager that is told to stop', () => {
  it('hands over what the application left', async () => {
    const { files, told, events, manager } = setUp();
    files.set('result', '12 MB');
    await manager.stop();
    assert.deepEqual(told, [{ item: 'a', attempt: 2, outcome: 'done', result: '12 MB' }]);
    assert.deepEqual(events, ['kept']);
  });

  it('says that the item is done of no attempt that left nothing', async () => {
    const { told, events, manager } = setUp();
    await manager.stop();
    assert.deepEqual(told, []);
    assert.deepEqual(events, ['empty']);
  });

  it('says when the item had an ending', async () => {
    const { files, events, answers, manager } = setUp();
    files.set('result', '');
    answers.kept = () => false;
    await manager.stop();
    assert.deepEqual(events, ['refused']);
  });

  it('tries until the record answers, or no time is left', async () => {
    const { clock, files, events, answers, manager } = setUp();
    files.set('result', '12 MB');
    answers.kept = () => Promise.reject(down);
    const stopped = manager.stop();
    await clock.advance(450);
    answers.kept = () => true;
    await clock.advance(100);
    await stopped;
    assert.equal(events.at(-1), 'kept');
    answers.kept = () => Promise.reject(down);
    const lost = outcome(manager.stop());
    await clock.advance(1_000);
    assert.equal(await lost, down);
  });
});

describe('what a worker manager is told', () => {
  it('names the two files', async () => {
    const { files, told, manager } = setUp({ itemFile: 'in.json', resultFile: 'out.json' });
    await manager.start();
    assert.equal(files.get('in.json'), 'cut to 720p');
    files.set('out.json', 'x');
    await manager.stop();
    assert.equal((told[1] as { result: string }).result, 'x');
  });

  it('bounds how long it tries, however late the last try begins', async () => {
    const { clock, files, manager } = setUp({ record: { add: () => new Promise(() => undefined) }, tryMs: 1_000, answerMs: 800, pauseMs: 100 });
    files.set('result', 'x');
    let isOver = false;
    void outcome(manager.stop()).then(() => (isOver = true));
    await clock.settle();
    await clock.advance(1_000);
    assert.equal(isOver, true);
  });

  it('ends the start when it is told to stop', async () => {
    const { clock, files, events, answers, manager } = setUp();
    answers.item = () => Promise.reject(down);
    const started = outcome(manager.start());
    await clock.advance(50);
    await manager.stop();
    answers.item = () => 'late';
    await clock.advance(500);
    assert.equal(((await started) as { code: string }).code, 'WORKER_STOPPED');
    assert.equal(files.size, 0);
    assert.ok(!events.includes('ready'));
    assert.equal(clock.waiting, 0);
  });

  it('is checked at the door', () => {
    assert.throws(() => setUp({ job: { item: 'a', attempt: Number.NaN } }), /RangeError: job.attempt must be a whole number from 1, got NaN/);
    assert.throws(() => setUp({ itemFile: 'x', resultFile: 'x' }), /RangeError: itemFile and resultFile must differ/);
    assert.throws(() => setUp({ tryMs: 0 }), /RangeError: tryMs must be from 1 to 2147483647, got 0/);
    assert.throws(() => setUp({ answerMs: Number.NaN }), /RangeError: answerMs must be from 1/);
    assert.throws(() => setUp({ pauseMs: Infinity }), /RangeError: pauseMs must be from 1/);
  });
});
