import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { WatchedSource, type Held, type Step, type WatchedSourceOptions } from './external-configuration-store.watch.ts';

const { signal } = new AbortController();
const compacted = Object.assign(new Error('compacted'), { code: 'COMPACTED' });
const down = new Error('the store is down');

function setUp(options: Partial<WatchedSourceOptions> = {}) {
  const clock = new HandClock();
  const script: { whole: Held; next: Step | undefined | Error; watched: number[]; reads: number; gaps: number[] } = { whole: { revision: 3, values: { a: 1, b: 1 } }, next: undefined, watched: [], reads: 0, gaps: [] };
  const source = new WatchedSource({
    name: 'store',
    read: async () => {
      script.reads += 1;
      return script.whole;
    },
    watch: async (after) => {
      script.watched.push(after);
      if (script.next instanceof Error) throw script.next;
      return script.next;
    },
    onGap: (after) => void script.gaps.push(after),
    clock,
    ...options,
  });
  return { clock, source, script };
}

describe('a watched source', () => {
  it('reads the whole once, and answers from what it holds', async () => {
    const { source, script } = setUp();
    assert.deepEqual(await source.fetch(undefined, signal), { revision: 3, values: { a: 1, b: 1 } });
    assert.equal(await source.fetch(3, signal), 'not-modified');
    assert.equal(script.reads, 1);
  });
  it('has nothing to wait for before it has read', async () => {
    const { source, script } = setUp();
    await source.changed(signal);
    assert.deepEqual(script.watched, []);
  });
  it('goes on from the revision that it has, change by change', async () => {
    const { source, script } = setUp();
    await source.fetch(undefined, signal);
    script.next = { from: 3, revision: 5, set: { a: 2, c: 3 }, removed: ['b'] };
    await source.changed(signal);
    assert.deepEqual(await source.fetch(3, signal), { revision: 5, values: { a: 2, c: 3 } });
    script.next = { from: 5, revision: 6, set: {}, removed: ['c'] };
    await source.changed(signal);
    assert.deepEqual(await source.fetch(5, signal), { revision: 6, values: { a: 2 } });
    assert.deepEqual([script.watched, script.reads], [[3, 5], 1]);
  });
  it('reads the whole where what it would go on from is compacted, and says so', async () => {
    const { source, script } = setUp();
    await source.fetch(undefined, signal);
    script.next = compacted;
    await source.changed(signal);
    script.whole = { revision: 9, values: { z: 1 } };
    assert.deepEqual([await source.fetch(3, signal), script.gaps, script.reads], [{ revision: 9, values: { z: 1 } }, [3], 2]);
  });
  it('reads the whole where it is told of a change from another revision than its own', async () => {
    const { source, script } = setUp();
    await source.fetch(undefined, signal);
    script.next = { from: 4, revision: 5, set: { a: 2 }, removed: [] };
    await source.changed(signal);
    await source.fetch(3, signal);
    assert.deepEqual([script.gaps, script.reads], [[3], 2]);
  });
  it('asks the store while it is out of touch, and resumes its watch from where it is', async () => {
    const { source, script } = setUp();
    await source.fetch(undefined, signal);
    script.next = down;
    await assert.rejects(source.changed(signal), down);
    script.whole = { revision: 4, values: {} };
    assert.deepEqual(await source.fetch(3, signal), { revision: 4, values: {} });
    script.next = undefined;
    await source.changed(signal);
    assert.deepEqual([script.watched, script.reads], [[3, 4], 2]);
  });
  it('does not go back to a change that comes after it has read what is newer', async () => {
    let answer: (step: Step) => void = () => undefined;
    let isDown = false;
    const { source, script } = setUp({ watch: () => (isDown ? Promise.reject(down) : new Promise((resolve) => (answer = resolve))) });
    await source.fetch(undefined, signal);
    isDown = true;
    await assert.rejects(source.changed(signal), down);
    isDown = false;
    const changed = source.changed(signal);
    script.whole = { revision: 9, values: { z: 1 } };
    await source.fetch(3, signal);
    answer({ from: 3, revision: 5, set: { a: 2 }, removed: [] });
    await changed;
    assert.equal(await source.fetch(9, signal), 'not-modified');
  });
  it('is as old as the question whose answer it was told last', async () => {
    const { clock, source } = setUp();
    assert.equal(source.ageMs, Infinity);
    await source.fetch(undefined, signal);
    await clock.advance(500);
    assert.equal(source.ageMs, 500);
    await source.changed(signal);
    assert.equal(source.ageMs, 0);
  });
  it('holds nothing of a read that failed', async () => {
    let isDown = true;
    const { source } = setUp({ read: async () => { if (isDown) throw down; return { revision: 1, values: {} }; } });
    await assert.rejects(source.fetch(undefined, signal), down);
    isDown = false;
    assert.deepEqual(await source.fetch(undefined, signal), { revision: 1, values: {} });
  });
  it('is not harmed by whoever is told of a gap', async () => {
    const { source, script } = setUp({ onGap: () => { throw down; } });
    const thrown = await surfaced(async () => {
      await source.fetch(undefined, signal);
      script.next = compacted;
      await source.changed(signal);
    });
    assert.deepEqual([thrown, script.reads], [[down], 1]);
  });
  it('reads anew where what it gave was not taken, for it may be something that will not do', async () => {
    const { source, script } = setUp();
    await source.fetch(undefined, signal);
    script.whole = { revision: 4, values: { good: true } };
    assert.deepEqual([await source.fetch(2, signal), script.reads], [{ revision: 4, values: { good: true } }, 2]);
    assert.equal(await source.fetch(4, signal), 'not-modified');
    assert.equal(script.reads, 2);
  });
  it('keeps what it holds where a copy that lags answers', async () => {
    const { source, script } = setUp();
    await source.fetch(undefined, signal);
    script.next = down;
    await assert.rejects(source.changed(signal), down);
    script.whole = { revision: 2, values: { old: true } };
    assert.deepEqual(await source.fetch(3, signal), { revision: 2, values: { old: true } });
    script.next = undefined;
    await source.changed(signal);
    assert.equal(await source.fetch(3, signal), 'not-modified');
  });
  it('counts its age from the question, and not from the answer', async () => {
    const later = <T>(answer: T): Promise<T> => new Promise((resolve) => void clock.setTimeout(() => resolve(answer), 300));
    const { clock, source } = setUp({ read: () => later({ revision: 1, values: {} }), watch: () => later(undefined) });
    const fetching = source.fetch(undefined, signal);
    await clock.advance(300);
    await fetching;
    assert.equal(source.ageMs, 300);
    const changed = source.changed(signal);
    await clock.advance(300);
    await changed;
    assert.equal(source.ageMs, 300);
  });
  it('has a name', () => {
    assert.throws(() => setUp({ name: '' }), new RangeError('name must be a text of one character or more, got "".'));
  });
});
